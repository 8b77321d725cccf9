//! Holds the README's table and the tables of members in the dialects' docs to their descriptions.
//!
//! `UPDATE_TABLES=1 cargo test --test tables` writes them.

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

use idiolect::codec::{MemberDescription, Message, Support};
use idiolect::dialect::DialectExt as _;
use idiolect::model::Attribute;
use support::dialect;

const VENDORS: [&str; 5] = ["json-api", "flat-roles", "legacy", "upsun", "textus"];

/// The best of what the members of `dialect` do with `attribute` in a message.
fn support(name: &str, attribute: Attribute, message: Message) -> Support {
    if (attribute, message) == (Attribute::Id, Message::Update) {
        // In the path, whether or not the body has it too.
        return Support::Exact;
    }
    let description = dialect(name).description();
    let all = description.paths().into_iter().flat_map(|(_, member)| {
        let is_written = message == Message::User || !member.is_read_only;
        let held = member.attributes.iter().filter(move |one| one.attribute == attribute);
        held.filter(move |_| is_written).map(move |one| one.support(message)).collect::<Vec<_>>()
    });
    let rank = |support: &Support| match support {
        Support::Exact => 3,
        Support::Converted => 2,
        Support::NeedsCurrentUser => 1,
        _ => 0,
    };
    all.max_by_key(rank).unwrap_or(Support::None)
}

fn mark(letter: &str, support: Support) -> Option<String> {
    match support {
        Support::Exact => Some(letter.to_owned()),
        Support::Converted => Some(format!("({letter})")),
        Support::NeedsCurrentUser => Some(format!("{letter}\\*")),
        _ => None,
    }
}

fn table_of_attributes() -> String {
    let mut table = String::from("| attribute |");
    for vendor in VENDORS {
        write!(table, " {vendor} |").unwrap();
    }
    table.push_str("\n|---|---|---|---|---|---|\n");
    for attribute in Attribute::ALL {
        write!(table, "| `{attribute}` |").unwrap();
        for vendor in VENDORS {
            let marks: Vec<String> = [("u", Message::Update), ("r", Message::User)]
                .into_iter()
                .filter_map(|(letter, kind)| mark(letter, support(vendor, *attribute, kind)))
                .collect();
            let cell = if marks.is_empty() { "–".to_owned() } else { marks.join(" ") };
            write!(table, " {cell} |").unwrap();
        }
        table.push('\n');
    }
    table
}

fn extent(support: Support) -> &'static str {
    match support {
        Support::Exact => "exact",
        Support::Converted => "exact or converted",
        Support::NeedsCurrentUser => "with the current user",
        _ => "–",
    }
}

fn update_cell(member: &MemberDescription, held: Support, is_clearable: bool) -> String {
    match (member.is_read_only, is_clearable) {
        (true, _) => "read-only".to_owned(),
        (false, true) => format!("{}, clearable", extent(held)),
        (false, false) => extent(held).to_owned(),
    }
}

fn table_of_members(name: &str) -> String {
    let mut table =
        String::from("//! | member | attribute | update | response |\n//! |---|---|---|---|\n");
    for (path, member) in dialect(name).description().paths() {
        for held in &member.attributes {
            let update = update_cell(member, held.update, held.is_clearable);
            let (attribute, user) = (held.attribute, extent(held.user));
            writeln!(table, "//! | `{path}` | `{attribute}` | {update} | {user} |").unwrap();
        }
    }
    table
}

/// Compares what is between the markers in the file with `wanted`, or writes it.
fn hold(path: &str, begin: &str, end: &str, wanted: &str) {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&full).unwrap();
    let (before, rest) = text.split_once(begin).expect("the beginning of the table");
    let (found, after) = rest.split_once(end).expect("the end of the table");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&full, format!("{before}{begin}{wanted}{end}{after}")).unwrap();
        return;
    }
    assert_eq!(found, wanted, "{path}: `UPDATE_TABLES=1 cargo test --test tables` writes it");
}

#[test]
fn the_readme_has_what_each_dialect_supports() {
    let (begin, end) = ("<!-- attributes: begin -->\n", "<!-- attributes: end -->");
    hold("README.md", begin, end, &table_of_attributes());
}

#[test]
fn the_docs_of_each_dialect_have_its_members() {
    let (begin, end) = ("//! <!-- members: begin -->\n", "//! <!-- members: end -->");
    for name in VENDORS {
        let path = format!("src/dialect/{}/mod.rs", name.replace('-', "_"));
        hold(&path, begin, end, &format!("//!\n{}//!\n", table_of_members(name)));
    }
}
