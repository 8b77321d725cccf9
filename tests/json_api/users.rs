//! Users in JSON:API: read, and written back unchanged.

use idiolect::dialect::DialectExt;
use idiolect::model::Name;
use idiolect::model::{
    Feature, Identity, LocalizedTerm, Organisation, OrganisationDetails, Team, User,
};
use serde_json::{Value, json};

use super::support::changes::changes;
use super::support::lines::{listed, readings, sorted, writings};
use super::support::users::{
    holds_one_change_at_a_time, holds_unchanged, holds_unchanged_for_any_value, read_user,
    write_user,
};
use super::support::values::{ID, OTHER_ID, day, of, time};
use super::support::variations::{with, without};
use super::support::{fixture, json};
use super::{PROFILE, at, json_api};

fn seed() -> Value {
    json(&fixture("json_api/user.json"))
}

/// The fixture with a valid value for each placeholder that has a rule.
fn documented() -> Value {
    let values = [
        ("/data/type", "users"),
        ("/data/attributes/email", "charlotte@example.com"),
        ("/data/attributes/profile/contact/mobile", "07700 900456"),
        ("/data/attributes/profile/contact/landline", "020 3728 5000"),
        ("/data/attributes/profile/address/number", "32A"),
        ("/data/attributes/profile/address/country_code", "GB"),
        ("/data/attributes/profile/address/what3words", "spark.dizzy.ramp"),
        ("/data/attributes/profile/address/name", "The Shard"),
        ("/data/attributes/profile/settings/timezone", "Europe/London"),
        ("/data/relationships/organisations/data/0/type", "organisations"),
        ("/data/relationships/teams/data/0/type", "teams"),
        ("/jsonapi/version", "1.0"),
        ("/included/0/type", "organisations"),
        ("/included/0/relationships/users/data/0/type", "users"),
        ("/included/0/relationships/service_accounts/data/0/type", "service-accounts"),
        ("/included/0/relationships/groups/data/0/type", "groups"),
        ("/included/0/relationships/teams/data/0/type", "teams"),
    ];
    values.into_iter().fold(seed(), |user, (pointer, value)| with(&user, pointer, json!(value)))
}

/// The user with undocumented members and invalid values.
fn odd() -> Value {
    let mut odd = seed();
    for pointer in
        ["/extra", "/data/extra", "/data/attributes/extra", &at("extra"), &at("work/extra")]
    {
        odd = with(&odd, pointer, json!({"deep": [1, null, "x"]}));
    }
    odd = with(&odd, &at("contact"), json!(null));
    odd = with(&odd, &at("personal/dob"), json!(""));
    odd = with(&odd, &at("work/start_date"), json!("2020-01-01T00:00:00.00000Z"));
    odd = with(&odd, "/data/attributes/identities/0/meta", json!(null));
    odd = with(&odd, "/included/0/attributes/extra", json!(1));
    odd = with(&odd, "/included/0/meta/status", json!(7));
    with(&odd, "/data/relationships/teams/links", json!({"self": "/x"}))
}

/// The content of the fixture where a placeholder is a valid value.
fn user_of_seed(decoded: &User) -> User {
    let placeholder = || Some(of("<string>"));
    let id = || of(ID);
    let mut user = User::new(of(ID));
    user.name = Name::new(None, placeholder(), placeholder());
    user.sign_in.username = Some(of("<string>"));
    user.profile.date_of_birth = Some(day("2023-12-25"));
    user.profile.preferred_language = Some(of("en-GB"));
    user.address.street = placeholder();
    user.address.area = placeholder();
    user.address.town = placeholder();
    user.address.county = placeholder();
    user.address.postcode = placeholder();
    user.work.occupation = placeholder();
    user.work.cscs = placeholder();
    user.work.eusr = placeholder();
    user.work.employment_start = Some(day("2023-12-25"));
    user.access.grants = Some(vec![of("<string>")]);
    let mut identity = Identity::new(id());
    identity.platform = placeholder();
    user.access.identities = Some(vec![identity]);
    user.access.teams = Some(vec![Team::new(id())]);
    let mut organisation = Organisation::new(id());
    let mut details = OrganisationDetails::default();
    details.name = placeholder();
    details.slug = placeholder();
    details.description = placeholder();
    details.sandbox = Some(true);
    let mut term = LocalizedTerm::default();
    term.singular = placeholder();
    term.plural = placeholder();
    term.language = placeholder();
    details.schemes = Some(vec![term.clone()]);
    details.work_orders = Some(vec![term.clone()]);
    details.operations = Some(vec![term]);
    details.v3 = Some(true);
    details.status = Some(of("active"));
    details.created_at = Some(time("2023-11-07T05:31:56Z"));
    details.updated_at.clone_from(&details.created_at);
    let mut feature = Feature::default();
    feature.name = placeholder();
    feature.enabled = Some(true);
    feature.limit = Some(123);
    details.features = Some(vec![feature]);
    details.users = Some(vec![id()]);
    details.service_accounts = Some(vec![id()]);
    details.groups = Some(vec![id()]);
    details.teams = Some(vec![id()]);
    organisation.details = Some(details);
    user.access.organisations = Some(vec![organisation]);
    with_extras_of(user, decoded)
}

