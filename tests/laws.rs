//! The laws that no dialect can keep or break by itself: those of the model, and of this crate's
//! own dialect, which encodes everything. Those of each dialect are in `conformance`.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "laws/changes.rs"]
mod changes;
mod support;

use idiolect::codec::{Provenance, ReadOutcome, WriteOutcome, write};
use idiolect::conformance::generate;
use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::model::Code;
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use proptest::prelude::*;
use support::{ALL, dialect, fixtures, json};

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..generate::LENGTH)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Law 1 for responses, in the dialect that encodes everything.
    #[test]
    fn the_canonical_dialect_reads_back_every_user(bytes in bytes()) {
        let user = generate::user(&bytes);
        let encoded = dialect("canonical").encode_user(&user);
        prop_assert!(encoded.provenance.entries().all(|(_, _, writing)| writing == WriteOutcome::Written(None)));
        prop_assert_eq!(dialect("canonical").decode_user(&encoded.body).unwrap().value, user);
    }

    /// An update is written as text, and everything else as a tree that is then printed: the same,
    /// and so is the account.
    #[test]
    fn a_text_is_what_the_tree_of_it_would_be(bytes in bytes(), before in bytes()) {
        let (update, current) = (generate::update(&bytes), generate::user(&before));
        let id = update.id.clone().unwrap_or(current.id.clone());
        for context in [UpdateContext::EMPTY.with_id(Some(&id)), UpdateContext::EMPTY.with_id(Some(&id)).with_current(Some(&current))] {
            for dialect in ALL.map(dialect).iter().filter(|dialect| dialect.update_operation().ids.check(id.as_str()).is_ok()) {
                let output = dialect.encode_update(&update, &context, &LossPolicy::AllowAll).unwrap();
                let tree = write(dialect.id().as_str(), None, |out| dialect.properties().write_update(&update, &context, out));
                prop_assert_eq!(String::from_utf8(output.body).unwrap(), tree.node.to_json());
                let written = |provenance: &Provenance<WriteOutcome>| -> Vec<String> {
                    let written = provenance.entries().filter(|(_, place, _)| !place.is_empty());
                    written.map(|(subject, place, _)| format!("{subject} {place}")).collect()
                };
                prop_assert_eq!(written(&output.provenance), written(&tree.provenance));
            }
        }
    }
}

/// Law 5, via every other dialect's neighbour: a response stored in this crate's own dialect
/// loses nothing.
#[test]
fn a_response_survives_being_stored() {
    for name in ALL {
        for (file, body) in fixtures(name, "user") {
            let stored = support::user(name, "canonical", &body);
            let output = support::user("canonical", name, &stored.body);
            assert_eq!(json(&output.body), json(&body), "{name} {file}");
        }
    }
}

/// Law 12, for places that are no attribute's: a pointer comes back wherever the dialect has
/// pointers.
#[test]
fn a_pointer_in_the_dialects_own_spelling_comes_back() {
    for name in ALL {
        let mut failure = Failure::new(FailureKind::Invalid);
        let pointers = ["/nowhere/at.all", "/a~1b", "/list/1/role", "/plain"];
        failure.problems = pointers
            .iter()
            .map(|pointer| {
                let mut refusal = FailureProblem::new(Code::UNKNOWN_MEMBER, "no".into());
                refusal.place = Some(ProblemLocation::new(name.to_owned(), (*pointer).to_owned()));
                refusal
            })
            .collect();
        let read =
            dialect(name).decode_failure(&dialect(name).encode_failure(&failure).message).value;
        let found: Vec<_> =
            read.problems.iter().filter_map(|one| Some(one.place.clone()?.pointer)).collect();
        assert_eq!(found, pointers, "{name}");
    }
}

#[test]
fn a_reading_is_traced_only_where_something_was_read() {
    for name in ALL {
        for (file, body) in fixtures(name, "user") {
            let provenance = dialect(name).decode_user(&body).unwrap().provenance;
            for (subject, pointer, reading) in provenance.entries() {
                assert!(
                    json(&body).pointer(pointer).is_some(),
                    "{name} {file} {subject} {pointer}"
                );
                // The vendor's own clients know four members that its pages do not.
                let is_known = matches!(reading, ReadOutcome::Read(_) | ReadOutcome::Unreadable);
                assert!(is_known || name == "legacy", "{name} {file} {subject}");
            }
        }
    }
}
