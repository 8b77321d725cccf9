//! The laws that hold for every dialect, on generated users and updates.

#![cfg(all(feature = "json-api", feature = "flat-roles", feature = "legacy", feature = "upsun", feature = "textus"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod support;

use std::collections::BTreeSet;

use idiolect::dialect::{Context, DialectExt, Encoded, Error, FailureMessage, LossPolicy};
use idiolect::model::{
    Attribute, Code, Element, Failure, FailureKind, Membership, Place, Refusal, Role, Subject, User, UserUpdate,
};
use idiolect::translation::{Report, Translator, UpdateOptions, Verdict};
use idiolect::wire::{Reading, Writing};
use proptest::prelude::*;
use serde_json::Value;
use support::arbitrary::{self, CANARY, UUID};
use support::{ALL, dialect, fixtures, json};

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..260)
}

/// The update in this crate's own dialect: one member an attribute.
fn attributes(update: &UserUpdate) -> Value {
    json(&encode("canonical", update).body)
}

fn encode(name: &str, update: &UserUpdate) -> Encoded {
    dialect(name).encode_update(update, &Context::UNKNOWN, &LossPolicy::AllowAll).unwrap()
}

fn said<'v>(attributes: &'v Value, subject: &Subject) -> Option<&'v Value> {
    match subject {
        Subject::Setting(key) => attributes["custom_settings"].get(key.as_str()),
        other => attributes.get(other.name().as_ref()),
    }
}

