//! Unknown members that an update passes on: to its own dialect as they are, to no other.

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

use idiolect::dialect::{
    Decoded, Dialect, DialectExt, LossPolicy, MessageKind, Settings, UpdateContext, by_name,
};
use idiolect::model::{
    Attribute, Extra, ExtraKind, Extras, MembershipChange, Text, User, UserId, UserUpdate,
};
use idiolect::problem::ReportedField;
use idiolect::{Report, Translation, Translator, UpdateOptions, Verdict};
use serde_json::{Value, json};
use support::values::{CANARY, UUID, of};
use support::variations::{places, with};
use support::{ALL, dialect, fixtures, json};

/// What is in the unknown members: a number that rounding would change, and a secret.
const VALUE: &str = r#"{"deep":[1.50,null,{"":"nary-Passw0rd-7319"}]}"#;

fn passing_on(name: &str) -> Box<dyn Dialect> {
    by_name(name, Settings::default().with_unknown_members_passed_on()).unwrap()
}

fn reporting(name: &str) -> Box<dyn Dialect> {
    by_name(name, Settings::default().with_unknown_members_reported()).unwrap()
}

fn id() -> UserId {
    of(UUID)
}

fn translate(from: &dyn Dialect, to: &dyn Dialect, body: &[u8]) -> Translation {
    let own = id();
    let options = UpdateOptions::default()
        .with_source_id(Some(&own))
        .with_target_id(Some(&own))
        .with_loss_policy(LossPolicy::AllowAll);
    Translator::new(from, to).translate_update(body, &options).unwrap()
}

fn decode(name: &str, body: &Value) -> Decoded<UserUpdate> {
    passing_on(name)
        .decode_update(body.to_string().as_bytes(), &UpdateContext::EMPTY)
        .unwrap_or_else(|error| panic!("{body}: {error:?}"))
}

fn encode(name: &str, update: &UserUpdate, current: Option<&User>) -> Value {
    let own = id();
    let context = UpdateContext::EMPTY.with_id(Some(&own)).with_current(current);
    json(&dialect(name).encode_update(update, &context, &LossPolicy::Reject).unwrap().body)
}

fn row<'r>(report: &'r Report, pointer: &str) -> &'r idiolect::Row {
    report
        .of(ReportedField::Member(pointer.to_owned()))
        .unwrap_or_else(|| panic!("{pointer} in {report}"))
}

/// Each update of the fixtures with an unknown member in one of its objects: the fixture, the path,
/// and the update.
fn extended(name: &str) -> Vec<(Value, String, Vec<u8>)> {
    let bodies = fixtures(name, "update").into_iter().map(|(_, body)| json(&body));
    let mut extended = Vec::new();
    for body in bodies {
        let is_setting =
            |place: &str| place.ends_with("custom_settings") || place.ends_with("customSettings");
        let mut objects = places(&body);
        objects.retain(|place| body.pointer(place).unwrap().is_object() && !is_setting(place));
        objects.push(String::new());
        for object in objects {
            let place = format!("{object}/x-own");
            let update = with(&body, &place, json!("@@")).to_string().replace("\"@@\"", VALUE);
            extended.push((body.clone(), place, update.into_bytes()));
        }
    }
    extended
}

#[test]
fn an_unknown_member_is_written_to_its_own_path_in_its_own_dialect() {
    let mut in_elements = 0;
    for name in ALL {
        let (source, target) = (passing_on(name), dialect(name));
        for (plain, place, update) in extended(name) {
            let plain = translate(&*source, &*target, plain.to_string().as_bytes());
            let own = translate(&*source, &*target, &update);
            let expected = with(&json(&plain.body), &place, json!("@@"));
            let found = String::from_utf8(own.body.clone()).unwrap();
            assert_eq!(json(found.replace(VALUE, "\"@@\"").as_bytes()), expected, "{name} {place}");
            let row = row(&own.report, &place);
            let targets: Vec<&str> =
                row.targets.iter().map(idiolect::json::Pointer::as_str).collect();
            assert_eq!((row.verdict, targets), (Verdict::Preserved, vec![place.as_str()]));
            assert_eq!(own.report.rows().len(), plain.report.rows().len() + 1);
            in_elements += usize::from(place.bytes().any(|byte| byte.is_ascii_digit()));
        }
    }
    assert!(in_elements >= 5, "{in_elements}");
}

