//! A body that one dialect decodes, translated into every other and back.

use idiolect::dialect::canonical::Canonical;
use idiolect::dialect::{Dialect, DialectExt, LossPolicy, UpdateContext};
use idiolect::json::{Limits, Node};
use idiolect::model::UserUpdate;
use idiolect::{Row, Translator, UpdateOptions, Verdict};

use crate::dialects::{all, id};

/// An attribute that both reports call preserved is unchanged; a response keeps the id of its user.
pub fn run(body: &[u8]) {
    for from in all() {
        for to in all() {
            update(&**from, &**to, body);
            user(&**from, &**to, body);
        }
    }
}

fn update(from: &dyn Dialect, to: &dyn Dialect, body: &[u8]) {
    let id = id();
    let options = UpdateOptions::default()
        .with_source_id(Some(&id))
        .with_target_id(Some(&id))
        .with_loss_policy(LossPolicy::AllowAll);
    let context = UpdateContext::EMPTY.with_id(Some(&id));
    let (Ok(read), Ok(there)) = (
        from.decode_update(body, &context),
        Translator::new(from, to).translate_update(body, &options),
    ) else {
        return;
    };
    let back = Translator::new(to, from)
        .translate_update(&there.body, &options)
        .expect("an encoded message is decoded");
    let returned =
        from.decode_update(&back.body, &context).expect("an encoded message is decoded").value;
    let is_preserved = |row: &&Row| row.verdict == Verdict::Preserved;
    for row in there.report.rows().iter().filter(is_preserved) {
        if back.report.of(row.subject.clone()).as_ref().is_some_and(is_preserved) {
            let (was, is) = (encoded_value(&read.value, row), encoded_value(&returned, row));
            assert!(
                was == is,
                "{} to {} and back: {} has changed",
                from.id(),
                to.id(),
                row.subject
            );
        }
    }
}

/// The value of the subject of a row, in the dialect `canonical`.
fn encoded_value(update: &UserUpdate, row: &Row) -> Option<String> {
    let encoded = Canonical::default()
        .encode_update(update, &UpdateContext::EMPTY, &LossPolicy::AllowAll)
        .expect("any update");
    let (_, pointer, _) =
        encoded.provenance.entries().find(|(subject, ..)| **subject == row.subject)?;
    let node = idiolect::json::parse(&encoded.body, &Limits::NONE).expect("JSON");
    node.at(pointer).map(Node::to_json)
}

fn user(from: &dyn Dialect, to: &dyn Dialect, body: &[u8]) {
    let Ok(there) = Translator::new(from, to).translate_user(body) else { return };
    let was = from.decode_user(body).expect("it was decoded before").value.id;
    let is = to.decode_user(&there.body).expect("an encoded message is decoded").value.id;
    assert!(was == is, "{} to {}: another user", from.id(), to.id());
}
