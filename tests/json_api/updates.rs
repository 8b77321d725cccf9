//! Updates in JSON:API: read, rejected, written.

use idiolect::dialect::json_api::JsonApi;
use idiolect::dialect::{DialectExt, LossPolicy, Settings, UpdateContext};
use idiolect::model::{MembershipChange, Patch, SettingChange, Status, User, UserType, UserUpdate};
use serde_json::json;

use super::members::MEMBERS;
use super::support::lines::{listed, sorted};
use super::support::updates::{read_traced, read_update, write_traced, write_update};
use super::support::users::read_user;
use super::support::values::{ID, OTHER_ID, day, of};
use super::support::variations::with;
use super::support::{fixture, json};
use super::{at, document, expected, json_api, read};

fn seed() -> UserUpdate {
    expected(|update| {
        for (place, _, value, _, _, expect) in &MEMBERS[..20] {
            let of_seed =
                json(&fixture("json_api/update.json")).pointer(&at(place)).cloned().unwrap();
            expect(update, Patch::Set(of_seed.as_str().unwrap_or(value)));
        }
    })
}

#[test]
fn the_fixture_is_read_in_full_and_written_back() {
    let body = fixture("json_api/update.json");
    let (update, read_from) = read_traced(&json_api(), &body, &UpdateContext::EMPTY).unwrap();
    assert_eq!(update, seed());
    assert_eq!(update.work.employment_start, Patch::Set(day("2018-03-15")));
    assert_eq!(update.address.town, Patch::Set(of("London")));
    let mut places: Vec<String> =
        MEMBERS[..20].iter().map(|(place, name, ..)| format!("{name} {}", at(place))).collect();
    places.push("id /data/id".to_owned());
    assert_eq!(read_from, sorted(places.clone()));
    let (again, written_to) = write_traced(&json_api(), &update, &UpdateContext::EMPTY).unwrap();
    assert_eq!(again, json(&body));
    places.push("id in the path".to_owned());
    assert_eq!(written_to, sorted(places));
}

#[test]
fn an_empty_update_changes_nothing() {
    let (empty, written_to) =
        write_traced(&json_api(), &expected(|_| ()), &UpdateContext::EMPTY).unwrap();
    assert_eq!(
        (empty.pointer("/data/type"), empty.pointer("/data/id")),
        (Some(&json!("users")), Some(&json!(ID)))
    );
    assert_eq!(written_to, ["id /data/id", "id in the path"]);
    assert_eq!(read(&empty).unwrap().0, expected(|_| ()));
    assert_eq!(read(&document(&json!({}))).unwrap().0, expected(|_| ()));
}

#[test]
fn the_id_of_the_document_must_match_the_path() {
    let (own, other) = (of(ID), of(OTHER_ID));
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    let base = document(&json!({}));
    assert_eq!(read_update(&json_api(), &base, &context), Ok(expected(|_| ())));
    let unnamed = json!({"data": {"type": "users"}});
    assert_eq!(read_update(&json_api(), &unnamed, &context), Ok(expected(|_| ())));
    assert_eq!(
        read_update(&json_api(), &unnamed, &UpdateContext::EMPTY),
        Ok(UserUpdate::default())
    );
    for (pointer, value, code, status) in [
        ("/data/id", json!(OTHER_ID), "conflict", 409),
        ("/data/id", json!("9E024A11-EE81-4ACF-B07EA2C40930E85E"), "uuid", 400),
        ("/data/id", json!("{3c90c3cc-0d44-4b50-8888-8dd25736052a}"), "uuid", 400),
        ("/data/id", json!("3c90c3cc0d444b5088888dd25736052a"), "uuid", 400),
        ("/data/id", json!(7), "type", 400),
        ("/data/type", json!("people"), "conflict", 409),
        ("/data/type", json!("<string>"), "conflict", 409),
        ("/data/type", json!(7), "type", 400),
    ] {
        let body = with(&base, pointer, value);
        let error = json_api().decode_update(body.to_string().as_bytes(), &context).unwrap_err();
        assert_eq!(listed(&error), [format!("{pointer} {code}")], "{body}");
        assert_eq!(error.status(), status, "{body}");
    }
    let near = of("9E024A11-EE81-4ACF-B07EA2C40930E85E");
    assert_eq!(
        read_update(&json_api(), &unnamed, &UpdateContext::EMPTY.with_id(Some(&near))),
        Err(vec![" uuid".to_owned()])
    );
    assert_eq!(read(&json!({})), Err(vec!["/data required".to_owned()]));
    assert_eq!(read(&json!({"data": {}})), Err(vec!["/data/type required".to_owned()]));

    let addressed = write_update(
        &json_api(),
        &UserUpdate::default(),
        &UpdateContext::EMPTY.with_id(Some(&other)),
    )
    .unwrap();
    assert_eq!(addressed["data"]["id"], OTHER_ID);
    let invalid = write_update(&json_api(), &UserUpdate::new(near), &UpdateContext::EMPTY);
    assert_eq!(invalid, Err(vec!["id: invalid value".to_owned()]));
    let without_id = json_api().encode_update(
        &UserUpdate::default(),
        &UpdateContext::EMPTY,
        &LossPolicy::Reject,
    );
    assert!(matches!(without_id, Err(idiolect::dialect::Error::NoId { .. })), "{without_id:?}");
}

