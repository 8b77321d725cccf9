//! What a response has and the model cannot represent, when the user is changed, or sent back as an
//! update.

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

use idiolect::codec::DropReason;
use idiolect::dialect::{
    Dialect, DialectExt, Error, LossPolicy, Settings, UpdateContext, built_in,
};
use idiolect::model::{Attribute, SettingChange, Text, User, UserUpdate};
use idiolect::problem::ReportedField;
use serde_json::{Value, json};
use support::dialect;

const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

fn user(name: &str, response: &Value) -> User {
    dialect(name).decode_user(response.to_string().as_bytes()).unwrap().value
}

fn full(name: &str) -> Box<dyn Dialect> {
    let mut all = built_in(Settings::default().with_full_updates()).into_iter();
    all.find(|dialect| dialect.id().as_str() == name).unwrap()
}

/// The update of `current`, or the pointers and codes of its problems.
fn decode(name: &str, current: &User, body: &Value) -> Result<UserUpdate, Vec<String>> {
    let context = UpdateContext::EMPTY.with_id(Some(&current.id)).with_current(Some(current));
    let decoded = dialect(name).decode_update(body.to_string().as_bytes(), &context);
    decoded.map(|decoded| decoded.value).map_err(|error| {
        let text = |one: &idiolect::problem::Problem| format!("{} {}", one.pointer(), one.code());
        error.problems().iter().map(text).collect()
    })
}

/// The body, or what is lost, with the reason.
fn encode(
    dialect: &dyn Dialect,
    current: &User,
    update: &UserUpdate,
) -> Result<Value, Vec<(ReportedField, DropReason)>> {
    let context = UpdateContext::EMPTY.with_id(Some(&current.id)).with_current(Some(current));
    match dialect.encode_update(update, &context, &LossPolicy::Reject) {
        Ok(encoded) => Ok(support::json(&encoded.body)),
        Err(Error::Loss(loss)) => Err(loss.losses().to_vec()),
        Err(error) => panic!("{error}"),
    }
}

fn response(name: &str, user: &User) -> Value {
    support::json(&dialect(name).encode_user(user).body)
}

fn text(value: &str) -> Text {
    Text::parse(value).unwrap()
}

#[test]
fn a_full_update_repeats_a_street_line_whose_number_is_not_known_apart() {
    let address = json!({ "address1": "12 High Street", "city": "London" });
    let current = user("legacy", &json!({ "id": "x", "firstName": "Ada", "address": address }));
    let update = decode("legacy", &current, &json!({ "firstName": "Grace" })).unwrap();
    let body = encode(&*full("legacy"), &current, &update).unwrap();
    assert_eq!(body, json!({ "firstName": "Grace", "lastName": "", "address": address }));
    // A number is not written into that line.
    let mut update = UserUpdate::default();
    update.address.house_number = idiolect::model::Patch::Set(text("14"));
    let lost = encode(&*full("legacy"), &current, &update).unwrap_err();
    assert!(lost.iter().all(|(_, reason)| *reason == DropReason::NotRepresentable), "{lost:?}");
}

#[test]
fn an_empty_text_in_place_of_an_object_is_nothing() {
    let current = user("legacy", &json!({ "id": "x", "address": "" }));
    assert_eq!(current.unrepresentable().next(), None);
    assert_eq!(response("legacy", &current), json!({ "id": "x", "address": "" }));
    let update = decode("legacy", &current, &json!({ "address": { "city": "Paris" } })).unwrap();
    let body = encode(&*dialect("legacy"), &current, &update).unwrap();
    assert_eq!(body, json!({ "address": { "city": "Paris" } }));
}

#[test]
fn a_value_in_place_of_several_attributes_is_not_replaced_by_some_of_them() {
    let message =
        |value: Value| json!({ "data": { "type": "users", "id": ID, "attributes": value } });
    let current = user("json-api", &message(json!({ "profile": { "contact": 7 } })));
    let contact = |contact: Value| message(json!({ "profile": { "contact": contact } }));
    let both = json!({ "mobile": "07700 900456", "landline": "020 3728 5000" });
    let update = decode("json-api", &current, &contact(both.clone())).unwrap();
    let body = encode(&*dialect("json-api"), &current, &update).unwrap();
    assert_eq!(body, contact(both));
    let one = contact(json!({ "mobile": "07700 900456" }));
    let update = decode("json-api", &current, &one).unwrap();
    let lost = encode(&*dialect("json-api"), &current, &update).unwrap_err();
    assert_eq!(lost, [(Attribute::Mobile.into(), DropReason::NotRepresentable)]);
    let mut lost = encode(&*full("json-api"), &current, &update).unwrap_err();
    lost.sort_by_key(|(field, _)| field.to_string());
    let reason = DropReason::NotRepresentable;
    let phones = [(Attribute::Landline.into(), reason), (Attribute::Mobile.into(), reason)];
    assert_eq!(lost, phones);
}

