//! Going on after a run was killed: the same files, to the byte, as if it had not been.

use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Folder, WAY, bulk, mobile, run, update};

const LINES: usize = 12_000;

/// Updates with a mistake in one of eleven, and blank lines.
fn line(index: usize) -> String {
    match index {
        index if index % 11 == 5 => update("none", 0) + "\n",
        index if index % 17 == 0 => "\r\n".to_owned(),
        index => update(&mobile(index), index % 700) + "\n",
    }
}

fn input(folder: &Folder, lines: usize) -> String {
    folder.write("in", (0..lines).map(line).collect::<String>().as_bytes())
}

/// The arguments of a run that writes `{name}` and `{name}.refused`.
fn arguments(folder: &Folder, file: &str, name: &str, more: &[&str]) -> Vec<String> {
    let (out, refused) = (folder.path(name), folder.path(&format!("{name}.refused")));
    let files = ["--output", &out, "--refused", &refused, file];
    WAY.iter().chain(&files).chain(more).map(|word| (*word).to_owned()).collect()
}

fn convert(folder: &Folder, file: &str, name: &str, more: &[&str]) -> (Option<i32>, String) {
    let command_line = arguments(folder, file, name, more);
    let ended = run(&command_line.iter().map(String::as_str).collect::<Vec<_>>());
    (ended.code, ended.err)
}

