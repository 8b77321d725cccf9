//! The example `translate`, run as a program.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use serde_json::{Value, json};

/// Runs the program with `input` at standard input: its exit code and its standard output.
fn run(arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let test = std::env::current_exe().unwrap();
    let name = format!("translate{}", std::env::consts::EXE_SUFFIX);
    let program = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/translate");
    let sources = std::fs::read_dir(sources).unwrap().map(|file| file.unwrap().path());
    assert!(
        changed(&program) >= sources.filter_map(|source| changed(&source)).max(),
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

/// A file with the current user, for the test `name`.
fn current(name: &str, user: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("translate-{name}.json"));
    std::fs::write(&file, user).unwrap();
    file
}

/// Runs the program with `update`, in the dialect `from`, and the current `user`, in the dialect
/// `to`.
fn run_beside(
    mode: &str,
    [from, to]: [&str; 2],
    user: (&str, &str),
    update: &str,
) -> (Option<i32>, Value) {
    let (name, user) = user;
    let file = current(name, user);
    let file = file.to_str().unwrap();
    run_json(&["--from", from, "--to", to, "--current", file, mode], update)
}

/// The problem of a rejected update.
fn rejection((code, refused): &(Option<i32>, Value)) -> (&Value, &Value) {
    assert_eq!(*code, Some(1), "{refused}");
    assert_eq!((&refused["body"], &refused["status"]), (&Value::Null, &json!(422)));
    assert_eq!(refused["problems"].as_array().unwrap().len(), 1, "{refused}");
    let problem = &refused["problems"][0];
    (&problem["pointer"], &problem["code"])
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
    let options = ["--from", "--to", "--message", "--id", "--current", "--status", "--json"];
    for option in options.into_iter().chain(["--full", "--apply"]) {
        assert!(help.contains(option), "{option}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn a_value_that_replaced_one_that_is_not_representable_is_cleared() {
    let legacy = ["legacy", "legacy"];
    let user = r#"{"id":"x","phone":"n/a"}"#;
    let (code, set) = run_beside("--apply", legacy, ("set", user), r#"{"phone":"123"}"#);
    assert_eq!(code, Some(0));
    assert_eq!(set["version"], 2);
    assert_eq!(set["status"], 200);
    assert_eq!(set["body"], json!({"id": "x", "phone": "123"}));
    let user = set["body"].to_string();
    let (code, cleared) = run_beside("--apply", legacy, ("cleared", &user), r#"{"phone":""}"#);
    assert_eq!((code, &cleared["body"]), (Some(0), &json!({"id": "x"})));
    let row = json!([{"attribute": "landline", "verdict": "preserved", "reason": null,
        "sources": ["/phone"], "targets": ["/phone"]}]);
    assert_eq!(cleared["report"], row);
}

#[test]
fn a_full_update_loses_nothing_of_the_current_user() {
    let user = r#"{"id":"x","firstName":"Ada","lastName":"Lovelace\t","phone":"ask reception"}"#;
    let update = r#"{"mobile":"07700 900456"}"#;
    let (code, full) = run_beside("--full", ["legacy", "legacy"], ("full", user), update);
    let expected = json!({"firstName": "Ada", "lastName": "Lovelace\t", "phone": "ask reception",
        "mobile": "07700 900456"});
    assert_eq!((code, &full["body"], &full["status"]), (Some(0), &expected, &Value::Null));
    assert_eq!(full["report"].as_array().unwrap().len(), 1);
}

#[test]
fn a_name_in_a_full_update_replaces_one_that_is_not_representable() {
    let last_name = r#"{"id":"x","firstName":"Ada","lastName":"L\t"}"#;
    let full_name = r#"{"id":"x","name":"Ada L\t","firstName":"Ada","lastName":"L"}"#;
    for (pair, user, update, expected) in [
        (
            ["textus", "legacy"],
            ("full-name", last_name),
            r#"{"name":"Eve Byron"}"#,
            json!({"firstName": "Eve", "lastName": "Byron"}),
        ),
        (
            ["upsun", "textus"],
            ("joined-name", full_name),
            r#"{"last_name":"Byron"}"#,
            json!({"name": "Ada Byron"}),
        ),
    ] {
        let (code, full) = run_beside("--full", pair, user, update);
        assert_eq!((code, &full["body"]), (Some(0), &expected), "{full}");
    }
}

#[test]
fn a_half_of_a_name_is_rejected_if_the_other_is_not_representable() {
    let file = current("half", TAB_IN_NAME);
    let arguments = ["--from", "json-api", "--to", "textus", "--current", file.to_str().unwrap()];
    let rejected = run_json(&arguments, FIRST_NAME);
    assert_eq!(rejection(&rejected), (&json!(FIRST_NAME_AT), &json!("loss")));
    for (name, user) in [
        ("half-of-joined", TAB_IN_NAME),
        ("half-of-known-name", r#"{"id":"x","name":"Ada L","firstName":"Ada","lastName":"L\t"}"#),
        ("half-of-name-alone", r#"{"id":"x","name":"Ada L\t"}"#),
    ] {
        let applied = run_beside("--apply", ["json-api", "textus"], (name, user), FIRST_NAME);
        assert_eq!(rejection(&applied), (&json!(FIRST_NAME_AT), &json!("loss")), "{name}");
        let rows = applied.1["report"].as_array().unwrap().clone();
        let row = rows.iter().find(|row| row["attribute"] == "given_name").unwrap();
        assert_eq!(row["verdict"], "dropped");
        assert_eq!(row["reason"], "not representable");
    }
}

const TAB_IN_NAME: &str = r#"{"id":"x","name":"Ada L\t","firstName":"Ada","lastName":"L\t"}"#;
const FIRST_NAME: &str = r#"{"data":{"type":"users","id":"3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "attributes":{"profile":{"personal":{"first_name":"Eve"}}}}}"#;
const FIRST_NAME_AT: &str = "/data/attributes/profile/personal/first_name";

#[test]
fn the_other_half_and_a_half_beside_it_are_applied() {
    // The half that is not representable is replaced; in MediaSilo it is a value of its own.
    let last = r#"{"data":{"type":"users","id":"3c90c3cc-0d44-4b50-8888-8dd25736052a",
        "attributes":{"profile":{"personal":{"last_name":"Byron"}}}}}"#;
    let user = ("other-half", TAB_IN_NAME);
    let (code, applied) = run_beside("--apply", ["json-api", "textus"], user, last);
    let expected = json!({"id": "x", "name": "Ada Byron", "firstName": "Ada", "lastName": "Byron"});
    assert_eq!((code, &applied["body"]), (Some(0), &expected));
    assert_eq!(applied["report"][0]["reason"], "the target's own id");
    let user = ("half-beside", r#"{"id":"x","firstName":"Ada","lastName":"L\t"}"#);
    let (code, applied) =
        run_beside("--apply", ["legacy", "legacy"], user, r#"{"firstName":"Eve"}"#);
    let expected = json!({"id": "x", "firstName": "Eve", "lastName": "L\t"});
    assert_eq!((code, &applied["body"]), (Some(0), &expected));
}

#[test]
fn a_password_is_not_applied() {
    let update = r#"{"phone":"123","password":"Correct-horse-1"}"#;
    let user = ("password", r#"{"id":"x"}"#);
    let applied = run_beside("--apply", ["legacy", "legacy"], user, update);
    assert_eq!(rejection(&applied), (&json!("/password"), &json!("loss")));
    assert!(!applied.1.to_string().contains("Correct-horse-1"));
    let verdicts: Vec<&Value> =
        applied.1["report"].as_array().unwrap().iter().map(|row| &row["verdict"]).collect();
    assert_eq!(verdicts, ["preserved", "dropped"]);
}

#[test]
fn custom_settings_that_are_emptied_stay_an_object() {
    let user = r#"{"id":"x","settings":{"customSettings":{"/a/b/c":"v"}}}"#;
    let update = r#"{"settings":{"customSettings":{"/a/b/c":null}}}"#;
    let (code, applied) = run_beside("--apply", ["textus", "textus"], ("settings", user), update);
    let expected = json!({"id": "x", "settings": {"customSettings": {}}});
    assert_eq!((code, &applied["body"]), (Some(0), &expected));
    assert_eq!(applied["report"][0]["verdict"], "preserved");
    assert_eq!(applied["report"][0]["targets"], json!(["/settings/customSettings/~1a~1b~1c"]));
}

#[test]
fn what_the_response_cannot_show_is_in_the_report() {
    let user = ("unsupported", r#"{"id":"x","name":"Ada"}"#);
    let update = r#"{"phone":"123","email":"ada@example.com"}"#;
    let (code, applied) = run_beside("--apply", ["legacy", "textus"], user, update);
    assert_eq!((code, &applied["problems"]), (Some(0), &json!([])));
    assert_eq!(applied["body"], json!({"id": "x", "name": "Ada", "email": "ada@example.com"}));
    let rows = applied["report"].as_array().unwrap();
    let row = |attribute: &str| rows.iter().find(|row| row["attribute"] == attribute).unwrap();
    assert_eq!(row("landline")["reason"], "unsupported");
    assert_eq!(row("email")["verdict"], "preserved");
    let user = ("invalid", r#"{"id":"x"}"#);
    let (code, invalid) = run_beside("--apply", ["legacy", "textus"], user, r#"{"phone":false}"#);
    assert_eq!((code, &invalid["problems"][0]["pointer"]), (Some(1), &json!("/phone")));
}

#[test]
fn modes_of_an_update_need_the_current_user_and_exclude_each_other() {
    let file = current("usage", r#"{"id":"x"}"#);
    let beside = ["--current", file.to_str().unwrap()];
    let both = [&beside[..], &["--full", "--apply"]].concat();
    let other_id = [&beside[..], &["--apply", "--id", "y"]].concat();
    for (arguments, expected) in [
        (vec!["--full"], "--full needs --current FILE"),
        (vec!["--apply"], "--apply needs --current FILE"),
        (both, "expected --full or --apply, not both"),
        (other_id, "--id: expected the id of the current user, for --apply"),
        ([&beside[..], &["--full", "--message", "user"]].concat(), "--full is only for an update"),
        (
            [&beside[..], &["--message", "failure", "--apply"]].concat(),
            "--apply is only for an update",
        ),
    ] {
        let (code, wrong) = run_json(&[&UPSUN_TO_TEXTUS[..], &arguments].concat(), "{}");
        assert_eq!(code, Some(2), "{arguments:?}");
        let usage = json!([{"pointer": "", "code": "usage", "detail": expected}]);
        assert_eq!(wrong["problems"], usage);
    }
}
