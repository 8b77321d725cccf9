//! A user that was read and is sent back as an update: what is unchanged changes nothing, whatever
//! it holds, and one changed member changes that member alone.

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

use idiolect::dialect::{Dialect as _, DialectExt, LossPolicy, Settings, UpdateContext, built_in};
use idiolect::model::{Patch, Phone, Text, User, UserUpdate};
use idiolect::{Report, TranslationError, Translator, UpdateOptions};
use serde_json::{Value, json};
use support::{ALL, dialect, fixtures};

const UUID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

fn read(name: &str, user: &Value) -> User {
    let mut user = dialect(name).decode_user(user.to_string().as_bytes()).unwrap().value;
    user.id = UUID.parse().unwrap();
    user
}

/// What `front` responds for the user.
fn shown(front: &str, user: &User) -> Value {
    support::json(&dialect(front).encode_user(user).body)
}

fn decode(front: &str, body: &Value, current: &User) -> Result<UserUpdate, Vec<String>> {
    let context = UpdateContext::EMPTY.with_id(Some(&current.id)).with_current(Some(current));
    let decoded = dialect(front).decode_update(body.to_string().as_bytes(), &context);
    decoded.map(|decoded| decoded.value).map_err(|error| {
        error.problems().iter().map(|one| format!("{} {}", one.pointer(), one.code())).collect()
    })
}

fn translate(
    front: &str,
    to: &str,
    body: &Value,
    current: &User,
) -> Result<(Value, Report), Box<TranslationError>> {
    let options = UpdateOptions::default()
        .with_source_id(Some(&current.id))
        .with_target_id(Some(&current.id))
        .with_current(Some(current));
    let translation = Translator::new(&*dialect(front), &*dialect(to))
        .translate_update(body.to_string().as_bytes(), &options)?;
    Ok((support::json(&translation.body), translation.report))
}

/// What is sent to `to` beside its envelope.
fn sent(front: &str, to: &str, body: &Value, current: &User) -> Value {
    let (sent, report) = translate(front, to, body, current)
        .unwrap_or_else(|error| panic!("{front} before {to}: {:?}\n{body}", error.problems));
    for row in &report {
        // A half that is repeated is written within a new full name.
        let is_written =
            row.verdict.to_string() != "unchanged" || row.subject.name().ends_with("_name");
        assert!(is_written || row.targets.is_empty(), "{front} before {to}: {row:?}");
    }
    sent
}

/// The update of nothing.
fn nothing(to: &str) -> Value {
    let id: idiolect::model::UserId = UUID.parse().unwrap();
    let options = UpdateOptions::default().with_target_id(Some(&id));
    let empty = json!({"version": 1});
    let translation = Translator::new(&*dialect("canonical"), &*dialect(to))
        .translate_update(empty.to_string().as_bytes(), &options);
    support::json(&translation.unwrap().body)
}

fn legacy_user() -> Value {
    json!({"id": "x", "userName": "ada", "firstName": "Mary", "lastName": "van Dyke",
        "phone": "1-800-FLOWERS", "mobile": "", "company": null, "status": "LOCKED",
        "address": {"address1": "32A London Bridge Street", "country": "Germany", "state": "Kent"},
        "roles": [{"id": "r1", "displayName": "Manager", "visible": true}],
        "numericId": 7, "tags": ["a"], "sso": false, "unheard": {"of": [1, 2.50]}})
}

fn ctrl_hub_user() -> Value {
    json!({"data": {"type": "user", "id": UUID, "attributes": {"email": "<string>",
        "identities": [{"id": "i", "platform": "kratos", "meta": {"a": 1}}],
        "profile": {"personal": {"first_name": "Ada", "last_name": "", "dob": "1985-06-15T10:00:00Z",
            "username": "ada"},
            "settings": {"preferred_language": "en_US", "timezone": "Pacific Standard Time"},
            "contact": {"mobile": "1-800-FLOWERS", "landline": ""}, "work": {"cscs": null}}},
        "meta": {"grants": ["read"], "other": 1},
        "relationships": {"teams": {"data": [{"type": "teams", "id": "t"}]}}},
        "included": [{"type": "teams", "id": "t"}], "jsonapi": {"version": "1.1"}})
}

