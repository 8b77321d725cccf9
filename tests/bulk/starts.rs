//! How it is started, wrongly or rightly, and what it prints then.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use crate::program::{Folder, WAY, bulk, mobile, run, run_on, translated, update};

fn wrong(arguments: &[&str]) -> String {
    let ended = run(arguments);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{arguments:?}");
    ended.err
}

#[test]
fn a_wrong_start_reports_its_cause() {
    let folder = Folder::new("starts");
    let (file, out) = (folder.write("in", b"{}\n"), folder.path("out"));
    let with = |more: &[&str]| wrong(&[&WAY[..], more].concat());
    assert!(wrong(&["--from", "json-api"]).contains("--to is required"));
    assert!(
        wrong(&["--from", "json-api", "--to", "klingon"])
            .contains("unknown dialect klingon; expected one of json-api, ")
    );
    assert!(with(&["--nope"]).contains("unknown option --nope"));
    assert!(with(&["--output"]).contains("--output needs a value"));
    assert!(with(&["--message", "failure"]).contains("update, user"));
    assert!(with(&["--message", "user", "--envelope", "in"]).contains("`--envelope out`"));
    assert!(with(&["--threads", "0"]).contains("from 1"));
    assert!(with(&[&file, &file]).contains("at most one FILE"));
    assert!(with(&["--resume", "--output", &out]).contains("--resume requires FILE"));
    assert!(with(&["--output", &out, &folder.path("nowhere")]).contains("nowhere: "));
    assert!(with(&["--output", &out, &folder.path("")]).contains("is a directory"));
    assert!(with(&["--output", &folder.path("no/where"), &file]).contains("no/where: "));
    assert!(!folder.has("out"));
}

#[test]
fn no_file_is_taken_for_two() {
    let folder = Folder::new("apart");
    let line = update(&mobile(1), 0);
    let file = folder.write("in", line.as_bytes());
    let hard_link = folder.path("link");
    std::fs::hard_link(&file, &hard_link).unwrap();
    let out = folder.path("out");
    for output in [&file, &hard_link] {
        assert!(
            wrong(&[&WAY[..], &["--output", output, &file]].concat())
                .contains("FILE and --output are the same")
        );
        assert!(
            wrong(&[&WAY[..], &["--refused", output, &file]].concat())
                .contains("FILE and --refused are the same")
        );
    }
    assert!(
        wrong(&[&WAY[..], &["--output", &out, "--refused", &out, &file]].concat())
            .contains("are the same")
    );
    assert_eq!(folder.text("in"), line);
}

#[test]
fn without_arguments_it_shows_what_it_does() {
    let ended = run(&[]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.out.starts_with(
        r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","body":{"firstName":"Charlotte","#
    ));
    assert!(
        ended.err.contains(
            r#"{"line":2,"problems":[{"pointer":"/data/attributes/profile/personal/dob","#
        )
    );
    assert!(ended.err.contains("1 converted, 1 rejected, "));
    let ended = run(&["--help"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert!(ended.out.starts_with("usage: bulk "));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let line = update(&mobile(1), 0);
    for input in [&[][..], &["-"]] {
        let ended = run_on(&[&WAY[..], input].concat(), line.as_bytes());
        assert_eq!((ended.code, ended.out), (Some(0), translated(&mobile(1)) + "\n"));
    }
}

#[test]
fn an_earlier_output_is_replaced() {
    let folder = Folder::new("replaced");
    let file = folder.write("in", update(&mobile(1), 0).as_bytes());
    let out = folder.write("out", &b"of an earlier run\n".repeat(100));
    let refused = folder.write("refused", b"of an earlier run\n");
    let ended = run(&[&WAY[..], &["--output", &out, "--refused", &refused, &file]].concat());
    assert_eq!(ended.code, Some(0));
    assert_eq!(folder.text("out"), translated(&mobile(1)) + "\n");
    assert_eq!(folder.text("refused"), "");
    let ended = run_on(&[&WAY[..], &["--output", &out]].concat(), update(&mobile(2), 0).as_bytes());
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""));
    assert_eq!(folder.text("out"), translated(&mobile(2)) + "\n");
    assert!(!folder.has("out.progress"));
}

#[test]
fn each_line_is_converted_as_it_comes() {
    let mut child = bulk()
        .args(WAY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for index in 0..3 {
        writeln!(stdin, "{}", update(&mobile(index), 0)).unwrap();
        assert_eq!(lines.next().unwrap().unwrap(), translated(&mobile(index)));
    }
    drop(stdin);
    assert!(lines.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_who_has_enough_ends_it_quietly() {
    let folder = Folder::new("enough");
    let input: String = (0..20_000).map(|index| update(&mobile(index), 0) + "\n").collect();
    let file = folder.write("in", input.as_bytes());
    let mut child =
        bulk().args(WAY).arg(file).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let first = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    assert_eq!(first, translated(&mobile(0)));
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_or_written_is_reported_with_its_name() {
    let input = update(&mobile(1), 0);
    let ended = run_on(&[&WAY[..], &["--output", "/dev/full"]].concat(), input.as_bytes());
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.starts_with("bulk: /dev/full: "), "{}", ended.err);
    let ended = run_on(&[&WAY[..], &["--refused", "/dev/full"]].concat(), b"[]");
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.starts_with("bulk: /dev/full: "), "{}", ended.err);
    // Nothing is mapped at its beginning.
    let ended = run(&[&WAY[..], &["/proc/self/mem"]].concat());
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.starts_with("bulk: /proc/self/mem: "), "{}", ended.err);
}
