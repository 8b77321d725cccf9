//! No schema rejects an update that the dialect decodes, whatever its settings.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use idiolect::dialect::{DialectExt as _, MessageKind, Settings, UpdateContext, built_in};
use idiolect_schemas::{Formats, all_mutations, examples, validator};

#[test]
fn what_a_schema_rejects_is_not_decoded() {
    let all = [
        Settings::default(),
        Settings::default().with_unknown_members_reported(),
        Settings::default().with_unknown_members_passed_on(),
    ];
    let (mut rejected, mut decoded) = (0, 0);
    for dialect in all.into_iter().flat_map(built_in) {
        let schema = validator(&*dialect, MessageKind::Update, Formats::Asserted).unwrap();
        for example in examples(&*dialect, MessageKind::Update).unwrap() {
            for update in all_mutations(&example.value) {
                let is_decoded = dialect
                    .decode_update(update.to_string().as_bytes(), &UpdateContext::EMPTY)
                    .is_ok();
                let error = schema.validate(&update).err();
                assert!(
                    error.is_none() || !is_decoded,
                    "{} decodes {update}: {error:?}",
                    dialect.id()
                );
                rejected += usize::from(error.is_some());
                decoded += usize::from(is_decoded);
            }
        }
    }
    // Were all verdicts the same, the comparison would show nothing.
    assert!(rejected >= 1000 && decoded >= 1000, "{rejected} {decoded}");
}