#[test]
fn the_envelope_is_accepted_and_read_only_members_are_not() {
    let mut body = document(&json!({"personal": {"username": null}}));
    body["jsonapi"] = json!({"version": "1.0", "meta": {}});
    body["meta"] = json!({"any": 1});
    body["links"] = json!({"self": "/v3/users"});
    body["data"]["links"] = json!({"self": "/v3/users/x"});
    body["data"]["meta"] = json!({"grants": null});
    body["data"]["relationships"] = json!(null);
    body["data"]["attributes"]["email"] = json!(null);
    body["data"]["attributes"]["identities"] = json!(null);
    body["included"] = json!(null);
    assert_eq!(read(&body).unwrap(), (expected(|_| ()), vec!["id /data/id".to_owned()]));

    let read_only = [
        ("/data/attributes/email", json!("other@example.com")),
        ("/data/attributes/identities", json!([])),
        ("/data/attributes/profile/personal/username", json!("other")),
        ("/included", json!([])),
        ("/data/meta/grants", json!(["read"])),
        ("/data/relationships", json!({"teams": {"data": []}})),
        ("/data/relationships", json!({})),
    ];
    for (pointer, value) in read_only {
        assert_eq!(read(&with(&body, pointer, value)), Err(vec![format!("{pointer} read-only")]));
    }
}

#[test]
fn read_only_members_may_repeat_the_current_user() {
    let mut user = json(&fixture("json_api/user.json"));
    user["data"]["type"] = json!("users");
    for (place, _, value, ..) in &MEMBERS[..20] {
        user = with(&user, &at(place), json!(value));
    }
    let obfuscated = read_user(&json_api(), &user);
    let valid = with(&user, "/data/attributes/email", json!("charlotte@example.com"));
    let known = read_user(&json_api(), &valid);
    let context = |user| UpdateContext::EMPTY.with_current(Some(user));
    let is_repeated = |body: &serde_json::Value, user| {
        read_update(&json_api(), body, &context(user)).map(|update| update.is_empty())
    };
    assert_eq!(is_repeated(&valid, &known), Ok(true));
    for (pointer, value) in [
        ("/data/meta/grants", json!(["other"])),
        ("/data/relationships", json!({"teams": {"data": []}})),
    ] {
        assert_eq!(
            read_update(&json_api(), &with(&valid, pointer, value), &context(&known)),
            Err(vec![format!("{pointer} read-only")])
        );
    }
    let changed = with(&valid, "/data/attributes/identities/0/platform", json!("kratos"));
    assert_eq!(
        read_update(&json_api(), &changed, &context(&known)),
        Err(vec!["/data/attributes/identities read-only".to_owned()])
    );
    // The response had an invalid e-mail: its text is still that of the current user.
    assert_eq!(is_repeated(&user, &obfuscated), Ok(true));
}

#[test]
fn unknown_and_duplicate_members_are_problems_and_all_are_reported_at_once() {
    let unknown = [
        "/extra",
        "/data/extra",
        "/data/meta/extra",
        "/data/attributes/extra",
        &at("extra"),
        &at("personal/extra"),
    ];
    for pointer in unknown {
        let body = with(&document(&json!({"personal": {}})), pointer, json!({"deep": 1}));
        assert_eq!(read(&body), Err(vec![format!("{pointer} unknown-member")]));
        let tolerant = JsonApi::new(Settings::default().with_unknown_members_reported());
        let found = read_traced(&tolerant, body.to_string().as_bytes(), &UpdateContext::EMPTY);
        assert_eq!(
            found,
            Ok((expected(|_| ()), vec!["id /data/id".to_owned(), format!("unknown {pointer}")]))
        );
    }
    let twice = document(&json!({"contact": {"mobile": "1"}}))
        .to_string()
        .replace("\"1\"", "\"1\",\"mobile\":\"2\"");
    let problems = read_traced(&json_api(), twice.as_bytes(), &UpdateContext::EMPTY);
    assert_eq!(problems, Err(vec![format!("{} duplicate-member", at("contact/mobile"))]));
    let wrong = json!({"personal": {"first_name": 7}, "address": {"country_code": "GBR"}, "contact": {"mobile": "-"}});
    let three = [
        ("address/country_code", "country"),
        ("contact/mobile", "phone"),
        ("personal/first_name", "type"),
    ];
    let three: Vec<String> =
        three.iter().map(|(place, code)| format!("{} {code}", at(place))).collect();
    assert_eq!(read(&document(&wrong)), Err(three.clone()));
    let more = with(&with(&document(&wrong), "/extra", json!(1)), "/data/id", json!("x"));
    let five =
        [vec!["/data/id uuid".to_owned(), "/extra unknown-member".to_owned()], three].concat();
    assert_eq!(read(&more), Err(sorted(five)));
}