/// The user with the extras of `read`, which are opaque and compared by writing them back.
fn with_extras_of(mut user: User, decoded: &User) -> User {
    user.extras = decoded.extras.clone();
    for (mine, theirs) in
        user.access.identities.iter_mut().flatten().zip(decoded.access.identities.iter().flatten())
    {
        mine.extras = theirs.extras.clone();
    }
    for (mine, theirs) in
        user.access.teams.iter_mut().flatten().zip(decoded.access.teams.iter().flatten())
    {
        mine.extras = theirs.extras.clone();
    }
    let theirs = decoded.access.organisations.iter().flatten();
    for (mine, theirs) in user.access.organisations.iter_mut().flatten().zip(theirs) {
        mine.extras = theirs.extras.clone();
        if let (Some(mine), Some(theirs)) = (&mut mine.details, &theirs.details) {
            mine.extras = theirs.extras.clone();
        }
    }
    user
}

#[test]
fn the_fixture_is_read_as_far_as_possible_and_written_back_unchanged() {
    let decoded = read_user(&json_api(), &seed());
    assert_eq!(decoded, user_of_seed(&decoded));
    assert_eq!(decoded.address.country, None, "`country_code` is a code of two letters");
    assert_eq!(write_user(&json_api(), &decoded), seed());
}

#[test]
fn every_attribute_is_read_from_its_path_and_written_to_it() {
    let decoded = json_api().decode_user(documented().to_string().as_bytes()).unwrap();
    let mut expected = user_of_seed(&decoded.value);
    expected.sign_in.email = Some(of("charlotte@example.com"));
    expected.contact.mobile = Some(of("07700 900456"));
    expected.contact.landline = Some(of("020 3728 5000"));
    expected.address.house_number = Some(of("32A"));
    expected.address.building = Some(of("The Shard"));
    expected.address.country = Some(of("GB"));
    expected.address.what3words = Some(of("spark.dizzy.ramp"));
    expected.profile.time_zone = Some(of("Europe/London"));
    assert_eq!(decoded.value, expected);
    assert!(decoded.value.extras.is_empty(), "{:?}", decoded.value.extras);

    let of_profile = [
        ("area", "address/area"),
        ("building", "address/name"),
        ("country", "address/country_code"),
        ("county", "address/county"),
        ("cscs", "work/cscs"),
        ("date_of_birth", "personal/dob"),
        ("employment_start", "work/start_date"),
        ("eusr", "work/eusr"),
        ("family_name", "personal/last_name"),
        ("given_name", "personal/first_name"),
        ("house_number", "address/number"),
        ("landline", "contact/landline"),
        ("mobile", "contact/mobile"),
        ("occupation", "work/occupation"),
        ("postcode", "address/postcode"),
        ("preferred_language", "settings/preferred_language"),
        ("street", "address/street"),
        ("time_zone", "settings/timezone"),
        ("town", "address/town"),
        ("username", "personal/username"),
        ("what3words", "address/what3words"),
    ];
    let others = [
        "email /data/attributes/email",
        "grants /data/meta/grants",
        "id /data/id",
        "identities /data/attributes/identities",
        "organisations /data/relationships/organisations/data",
        "organisations /included",
        "teams /data/relationships/teams/data",
    ];
    let places = of_profile.iter().map(|(name, place)| format!("{name} {}", at(place)));
    let places = sorted(places.chain(others.map(str::to_owned)).collect());
    assert_eq!(readings(&decoded.provenance), places);
    let encoded = json_api().encode_user(&decoded.value);
    assert_eq!(json(&encoded.body), documented());
    let mut written = writings(&encoded.provenance);
    written.retain(|line| !line.starts_with("restored") && !line.starts_with("full_name"));
    assert_eq!(written, places);
}

