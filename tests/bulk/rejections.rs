//! What is reported of rejected lines: which, where, why, and no secret.

use crate::program::{Folder, WAY, mobile, rejections, run, run_on, update};

const SECRET: &str = "C@nary-1x";

fn broken(index: usize) -> String {
    update(&mobile(index), 0).replace("\"mobile\"", "\"landline\":7,\"mobil\"")
}

#[test]
fn every_rejected_line_is_reported_by_its_number_with_all_its_problems() {
    let folder = Folder::new("refused");
    let lines = 4000;
    let is_broken = |index: usize| index % 7 == 3 || index == lines - 1;
    // One in five is blank, and counts.
    let line = |index: usize| match index {
        index if index % 5 == 4 => String::new(),
        index if is_broken(index) => broken(index),
        index => update(&mobile(index), 200),
    };
    let file = folder
        .write("in", (0..lines).map(|index| line(index) + "\n").collect::<String>().as_bytes());
    let wanted: Vec<(u64, Vec<String>)> = (0..lines)
        .filter(|index| index % 5 != 4 && is_broken(*index))
        .map(|index| {
            let at = "/data/attributes/profile/contact";
            (
                index as u64 + 1,
                vec![format!("{at}/landline type"), format!("{at}/mobil unknown-member")],
            )
        })
        .collect();
    for threads in ["1", "4"] {
        let refused = folder.path("refused");
        let ended =
            run(&[&WAY[..], &["--threads", threads, "--refused", &refused, &file]].concat());
        assert_eq!(ended.code, Some(1));
        assert_eq!(rejections(&folder.text("refused")), wanted);
        assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
        let converted = lines - lines / 5 - wanted.len();
        assert_eq!(ended.out.lines().count(), converted);
        assert!(
            ended.err.contains(&format!(" {} rejected, 800 blank, ", wanted.len())),
            "{}",
            ended.err
        );
    }
}

#[test]
fn without_a_file_for_them_the_first_ten_are_shown() {
    let input = |count: usize| (0..count).map(|index| broken(index) + "\n").collect::<String>();
    let ended = run_on(&WAY, input(10).as_bytes());
    assert_eq!(ended.err.lines().count(), 11);
    let ended = run_on(&WAY, input(2000).as_bytes());
    let reported: Vec<&str> = ended.err.lines().collect();
    assert_eq!(reported.len(), 12);
    assert_eq!(rejections(&reported[..10].join("\n")).last().unwrap().0, 10);
    assert_eq!(reported[10], "more lines were rejected; --refused FILE writes them all to a file");
    assert!(reported[11].starts_with("0 converted, 2,000 rejected, "));
    let ended = run_on(&[&WAY[..], &["--quiet"]].concat(), input(2000).as_bytes());
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""));
}

#[test]
fn no_secret_is_reported() {
    let folder = Folder::new("secrets");
    let input = [
        format!(r#"{{"password":"{SECRET}","firstName":7}}"#),
        format!(r#"{{"password":"{SECRET}"}}"#),
        format!(r#"{{"password":["{SECRET}"]}}"#),
        format!(r#"{{"unknown":"{SECRET}"}}"#),
        format!(r#"{{"password":"{SECRET}"#),
        format!(r#"{{"password":"{SECRET}{}"}}"#, "x".repeat(3 << 20)),
        format!(r#"{{"id":"{SECRET}","target_id":"{SECRET}","body":{{"password":"{SECRET}"}}}}"#),
        format!(r#"{{"id":["{SECRET}"],"target_id":"{SECRET}","other":"{SECRET}"}}"#),
        format!("{SECRET}\u{0}"),
    ];
    let file = folder.write("in", input.join("\n").as_bytes());
    let (out, refused) = (folder.path("out"), folder.path("refused"));
    for envelope in ["in", "out", "both"] {
        let way = ["--from", "legacy", "--to", "json-api", "--envelope", envelope];
        let shown = run(&[&way[..], &[&file]].concat());
        let kept = run(&[&way[..], &["--output", &out, "--refused", &refused, &file]].concat());
        assert_eq!((shown.code, kept.code), (Some(1), Some(1)));
        assert_eq!(rejections(&folder.text("refused")).len(), input.len());
        for reported in [shown.out, shown.err, kept.err, folder.text("refused"), folder.text("out")]
        {
            assert!(!reported.contains(SECRET), "shown with --envelope {envelope}");
        }
    }
}
