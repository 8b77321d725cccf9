//! The example `translate`, run as a program.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use serde_json::{Value, json};

/// Runs the program with `input` at standard input: its exit code and its standard output.
fn run(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let test = std::env::current_exe().unwrap();
    let name = format!("translate{}", std::env::consts::EXE_SUFFIX);
    let program = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/translate.rs");
    assert!(
        changed(&program) >= changed(&source),
        "{} is built by `cargo test` without --test, or `cargo build --example translate`",
        program.display()
    );
    let mut child = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    // A program that stops at its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn changed(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|found| found.modified()).ok()
}

fn run_json(arguments: &[&str], input: &str) -> (Option<i32>, Value) {
    let (code, out) = run(&[arguments, &["--json"]].concat(), input);
    (code, serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}")))
}

const UPSUN_TO_TEXTUS: [&str; 4] = ["--from", "upsun", "--to", "textus"];

#[test]
fn json_of_an_update_has_the_body_and_the_report() {
    let input = r#"{"first_name": "Ada", "last_name": "Byron"}"#;
    let joined = "given and family name joined";
    let row = |attribute: &str, source: &str| {
        json!({"attribute": attribute, "verdict": "converted", "reason": joined,
            "sources": [source], "targets": ["/name"]})
    };
    let expected = json!({
        "version": 2, "body": {"name": "Ada Byron"}, "status": null,
        "report": [row("given_name", "/first_name"), row("family_name", "/last_name")],
        "problems": [],
    });
    assert_eq!(run_json(&UPSUN_TO_TEXTUS, input), (Some(0), expected));
}

#[test]
fn json_of_a_rejected_update_has_no_body_but_the_problems() {
    let (code, refused) = run_json(&UPSUN_TO_TEXTUS, r#"{"company": "Acme"}"#);
    assert_eq!(code, Some(1));
    assert_eq!(refused["body"], Value::Null);
    assert_eq!(refused["status"], 422);
    assert_eq!(
        refused["report"],
        json!([{"attribute": "company", "verdict": "dropped", "reason": "unsupported",
            "sources": ["/company"], "targets": []}])
    );
    let problem = refused["problems"][0].as_object().unwrap();
    assert_eq!(problem["pointer"], "/company");
    assert_eq!(problem["code"], "loss");
    assert_eq!(problem.len(), 3);
    assert!(problem["detail"].is_string());
}

#[test]
fn json_has_the_status_of_a_response() {
    let failure = ["--message", "failure", "--status", "404"];
    let (code, failed) = run_json(&[&UPSUN_TO_TEXTUS[..], &failure].concat(), "{}");
    assert_eq!((code, &failed["status"]), (Some(0), &json!(404)));
    let user = ["--message", "user"];
    let (code, read) = run_json(&[&UPSUN_TO_TEXTUS[..], &user].concat(), r#"{"id": "a"}"#);
    assert_eq!((code, &read["status"]), (Some(0), &json!(200)));
    assert!(read["body"].is_object());
}

#[test]
fn json_of_wrong_usage_is_one_problem() {
    let (code, wrong) = run_json(&["--from", "upsun"], "");
    assert_eq!(code, Some(2));
    assert_eq!(wrong["problems"][0]["code"], "usage");
    assert_eq!((&wrong["body"], &wrong["report"]), (&Value::Null, &json!([])));
}

#[test]
fn help_names_every_option() {
    let (code, help) = run(&["--help"], "");
    assert_eq!(code, Some(0));
    for option in ["--from", "--to", "--message", "--id", "--current", "--status", "--json"] {
        assert!(help.contains(option), "{option}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}
