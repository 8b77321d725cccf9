//! Building a message with a writer.

use idiolect::codec::{
    ClearWith, Conversion, DropReason, EncodedTree, ObjectWriter, WriteOutcome, as_bool, as_text,
    extras_of, texts, write,
};
use idiolect::json::{Document, Limits, Node, parse};
use idiolect::model::{Attribute, Extra, Extras, Patch, Text};
use idiolect::problem::ReportedField;

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

fn entries(written: &EncodedTree<'_>) -> Vec<(String, String, WriteOutcome)> {
    written
        .provenance
        .entries()
        .map(|(subject, at, how)| (subject.to_string(), at.to_owned(), how))
        .collect()
}

fn entry(subject: &str, pointer: &str, writing: WriteOutcome) -> (String, String, WriteOutcome) {
    (subject.to_owned(), pointer.to_owned(), writing)
}

#[test]
fn every_attribute_is_recorded() {
    let (set, cleared, kept) = (Patch::Set(text("a")), Patch::<Text>::Clear, Patch::<Text>::Keep);
    let (flag, tags) = (true, [text("x"), text("y")]);
    let written = write("test", None, |out| {
        out.literal_text("@type", "User");
        out.change("set", Attribute::Company, &set, ClearWith::Impossible, as_text);
        out.change("cleared", Attribute::Town, &cleared, ClearWith::Null, as_text);
        out.change("not", Attribute::Area, &cleared, ClearWith::Impossible, as_text);
        out.change("kept", Attribute::County, &kept, ClearWith::Null, as_text);
        out.object("group", |out| {
            out.value("a/b", Attribute::SsoEnabled, Some(&flag), as_bool);
            out.object("empty", |_| {});
        });
        out.object("nothing", |out| out.value("x", Attribute::Email, None::<&Text>, as_text));
        out.object_or_empty("whole", |_| {});
        out.attribute("tags", Attribute::Grants, Ok((texts(&tags), Some(Conversion::Partial))));
        out.record_dropped(Attribute::Password, DropReason::Unsupported);
    });
    assert_eq!(
        written.node.to_json(),
        r#"{"@type":"User","set":"a","cleared":null,"group":{"a/b":true},"whole":{},"tags":["x","y"]}"#
    );
    assert_eq!(
        entries(&written),
        [
            entry("company", "/set", WriteOutcome::Written(None)),
            entry("town", "/cleared", WriteOutcome::Written(None)),
            entry("area", "", WriteOutcome::Dropped(DropReason::NotClearable)),
            entry("sso_enabled", "/group/a~1b", WriteOutcome::Written(None)),
            entry("grants", "/tags", WriteOutcome::Written(Some(Conversion::Partial))),
            entry("password", "", WriteOutcome::Dropped(DropReason::Unsupported)),
        ]
    );
    for (_, pointer, writing) in entries(&written) {
        assert_eq!(matches!(writing, WriteOutcome::Written(_)), !pointer.is_empty());
        assert!(written.node.at(&pointer).is_some(), "{pointer}");
    }
    assert!(written.provenance.contains(&Attribute::Company.into()));
    assert!(!written.provenance.contains(&Attribute::County.into()));
}