#[test]
fn any_user_is_written_back_unchanged() {
    holds_unchanged_for_any_value(&json_api(), &documented(), &["/data", "/data/id"]);
    let bare = json!({"data": {"id": ID}});
    for base in [
        odd(),
        bare,
        json!({"data": {"id": ID, "attributes": {"profile": {}}, "relationships": {}}, "included": []}),
    ] {
        holds_unchanged(&json_api(), base.to_string().as_bytes());
    }
    holds_unchanged(
        &json_api(),
        format!(r#"{{"data":{{"id":"{ID}","n":12345678901234567890123,"m":1e400,"l":1.0}}}}"#)
            .as_bytes(),
    );
}

#[test]
fn the_envelope_is_known_and_what_is_not_documented_is_unknown() {
    let user = json!({
        "data": {"type": "users", "id": ID, "links": {"self": "/v3/users/x"}, "meta": {"x": 1}},
        "jsonapi": {"version": "1.0", "meta": {"any": 1}, "ext": []},
        "meta": {},
        "links": {},
    });
    let decoded = json_api().decode_user(user.to_string().as_bytes()).unwrap();
    let expected = ["id /data/id", "unknown /data/meta/x", "unknown /jsonapi/ext"];
    assert_eq!(readings(&decoded.provenance), expected);
}

#[test]
fn only_a_user_without_an_id_is_an_error() {
    for body in ["", "[]", "null", "\"x\"", "7", "{"] {
        let error = json_api().decode_user(body.as_bytes()).unwrap_err();
        assert_eq!((error.problems().len(), error.status()), (1, 502), "{body}");
    }
    for (body, pointer) in [
        (without(&seed(), "/data/id"), "/data/id"),
        (with(&seed(), "/data/id", json!(null)), "/data/id"),
        (with(&seed(), "/data/id", json!("")), "/data/id"),
        (json!({"data": null}), "/data/id"),
        (json!({}), "/data/id"),
    ] {
        let error = json_api().decode_user(body.to_string().as_bytes()).unwrap_err();
        assert_eq!(listed(&error), [format!("{pointer} required")], "{body}");
        assert_eq!(error.status(), 502);
    }
}

#[test]
fn changing_one_attribute_changes_exactly_its_member() {
    let line = |place: &str, json: &str| format!("{PROFILE}/{place} = {json}");
    let name = line("personal/first_name", "\"Anne\"");
    let contact = line("contact", "{\"mobile\":\"0\"}");
    let dob = line("personal/dob", "\"1985-06-15\"");
    let start = line("work/start_date", "\"2018-03-15\"");
    let street = format!("{PROFILE}/address/street gone");
    let zone = line("settings/timezone", "\"UTC\"");
    holds_one_change_at_a_time(
        &json_api(),
        &odd(),
        &[
            (|_| (), &[]),
            (|user| user.name = Name::new(None, Some(of("Anne")), Some(of("<string>"))), &[&name]),
            (|user| user.contact.mobile = Some(of("0")), &[&contact]),
            (|user| user.profile.date_of_birth = Some(day("1985-06-15")), &[&dob]),
            (|user| user.work.employment_start = Some(day("2018-03-15")), &[&start]),
            (|user| user.address.street = None, &[&street]),
            (|user| user.profile.time_zone = Some(of("UTC")), &[&zone]),
            (
                |user| user.sign_in.email = Some(of("a@example.com")),
                &["/data/attributes/email = \"a@example.com\""],
            ),
            (
                |user| user.access.grants = Some(vec![of("read")]),
                &["/data/meta/grants/0 = \"read\""],
            ),
            (
                |user| user.access.identities.as_mut().unwrap()[0].platform = Some(of("kratos")),
                &["/data/attributes/identities/0/platform = \"kratos\""],
            ),
            (
                |user| {
                    user.access.organisations.as_mut().unwrap()[0].details.as_mut().unwrap().name =
                        Some(of("Acme"));
                },
                &["/included/0/attributes/name = \"Acme\""],
            ),
        ],
    );
    let nulls = with(&seed(), PROFILE, json!(null));
    let personal = format!("{PROFILE} = {{\"personal\":{{\"first_name\":\"Anne\"}}}}");
    holds_one_change_at_a_time(
        &json_api(),
        &nulls,
        &[(|user| user.name = Name::new(None, Some(of("Anne")), None), &[&personal])],
    );
}

#[test]
fn an_unset_member_of_a_group_stays_when_another_is_set() {
    let mobile = format!("{PROFILE}/contact/mobile = \"0\"");
    for contact in [
        json!({"mobile": "", "landline": ""}),
        json!({"mobile": "<string>", "landline": null}),
        json!({"landline": "<string>", "extra": {"deep": 1}}),
    ] {
        let unset = with(&documented(), &at("contact"), contact);
        holds_one_change_at_a_time(
            &json_api(),
            &unset,
            &[(|user| user.contact.mobile = Some(of("0")), &[&mobile])],
        );
    }
}

/// The lists of a user whose elements have an id.
const LISTS: [&str; 4] = [
    "/data/attributes/identities",
    "/data/relationships/organisations/data",
    "/data/relationships/teams/data",
    "/included",
];

/// A user with two elements in each list, the second with invalid values.
fn two_of_each() -> Value {
    let mut two = documented();
    for pointer in LISTS {
        let mut second = two.pointer(pointer).unwrap()[0].clone();
        second["id"] = json!(OTHER_ID);
        second["meta"] = json!({"extra": [1e3, null]});
        two.pointer_mut(pointer).unwrap().as_array_mut().unwrap().push(second);
    }
    two
}

#[test]
fn the_extras_of_an_element_move_with_it() {
    let two = two_of_each();
    let user = read_user(&json_api(), &two);
    assert_eq!(write_user(&json_api(), &user), two);

    let mut swapped = two.clone();
    for pointer in LISTS {
        swapped.pointer_mut(pointer).unwrap().as_array_mut().unwrap().swap(0, 1);
    }
    let mut turned = user.clone();
    turned.access.identities.as_mut().unwrap().swap(0, 1);
    turned.access.organisations.as_mut().unwrap().swap(0, 1);
    turned.access.teams.as_mut().unwrap().swap(0, 1);
    assert_eq!(changes(&swapped, &write_user(&json_api(), &turned)), [""; 0]);

    let mut fewer = user;
    fewer.access.identities.as_mut().unwrap().remove(0);
    fewer.access.organisations.as_mut().unwrap().remove(0);
    fewer.access.teams.as_mut().unwrap().remove(0);
    let mut rest = two;
    for pointer in LISTS {
        rest.pointer_mut(pointer).unwrap().as_array_mut().unwrap().remove(0);
    }
    assert_eq!(changes(&rest, &write_user(&json_api(), &fewer)), [""; 0]);
}

#[test]
fn an_included_team_stays_beside_an_organisation_that_changes() {
    let team = json!({"id": OTHER_ID, "type": "teams", "attributes": {"name": "Fitters"}});
    for at_first in [true, false] {
        let mut mixed = documented();
        let included = mixed["included"].as_array_mut().unwrap();
        included.insert(usize::from(!at_first), team.clone());
        holds_unchanged(&json_api(), mixed.to_string().as_bytes());
        let mut user = read_user(&json_api(), &mixed);
        user.access.organisations.as_mut().unwrap()[0].details.as_mut().unwrap().name =
            Some(of("Acme"));
        let place = format!("/included/{}/attributes/name = \"Acme\"", usize::from(at_first));
        assert_eq!(changes(&mixed, &write_user(&json_api(), &user)), [place]);
    }
}

#[cfg(feature = "upsun")]
#[test]
fn another_dialect_gets_what_was_read_and_a_report_of_the_rest() {
    let translation =
        super::support::user("json-api", "upsun", documented().to_string().as_bytes());
    let body = json!({
        "id": ID, "username": "<string>", "email": "charlotte@example.com", "first_name": "<string>",
        "last_name": "<string>", "country": "GB",
    });
    assert_eq!(json(&translation.body), body);
    let dropped = [
        "area",
        "building",
        "county",
        "cscs",
        "date_of_birth",
        "employment_start",
        "eusr",
        "grants",
        "house_number",
        "identities",
        "landline",
        "mobile",
        "occupation",
        "organisations",
        "postcode",
        "preferred_language",
        "street",
        "teams",
        "time_zone",
        "town",
        "what3words",
    ];
    let missing = [
        "company",
        "created_at",
        "email_verified",
        "namespace",
        "picture",
        "status",
        "updated_at",
        "website",
    ];
    let dropped = dropped.iter().map(|name| format!("{name} dropped: unsupported"));
    let missing = missing.iter().map(|name| format!("{name} missing: required by the target"));
    assert_eq!(
        super::support::lines::not_preserved(&translation.report),
        sorted(dropped.chain(missing).collect())
    );
}