#[test]
fn an_application_passes_on_what_it_decodes_and_no_debug_shows_it() {
    for name in ALL {
        for (_, place, update) in extended(name) {
            let own = id();
            let context = UpdateContext::EMPTY.with_id(Some(&own));
            let decoded = passing_on(name).decode_update(&update, &context).unwrap();
            let encoded =
                dialect(name).encode_update(&decoded.value, &context, &LossPolicy::Reject).unwrap();
            assert!(json(&encoded.body).pointer(&place).is_some(), "{name} {place}");
            for shown in [format!("{decoded:?}"), format!("{decoded:#?} {encoded:?}")] {
                assert!(!shown.contains("Passw0rd") && !shown.contains("1.50"), "{name} {place}");
            }
        }
    }
    assert!(VALUE.contains(&CANARY[CANARY.len() - 8..]), "the secret of the tests");
}

#[test]
fn for_every_other_dialect_it_is_unknown_as_if_it_were_only_reported() {
    for from in ALL {
        for (_, place, update) in extended(from) {
            for to in ALL.into_iter().filter(|to| *to != from) {
                let target = dialect(to);
                let kept = translate(&*passing_on(from), &*target, &update);
                let reported = translate(&*reporting(from), &*target, &update);
                assert_eq!(kept, reported, "{from} {to}");
                let row = row(&kept.report, &place);
                assert_eq!((row.verdict, row.targets.len()), (Verdict::Unknown, 0), "{from} {to}");
            }
        }
    }
}

#[test]
fn the_setting_of_the_decoding_dialect_counts() {
    for name in ALL {
        for (_, place, update) in extended(name) {
            let reported = translate(&*reporting(name), &*passing_on(name), &update);
            assert_eq!(row(&reported.report, &place).verdict, Verdict::Unknown, "{name}");
            assert!(json(&reported.body).pointer(&place).is_none(), "{name} {place}");
            let own = id();
            let context = UpdateContext::EMPTY.with_id(Some(&own));
            assert!(dialect(name).decode_update(&update, &context).is_err(), "{name} {place}");
        }
    }
}

