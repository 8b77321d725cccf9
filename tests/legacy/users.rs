//! Users in the legacy dialect: read, and written back unchanged.

use idiolect::dialect::DialectExt;
use idiolect::model::Name;
use idiolect::model::{Role, Status, User};
use serde_json::{Value, json};

use super::legacy;
use super::support::changes::changes;
use super::support::lines::{lines, listed, readings, sorted, writings};
use super::support::users::{
    Edit, holds_one_change_at_a_time, holds_unchanged, holds_unchanged_for_any_value, read_user,
    write_user,
};
use super::support::values::of;
use super::support::variations::{with, without};
use super::support::{fixture, json};

fn documented() -> Value {
    json(&fixture("legacy/user.json"))
}

/// The user with two roles, placeholders, undocumented members and invalid values.
fn odd() -> Value {
    let mut odd = documented();
    for (pointer, value) in [
        ("/extra", json!({"deep": [1, null]})),
        ("/address/zip", json!("1")),
        ("/address/province", json!(null)),
        ("/address/postalCode", json!("")),
        ("/email", json!("[email protected]")),
        ("/mobile", json!("<string>")),
        ("/status", json!("PENDING")),
        ("/sso", json!("false")),
        ("/dateCreated", json!(1_452_270_749)),
    ] {
        odd = with(&odd, pointer, value);
    }
    let second = json!({"id": "448aeb72-4a5d-4b76-b3bb-fa5935f47244", "displayName": null, "level": "", "extra": 1});
    odd["roles"].as_array_mut().unwrap().push(second);
    odd
}

fn expected_user(decoded: &User) -> User {
    let mut user = User::new(of("9E024A11-EE81-4ACF-B07EA2C40930E85E"));
    user.name = Name::new(None, Some(of("Charlotte")), Some(of("Thompson")));
    user.sign_in.username = Some(of("charlotte.thompson"));
    user.sign_in.email = Some(of("charlotte@example.com"));
    user.sign_in.sso_enabled = Some(false);
    user.contact.landline = Some(of("0"));
    user.contact.mobile = Some(of("555 444 3333"));
    user.address.street = Some(of("32A London Bridge Street"));
    user.address.town = Some(of("London"));
    user.address.country = Some(of("United States"));
    user.access.status = Some(Status::Active);
    user.access.default_role_template = Some(of("111111111111111111111111"));
    let mut role = Role::new(of("5460fbd9e4b0deacf4b59b7f"));
    role.name = Some(of("Manager"));
    role.description = Some(of("Manages projects"));
    role.context = Some(of("431575073BPML"));
    role.level = Some(of("ACCOUNT"));
    role.extras = decoded.access.roles.as_ref().unwrap()[0].extras.clone();
    user.access.roles = Some(vec![role]);
    user.extras = decoded.extras.clone();
    user
}

#[test]
fn a_user_is_read_from_its_paths_and_written_to_them() {
    let decoded = legacy().decode_user(&fixture("legacy/user.json")).unwrap();
    assert_eq!(decoded.value, expected_user(&decoded.value));
    let left =
        decoded.value.extras.entries().map(|entry| entry.pointer.as_str()).collect::<Vec<_>>();
    let left = sorted(lines(&left));
    assert_eq!(
        left,
        [
            "/accountId",
            "/address/address1",
            "/company",
            "/numericId",
            "/preferences",
            "/ssoId",
            "/tags"
        ]
    );
    let places = [
        "country /address/country",
        "default_role_template /defaultRoleTemplateId",
        "email /email",
        "family_name /lastName",
        "given_name /firstName",
        "id /id",
        "landline /phone",
        "mobile /mobile",
        "roles /roles",
        "sso_enabled /sso",
        "status /status",
        "street /address/address1",
        "town /address/city",
    ];
    let unknown =
        ["unknown /accountId", "unknown /numericId", "unknown /preferences", "unknown /tags"];
    assert_eq!(
        readings(&decoded.provenance),
        [&places[..], &unknown, &["username /userName"]].concat()
    );
    let encoded = legacy().encode_user(&decoded.value);
    assert_eq!(json(&encoded.body), documented());
    let mut written = writings(&encoded.provenance);
    written.retain(|line| !line.starts_with("full_name") && !line.starts_with("restored"));
    assert_eq!(written, [&places[..], &["username /userName"]].concat());
}

#[test]
fn the_rest_of_the_address_and_the_sso_id_are_read_too() {
    let mut whole = documented();
    for (pointer, value) in [
        ("/address/address2", "The Shard"),
        ("/address/province", "Kent"),
        ("/address/postalCode", "SE1"),
        ("/ssoId", "s-1"),
        ("/company", "Acme"),
    ] {
        whole = with(&whole, pointer, json!(value));
    }
    let decoded = legacy().decode_user(whole.to_string().as_bytes()).unwrap();
    let mut expected = expected_user(&decoded.value);
    expected.address.building = Some(of("The Shard"));
    expected.address.county = Some(of("Kent"));
    expected.address.postcode = Some(of("SE1"));
    expected.sign_in.sso_id = Some(of("s-1"));
    expected.profile.company = Some(of("Acme"));
    assert_eq!(decoded.value, expected);
    for place in [
        "building /address/address2",
        "company /company",
        "county /address/province",
        "postcode /address/postalCode",
        "sso_id /ssoId",
    ] {
        assert!(readings(&decoded.provenance).contains(&place.to_owned()), "{place}");
    }
    assert_eq!(write_user(&legacy(), &decoded.value), whole);
}