fn textus_user() -> Value {
    json!({"@type": "User", "@context": "/contexts/User.jsonld", "id": "/users/wqyODPA",
        "name": "Mary van Dyke", "firstName": "Mary", "lastName": "van Dyke",
        "email": "mary@example.com", "avatar": "no link", "hasPassword": true,
        "settings": {"notifications": {"email": true}, "customSettings": {"a": "1", "b": 5},
            "defaultMessagingAccount": "/accounts/a", "analyticsReports": [{"account": "?"}]},
        "memberships": {"@type": "hydra:Collection", "id": "/users/wqyODPA/memberships",
            "members": [
                {"@type": "Membership", "id": "/users/wqyODPA/memberships/1", "role": "user",
                 "user": "/users/wqyODPA", "account": {"id": "/accounts/a", "name": "Acme"}},
                {"id": "/users/wqyODPA/memberships/2", "role": "user",
                 "account": {"id": "/accounts/b"}}],
            "totalItems": 2, "view": {"first": "?page=1"}}})
}

fn users() -> Vec<(&'static str, Value)> {
    let flat = json!({"id": 17, "type": "member", "status": "odd", "firstName": "Ada",
        "roles": [{"id": UUID, "name": "One", "extra": 1}], "createdAt": "yesterday"});
    let upsun = json!({"id": UUID, "deactivated": true, "namespace": "n", "username": "ada l",
        "email": "ada@example.com", "first_name": "Mary", "last_name": "van Dyke",
        "website": "www.example.com", "country": "GB", "company": "", "picture": null});
    let mut users = vec![
        ("legacy", legacy_user()),
        ("json-api", ctrl_hub_user()),
        ("textus", textus_user()),
        ("flat-roles", flat),
        ("upsun", upsun),
    ];
    for (name, kind) in
        ALL.iter().flat_map(|name| fixtures(name, "user").into_iter().map(move |one| (*name, one)))
    {
        users.push((name, support::json(&kind.1)));
    }
    users
}

#[test]
fn what_every_frontend_shows_can_be_sent_back_before_every_upstream() {
    for (upstream, user) in users() {
        let current = read(upstream, &user);
        for front in ALL {
            let body = shown(front, &current);
            let update = decode(front, &body, &current).unwrap_or_else(|problems| {
                panic!("{front} before {upstream}: {problems:?}\n{body}")
            });
            assert!(
                update.is_empty(),
                "{front} before {upstream}: {:?}\n{body}",
                update.changed_fields()
            );
            let mut after = current.clone();
            update.apply(&mut after).unwrap();
            assert_eq!(after, current, "{front} before {upstream}");
            assert_eq!(
                sent(front, upstream, &body, &current),
                nothing(upstream),
                "{front} before {upstream}"
            );
        }
    }
}

/// With the member at `place` of what `front` shows replaced, what is sent to `upstream`.
fn changed(front: &str, upstream: &str, user: &Value, place: &str, value: Value) -> Value {
    let current = read(upstream, user);
    let mut body = shown(front, &current);
    *body.pointer_mut(place).unwrap() = value;
    sent(front, upstream, &body, &current)
}

#[test]
fn one_changed_member_changes_nothing_else() {
    let user = legacy_user();
    assert_eq!(
        changed("legacy", "legacy", &user, "/mobile", json!("123")),
        json!({"mobile": "123"})
    );
    assert_eq!(changed("legacy", "legacy", &user, "/phone", json!("123")), json!({"phone": "123"}));
    // A name that is not re-split, neither by another member nor by a new ending.
    assert_eq!(
        changed("textus", "legacy", &user, "/name", json!("Mary van Dyke-Smith")),
        json!({"firstName": "Mary", "lastName": "van Dyke-Smith"})
    );
    assert_eq!(
        changed("textus", "legacy", &user, "/name", json!("Anna Maria van Dyke")),
        json!({"firstName": "Anna Maria", "lastName": "van Dyke"})
    );
    assert_eq!(
        changed("textus", "legacy", &user, "/name", json!("Anna Maria King")),
        json!({"firstName": "Anna Maria", "lastName": "King"})
    );
    let textus = textus_user();
    assert_eq!(
        changed("textus", "textus", &textus, "/settings/customSettings/a", json!("2")),
        json!({"settings": {"customSettings": {"a": "2"}}})
    );
    let profile = "/data/attributes/profile/personal/last_name";
    assert_eq!(
        changed("json-api", "json-api", &ctrl_hub_user(), profile, json!("King"))["data"]["attributes"],
        json!({"profile": {"personal": {"last_name": "King"}}})
    );
}