#[test]
fn a_duplicate_is_a_problem_also_within_a_member_that_is_passed_on() {
    for (body, place) in [
        (r#"{"x":1,"x":2}"#, "/x"),
        (r#"{"x":{"a":1,"a":2}}"#, "/x/a"),
        (r#"{"x":[0,{"a/b":{"c":1,"c":1,"d":1,"d":1}}]}"#, "/x/1/a~1b/c"),
        (r#"{"address":{"x":{"a":1,"a":2}}}"#, "/address/x/a"),
    ] {
        let error =
            passing_on("legacy").decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
        let problems: Vec<String> = error
            .problems()
            .iter()
            .map(|one| format!("{} {}", one.pointer(), one.code()))
            .collect();
        assert_eq!(problems, [format!("{place} duplicate-member")], "{body}");
    }
}

#[test]
fn the_envelope_and_read_only_members_are_not_passed_on() {
    let body = json!({"data": {"type": "users", "id": UUID, "links": {"self": "x"},
            "relationships": null, "meta": {"grants": null, "x": 1},
            "attributes": {"email": null, "profile": {"personal": {"first_name": "Ada", "last_name": "B"}}}},
        "jsonapi": {"version": "1.0", "x": 1}, "meta": {"x": 1}, "links": {}});
    let update = decode("json-api", &body).value;
    let kept: Vec<&str> = update.extras.entries().map(|entry| entry.pointer.as_str()).collect();
    assert_eq!(kept, ["/data/meta/x"]);
    let names = json!({"personal": {"first_name": "Ada", "last_name": "B"}});
    let expected = json!({"data": {"type": "users", "id": UUID, "meta": {"x": 1},
        "attributes": {"profile": names}}});
    assert_eq!(encode("json-api", &update, None), expected);
    let body = json!({"numericId": null, "roles": null, "preferences": null, "company": "A"});
    assert!(decode("legacy", &body).value.extras.is_empty());
}

/// MediaSilo may replace the whole address.
#[test]
fn an_object_that_is_written_whole_has_them_too() {
    let mut current = User::new(id());
    current.address.town = Some(of("London"));
    current.address.postcode = Some(of("SE1 9SG"));
    let zip = decode("legacy", &json!({"address": {"zip": 7}})).value;
    let town = decode("legacy", &json!({"address": {"zip": 7, "city": "Leeds"}})).value;
    assert_eq!(encode("legacy", &zip, None), json!({"address": {"zip": 7}}));
    let whole = |city: &str| json!({"address": {"city": city, "postalCode": "SE1 9SG", "zip": 7}});
    assert_eq!(encode("legacy", &zip, Some(&current)), whole("London"));
    assert_eq!(encode("legacy", &town, Some(&current)), whole("Leeds"));
    let elsewhere = decode("legacy", &json!({"addressed": 1, "address": null})).value;
    assert_eq!(encode("legacy", &elsewhere, Some(&current)), json!({"addressed": 1}));
    let mut foreign = UserUpdate::default();
    foreign.extras = [Extra::new("upsun".into(), "/address/zip".into(), Some("7".into()), None)]
        .into_iter()
        .collect();
    assert_eq!(encode("legacy", &foreign, Some(&current)), json!({}));
}

#[test]
fn a_full_update_has_them() {
    let full = by_name("legacy", Settings::default().with_full_updates()).unwrap();
    let mut current = User::new(id());
    current.profile.company = Some(of("A"));
    current.address.town = Some(of("London"));
    let update = decode("legacy", &json!({"x": 1, "address": {"zip": 7}})).value;
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let encoded = full.encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    let expected = json!({"company": "A", "address": {"city": "London", "zip": 7}, "x": 1});
    assert_eq!(json(&encoded.body), expected);
}

fn grants(roles: &[&str]) -> Vec<MembershipChange> {
    roles.iter().map(|role| MembershipChange::new(of(role), of("a"))).collect()
}

#[test]
fn a_member_whose_element_is_not_written_is_not_passed_on() {
    let element = json!({"role": "user", "account": "/accounts/a", "x": 1});
    let mut update = decode("textus", &json!({"memberships": [element, element], "y": 2})).value;
    update.access.memberships = Some(grants(&["user"]));
    let element = json!({"role": "user", "account": "/accounts/a", "x": 1});
    assert_eq!(encode("textus", &update, None), json!({"memberships": [element], "y": 2}));
    update.access.memberships = None;
    let own = id();
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    let encoded = dialect("textus").encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    assert_eq!(json(&encoded.body), json!({"y": 2}));
    let written: Vec<String> =
        encoded.provenance.entries().map(|(field, ..)| field.name().into_owned()).collect();
    assert_eq!(written, ["id", "/y"]);
}

fn extras(entries: &[(&str, &str)]) -> Extras {
    let entry = |(pointer, json): &(&str, &str)| {
        Extra::new("upsun".to_owned(), (*pointer).to_owned(), Some((*json).to_owned()), None)
    };
    entries.iter().map(entry).collect()
}

#[test]
fn what_is_written_otherwise_wins_and_what_is_not_json_is_left_out() {
    let mut update = UserUpdate::default().with_company(of::<Text>("Analytical Engines"));
    update.extras = extras(&[
        ("/company", "1"),
        ("/company/x", "1"),
        ("", "1"),
        ("nonsense", "1"),
        ("/broken", "{"),
        ("/a", "1"),
        ("/a/b", "2"),
        ("/l/0/x", "3"),
        ("/o/0", "4"),
        ("/o/~01~1", "5"),
        (&"/d".repeat(10_000), "6"),
    ]);
    let expected = json!({"company": "Analytical Engines", "a": 1, "o": {"0": 4, "~1/": 5}});
    assert_eq!(encode("upsun", &update, None), expected);
}

#[test]
fn updates_merge_with_their_extras_and_apply_and_differ_without() {
    let mut first = UserUpdate::default();
    let of_list = |extra: Extra| match extra.pointer.as_str() {
        "/l/0/x" => extra.of_attribute(Attribute::Memberships, ExtraKind::Additional),
        _ => extra,
    };
    let extras = |entries: &[(&str, &str)]| -> Extras {
        extras(entries).entries().cloned().map(of_list).collect()
    };
    first.extras = extras(&[("/a", "1"), ("/b", "2"), ("/l/0/x", "3"), ("/m/0", "4")]);
    assert!(!first.is_empty() && UserUpdate::default().is_empty());
    let mut second = UserUpdate::default();
    second.extras = extras(&[("/b", "5"), ("/c", "6")]);
    let merged = extras(&[("/a", "1"), ("/l/0/x", "3"), ("/m/0", "4"), ("/b", "5"), ("/c", "6")]);
    assert_eq!(first.clone().merge(second.clone()).extras, merged);
    assert_eq!(first.clone().merge(UserUpdate::default()), first);
    assert_eq!(UserUpdate::default().merge(first.clone()), first);
    // Another list has other elements.
    second.access.memberships = Some(grants(&["user"]));
    let merged = extras(&[("/a", "1"), ("/m/0", "4"), ("/b", "5"), ("/c", "6")]);
    assert_eq!(first.clone().merge(second).extras, merged);

    let before = User::new(id());
    let mut after = before.clone();
    first.apply(&mut after).unwrap();
    assert_eq!(after, before);
    after.extras = first.extras;
    assert!(UserUpdate::diff(&before, &after).is_empty());
}

#[test]
fn the_schema_of_an_update_allows_them() {
    for name in ALL {
        let schema = |dialect: &dyn Dialect| dialect.schema(MessageKind::Update);
        assert!(schema(&*passing_on(name)) == schema(&*reporting(name)), "{name}");
        assert!(schema(&*passing_on(name)) != schema(&*dialect(name)), "{name}");
    }
}
