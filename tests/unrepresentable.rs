//! Values that are present and not representable: never counted as absent, never overwritten
//! unasked, and gone once they are replaced.

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

use idiolect::dialect::{Dialect, DialectExt, LossPolicy, Settings, UpdateContext, built_in};
use idiolect::model::{ApplyError, Attribute, Membership, SettingKey, User, UserUpdate};
use idiolect::{TranslationError, Translator, UpdateOptions};
use serde_json::{Value, json};
use support::dialect;

const TEXTUS_USER: &str = "wqyODPA";
const UUID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

fn read(name: &str, user: &Value) -> User {
    dialect(name).decode_user(user.to_string().as_bytes()).unwrap().value
}

fn shown(name: &str, user: &User) -> Value {
    support::json(&dialect(name).encode_user(user).body)
}

/// An update that was decoded without a current user.
fn update(name: &str, body: &Value) -> UserUpdate {
    dialect(name).decode_update(body.to_string().as_bytes(), &UpdateContext::EMPTY).unwrap().value
}

/// The user after each of the updates, as the dialect responds with it.
fn after(name: &str, user: &Value, updates: &[Value]) -> Value {
    let mut user = read(name, user);
    for body in updates {
        update(name, body).apply(&mut user).unwrap();
    }
    shown(name, &user)
}

fn full(name: &str) -> Box<dyn Dialect> {
    let settings = Settings::default().with_full_updates();
    built_in(settings).into_iter().find(|dialect| dialect.id().as_str() == name).unwrap()
}

/// What is sent for an update of `current`, a user of the target.
fn sent(
    from: &str,
    to: &dyn Dialect,
    body: &Value,
    current: &User,
) -> Result<Value, Box<TranslationError>> {
    let options = UpdateOptions::default()
        .with_source_id(Some(&current.id))
        .with_target_id(Some(&current.id))
        .with_current(Some(current));
    let translation = Translator::new(&*dialect(from), to)
        .translate_update(body.to_string().as_bytes(), &options)?;
    Ok(support::json(&translation.body))
}

/// The problems of an update that is refused: path, code and the reason of the row.
fn refused(result: Result<Value, Box<TranslationError>>) -> Vec<String> {
    let error = result.unwrap_err();
    error
        .problems
        .iter()
        .map(|problem| format!("{} {}", problem.pointer(), problem.code()))
        .collect()
}

#[test]
fn a_value_that_was_replaced_does_not_come_back() {
    let cases = [
        (
            "legacy",
            json!({"id": "x", "phone": "n/a"}),
            json!({"phone": "123"}),
            json!({"phone": ""}),
        ),
        (
            "json-api",
            json!({"data": {"type": "users", "id": UUID, "attributes":
                {"profile": {"personal": {"dob": "unknown"}}}}}),
            json!({"data": {"type": "users", "attributes":
                {"profile": {"personal": {"dob": "1985-06-15"}}}}}),
            json!({"data": {"type": "users", "attributes": {"profile": {"personal": {"dob": ""}}}}}),
        ),
        (
            "textus",
            json!({"id": "/users/x", "settings": {"customSettings": {"theme": 5, "other": "a"}}}),
            json!({"settings": {"customSettings": {"theme": "dark"}}}),
            json!({"settings": {"customSettings": {"theme": null}}}),
        ),
    ];
    for (name, user, set, clear) in cases {
        let without = shown(name, &read(name, &user));
        assert_eq!(without, shown(name, &read(name, &without)), "{name}: kept as it was");
        for updates in [&[set.clone(), clear.clone()][..], &[clear.clone()][..]] {
            let shown = after(name, &user, updates).to_string();
            for gone in ["n/a", "unknown", "theme", "123", "1985"] {
                assert!(!shown.contains(gone), "{name}: {shown}");
            }
        }
        assert_ne!(after(name, &user, &[set]), without);
    }
}

#[test]
fn what_is_set_by_the_application_replaces_it_too() {
    let mut user = read("legacy", &json!({"id": "x", "phone": "n/a", "company": "a\tb"}));
    let mut found: Vec<_> = user.unrepresentable().collect();
    found.sort();
    assert_eq!(found, [("legacy", Attribute::Company), ("legacy", Attribute::Landline)]);
    user.contact.landline = Some("123".parse().unwrap());
    assert!(!user.is_unrepresentable(Attribute::Landline), "an assigned value comes first");
    assert_eq!(shown("legacy", &user)["phone"], "123");
    user.contact.landline = None;
    assert_eq!(shown("legacy", &user)["phone"], "n/a", "`None` keeps it");
    let user = user.with_landline("123".parse().unwrap());
    assert_eq!(user.unrepresentable().collect::<Vec<_>>(), [("legacy", Attribute::Company)]);
}