fn start(folder: &Folder, file: &str, name: &str, threads: &str) -> Child {
    let command_line = arguments(folder, file, name, &["--resume", "--threads", threads]);
    bulk()
        .args(command_line)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn position(folder: &Folder, name: &str) -> Option<Value> {
    let text = fs::read(folder.path(&format!("{name}.progress"))).ok()?;
    // It is replaced as a whole, so that there is never half of it.
    Some(serde_json::from_slice(&text).expect("a whole record"))
}

/// Kills it once it has been recorded that it went beyond `input`; whether that came before its
/// end.
fn kill_beyond(folder: &Folder, mut child: Child, name: &str, input: u64) -> bool {
    loop {
        if position(folder, name)
            .is_some_and(|position| position["input"].as_u64().unwrap() > input)
        {
            child.kill().unwrap();
            child.wait().unwrap();
            return folder.has(&format!("{name}.progress"));
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn append(folder: &Folder, name: &str, text: &[u8]) {
    folder.write(name, &[&folder.read(name), text].concat());
}

fn assert_same(folder: &Folder, name: &str) {
    assert!(folder.read(name) == folder.read("whole"), "the output differs");
    assert!(
        folder.read(&format!("{name}.refused")) == folder.read("whole.refused"),
        "the rejections differ"
    );
    assert!(!folder.has(&format!("{name}.progress")));
}

#[test]
fn a_run_that_is_killed_again_and_again_writes_the_same() {
    let folder = Folder::new("killed");
    let file = input(&folder, 5 * LINES);
    assert_eq!(convert(&folder, &file, "whole", &[]).0, Some(1));
    let mut kills = 0;
    // Anywhere, the beginning included; then where something was recorded, with half a batch
    // written since.
    for milliseconds in [0, 1, 3, 5, 10, 30, 70] {
        let mut child = start(&folder, &file, "out", "3");
        let until = Instant::now() + Duration::from_millis(milliseconds);
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += usize::from(folder.has("out.progress"));
    }
    let mut before = 0;
    while kill_beyond(&folder, start(&folder, &file, "out", "3"), "out", before) {
        before = position(&folder, "out").unwrap()["input"].as_u64().unwrap();
        append(&folder, "out", b"{\"half\":\"a li");
        append(&folder, "out.refused", b"{\"line\":1}\n{\"li");
        kills += 1;
    }
    assert!(kills > 0);
    assert_same(&folder, "out");
}

/// Stopped for longer than it may go without a record, it makes one as soon as it goes on.
#[cfg(unix)]
#[test]
fn how_far_it_has_come_is_recorded_as_it_goes() {
    let folder = Folder::new("recorded");
    let file = input(&folder, 5 * LINES);
    let mut child = start(&folder, &file, "out", "1");
    let process = child.id();
    let signal = |name: &str| {
        let exit_status = std::process::Command::new("sh")
            .args(["-c", &format!("kill -{name} {process}")])
            .status();
        assert!(exit_status.unwrap().success());
    };
    while fs::metadata(folder.path("out")).map_or(0, |found| found.len()) == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it has ended without an output");
    }
    signal("STOP");
    std::thread::sleep(Duration::from_millis(700));
    signal("CONT");
    let has_come_further = |position: Value| position["input"].as_u64() > Some(0);
    while !position(&folder, "out").is_some_and(has_come_further) {
        assert!(child.try_wait().unwrap().is_none(), "it has ended without a record");
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The record of a run of these files that was killed soon after its beginning.
fn record(folder: &Folder, file: &str, name: &str) -> Value {
    for _ in 0..100 {
        let mut child = start(folder, file, name, "3");
        while position(folder, name).is_none() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(100));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if let Some(record) = position(folder, name) {
            return record;
        }
        // It was faster than we.
        fs::remove_file(folder.path(name)).unwrap();
    }
    panic!("a run leaves no record of its beginning");
}

#[test]
fn it_goes_on_from_any_line() {
    let folder = Folder::new("anywhere");
    let file = input(&folder, LINES);
    assert_eq!(convert(&folder, &file, "whole", &[]).0, Some(1));
    let record = record(&folder, &file, "out");
    let (whole, refused) = (folder.text("whole"), folder.text("whole.refused"));
    for done in [0, 1, 5, 6, 18, LINES / 2, LINES - 1, LINES] {
        let blanks = (0..done).filter(|index| index % 11 != 5 && index % 17 == 0).count();
        let rejections = (0..done).filter(|index| index % 11 == 5).count();
        let converted = done - blanks - rejections;
        let length = |text: &str, lines: usize| {
            text.split_inclusive('\n').take(lines).map(str::len).sum::<usize>()
        };
        let mut record = record.clone();
        record["input"] = (0..done).map(|index| line(index).len()).sum::<usize>().into();
        record["output"] = length(&whole, converted).into();
        record["refused"] = length(&refused, rejections).into();
        record["lines_converted"] = converted.into();
        record["lines_refused"] = rejections.into();
        record["lines_blank"] = blanks.into();
        folder.write("out.progress", record.to_string().as_bytes());
        folder.write("out", format!("{}half a li", &whole[..length(&whole, converted)]).as_bytes());
        folder.write(
            "out.refused",
            format!("{}{{\"li", &refused[..length(&refused, rejections)]).as_bytes(),
        );
        let (code, printed) = convert(&folder, &file, "out", &["--resume"]);
        assert_eq!(code, Some(1), "{printed}");
        assert!(printed.contains("1,091 rejected, "), "{printed}");
        assert_same(&folder, "out");
    }
}

#[test]
fn another_run_is_not_gone_on_with() {
    let folder = Folder::new("another");
    let file = input(&folder, LINES);
    let record = record(&folder, &file, "out");
    let rejects = |file: &str, more: &[&str], why: &str| {
        let before = folder.read("out");
        let (code, printed) = convert(&folder, file, "out", &[&["--resume"], more].concat());
        assert_eq!(code, Some(2), "{printed}");
        assert!(printed.contains(why), "{printed}");
        assert_eq!(folder.read("out"), before);
    };
    rejects(
        &file,
        &["--allow-loss"],
        "other options: `--from json-api --to legacy --allow-unsupported",
    );
    rejects(&file, &["--to", "canonical"], "other options");
    rejects(&file, &["--envelope", "out"], "other options");
    rejects(&file, &["--tolerate-unknown"], "other options");
    rejects(&file, &["--message", "user"], "other options");
    rejects(&file, &["--refused", &folder.path("elsewhere")], "other options");
    let text = folder.text("in");
    let longer = folder.write("longer", format!("{text}\n").as_bytes());
    rejects(&longer, &[], "another input");
    let early = folder.write("early", text.replacen("Engineer", "Engineeq", 1).as_bytes());
    rejects(&early, &[], "another input");
    let at = text.rfind("Engineer").unwrap();
    let late =
        folder.write("late", format!("{}Engineeq{}", &text[..at], &text[at + 8..]).as_bytes());
    rejects(&late, &[], "another input");
    // Without `--resume`, it takes nothing away either.
    let (code, printed) = convert(&folder, &file, "out", &[]);
    assert_eq!(code, Some(2));
    assert!(printed.contains("a run was interrupted: continue it with --resume"), "{printed}");

    let mut further = record.clone();
    further["output"] = 1_000_000.into();
    folder.write("out.progress", further.to_string().as_bytes());
    rejects(&file, &[], "shorter than it was");
    for garbage in
        ["", "{", "{}", "[]", &record.to_string().replace("\"version\":1", "\"version\":2")]
    {
        folder.write("out.progress", garbage.as_bytes());
        rejects(&file, &[], "not a valid progress file");
    }
    folder.write("out.progress", record.to_string().as_bytes());
    assert_eq!(convert(&folder, &file, "out", &["--resume", "--threads", "3"]).0, Some(1));
}

#[test]
fn what_is_complete_is_not_begun_again() {
    let folder = Folder::new("complete");
    let file = input(&folder, 100);
    // Nothing is there yet, which is no interruption, and no error.
    assert_eq!(convert(&folder, &file, "out", &["--resume"]).0, Some(1));
    let before = folder.read("out");
    let (code, printed) = convert(&folder, &file, "out", &["--resume"]);
    assert_eq!(code, Some(2));
    assert!(printed.contains("nothing to resume"), "{printed}");
    assert_eq!(folder.read("out"), before);
    assert_eq!(convert(&folder, &file, "out", &[]).0, Some(1));
    assert_eq!(folder.read("out"), before);
}
