//! Holds the README's table to what the dialects do when asked for each attribute alone.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the table anew.

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

mod support;

use std::fmt::Write as _;
use std::path::Path;

use idiolect::codec::{DropReason, Provenance, WriteOutcome};
use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::model::{Attribute, Password, UserUpdate};
use serde_json::{Map, Value};
use support::{dialect, fixture, json};

const VENDORS: [&str; 5] = ["json-api", "flat-roles", "legacy", "upsun", "textus"];
const BEGIN: &str = "<!-- attributes: begin -->\n";
const END: &str = "<!-- attributes: end -->";

/// The canonical fixture's member for `attribute`, alone with the envelope.
fn alone(file: &str, attribute: Attribute) -> Option<Vec<u8>> {
    let all = json(&fixture(file));
    let mut kept = Map::new();
    for name in ["version", "id", attribute.as_str()] {
        kept.insert(name.to_owned(), all.get(name)?.clone());
    }
    Some(Value::Object(kept).to_string().into_bytes())
}

fn update_of(attribute: Attribute) -> Option<UserUpdate> {
    if attribute == Attribute::Password {
        let mut update = UserUpdate::default();
        update.sign_in.password = Some(Password::parse("Ch@ng3dP@ssw0rd!").unwrap());
        return Some(update);
    }
    let body = alone("canonical/update.json", attribute)?;
    Some(dialect("canonical").decode_update(&body, &UpdateContext::EMPTY).unwrap().value)
}

fn mark(
    letter: &str,
    provenance: &Provenance<WriteOutcome>,
    attribute: Attribute,
) -> Option<String> {
    let of_attribute =
        |subject: &idiolect::problem::ReportedField| subject.attribute() == Some(attribute);
    let writings = provenance
        .entries()
        .filter(|(subject, ..)| of_attribute(subject))
        .map(|(.., writing)| writing);
    match writings.last()? {
        WriteOutcome::Written(None) | WriteOutcome::OutsideBody(None) => Some(letter.to_owned()),
        WriteOutcome::Written(Some(_)) => Some(format!("({letter})")),
        WriteOutcome::Dropped(DropReason::NeedsCurrentUser) => Some(format!("{letter}\\*")),
        _ => None,
    }
}

fn cell(vendor: &str, attribute: Attribute) -> String {
    let dialect_of_vendor = dialect(vendor);
    let update = update_of(attribute).and_then(|mut update| {
        let id = idiolect::model::UserId::parse(support::values::UUID).unwrap();
        update.id = (attribute == Attribute::Id).then(|| id.clone());
        let context = UpdateContext::EMPTY.with_id(Some(&id));
        let encoded =
            dialect_of_vendor.encode_update(&update, &context, &LossPolicy::AllowAll).unwrap();
        mark("u", &encoded.provenance, attribute)
    });
    let user = alone("canonical/user.json", attribute).and_then(|body| {
        let user = dialect("canonical").decode_user(&body).unwrap().value;
        mark("a", &dialect_of_vendor.encode_user(&user).provenance, attribute)
    });
    let marks: Vec<String> = update.into_iter().chain(user).collect();
    if marks.is_empty() { "–".to_owned() } else { marks.join(" ") }
}

fn table() -> String {
    let mut table = String::from(
        "| attribute | json-api | flat-roles | legacy | upsun | textus |\n|---|---|---|---|---|---|\n",
    );
    for attribute in Attribute::ALL {
        let cells = VENDORS.map(|vendor| cell(vendor, *attribute)).join(" | ");
        writeln!(table, "| `{attribute}` | {cells} |").unwrap();
    }
    table
}

#[test]
fn the_table_says_what_the_dialects_do() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the beginning of the table");
    let (found, after) = rest.split_once(END).expect("the end of the table");
    let wanted = table();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(found, wanted, "UPDATE_README=1 cargo test --test readme writes it anew");
}