#[test]
fn a_full_update_that_names_a_read_only_attribute_does_not_erase_what_is_beside_it() {
    let message = json!({ "data": { "type": "users", "id": ID, "attributes": 7 } });
    let current = user("json-api", &message);
    let mut update = UserUpdate::default();
    update.sign_in.email = Some("ada@example.com".parse().unwrap());
    let lost = encode(&*full("json-api"), &current, &update).unwrap_err();
    assert!(lost.contains(&(Attribute::Mobile.into(), DropReason::NotRepresentable)), "{lost:?}");
}

#[test]
fn included_resources_that_are_no_list_are_recorded() {
    let data = json!({ "type": "users", "id": ID });
    let current = user("json-api", &json!({ "data": data, "included": "none" }));
    assert!(current.is_unrepresentable(Attribute::Organisations));
    let current = user("json-api", &json!({ "data": data, "included": null }));
    assert_eq!(current.unrepresentable().next(), None);
}

#[test]
fn of_elements_with_one_id_the_one_that_is_repeated_is_meant() {
    let roles = json!([{ "id": ID }, { "id": ID, "name": "Manager" }]);
    let current = user("flat-roles", &json!({ "id": ID, "roles": roles }));
    for left in [&roles[0], &roles[1]] {
        let update = decode("flat-roles", &current, &json!({ "roles": [left] })).unwrap();
        assert_eq!(update.access.roles.map(|roles| roles.len()), Some(1), "{left}");
    }
    let other = json!({ "roles": [{ "id": ID, "name": "Owner" }] });
    assert_eq!(decode("flat-roles", &current, &other).unwrap_err(), ["/roles/0/name read-only"]);
}

#[test]
fn a_membership_whose_id_is_not_representable_can_be_repeated_beside_others() {
    for id in [Value::Null, json!(""), json!(7)] {
        let member = json!({ "id": id, "role": "user", "account": { "id": "/accounts/a" } });
        let collection = json!({ "members": [member], "totalItems": 1 });
        let current = user("textus", &json!({ "id": "/users/x", "memberships": collection }));
        let other = json!({ "role": "admin", "account": "/accounts/b" });
        let message = json!({ "memberships": { "members": [member, other], "totalItems": 1 } });
        let update = decode("textus", &current, &message).unwrap();
        let changes = update.access.memberships.clone().unwrap();
        assert_eq!(changes.iter().map(|one| one.id.as_ref()).collect::<Vec<_>>(), [None, None]);
        let mut after = current.clone();
        update.apply(&mut after).unwrap();
        assert_eq!(response("textus", &after)["memberships"]["members"][0]["id"], id);
    }
}

#[test]
fn a_setting_replaces_what_is_there_in_place_of_the_settings() {
    let settings = json!({ "customSettings": 7 });
    let current = user("textus", &json!({ "id": "/users/x", "settings": settings }));
    assert!(current.is_unrepresentable(Attribute::CustomSettings));
    let mut after = current;
    for (change, expected) in [
        (SettingChange::Set("b".to_owned()), json!({ "customSettings": { "a": "b" } })),
        (SettingChange::Clear, Value::Null),
    ] {
        let mut update = UserUpdate::default();
        update.custom_settings.insert("a".parse().unwrap(), change);
        update.apply(&mut after).unwrap();
        assert_eq!(response("textus", &after)["settings"], expected);
    }
}

#[test]
fn what_is_in_place_of_memberships_is_not_their_absence() {
    let of = |it: Value| user("textus", &json!({ "id": "/users/x", "memberships": it }));
    for it in [
        json!("none"),
        json!("/users/x/memberships"),
        json!(7),
        json!([1]),
        json!({ "totalItems": 3 }),
        json!({ "members": [1] }),
    ] {
        assert!(of(it.clone()).is_unrepresentable(Attribute::Memberships), "{it}");
    }
    for it in [json!(""), json!(null), json!({}), json!({ "members": [], "totalItems": 0 })] {
        assert!(!of(it.clone()).is_unrepresentable(Attribute::Memberships), "{it}");
    }
}

#[test]
fn a_full_name_beside_one_half_leaves_the_other() {
    let message = json!({ "id": "x", "first_name": "Ada", "last_name": 7 });
    let mut after = user("upsun", &message);
    let mut update = UserUpdate::default();
    update.name.full = Some(text("Grace"));
    update.name.given = idiolect::model::Patch::Set(text("Grace"));
    update.apply(&mut after).unwrap();
    assert_eq!(response("upsun", &after)["last_name"], json!(7));
}