#[test]
fn any_user_is_written_back_unchanged() {
    for base in [documented(), odd()] {
        holds_unchanged(&legacy(), base.to_string().as_bytes());
        holds_unchanged_for_any_value(&legacy(), &base, &["/id"]);
    }
    for base in [
        json!({"id": "1"}),
        json!({"id": "1", "address": {}}),
        json!({"id": "1", "address": null, "roles": [7]}),
    ] {
        holds_unchanged(&legacy(), base.to_string().as_bytes());
    }
}

#[test]
fn only_a_user_without_an_id_is_an_error() {
    for body in ["", "[]", "7", "<ok/>"] {
        let error = legacy().decode_user(body.as_bytes()).unwrap_err();
        assert_eq!((error.problems().len(), error.status()), (1, 502), "{body}");
    }
    for id in [json!(null), json!(""), json!(" "), json!({}), json!(true)] {
        let error =
            legacy().decode_user(with(&odd(), "/id", id).to_string().as_bytes()).unwrap_err();
        assert_eq!((listed(&error), error.status()), (lines(&["/id required"]), 502));
    }
    let error = legacy().decode_user(without(&odd(), "/id").to_string().as_bytes()).unwrap_err();
    assert_eq!(listed(&error), ["/id required"]);
}

#[test]
fn a_user_name_outside_the_rule_leaves_it_absent() {
    let odd = with(&documented(), "/userName", json!("a b"));
    let user = read_user(&legacy(), &odd);
    assert_eq!(write_user(&legacy(), &user), odd);
    assert_eq!(user.sign_in.username, None);
}

#[test]
fn changing_one_attribute_changes_exactly_its_member() {
    holds_one_change_at_a_time(
        &legacy(),
        &odd(),
        &[
            (|_| (), &[]),
            (|user| user.id = of("2"), &["/id = \"2\""]),
            (
                |user| user.name = Name::new(None, Some(of("Anne")), Some(of("Thompson"))),
                &["/firstName = \"Anne\""],
            ),
            (
                |user| user.sign_in.email = Some(of("a@example.com")),
                &["/email = \"a@example.com\""],
            ),
            (|user| user.sign_in.username = None, &["/userName gone"]),
            (|user| user.sign_in.sso_enabled = Some(false), &["/sso = false"]),
            (|user| user.sign_in.sso_id = Some(of("s-1")), &["/ssoId = \"s-1\""]),
            (|user| user.profile.company = Some(of("Acme")), &["/company = \"Acme\""]),
            (|user| user.contact.mobile = Some(of("0")), &["/mobile = \"0\""]),
            (|user| user.contact.landline = None, &["/phone gone"]),
            (|user| user.address.town = Some(of("Leeds")), &["/address/city = \"Leeds\""]),
            (|user| user.address.county = Some(of("Kent")), &["/address/province = \"Kent\""]),
            (
                |user| user.address.house_number = Some(of("7")),
                &["/address/address1 = \"7 32A London Bridge Street\""],
            ),
            (|user| user.access.status = Some(Status::Deleted), &["/status = \"DELETED\""]),
            (|user| user.access.default_role_template = None, &["/defaultRoleTemplateId gone"]),
            (
                |user| user.access.roles.as_mut().unwrap()[1].name = Some(of("Guest")),
                &["/roles/1/displayName = \"Guest\""],
            ),
            (|user| user.access.roles.as_mut().unwrap()[0].level = None, &["/roles/0/level gone"]),
        ],
    );
    let user = read_user(&legacy(), &odd());
    let mut swapped = (odd(), user.clone());
    swapped.0["roles"].as_array_mut().unwrap().swap(0, 1);
    swapped.1.access.roles.as_mut().unwrap().swap(0, 1);
    let mut fewer = (without(&odd(), "/roles/0"), user);
    fewer.1.access.roles.as_mut().unwrap().remove(0);
    for (expected, user) in [swapped, fewer] {
        assert_eq!(changes(&expected, &write_user(&legacy(), &user)), [""; 0]);
    }
}

#[test]
fn an_unset_member_of_the_address_stays_when_another_is_set() {
    for address in [
        json!({"address1": "", "city": null, "zip": "1"}),
        json!({"province": 7}),
        json!({"city": ""}),
    ] {
        let unset = with(&documented(), "/address", address);
        let city: Edit<'_> =
            (|user| user.address.town = Some(of("Leeds")), &["/address/city = \"Leeds\""]);
        holds_one_change_at_a_time(&legacy(), &unset, &[city]);
    }
}

#[cfg(feature = "json-api")]
#[test]
fn another_dialect_gets_what_was_read_and_a_report_of_the_rest() {
    let translation = super::support::user("legacy", "json-api", &fixture("legacy/user.json"));
    let profile = json!({
        "personal": {"first_name": "Charlotte", "last_name": "Thompson", "username": "charlotte.thompson"},
        "contact": {"landline": "0", "mobile": "555 444 3333"},
        "address": {"street": "32A London Bridge Street", "town": "London", "country_code": "US"},
    });
    let body = json(&translation.body);
    assert_eq!(
        body["data"]["attributes"],
        json!({"email": "charlotte@example.com", "profile": profile})
    );
    assert_eq!(body["data"]["id"], json!("9E024A11-EE81-4ACF-B07EA2C40930E85E"));
    let expected = [
        "/accountId unknown: not documented",
        "/numericId unknown: not documented",
        "/preferences unknown: not documented",
        "/tags unknown: not documented",
        "country converted: country name to its code",
        "default_role_template dropped: unsupported",
        "roles dropped: unsupported",
        "sso_enabled dropped: unsupported",
        "status dropped: unsupported",
    ];
    assert_eq!(super::support::lines::not_preserved(&translation.report), expected);
}
