//! Users in flat JSON: read, and written back unchanged.

use idiolect::dialect::DialectExt;
use idiolect::model::Name;
use idiolect::model::{Role, Status, User, UserType};
use serde_json::{Value, json};

use super::flat_roles;
use super::support::changes::changes;
use super::support::lines::{lines, listed, readings, sorted, writings};
use super::support::users::{
    holds_one_change_at_a_time, holds_unchanged, holds_unchanged_for_any_value, read_user,
    write_user,
};
use super::support::values::{ID, OTHER_ID, of, time};
use super::support::variations::{with, without};
use super::support::{fixture, json};

/// The fixture with a valid value for each placeholder that has a rule.
pub(super) fn documented() -> Value {
    let values = [
        ("/email", "charlotte@example.com"),
        ("/createdAt", "2023-11-07T05:31:56Z"),
        ("/updatedAt", "2024-01-02T03:04:05.12345Z"),
    ];
    let seed = json(&fixture("flat_roles/user.json"));
    values.into_iter().fold(seed, |user, (pointer, value)| with(&user, pointer, json!(value)))
}

pub(super) fn expected_user() -> User {
    let mut user = User::new(of(ID));
    user.name = Name::new(None, Some(of("<string>")), Some(of("<string>")));
    user.sign_in.email = Some(of("charlotte@example.com"));
    user.access.status = Some(Status::Active);
    user.access.user_type = Some(UserType::Invited);
    user.access.service_account = Some(true);
    let mut role = Role::new(of(ID));
    role.name = Some(of("<string>"));
    role.description = Some(of("<string>"));
    user.access.roles = Some(vec![role]);
    user.history.created_at = Some(time("2023-11-07T05:31:56Z"));
    user.history.updated_at = Some(time("2024-01-02T03:04:05.12345Z"));
    user
}

/// A user with two roles, undocumented members and invalid values.
fn odd() -> Value {
    let mut odd = with(&documented(), "/extra", json!({"deep": [1, null]}));
    odd = with(&odd, "/type", json!("Self"));
    odd = with(&odd, "/status", json!("pending"));
    odd = with(&odd, "/lastName", json!(null));
    odd = with(&odd, "/createdAt", json!(""));
    odd["roles"] = json!([
        {"id": ID, "name": "Admin", "description": null, "permissions": null},
        {"id": OTHER_ID, "name": "", "extra": 1e3},
    ]);
    odd
}

#[test]
fn a_user_is_read_from_its_paths_and_written_to_them() {
    let decoded = flat_roles().decode_user(documented().to_string().as_bytes()).unwrap();
    assert_eq!(decoded.value, expected_user());
    let places = [
        "created_at /createdAt",
        "email /email",
        "family_name /lastName",
        "given_name /firstName",
        "id /id",
        "roles /roles",
        "service_account /isService",
        "status /status",
        "updated_at /updatedAt",
        "user_type /type",
    ];
    assert_eq!(readings(&decoded.provenance), places);
    let encoded = flat_roles().encode_user(&decoded.value);
    assert_eq!(json(&encoded.body), documented());
    let mut written = writings(&encoded.provenance);
    written.retain(|line| !line.starts_with("full_name"));
    assert_eq!(written, places);
}

#[test]
fn the_fixture_is_read_as_far_as_possible_and_written_back_unchanged() {
    let seed = json(&fixture("flat_roles/user.json"));
    let user = read_user(&flat_roles(), &seed);
    let mut expected = expected_user();
    expected.sign_in.email = None;
    expected.history.created_at = None;
    expected.history.updated_at = None;
    expected.extras = user.extras.clone();
    assert_eq!(user, expected);
    let left: Vec<&str> = user.extras.entries().map(|entry| entry.pointer.as_str()).collect();
    assert_eq!(sorted(lines(&left)), ["/createdAt", "/email", "/updatedAt"]);
    assert_eq!(write_user(&flat_roles(), &user), seed);
}

#[test]
fn any_user_is_written_back_unchanged() {
    for base in [documented(), odd()] {
        holds_unchanged(&flat_roles(), base.to_string().as_bytes());
        holds_unchanged_for_any_value(&flat_roles(), &base, &["/id"]);
    }
    for base in
        [json!({"id": ID}), json!({"id": ID, "roles": []}), json!({"id": ID, "roles": [null]})]
    {
        holds_unchanged(&flat_roles(), base.to_string().as_bytes());
    }
}