#[test]
fn stored_users_keep_their_fourth_state() {
    let user = read(
        "textus",
        &json!({"id": "/users/x", "name": "a\tb", "settings":
        {"customSettings": {"theme": 5}}, "memberships": {"members": [], "totalItems": 3}}),
    );
    let stored = dialect("canonical").encode_user(&user).body;
    let restored = dialect("canonical").decode_user(&stored).unwrap().value;
    assert_eq!(restored, user);
    for attribute in [Attribute::FullName, Attribute::GivenName, Attribute::FamilyName] {
        assert!(restored.is_unrepresentable(attribute), "{attribute}");
    }
    assert!(restored.is_unrepresentable(Attribute::Memberships));
    assert!(restored.is_setting_unrepresentable(&SettingKey::parse("theme").unwrap()));
}

#[test]
fn a_full_update_loses_neither_of_them() {
    let user = json!({"id": "x", "firstName": "Ada", "lastName": "Lovelace\t",
        "phone": "ask reception", "dob": 7});
    let current = read("legacy", &user);
    let body =
        sent("legacy", &*full("legacy"), &json!({"mobile": "07700 900456"}), &current).unwrap();
    assert_eq!(
        body,
        json!({"firstName": "Ada", "lastName": "Lovelace\t", "phone": "ask reception",
            "mobile": "07700 900456"})
    );
    // Another dialect cannot write them.
    let update = json!({"firstName": "Ada"});
    let problems = refused(sent("legacy", &*full("json-api"), &update, &with_id(current, UUID)));
    assert_eq!(problems, [" loss", " loss"]);
}

fn with_id(mut user: User, id: &str) -> User {
    user.id = id.parse().unwrap();
    user
}

#[test]
fn half_a_name_is_not_joined_with_a_half_that_is_not_representable() {
    let current = read(
        "textus",
        &json!({"id": format!("/users/{TEXTUS_USER}"), "firstName": "Ada", "lastName": "Love\tlace"}),
    );
    let body = json!({"data": {"type": "users", "attributes":
        {"profile": {"personal": {"first_name": "Augusta"}}}}});
    let current = with_id(current, UUID);
    let problems = refused(sent("json-api", dialect("textus").as_ref(), &body, &current));
    assert_eq!(problems, ["/data/attributes/profile/personal/first_name loss"]);
    let body = json!({"data": {"type": "users", "attributes":
        {"profile": {"personal": {"first_name": "Augusta", "last_name": "King"}}}}});
    let sent = sent("json-api", dialect("textus").as_ref(), &body, &current).unwrap();
    assert_eq!(sent, json!({"name": "Augusta King"}));
}

#[test]
fn clearing_what_is_there_and_cannot_be_cleared_is_refused() {
    let current = read("upsun", &json!({"id": UUID, "website": "www.example.com"}));
    let body = json!({"version": 1, "website": null});
    let options = UpdateOptions::default().with_target_id(Some(&current.id));
    let mut options = options;
    options.target = options.target.with_current(Some(&current));
    let error = Translator::new(&*dialect("canonical"), &*dialect("upsun"))
        .translate_update(body.to_string().as_bytes(), &options)
        .unwrap_err();
    assert_eq!(error.problems[0].pointer().as_str(), "/website");
    assert!(error.to_string().contains("failed"));
    let row = error.report.of(Attribute::Website).unwrap();
    assert_eq!(row.verdict.to_string(), "dropped: not clearable");
}