#[test]
fn an_element_of_a_list_may_be_given_as_it_was_shown() {
    let user = textus_user();
    let members = "/memberships/members";
    let second = shown("textus", &read("textus", &user)).pointer("/memberships/members/1").cloned();
    let grants = |list: Value| json!({"memberships": list});
    let one = json!({"role": "user", "account": "/accounts/b"});
    assert_eq!(changed("textus", "textus", &user, members, json!([second])), grants(json!([one])));
    let role = format!("{members}/0/role");
    let admin = json!({"role": "admin", "account": "/accounts/a"});
    assert_eq!(
        changed("textus", "textus", &user, &role, json!("admin")),
        grants(json!([admin, one]))
    );
    let current = read("textus", &user);
    let mut body = shown("textus", &current);
    body["memberships"]["members"][0]["account"]["name"] = json!("Other");
    assert_eq!(
        decode("textus", &body, &current).unwrap_err(),
        ["/memberships/members/0/account/name read-only"]
    );
    let role = |id: &str, name: &str| json!({"id": id, "name": name});
    let other = "5c90c3cc-0d44-4b50-8888-8dd25736052a";
    let user = json!({"id": UUID, "roles": [role(UUID, "One"), role(other, "Two")]});
    assert_eq!(
        changed("flat-roles", "flat-roles", &user, "/roles", json!([role(other, "Two")])),
        json!({"roles": [other]})
    );
    let current = read("flat-roles", &user);
    let body = json!({"roles": [role(other, "Three")]});
    assert_eq!(decode("flat-roles", &body, &current).unwrap_err(), ["/roles/0/name read-only"]);
    let body = json!({"roles": [{"id": "4c90c3cc-0d44-4b50-8888-8dd25736052a"}]});
    assert_eq!(decode("flat-roles", &body, &current).unwrap_err(), ["/roles/0 type"]);
}

#[test]
fn what_differs_from_what_is_shown_stays_a_problem() {
    let current = read("legacy", &legacy_user());
    let problems = |front: &str, place: &str, value: Value| {
        let mut body = shown(front, &current);
        *body.pointer_mut(place).unwrap() = value;
        decode(front, &body, &current).err().unwrap_or_else(|| panic!("{place}: {body}"))
    };
    assert_eq!(problems("legacy", "/phone", json!("1-800-FLOWERZ")), ["/phone phone"]);
    assert_eq!(problems("legacy", "/roles", json!([])), ["/roles read-only"]);
    assert_eq!(problems("legacy", "/numericId", json!(8)), ["/numericId read-only"]);
    assert_eq!(problems("legacy", "/unheard", json!({"of": [1, 3]})), ["/unheard unknown-member"]);
    let duplicate = br#"{"phone": "1-800-FLOWERS", "phone": "1-800-FLOWERS"}"#;
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    assert!(dialect("legacy").decode_update(duplicate, &context).is_err());
}

#[test]
fn empty_members_change_only_what_is_shown() {
    let mut current =
        read("legacy", &json!({"id": "x", "phone": "ask reception", "mobile": "123"}));
    let body = json!({"data": {"type": "users", "attributes": {"profile": {
        "contact": {"landline": "", "mobile": ""}, "work": {"occupation": "", "cscs": null}}}}});
    assert_eq!(sent("json-api", "legacy", &body, &current), json!({"mobile": ""}));
    let update = decode("json-api", &body, &current).unwrap();
    update.apply(&mut current).unwrap();
    assert_eq!(shown("legacy", &current)["phone"], "ask reception", "what is not shown stays");
    let null = json!({"data": {"type": "users", "attributes": {"profile": {
        "contact": null, "work": null}}}});
    let current = read("legacy", &json!({"id": "x", "phone": "ask reception", "mobile": "123"}));
    assert_eq!(sent("json-api", "legacy", &null, &current), json!({"mobile": ""}));
    // Its own caller sees the phone, and clears it.
    assert_eq!(sent("legacy", "legacy", &json!({"phone": ""}), &current), json!({"phone": ""}));
}

#[test]
fn the_account_of_an_alias_gives_way_to_a_new_one() {
    let current = read("textus", &textus_user());
    let mut body = shown("textus", &current);
    body["defaultMessagingAccount"] = json!("new");
    let update = decode("textus", &body, &current).unwrap();
    let changed: Vec<_> = update.changed_fields().iter().map(ToString::to_string).collect();
    assert_eq!(changed, ["id", "default_messaging_account"]);
    assert_eq!(update.preferences.default_messaging_account.unwrap().as_str(), "new");
    body["defaultMessagingAccount"] = json!("a");
    assert!(decode("textus", &body, &current).unwrap().is_empty());
}