#[test]
fn attributes_cannot_be_null() {
    let mut body = document(&json!({}));
    body["data"]["attributes"] = json!(null);
    assert_eq!(read(&body), Err(vec!["/data/attributes type".to_owned()]));
}

#[test]
fn what_it_cannot_represent_is_rejected_with_the_reason() {
    let mut update = seed();
    update.sign_in.email = Some(of("charlotte@example.com"));
    update.sign_in.username = Some(of("charlotte"));
    update.sign_in.sso_id = Patch::Clear;
    update.profile.company = Patch::Clear;
    update.access.status = Some(Status::Active);
    update.access.user_type = Some(UserType::Member);
    update.access.roles = Some(vec![of(ID)]);
    let account = of("engines");
    update.access.memberships = Some(vec![MembershipChange::new(of("user"), account)]);
    update.preferences.notify_by_audio = Some(true);
    update.custom_settings.insert(of("calendar"), SettingChange::Clear);
    update.address.country = Patch::Set(of("Atlantis"));
    let lost = [
        "company: unsupported",
        "country: invalid value",
        "custom_settings[calendar]: unsupported",
        "email: unsupported",
        "memberships: unsupported",
        "notify_by_audio: unsupported",
        "roles: unsupported",
        "sso_id: unsupported",
        "status: unsupported",
        "user_type: unsupported",
        "username: unsupported",
    ];
    assert_eq!(
        write_update(&json_api(), &update, &UpdateContext::EMPTY),
        Err(lost.map(str::to_owned).to_vec())
    );
    let refused = json_api()
        .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowUnsupported)
        .unwrap_err();
    assert_eq!(refused.to_string(), "the update contains data that the target cannot represent");
    assert_eq!(refused.status(), 422);

    let mut current = User::new(of(ID));
    update.apply(&mut current).unwrap();
    let update = expected(|new| {
        new.sign_in.email = update.sign_in.email.clone();
        new.address.country = update.address.country.clone();
    });
    let (_, written_to) =
        write_traced(&json_api(), &update, &UpdateContext::EMPTY.with_current(Some(&current)))
            .unwrap();
    assert_eq!(written_to, ["country unneeded", "email unneeded", "id /data/id", "id in the path"]);
}

#[test]
fn names_and_countries_are_converted() {
    let mut update = expected(|update| update.address.country = Patch::Set(of("United Kingdom")));
    update.name.full = Some(of("Mary van Dyke"));
    let (body, written_to) = write_traced(&json_api(), &update, &UpdateContext::EMPTY).unwrap();
    let profile = json!({"address": {"country_code": "GB"}, "personal": {"first_name": "Mary van", "last_name": "Dyke"}});
    assert_eq!(body, document(&profile));
    let split = "(full name split at its last space)";
    let expected = [
        format!("country {} (country name to its code)", at("address/country_code")),
        format!("full_name {} {split}", at("personal/first_name")),
        format!("full_name {} {split}", at("personal/last_name")),
        "id /data/id".to_owned(),
        "id in the path".to_owned(),
    ];
    assert_eq!(written_to, expected);
}

#[test]
fn a_full_update_writes_the_current_user() {
    let complete = JsonApi::new(Settings::default().with_full_updates());
    let mut current = User::new(of(ID));
    seed().apply(&mut current).unwrap();
    current.sign_in.email = Some(of("charlotte@example.com"));
    let update = expected(|update| {
        update.contact.mobile = Patch::Clear;
        update.name.given = Patch::Set(of("Anne"));
    });
    let mut whole = json(&fixture("json_api/update.json"));
    whole["data"]["attributes"]["profile"]["contact"]["mobile"] = json!("");
    whole["data"]["attributes"]["profile"]["personal"]["first_name"] = json!("Anne");
    let (body, _) =
        write_traced(&complete, &update, &UpdateContext::EMPTY.with_current(Some(&current)))
            .unwrap();
    assert_eq!(body, whole);
    let (body, _) = write_traced(&complete, &update, &UpdateContext::EMPTY).unwrap();
    assert_eq!(
        body,
        document(&json!({"contact": {"mobile": ""}, "personal": {"first_name": "Anne"}}))
    );
}