fn id() -> idiolect::model::UserId {
    idiolect::model::UserId::parse(UUID).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Laws 1 and 2: what is carried is read back as it was, what is dropped is not, and nothing else comes.
    #[test]
    fn what_a_dialect_says_of_an_update_it_reads_back(bytes in bytes()) {
        let update = arbitrary::update(&bytes);
        let wanted = attributes(&update);
        for name in ALL {
            let encoded = encode(name, &update);
            let id = id();
            let context = Context::UNKNOWN.with_id(Some(&id));
            let read = dialect(name).decode_update(&encoded.body, &context).unwrap().value;
            let found = attributes(&read);
            let mut accounted = BTreeSet::new();
            for (subject, _, writing) in encoded.trace.entries() {
                accounted.insert(subject.clone());
                match writing {
                    Writing::Written(None) => prop_assert_eq!(said(&found, subject), said(&wanted, subject), "{} {}", name, subject),
                    Writing::Dropped(_) => {
                        // A dropped half may come back from the whole that was said, a street's number as none.
                        let is_part = matches!(subject.attribute(), Some(Attribute::GivenName | Attribute::FamilyName | Attribute::FullName));
                        prop_assert!(is_part || said(&found, subject).is_none(), "{} {} came back", name, subject);
                    }
                    _ => {}
                }
            }
            let stated: BTreeSet<Subject> = update.stated().into_iter().collect();
            prop_assert_eq!(&accounted, &stated, "{}", name);
            let again = encode(name, &read);
            prop_assert_eq!(&again.body, &encoded.body, "{} says it otherwise the second time", name);
            let is_lost = encoded.trace.entries().any(|(_, _, writing)| matches!(writing, Writing::Dropped(_)));
            let refused = dialect(name).encode_update(&update, &Context::UNKNOWN, &LossPolicy::Refuse);
            prop_assert_eq!(is_lost, matches!(refused, Err(Error::Loss(_))), "{}", name);
            if !is_lost && encoded.trace.entries().all(|(_, _, writing)| matches!(writing, Writing::Written(None) | Writing::Addressed(None))) {
                let line_split = Attribute::HouseNumber;
                if name != "legacy" || said(&found, &line_split.into()) == said(&wanted, &line_split.into()) {
                    prop_assert_eq!(read, update.clone(), "{}", name);
                }
            }
        }
    }

    /// Law 1 for answers, in the dialect that says everything.
    #[test]
    fn the_canonical_dialect_reads_back_every_user(bytes in bytes()) {
        let user = arbitrary::user(&bytes);
        let encoded = dialect("canonical").encode_user(&user);
        prop_assert!(encoded.trace.entries().all(|(_, _, writing)| writing == Writing::Written(None)));
        prop_assert_eq!(dialect("canonical").decode_user(&encoded.body).unwrap().value, user);
    }

    /// Law 5, for answers that a dialect writes itself; those of vendors are in the adapters' tests.
    #[test]
    fn an_answer_comes_back_as_it_was(bytes in bytes()) {
        let user = arbitrary::user(&bytes);
        for name in ALL {
            let body = dialect(name).encode_user(&user).body;
            let read = dialect(name).decode_user(&body).unwrap().value;
            prop_assert_eq!(json(&dialect(name).encode_user(&read).body), json(&body), "{}", name);
        }
    }

    /// Law 6, for answers: each attribute has one row, and each pointer leads somewhere.
    #[test]
    fn the_report_accounts_for_every_attribute_of_an_answer(bytes in bytes()) {
        let user = arbitrary::user(&bytes);
        for from in ALL {
            let body = dialect(from).encode_user(&user).body;
            let read = dialect(from).decode_user(&body).unwrap();
            for to in ALL {
                let translation = Translator::new(&*dialect(from), &*dialect(to)).user(&body).unwrap();
                let source: BTreeSet<Subject> = read.trace.entries().map(|(subject, ..)| subject.clone()).collect();
                check_report(&translation.report, &source, &json(&body), &json(&translation.body))?;
            }
        }
    }

    /// Laws 6 and 11, for updates.
    #[test]
    fn what_is_carried_there_and_back_is_the_same(bytes in bytes()) {
        let update = arbitrary::update(&bytes);
        for from in ALL {
            let body = encode(from, &update).body;
            let id = id();
            let context = Context::UNKNOWN.with_id(Some(&id));
            let read = dialect(from).decode_update(&body, &context).unwrap();
            let source: BTreeSet<Subject> = read.trace.entries().map(|(subject, ..)| subject.clone()).collect();
            let options = UpdateOptions::default().source_id(Some(&id)).target_id(Some(&id)).loss(LossPolicy::AllowAll);
            for to in ALL {
                let there = Translator::new(&*dialect(from), &*dialect(to)).update(&body, &options).unwrap();
                check_report(&there.report, &source, &json(&body), &json(&there.body))?;
                let back = Translator::new(&*dialect(to), &*dialect(from)).update(&there.body, &options).unwrap();
                let (was, is) = (attributes(&read.value), attributes(&dialect(from).decode_update(&back.body, &context).unwrap().value));
                for row in there.report.rows().iter().filter(|row| row.verdict == Verdict::Carried) {
                    let returned = back.report.rows().iter().find(|other| other.subject == row.subject);
                    if returned.is_some_and(|other| other.verdict == Verdict::Carried) {
                        prop_assert_eq!(said(&is, &row.subject), said(&was, &row.subject), "{} {} {}", from, to, row.subject);
                    }
                }
            }
        }
    }

    /// Law 8.
    #[test]
    fn no_output_but_the_legacy_update_holds_the_password(bytes in bytes()) {
        let update = arbitrary::update(&bytes);
        let debugged = format!("{update:?}");
        prop_assert!(!debugged.contains(CANARY));
        let body = encode("legacy", &update).body;
        for to in ALL {
            for loss in [LossPolicy::Refuse, LossPolicy::AllowAll] {
                let id = id();
                let options = UpdateOptions::default().target_id(Some(&id)).loss(loss);
                let shown = match Translator::new(&*dialect("legacy"), &*dialect(to)).update(&body, &options) {
                    Ok(translation) if to == "legacy" => format!("{} {:?}", translation.report, translation.report),
                    Ok(translation) => {
                        let text = String::from_utf8(translation.body.clone()).unwrap();
                        format!("{text} {} {:?}", translation.report, translation.report)
                    }
                    Err(refused) => format!("{refused} {refused:?} {} {:?}", refused.report, refused.error.to_failure(&dialect("legacy").id())),
                };
                prop_assert!(!shown.contains(CANARY), "{}", to);
            }
        }
    }

    /// Law 9, in one build; `.ci/run` repeats all tests in one with other features of `serde_json`.
    #[test]
    fn encoding_is_deterministic(bytes in bytes()) {
        let (update, user) = (arbitrary::update(&bytes), arbitrary::user(&bytes));
        for name in ALL {
            prop_assert_eq!(encode(name, &update), encode(name, &update.clone()));
            prop_assert_eq!(dialect(name).encode_user(&user), dialect(name).encode_user(&user.clone()));
        }
    }

    /// Law 10.
    #[test]
    fn updates_apply_differ_and_merge(base in bytes(), one in bytes(), two in bytes()) {
        let before = arbitrary::user(&base);
        let after = arbitrary::changed(&before, &one);
        let mut patched = before.clone();
        let difference = UserUpdate::diff(&before, &after);
        difference.apply(&mut patched);
        prop_assert_eq!(&patched, &after);
        difference.apply(&mut patched);
        prop_assert_eq!(&patched, &after);
        prop_assert_eq!(UserUpdate::diff(&after, &after), UserUpdate::new(after.id.clone()));

        let (first, second) = (arbitrary::update(&one), arbitrary::update(&two));
        let (mut in_turn, mut at_once) = (before.clone(), before.clone());
        first.apply(&mut in_turn);
        let once = in_turn.clone();
        first.apply(&mut in_turn);
        prop_assert_eq!(&in_turn, &once);
        second.apply(&mut in_turn);
        first.merge(second).apply(&mut at_once);
        prop_assert_eq!(bare(at_once), bare(in_turn));
    }

    /// Law 12.
    #[test]
    fn a_failure_keeps_its_kind_and_its_pointers(kind in 0..FailureKind::ALL.len(), which in proptest::collection::btree_set(0..Attribute::ALL.len(), 0..6)) {
        let mut failure = Failure::new(FailureKind::ALL[kind]);
        failure.retry_after = Some(std::time::Duration::from_secs(30));
        failure.trace_id = Some("trace-1".to_owned());
        failure.problems = which.iter().map(|at| {
            let mut refusal = Refusal::new(Code::NOT_ALLOWED, "no".into());
            refusal.subject = Some(Attribute::ALL[*at].into());
            refusal
        }).collect();
        for name in ALL {
            let encoded = dialect(name).encode_failure(&failure);
            let read = dialect(name).decode_failure(&encoded.message).value;
            prop_assert_eq!(read.kind, failure.kind, "{}", name);
            prop_assert_eq!(read.retry_after, failure.retry_after);
            prop_assert_eq!(&read.trace_id, &failure.trace_id);
            if name == "legacy" && !matches!(failure.kind, FailureKind::Invalid | FailureKind::Unprocessable) {
                prop_assert!(encoded.message.body.is_empty());
                continue;
            }
            let told: BTreeSet<String> = encoded.trace.entries().filter_map(|(subject, pointer, writing)| {
                let said = matches!(writing, Writing::Written(Some(how)) if how != idiolect::wire::Adaptation::WithoutPointer);
                (said && subject.attribute().is_some()).then(|| format!("{subject} {}", pointer.is_empty()))
            }).collect();
            let places = |failure: &Failure| -> Vec<Option<Place>> { failure.problems.iter().map(|one| one.place.clone()).collect() };
            prop_assert_eq!(places(&read).iter().all(Option::is_none), told.is_empty(), "{} {:?}", name, told);
            let again = dialect(name).decode_failure(&dialect(name).encode_failure(&read).message).value;
            prop_assert_eq!(places(&again), places(&read), "{}", name);
        }
    }
}