#[test]
fn a_change_after_decoding_is_a_change() {
    let mut current = read("legacy", &json!({"id": "x", "company": "A", "phone": "123"}));
    let mut update = decode("legacy", &json!({"company": "A", "phone": "123"}), &current).unwrap();
    assert!(update.is_empty());
    update.profile.company = "B".parse::<Text>().map(Patch::Set).unwrap();
    let update = update.with_landline("456".parse::<Phone>().unwrap());
    update.apply(&mut current).unwrap();
    assert_eq!(shown("legacy", &current)["company"], "B");
    assert_eq!(shown("legacy", &current)["phone"], "456");
}

#[test]
fn a_repeated_setting_that_another_dialect_lacks_is_no_loss() {
    let current = read("legacy", &json!({"id": "x", "firstName": "Ada", "lastName": "B"}));
    let body = json!({"name": "Ada King", "settings": {"customSettings": {"a": null}}});
    assert_eq!(
        sent("textus", "legacy", &body, &current),
        json!({"firstName": "Ada", "lastName": "King"})
    );
}

#[test]
fn an_empty_custom_setting_is_a_value() {
    let user = json!({"id": "/users/x", "settings": {"customSettings": {"e": ""}}});
    let current = read("textus", &user);
    let settings = |settings: Value| json!({"settings": {"customSettings": settings}});
    for body in [settings(json!({"e": null})), settings(json!({"new": ""}))] {
        assert_eq!(sent("textus", "textus", &body, &current), body);
    }
    assert_eq!(
        sent("textus", "textus", &settings(json!({"e": "", "gone": null})), &current),
        json!({})
    );
}

#[test]
fn a_null_group_clears_what_is_shown_and_not_representable() {
    let user = json!({"data": {"type": "users", "id": UUID, "attributes":
        {"profile": {"contact": {"landline": "ask reception"}}}}});
    let current = read("json-api", &user);
    let body = json!({"data": {"type": "users", "id": UUID, "attributes":
        {"profile": {"contact": null}}}});
    assert_eq!(
        sent("json-api", "json-api", &body, &current)["data"]["attributes"],
        json!({"profile": {"contact": {"landline": ""}}})
    );
}

#[test]
fn an_account_is_the_same_in_any_order_of_its_members() {
    let user = json!({"id": "/users/x", "memberships": {"members": [{"role": "user",
        "account": {"id": "/accounts/a", "name": "Acme"}}]}});
    let current = read("textus", &user);
    let body = json!({"memberships": {"members": [{"account":
        {"name": "Acme", "id": "/accounts/a"}, "role": "admin"}]}});
    assert_eq!(
        sent("textus", "textus", &body, &current),
        json!({"memberships": [{"role": "admin", "account": "/accounts/a"}]})
    );
    let other = json!({"memberships": {"members": [{"account":
        {"name": "Other", "id": "/accounts/a"}, "role": "admin"}]}});
    assert_eq!(
        decode("textus", &other, &current).unwrap_err(),
        ["/memberships/members/0/account/name read-only"]
    );
}

#[test]
fn unknown_members_of_elements_are_not_lost_with_a_changed_list() {
    let report = |period: &str, more: Value| {
        let mut report = json!({"account": "/accounts/a", "schedule": "FREQ=DAILY",
            "timePeriod": period, "reports": ["r"]});
        report.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"settings": {"analyticsReports": [report]}})
    };
    let mut user = report("1", json!({"color": "red"}));
    user["id"] = json!("/users/x");
    let current = read("textus", &user);
    assert!(decode("textus", &report("1", json!({"color": "red"})), &current).unwrap().is_empty());
    let place = "/settings/analyticsReports/0/color unknown-member";
    let changed = report("9", json!({"color": "red"}));
    assert_eq!(decode("textus", &changed, &current).unwrap_err(), [place]);
}

#[test]
fn what_the_response_lacks_may_be_missing() {
    let current = read(
        "json-api",
        &json!({"data": {"id": UUID, "attributes":
        {"profile": {"work": {"occupation": "Countess"}}}}}),
    );
    let mut body = shown("json-api", &current);
    assert_eq!(body.pointer("/data/type"), None);
    *body.pointer_mut("/data/attributes/profile/work/occupation").unwrap() = json!("Author");
    assert!(!decode("json-api", &body, &current).unwrap().is_empty());
}

#[test]
fn duplicates_are_a_problem_within_what_is_repeated_too() {
    let current = read("legacy", &json!({"id": "x", "weird": {"a": 1}}));
    let body = br#"{"weird": {"a": 2, "a": 1}}"#;
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    assert!(dialect("legacy").decode_update(body, &context).is_err());
}