#[test]
fn a_list_that_is_not_whole_is_not_replaced() {
    let user = json!({"id": format!("/users/{TEXTUS_USER}"), "name": "Ada Byron", "memberships":
        {"@type": "hydra:Collection", "members": [{"role": "user", "account": {"id": "/accounts/a"}}],
         "totalItems": 30}});
    let current = read("textus", &user);
    assert!(current.is_unrepresentable(Attribute::Memberships));
    assert_eq!(
        refused(sent("textus", &*full("textus"), &json!({"name": "Ada King"}), &current)),
        [" loss"]
    );
    let list = json!({"memberships": [{"role": "admin", "account": "/accounts/a"}]});
    let problems = refused(sent("textus", dialect("textus").as_ref(), &list, &current));
    assert_eq!(problems, ["/memberships loss"]);
    let repeated = json!({"name": "Ada King", "memberships": user["memberships"]});
    let body = sent("textus", dialect("textus").as_ref(), &repeated, &current).unwrap();
    assert_eq!(body, json!({"name": "Ada King"}));
    let mut applied = current;
    assert!(matches!(
        update("textus", &list).apply(&mut applied),
        Err(ApplyError::NotRepresentable { attribute: Attribute::Memberships, .. })
    ));
    assert_eq!(shown("textus", &applied)["memberships"]["totalItems"], 30);
}

#[test]
fn a_password_is_taken_out_before_an_update_is_applied() {
    let mut update = update("legacy", &json!({"password": "Ch@ng3dP@ssw0rd!", "company": "Acme"}));
    let mut user = read("legacy", &json!({"id": "x"}));
    assert_eq!(update.apply(&mut user), Err(ApplyError::Password));
    assert_eq!(user.profile.company, None, "nothing is applied");
    assert!(update.take_password().is_some());
    update.apply(&mut user).unwrap();
    assert_eq!(user.profile.company.unwrap().as_str(), "Acme");
}

#[test]
fn the_number_of_a_street_line_is_not_known_apart() {
    let user = json!({"id": UUID, "address": {"address1": "32A London Bridge Street"}});
    let current = read("legacy", &user);
    let address = |members: Value| json!({"data": {"type": "users", "attributes": {"profile": {"address": members}}}});
    let place = |name: &str| format!("/data/attributes/profile/address/{name} loss");
    let translate =
        |members| sent("json-api", dialect("legacy").as_ref(), &address(members), &current);
    let line = "32A London Bridge Street";
    assert_eq!(refused(translate(json!({"number": "33"}))), [place("number")]);
    assert_eq!(refused(translate(json!({"number": ""}))), [place("number")]);
    assert_eq!(refused(translate(json!({"street": "London Road"}))), [place("street")]);
    assert_eq!(refused(translate(json!({"number": "33", "street": line}))), [place("number")]);
    assert_eq!(refused(translate(json!({"number": "", "street": line}))), [place("number")]);
    let line_of = |members| translate(members).unwrap()["address"]["address1"].clone();
    assert_eq!(line_of(json!({"number": "33", "street": "London Road"})), "33 London Road");
    assert_eq!(line_of(json!({"number": "", "street": "London Road"})), "London Road");
    assert_eq!(translate(json!({"street": line})).unwrap(), json!({}));
    for (name, part) in [("number", Attribute::Street), ("street", Attribute::HouseNumber)] {
        let mut user = current.clone();
        let update = update("json-api", &address(json!({name: "33"})));
        assert!(update.apply(&mut user).is_err(), "{part} would be lost");
    }
}

#[test]
fn a_new_number_beside_the_line_of_an_unknown_caller_is_refused() {
    // Without the current user on the caller's side, the line is no known repetition.
    let current = read("legacy", &json!({"id": UUID, "address": {"address1": "32A London Road"}}));
    let body = json!({"data": {"type": "users", "attributes":
        {"profile": {"address": {"number": "33", "street": "32A London Road"}}}}});
    let update = update("json-api", &body);
    let context = UpdateContext::EMPTY.with_id(Some(&current.id)).with_current(Some(&current));
    assert!(dialect("legacy").encode_update(&update, &context, &LossPolicy::Reject).is_err());
}

#[test]
fn an_address_that_is_written_whole_keeps_what_the_model_does_not_have() {
    let current = read(
        "legacy",
        &json!({"id": "x", "address": {"address1": "32A London\tRoad", "address3": "Floor 2",
            "state": "Kent", "city": "London", "country": ""}}),
    );
    let body = json!({"address": {"postalCode": "SE1 9SG"}});
    let sent = sent("legacy", dialect("legacy").as_ref(), &body, &current).unwrap();
    assert_eq!(
        sent,
        json!({"address": {"address1": "32A London\tRoad", "address3": "Floor 2", "state": "Kent",
            "city": "London", "country": "", "postalCode": "SE1 9SG"}})
    );
}