#[test]
fn one_member_may_represent_several_attributes() {
    let written = write("test", None, |out| {
        let both: [ReportedField; 2] = [Attribute::GivenName.into(), Attribute::FamilyName.into()];
        out.attributes(
            "name",
            both.clone(),
            Ok((Node::text("Ada Byron"), Some(Conversion::NamesJoined))),
        );
        out.record_also("name", Attribute::FullName, None);
        out.attributes("none", both.clone(), Err(DropReason::NeedsCurrentUser));
    });
    assert_eq!(written.node.to_json(), r#"{"name":"Ada Byron"}"#);
    let joined = WriteOutcome::Written(Some(Conversion::NamesJoined));
    let dropped = WriteOutcome::Dropped(DropReason::NeedsCurrentUser);
    assert_eq!(
        entries(&written),
        [
            entry("given_name", "/name", joined),
            entry("family_name", "/name", joined),
            entry("full_name", "/name", WriteOutcome::Written(None)),
            entry("given_name", "", dropped),
            entry("family_name", "", dropped),
        ]
    );
}

#[test]
fn a_missing_required_member_is_recorded() {
    let company = text("a");
    let written = write("test", None, |out| {
        out.value("a", Attribute::Company, Some(&company), as_text);
        out.require("a", Attribute::Company);
        out.require("b", Attribute::Town);
    });
    assert_eq!(
        entries(&written),
        [
            entry("company", "/a", WriteOutcome::Written(None)),
            entry("town", "", WriteOutcome::Missing)
        ]
    );
}

fn kept(original: &str, encoded: &str) -> Extras {
    let tree = |body| parse(body, &Limits::DEFAULT).unwrap();
    extras_of(
        "test",
        Document::parse(original.as_bytes(), &Limits::DEFAULT).unwrap().value(),
        &tree(encoded.as_bytes()),
    )
}

fn rewritten(
    extras: &Extras,
    dialect: &str,
    fill: impl FnOnce(&mut ObjectWriter<'_, '_>),
) -> String {
    write(dialect, Some(extras), fill).node.to_json()
}

#[test]
fn extras_are_restored() {
    for (original, encoded) in [
        (r#"{"a":1}"#, r#"{"a":1}"#),
        (r#"{"a":1,"b":2}"#, r#"{"a":1}"#),
        ("{}", r#"{"a":1}"#),
        (r#"{"a":null}"#, r#"{"a":1}"#),
        (r#"{"a":{"b/c~":[1.0]},"d":{"e":{}}}"#, r#"{"a":1}"#),
        (r#"{"b":{"c":{"d":1e400}},"":{"":-0}}"#, r#"{"a":1}"#),
    ] {
        let extras = kept(original, encoded);
        let back = rewritten(&extras, "test", |out| {
            out.literal("a", Node::Number(idiolect::json::Number::Unsigned(1)));
        });
        let tree = |body: &'static str| parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(parse(back.as_bytes(), &Limits::DEFAULT).unwrap(), tree(original), "{encoded}");
        assert_eq!(extras.is_empty(), original == encoded);
        let other = rewritten(&extras, "another", |out| out.literal("a", Node::Bool(true)));
        assert_eq!(other, r#"{"a":true}"#);
    }
}

#[test]
fn a_change_made_in_between_wins() {
    let extras = kept(r#"{"a":"","b":5,"c":{"d":null,"e":6}}"#, r#"{"b":"five","c":{"d":true}}"#);
    let back = rewritten(&extras, "test", |out| {
        out.literal_text("a", "new");
        out.literal_text("b", "six");
        out.object("c", |out| out.literal("d", Node::Bool(false)));
    });
    assert_eq!(back, r#"{"a":"new","b":"six","c":{"d":false,"e":6}}"#);
}

#[test]
fn invalid_extras_change_nothing() {
    let entry = |pointer: &str, original: Option<&str>| {
        Extra::new("test".to_owned(), pointer.to_owned(), original.map(str::to_owned), None)
    };
    let extras: Extras = [
        entry("/a/b", Some("1")),
        entry("no pointer", Some("1")),
        entry("/x", Some("no json")),
        entry("/gone/deeper", None),
    ]
    .into_iter()
    .collect();
    let back = rewritten(&extras, "test", |out| out.literal_text("a", "text"));
    assert_eq!(back, r#"{"a":"text"}"#);
}

#[test]
fn elements_get_their_own_extras_back() {
    let remainders = [kept(r#"{"n":1,"x":[1.0]}"#, r#"{"n":1}"#), Extras::default()];
    let written = write("test", None, |out| {
        out.list(
            "l",
            Attribute::Roles,
            Some(&remainders),
            |extras| Some(*extras),
            |_, out| out.number("n", Some(1)),
        );
        out.list("none", Attribute::Teams, None::<&[Extras]>, |_| None, |_, _| {});
    });
    assert_eq!(written.node.to_json(), r#"{"l":[{"n":1,"x":[1.0]},{"n":1}]}"#);
    let restored = entries(&written).into_iter().filter(|entry| entry.2 == WriteOutcome::Restored);
    assert_eq!(restored.map(|entry| entry.1).collect::<Vec<_>>(), ["/l/0/x"]);
}

#[test]
fn an_empty_message_is_an_object() {
    assert_eq!(write("test", None, |_| {}).node.to_json(), "{}");
}

#[test]
fn values_replaced_by_extras_are_not_recorded_as_written() {
    let (company, town) = (text("x"), text("y"));
    let extras = kept(r#"{"b":2,"t":"y"}"#, r#"{"a":"x","t":"y"}"#);
    let written = write("test", Some(&extras), |out| {
        out.value("a", Attribute::Company, Some(&company), as_text);
        out.value("t", Attribute::Town, Some(&town), as_text);
        out.record_dropped(Attribute::Area, DropReason::Unsupported);
    });
    assert_eq!(written.node.to_json(), r#"{"t":"y","b":2}"#);
    let mut recorded = entries(&written);
    recorded.sort_by(|one, two| one.0.cmp(&two.0));
    assert_eq!(
        recorded,
        [
            entry("/a", "/a", WriteOutcome::Restored),
            entry("/b", "/b", WriteOutcome::Restored),
            entry("area", "", WriteOutcome::Dropped(DropReason::Unsupported)),
            entry("town", "/t", WriteOutcome::Written(None)),
        ]
    );
}

#[test]
fn values_within_restored_extras_are_recorded_if_still_there() {
    let company = text("x");
    for (original, is_there) in [(r#"{"b":"y"}"#, true), (r#"{"c":"y"}"#, false), ("7", false)] {
        let encoded = Some(r#"{"b":"x"}"#.to_owned());
        let entry_of =
            Extra::new("test".to_owned(), "/a".to_owned(), Some(original.to_owned()), encoded);
        let extras: Extras = [entry_of].into_iter().collect();
        let written = write("test", Some(&extras), |out| {
            out.object("a", |inner| inner.value("b", Attribute::Company, Some(&company), as_text));
        });
        assert_eq!(written.node.to_json(), format!("{{\"a\":{original}}}"));
        let is_recorded =
            entries(&written).contains(&entry("company", "/a/b", WriteOutcome::Written(None)));
        assert_eq!(is_recorded, is_there, "{original}");
    }
}