#[test]
fn only_a_user_without_an_id_is_an_error() {
    for id in [json!(null), json!(""), json!(" "), json!({}), json!(true)] {
        let error =
            flat_roles().decode_user(with(&odd(), "/id", id).to_string().as_bytes()).unwrap_err();
        assert_eq!((listed(&error), error.status()), (lines(&["/id required"]), 502));
    }
    let error =
        flat_roles().decode_user(without(&odd(), "/id").to_string().as_bytes()).unwrap_err();
    assert_eq!(listed(&error), ["/id required"]);
}

#[test]
fn changing_one_attribute_changes_exactly_its_member() {
    holds_one_change_at_a_time(
        &flat_roles(),
        &odd(),
        &[
            (|_| (), &[]),
            (
                |user| user.name = Name::new(None, Some(of("Anne")), None),
                &["/firstName = \"Anne\""],
            ),
            (
                |user| user.name = Name::new(None, Some(of("<string>")), Some(of("Lee"))),
                &["/lastName = \"Lee\""],
            ),
            (|user| user.sign_in.email = None, &["/email gone"]),
            (|user| user.access.status = Some(Status::Disabled), &["/status = \"disabled\""]),
            (|user| user.access.user_type = Some(UserType::Owner), &["/type = \"owner\""]),
            (|user| user.access.service_account = Some(false), &["/isService = false"]),
            (
                |user| user.history.created_at = Some(time("2023-11-07T05:31:56Z")),
                &["/createdAt = \"2023-11-07T05:31:56Z\""],
            ),
            (|user| user.history.updated_at = None, &["/updatedAt gone"]),
            (|user| user.access.roles = None, &["/roles gone"]),
            (
                |user| user.access.roles.as_mut().unwrap()[0].description = Some(of("All")),
                &["/roles/0/description = \"All\""],
            ),
        ],
    );
    let user = read_user(&flat_roles(), &odd());
    let mut swapped = (odd(), user.clone());
    swapped.0["roles"].as_array_mut().unwrap().swap(0, 1);
    swapped.1.access.roles.as_mut().unwrap().swap(0, 1);
    let mut fewer = (without(&odd(), "/roles/0"), user);
    fewer.1.access.roles.as_mut().unwrap().remove(0);
    for (expected, user) in [swapped, fewer] {
        assert_eq!(changes(&expected, &write_user(&flat_roles(), &user)), [""; 0]);
    }
}

#[cfg(feature = "legacy")]
#[test]
fn another_dialect_gets_what_was_read_and_a_report_of_the_rest() {
    let disabled = with(&documented(), "/status", json!("disabled"));
    let translation = super::support::user("flat-roles", "legacy", disabled.to_string().as_bytes());
    let role = json!({"id": ID, "displayName": "<string>", "description": "<string>"});
    let body = json!({"id": ID, "firstName": "<string>", "lastName": "<string>", "email": "charlotte@example.com",
        "status": "LOCKED", "roles": [role]});
    assert_eq!(json(&translation.body), body);
    let expected = [
        "created_at dropped: unsupported",
        "service_account dropped: unsupported",
        "status converted: the nearest status the target has",
        "updated_at dropped: unsupported",
        "user_type dropped: unsupported",
    ];
    assert_eq!(super::support::lines::not_preserved(&translation.report), expected);
}

#[test]
fn attributes_without_a_member_are_recorded_as_dropped() {
    let mut user = User::new(of(ID));
    user.name = Name::new(Some(of("Countess Lovelace")), Some(of("Ada")), Some(of("Byron")));
    let outcomes = |user: &User| writings(&flat_roles().encode_user(user).provenance);
    let names =
        ["family_name /lastName", "full_name: unsupported", "given_name /firstName", "id /id"];
    assert_eq!(outcomes(&user), names);
    for (context, level) in
        [(Some("c"), None), (None, Some("ACCOUNT")), (Some("c"), Some("ACCOUNT"))]
    {
        let mut role = Role::new(of(ID));
        role.context = context.map(of);
        role.level = level.map(of);
        let mut user = User::new(of(ID));
        user.access.roles = Some(vec![Role::new(of(OTHER_ID)), role]);
        assert_eq!(
            outcomes(&user),
            ["id /id", "roles /roles", "roles /roles (represented in part)"]
        );
    }
}