#[test]
fn an_object_that_is_none_covers_its_attributes() {
    let current = read("legacy", &json!({"id": "x", "address": "32A London Road"}));
    for attribute in [Attribute::Street, Attribute::Town, Attribute::Country] {
        assert!(current.is_unrepresentable(attribute), "{attribute}");
    }
    let problems = refused(sent("legacy", &*full("legacy"), &json!({"company": "A"}), &current));
    assert!(problems.iter().all(|problem| problem == " loss") && !problems.is_empty());
    // Neither does a member in its place, unless all of them are given.
    let town = json!({"address": {"city": "London"}});
    assert!(!refused(sent("legacy", dialect("legacy").as_ref(), &town, &current)).is_empty());
    let body = sent("legacy", dialect("legacy").as_ref(), &json!({"company": "A"}), &current);
    assert_eq!(body.unwrap(), json!({"company": "A"}));
}

#[test]
fn elements_of_lists_are_not_taken_for_one_another() {
    let membership = |id: &str, role: &str| json!({"id": format!("/users/x/memberships/{id}"), "role": role, "account": {"id": "/accounts/a"}});
    let user = |members: Value| {
        let total = members.as_array().unwrap().len();
        json!({"id": "/users/x", "memberships": {"members": members, "totalItems": total,
            "view": {"first": "/users/x/memberships?page=1"}}})
    };
    let before = read("textus", &user(json!([membership("1", "user"), membership("2", "user")])));
    for members in [
        json!([membership("2", "user")]),
        json!([membership("2", "user"), membership("1", "user")]),
        json!([membership("1", "admin"), membership("2", "user")]),
        json!([membership("3", "user")]),
        json!([]),
    ] {
        let after = read("textus", &user(members.clone()));
        let mut patched = before.clone();
        UserUpdate::diff(&before, &after).apply(&mut patched).unwrap();
        let grants = |user: &User| {
            let one = |one: &Membership| (one.id.clone(), one.role.clone(), one.account.clone());
            user.access.memberships.iter().flatten().map(one).collect::<Vec<_>>()
        };
        assert_eq!(grants(&patched), grants(&after), "{members}");
        let shown = shown("textus", &patched)["memberships"].clone();
        assert_eq!(shown["totalItems"], members.as_array().unwrap().len());
        assert_eq!(shown.get("view"), None, "the old page is not one of the new list");
    }
    let roles = |names: [&str; 2]| {
        let role = |name| json!({"id": UUID, "name": name});
        json!({"id": UUID, "roles": names.map(role)})
    };
    let mut user = read("flat-roles", &roles(["one", "two"]));
    update("flat-roles", &json!({"roles": [UUID, UUID]})).apply(&mut user).unwrap();
    assert_eq!(shown("flat-roles", &user)["roles"], roles(["one", "two"])["roles"]);
}

#[test]
fn the_object_of_the_last_custom_setting_stays() {
    let user = json!({"id": "/users/x", "settings": {"customSettings": {"a": "1"}}});
    let removed = json!({"settings": {"customSettings": {"a": null}}});
    assert_eq!(after("textus", &user, &[removed])["settings"], json!({"customSettings": {}}));
    let none = json!({"id": "/users/x", "settings": {"notifications": {"email": true}}});
    assert_eq!(after("textus", &none, &[])["settings"], none["settings"], "nothing is invented");
}

