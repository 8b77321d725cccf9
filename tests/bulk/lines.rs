//! Each line its translation, in order, whatever stands between the lines.

use std::io::Write as _;
use std::process::Stdio;

use crate::program::{Folder, WAY, bulk, mobile, rejections, run, run_on, translated, update};

#[test]
fn order_is_kept_by_many_threads_on_uneven_lines() {
    const LINES: usize = 3000;
    let folder = Folder::new("order");
    // Few and long lines beside many short ones, so that batches take times of every length.
    let padding = |index: usize| if index.is_multiple_of(97) { 90_000 } else { index % 300 };
    let input: String =
        (0..LINES).map(|index| update(&mobile(index), padding(index)) + "\n").collect();
    let wanted: String = (0..LINES).map(|index| translated(&mobile(index)) + "\n").collect();
    let file = folder.write("in", input.as_bytes());
    for threads in ["1", "2", "7"] {
        let ended = run(&[&WAY[..], &["--threads", threads, &file]].concat());
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert!(ended.out == wanted, "with {threads} threads");
        assert!(ended.err.starts_with("3,000 converted, 0 rejected, "), "{}", ended.err);
    }
}

#[test]
fn line_endings_blank_lines_and_a_missing_last_newline() {
    let [one, two, three] = [1, 2, 3].map(|index| update(&mobile(index), 0));
    let input = format!("\n{one}\r\n \t\r\n\r\n  {two}  \n{three}");
    let ended = run_on(&WAY, input.as_bytes());
    let wanted: String = [1, 2, 3].map(|index| translated(&mobile(index)) + "\n").concat();
    assert_eq!(ended.out, wanted);
    assert_eq!(ended.code, Some(0));
    assert!(ended.err.starts_with("3 converted, 0 rejected, 3 blank, "), "{}", ended.err);
}

#[test]
fn nothing_is_read_and_nothing_written() {
    let ended = run_on(&WAY, b"");
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""));
    assert!(ended.err.starts_with("0 converted, 0 rejected, "), "{}", ended.err);
}

#[test]
fn a_line_that_is_too_long_is_rejected_and_the_next_is_not() {
    const LIMIT: usize = 2 << 20;
    let short = update(&mobile(1), 0).len();
    let fitting = update(&mobile(1), LIMIT - short);
    assert_eq!(fitting.len(), LIMIT);
    let larger = update(&mobile(2), LIMIT - short + 1);
    let largest = update(&mobile(3), 3 * LIMIT);
    let input = [&fitting, &larger, &largest, &update(&mobile(4), 0), &largest]
        .map(|line| format!("{line}\r\n"));
    let ended = run_on(&WAY, input.concat().as_bytes());
    assert_eq!(ended.out, [1, 4].map(|index| translated(&mobile(index)) + "\n").concat());
    assert_eq!(ended.code, Some(1));
    let (reported, summary) = ended.err.trim_end().rsplit_once('\n').unwrap();
    let too_large = vec![" too-large".to_owned()];
    assert_eq!(rejections(reported), [2, 3, 5].map(|line| (line, too_large.clone())));
    assert!(summary.starts_with("2 converted, 3 rejected, "), "{summary}");
}

/// Memory is looked at while standard input is still open, so while the program is there to be
/// looked at.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    const MOST: u64 = 16 << 10;
    for line in [" ".repeat(1000) + "\n", "x".repeat(1001)] {
        let mut child =
            bulk().args(WAY).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for _ in 0..64 {
            stdin.write_all(line.repeat(1000).as_bytes()).unwrap();
        }
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"))
            .unwrap();
        assert!(peak.trim().parse::<u64>().unwrap() < MOST, "{peak} KiB");
        drop(stdin);
        child.wait().unwrap();
    }
}

#[test]
fn what_is_not_utf_8_is_rejected_by_itself() {
    let good = update(&mobile(1), 0).into_bytes();
    let bad = good.iter().map(|byte| if *byte == b'E' { 0xff } else { *byte }).collect();
    let ended = run_on(&WAY, &[good.clone(), bad, good].join(&b'\n'));
    assert_eq!(ended.out.lines().count(), 2);
    assert_eq!(rejections(ended.err.lines().next().unwrap()), [(2, vec![" encoding".to_owned()])]);
}

#[test]
fn users_are_converted_too() {
    let user = include_str!("../fixtures/json_api/user.json").replace('\n', "");
    let ended = run_on(
        &["--from", "json-api", "--to", "legacy", "--message", "user", "--envelope", "out"],
        user.as_bytes(),
    );
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let reported: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(reported["id"], reported["body"]["id"]);
    assert!(reported["id"].is_string());
}
