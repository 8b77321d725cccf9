//! Half a surrogate pair in an update: one problem, at its member.

use idiolect::codec::ReadOutcome;
use idiolect::dialect::{DialectExt, Settings, UnknownMembers, UpdateContext, legacy::Legacy};

use crate::messages::{Gap, all, leaves, objects, update};
use crate::support::dialect;
use crate::surrogates::{FEW, extended};

#[test]
fn a_half_in_an_update_is_one_problem_at_its_member() {
    let mut closed = 0;
    for fixture in all("update") {
        let message = fixture.json();
        let encodings = |body: &[u8], label: &str| -> Vec<String> {
            let problems = update(&*fixture.dialect, body)
                .map(|_| ())
                .expect_err(&format!("{label}: a half is accepted"));
            let encodings = problems.iter().filter(|one| one.ends_with(" encoding"));
            let encodings: Vec<String> = encodings.cloned().collect();
            for encoding in &encodings {
                let at = encoding.strip_suffix("encoding").unwrap();
                let same = problems.iter().filter(|one| one.starts_with(at)).count();
                assert_eq!(same, 1, "{label}: {problems:?}");
            }
            encodings
        };
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for half in FEW {
                for (value, at) in [
                    (format!("\"{half}\""), ""),
                    (format!("[1.5, \"{half}\"]"), "/1"),
                    (format!("{{\"x\": {{\"y\": \"{half}\"}}}}"), "/x/y"),
                    (format!("{{\"{half}\": 1}}"), ""),
                    (format!("{{\"{half}\": \"{half}\", \"\\udfff\": 1}}"), ""),
                ] {
                    let label = fixture.at(&format!("{place} {value}"));
                    let found = encodings(&gap.filled(&value), &label);
                    assert_eq!(found, [format!("{place}{at} encoding")], "{label}");
                }
            }
            let body = gap.filled(r#""\ud83d""#);
            let problems = update(&*fixture.dialect, &body).map(|_| ()).unwrap_err();
            assert_eq!(problems, [format!("{place} encoding")], "{}", fixture.at(&place));
        }
        for place in objects(&message) {
            for (member, at) in [
                (r#""note-x":"\ud83d""#, format!("{place}/note-x encoding")),
                (r#""\ud83d":"x""#, format!("{place} encoding")),
            ] {
                let label = fixture.at(&format!("{place} {member}"));
                let found = update(&*fixture.dialect, &extended(&fixture, &place, member));
                // Some objects accept unknown members, with any value.
                let is_open =
                    update(&*fixture.dialect, &extended(&fixture, &place, r#""note-x":1"#)).is_ok();
                let expected = if is_open { Vec::new() } else { vec![at] };
                assert_eq!(found.map(|_| ()).err().unwrap_or_default(), expected, "{label}");
                closed += usize::from(!is_open);
            }
        }
    }
    assert!(closed > 20, "{closed}");
}

#[test]
fn all_other_problems_are_reported_with_it() {
    let body = concat!(
        r#"{"company":"\ud83d","phone":7,"address":{"city":"\ude00","\ud83d":1},"#,
        r#""tags":["a","\ud83d"],"tags":"\ud83d","unknown":{"\ud83d":1},"email":"x","\ude00":1,"#,
        r#""other":[{"\ud83d":1},"\ud83d"]}"#,
    );
    assert_eq!(
        update(&*dialect("legacy"), body.as_bytes()).map(|_| ()).unwrap_err(),
        [
            " encoding",
            "/company encoding",
            "/phone type",
            "/address encoding",
            "/address/city encoding",
            "/tags duplicate-member",
            "/tags encoding",
            "/unknown encoding",
            "/email email",
            "/other unknown-member",
            "/other/0 encoding",
            "/other/1 encoding",
        ]
    );
    let whole = update(&*dialect("legacy"), br#""\ud83d""#).map(|_| ()).unwrap_err();
    assert_eq!(whole, [" encoding"]);
}

#[test]
fn unknown_members_that_are_accepted_may_hold_halves() {
    let mut settings = Settings::default();
    settings.unknown_members = UnknownMembers::Report;
    let legacy = Legacy::new(settings);
    for (body, pointer) in [
        (r#"{"company":"a","note":"\ud83d"}"#, "/note"),
        (r#"{"company":"a","note":{"\ud83d":["\ud83d"]}}"#, "/note"),
        (r#"{"company":"a","\ud83d":"x"}"#, ""),
    ] {
        let read = legacy.decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap();
        let mut entries = read.provenance.entries();
        let is_recorded =
            entries.any(|(_, at, outcome)| at == pointer && outcome == ReadOutcome::Unknown);
        assert!(is_recorded, "{body}");
    }
    let body = br#"{"company":"\ud83d","note":"\ud83d"}"#;
    let problems = update(&legacy, body).map(|_| ()).unwrap_err();
    assert_eq!(problems, ["/company encoding"]);
}