/// The user with roles and memberships as updates name them: one that is taken away and put back in one update keeps its
/// description, and loses it in two.
fn bare(mut user: User) -> User {
    for role in user.access.roles.iter_mut().flatten() {
        *role = Role::new(role.id.clone());
    }
    for membership in user.access.memberships.iter_mut().flatten() {
        *membership = Membership::new(membership.to_change());
    }
    user
}

fn check_report(report: &Report, source: &BTreeSet<Subject>, from: &Value, to: &Value) -> Result<(), TestCaseError> {
    let rows = report.rows().iter().filter(|row| row.verdict != Verdict::Missing);
    let subjects: Vec<Subject> = rows.map(|row| row.subject.clone()).collect();
    prop_assert_eq!(&subjects.iter().cloned().collect::<BTreeSet<_>>(), source);
    prop_assert_eq!(subjects.len(), source.len());
    for row in report.rows() {
        for pointer in &row.sources {
            prop_assert!(from.pointer(pointer.as_str()).is_some(), "source {}", pointer);
        }
        for pointer in &row.targets {
            prop_assert!(to.pointer(pointer.as_str()).is_some(), "target {} in {}", pointer, to);
        }
        let is_said = matches!(row.verdict, Verdict::Carried | Verdict::Adapted(_));
        prop_assert!(is_said || row.targets.is_empty() || row.verdict == Verdict::Unknown);
    }
    Ok(())
}