#[test]
fn a_large_update_beside_a_large_user_takes_linear_time() {
    let members = |count: usize, value: &str| -> Value {
        (0..count)
            .map(|at| (format!("k{at}"), json!(value)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let mut times = Vec::new();
    for count in [2_500, 10_000] {
        let user = json!({"id": "/users/x", "settings": {"customSettings": members(count, "a")}});
        let current = read("textus", &user);
        let body = json!({"settings": {"customSettings": members(count, "b")}});
        let begin = std::time::Instant::now();
        let update = decode("textus", &body, &current).unwrap();
        update.apply(&mut current.clone()).unwrap();
        sent("textus", "textus", &body, &current);
        let mut address = members(count, "a");
        address["address1"] = json!("1 Road");
        let current = read("legacy", &json!({"id": "x", "address": address}));
        let changed = sent("legacy", "legacy", &json!({"address": {"city": "B"}}), &current);
        assert_eq!(changed["address"].as_object().unwrap().len(), count + 2);
        times.push(begin.elapsed().as_secs_f64());
    }
    assert!(times[1] < times[0] * 12.0 + 0.2, "{times:?}");
}

#[test]
fn a_full_update_reports_what_it_cannot_repeat() {
    let user = json!({"id": "/users/x", "name": "A B", "memberships": {"members":
        [{"role": "user", "account": {"id": "/accounts/a"}}], "totalItems": 30}});
    let roles = json!({"id": "x", "firstName": "A", "roles": [{"id": "bad", "name": "B"}]});
    let full = |name: &str| {
        let all = built_in(Settings::default().with_full_updates());
        all.into_iter().find(|one| one.id().as_str() == name).unwrap()
    };
    let cases = [
        ("textus", &user, "memberships", "/memberships/members"),
        ("flat-roles", &roles, "roles", "/roles"),
    ];
    for (name, user, attribute, place) in cases {
        let current = read(name, user);
        let options = UpdateOptions::default()
            .with_source_id(Some(&current.id))
            .with_target_id(Some(&current.id))
            .with_current(Some(&current));
        let body = shown(name, &current).to_string();
        let error = Translator::new(&*dialect(name), &*full(name))
            .translate_update(body.as_bytes(), &options)
            .unwrap_err();
        let places: Vec<_> = error.problems.iter().map(|one| one.pointer().as_str()).collect();
        assert_eq!(places, [place], "{attribute}");
    }
}

#[test]
fn a_half_that_the_caller_does_not_see_is_not_cleared() {
    let current = read("legacy", &json!({"id": "x", "firstName": "Mary", "lastName": "a\tb"}));
    let error = translate("textus", "legacy", &json!({"name": "Sue"}), &current).unwrap_err();
    assert_eq!(error.problems[0].pointer().as_str(), "/name");
    let whole = json!({"name": "Sue King"});
    assert_eq!(
        sent("textus", "legacy", &whole, &current),
        json!({"firstName": "Sue", "lastName": "King"})
    );
    // A half that is absent may be within the full name.
    let user = json!({"id": "/users/x", "name": "Mary van Dyke", "lastName": "van Dyke"});
    let current = read("textus", &user);
    assert!(translate("upsun", "textus", &json!({"last_name": "King"}), &current).is_err());
    // The number of another dialect is not in the line.
    let user = json!({"data": {"type": "users", "id": UUID, "attributes": {"profile": {"address":
        {"number": "5\t", "street": "Road"}}}}});
    let current = read("json-api", &user);
    let line = json!({"address": {"address1": "New Road"}});
    assert_eq!(
        sent("legacy", "json-api", &line, &current)["data"]["attributes"],
        json!({"profile": {"address": {"street": "New Road"}}})
    );
}

#[test]
fn a_line_is_repeated_where_a_part_of_it_is_dropped() {
    let user = json!({"id": "x", "address": {"address1": "5 Road", "city": "L"}});
    let current = read("legacy", &user);
    let options = UpdateOptions::default()
        .with_target_id(Some(&current.id))
        .with_current(Some(&current))
        .with_loss_policy(LossPolicy::AllowAll);
    let update = |body: Value| {
        let translation = Translator::new(&*dialect("canonical"), &*dialect("legacy"))
            .translate_update(body.to_string().as_bytes(), &options)
            .unwrap();
        support::json(&translation.body)
    };
    assert_eq!(update(json!({"version": 1, "house_number": "6"})), json!({}));
    assert_eq!(
        update(json!({"version": 1, "house_number": "6", "town": "M"})),
        json!({"address": {"address1": "5 Road", "city": "M"}})
    );
}