/// Several attributes in one place: a change of some of them would erase the others.
#[test]
fn a_value_in_place_of_several_attributes_is_not_erased_by_one() {
    let town = json!({"address": {"city": "Leeds"}});
    let ctrl_hub_town = json!({"data": {"type": "users", "attributes":
        {"profile": {"address": {"town": "Leeds"}}}}});
    let address = json!({"id": UUID, "address": "32A London Road"});
    let ctrl_hub = json!({"data": {"type": "users", "id": UUID, "attributes":
        {"profile": {"address": "32A London Road"}}}});
    let textus = |members: Value| {
        let mut user = json!({"id": format!("/users/{UUID}"), "name": "A B"});
        user.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        user
    };
    let first = json!({"firstName": "Bea"});
    let name = textus(json!({"name": "Ada Love\tlace"}));
    let cases = [
        (
            "textus",
            textus(json!({"settings": "x"})),
            "textus",
            json!({"defaultMessagingAccount": "foo"}),
            "textus",
        ),
        ("textus", name.clone(), "legacy", first.clone(), "legacy"),
        ("textus", name.clone(), "legacy", first.clone(), "upsun"),
        ("textus", name, "flat-roles", first, "json-api"),
        ("legacy", address.clone(), "json-api", ctrl_hub_town, "json-api"),
        ("legacy", address, "legacy", town.clone(), "legacy"),
        ("json-api", ctrl_hub, "legacy", town, "legacy"),
    ];
    for (owner, user, from, body, to) in cases {
        let current = read(owner, &user);
        let result = sent(from, &*full(to), &body, &current);
        assert!(!refused(result).is_empty(), "{owner} {from} {to} {body}");
    }
    let current = read(
        "json-api",
        &json!({"data": {"type": "users", "id": UUID, "attributes":
        {"profile": {"address": "32A London Road"}}}}),
    );
    let city = json!({"address": {"city": "Leeds"}});
    assert!(!refused(sent("legacy", dialect("legacy").as_ref(), &city, &current)).is_empty());
}

#[test]
fn a_full_update_repeats_a_street_line() {
    let line = "32A London Road";
    let current = read("legacy", &json!({"id": "x", "address": {"address1": line}}));
    let whole = json!({"company": "A", "address": {"address1": line}});
    for body in [json!({"company": "A"}), whole.clone()] {
        assert_eq!(sent("legacy", &*full("legacy"), &body, &current).unwrap(), whole);
    }
    let other = read("legacy", &json!({"id": "x", "address": {"address1": "33 High Street"}}));
    let mut changed = current.clone();
    UserUpdate::diff(&current, &other).apply(&mut changed).unwrap();
    assert_eq!(shown("legacy", &changed)["address"]["address1"], "33 High Street");
}

#[test]
fn a_new_value_is_written_where_the_vendor_had_nothing() {
    let empty = [json!(""), json!(null)];
    for empty in empty {
        let current = read(
            "legacy",
            &json!({"id": "x", "address": {"address1": "5 Road", "city": empty, "state": "Kent"}}),
        );
        let body = json!({"address": {"address1": "5 Road", "city": "London"}});
        assert_eq!(
            sent("legacy", dialect("legacy").as_ref(), &body, &current).unwrap(),
            json!({"address": {"address1": "5 Road", "city": "London", "state": "Kent"}})
        );
    }
}

#[test]
fn a_copied_attribute_keeps_its_fourth_state() {
    let from = read(
        "textus",
        &json!({"id": "/users/x", "name": "a\tb", "memberships":
            {"members": [{"role": "user", "account": {"id": "/accounts/a"}}], "totalItems": 30}}),
    );
    let mut to = read("textus", &json!({"id": "/users/y", "name": "Ada"}));
    for attribute in [Attribute::FullName, Attribute::Memberships] {
        to.copy_attribute(attribute, &from);
        assert!(to.is_unrepresentable(attribute), "{attribute}");
    }
    assert_eq!(shown("textus", &to)["name"], "a\tb");
    assert_eq!(shown("textus", &to)["memberships"]["totalItems"], 30);
}

#[test]
fn setting_one_of_several_attributes_leaves_the_others_unrepresentable() {
    let user = read("legacy", &json!({"id": "x", "address": "32A London Road"}))
        .with_town("Leeds".parse().unwrap());
    assert!(!user.is_unrepresentable(Attribute::Town));
    assert!(user.is_unrepresentable(Attribute::Street));
    assert_eq!(shown("legacy", &user)["address"], json!({"city": "Leeds"}));
}

#[test]
fn a_password_in_a_response_is_never_kept() {
    let secret = "Ch@ng3dP@ssw0rd!";
    for name in support::ALL {
        let user = match name {
            "json-api" => json!({"data": {"type": "users", "id": UUID, "password": secret}}),
            "textus" => json!({"id": "/users/x", "Password": secret}),
            "canonical" => json!({"version": 1, "id": UUID, "password": secret}),
            _ => json!({"id": UUID, "password": secret}),
        };
        let shown = shown(name, &read(name, &user)).to_string();
        assert!(!shown.contains(secret), "{name}: {shown}");
    }
}