/// Law 3.
#[test]
fn an_empty_update_changes_nothing() {
    for name in ALL {
        let id = id();
        let update = UserUpdate::new(id.clone());
        let encoded = dialect(name).encode_update(&update, &Context::UNKNOWN, &LossPolicy::Refuse).unwrap();
        let context = Context::UNKNOWN.with_id(Some(&id));
        assert_eq!(dialect(name).decode_update(&encoded.body, &context).unwrap().value, update, "{name}");
        let mut user = User::new(id.clone());
        update.apply(&mut user);
        assert_eq!(user, User::new(id), "{name}");
    }
}

/// Law 5, through every other dialect's neighbour: an answer stored in this crate's own dialect loses nothing.
#[test]
fn an_answer_survives_being_stored() {
    for name in ALL {
        for (file, body) in fixtures(name, "user") {
            let stored = support::user(name, "canonical", &body);
            let told = support::user("canonical", name, &stored.body);
            assert_eq!(json(&told.body), json(&body), "{name} {file}");
        }
    }
}

/// Law 7.
#[test]
fn what_is_no_message_is_refused_and_never_a_panic() {
    let deep = format!("{}{}", "[".repeat(128), "]".repeat(128));
    let bodies: [&[u8]; 12] = [
        b"",
        b" ",
        b"nonsense",
        b"{",
        b"{}{}",
        b"[]",
        b"\"text\"",
        b"null",
        b"\xff\xfe",
        br#"{"a":"\ud800"}"#,
        br#"{"a":NaN}"#,
        deep.as_bytes(),
    ];
    for name in ALL {
        for body in bodies {
            let update = dialect(name).decode_update(body, &Context::UNKNOWN).unwrap_err();
            assert_eq!(update.problems().len(), 1, "{name} {update:?}");
            assert!(matches!(dialect(name).decode_user(body), Err(Error::Answer { .. })), "{name}");
            let failure = dialect(name).decode_failure(&FailureMessage::new(Some(500), body)).value;
            assert_eq!(failure.kind, FailureKind::Upstream, "{name}");
        }
    }
}

/// Law 12, for places that are no attribute's: a pointer comes back wherever the dialect has pointers.
#[test]
fn a_pointer_in_the_dialects_own_spelling_comes_back() {
    for name in ALL {
        let mut failure = Failure::new(FailureKind::Invalid);
        let pointers = ["/nowhere/at.all", "/a~1b", "/list/1/role", "/plain"];
        failure.problems = pointers
            .iter()
            .map(|pointer| {
                let mut refusal = Refusal::new(Code::UNKNOWN_MEMBER, "no".into());
                refusal.place = Some(Place::new(name.to_owned(), (*pointer).to_owned()));
                refusal
            })
            .collect();
        let read = dialect(name).decode_failure(&dialect(name).encode_failure(&failure).message).value;
        let found: Vec<_> = read.problems.iter().filter_map(|one| Some(one.place.clone()?.pointer)).collect();
        assert_eq!(found, pointers, "{name}");
    }
}

#[test]
fn a_reading_is_traced_only_where_something_was_read() {
    for name in ALL {
        for (file, body) in fixtures(name, "user") {
            let trace = dialect(name).decode_user(&body).unwrap().trace;
            for (subject, pointer, reading) in trace.entries() {
                assert!(json(&body).pointer(pointer).is_some(), "{name} {file} {subject} {pointer}");
                // The vendor's own clients know four members that its pages do not.
                let is_known = matches!(reading, Reading::Read(_) | Reading::Unreadable);
                assert!(is_known || name == "legacy", "{name} {file} {subject}");
            }
        }
    }
}
