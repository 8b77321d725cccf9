//! Users in the canonical dialect: stored, and read back.

use idiolect::codec::WriteOutcome;
use idiolect::dialect::{DialectExt, Error};
use idiolect::model::Name;
use idiolect::model::{
    Attribute, ConsentMethod, Extra, Extras, Feature, Identity, LocalizedTerm, Membership,
    Organisation, OrganisationDetails, Role, Status, Team, User, UserType,
};
use idiolect::problem::ReportedField;
use serde_json::{Value, json};

use super::support::changes::changes;
use super::support::lines::{listed, readings};
use super::support::users::{read_user, rewritten, write_user};
use super::support::values::{day, grant, of, time};
use super::support::variations::{variations, with};
use super::{canonical, report, support};

fn extras(word: &str) -> Extras {
    let entry = |pointer: &str, original: Option<&str>, encoded: Option<&str>| {
        Extra::new(
            word.to_owned(),
            pointer.to_owned(),
            original.map(str::to_owned),
            encoded.map(str::to_owned),
        )
    };
    [
        entry("/a~1b", Some("{\"n\":12345678901234567890123}"), None),
        entry("", Some("[1.0]"), Some("\"é\"")),
        entry("/gone", None, Some("\"\"")),
    ]
    .into_iter()
    .collect()
}

fn organisation() -> Organisation {
    let term = |word: &str| {
        let mut term = LocalizedTerm::default();
        term.singular = Some(of(word));
        term.plural = Some(of(&format!("{word}s")));
        term.language = Some(of("en"));
        term.extras = extras("json-api");
        term
    };
    let mut feature = Feature::default();
    feature.name = Some(of("maps"));
    feature.enabled = Some(false);
    feature.limit = Some(u64::MAX);
    feature.extras = extras("json-api");
    let mut details = OrganisationDetails::default();
    details.name = Some(of("Engines"));
    details.slug = Some(of("engines"));
    details.description = Some(of("Makes engines"));
    details.sandbox = Some(false);
    details.schemes = Some(vec![term("scheme"), LocalizedTerm::default()]);
    details.work_orders = Some(Vec::new());
    details.operations = Some(vec![term("operation")]);
    details.v3 = Some(true);
    details.status = Some(of("active"));
    details.created_at = Some(time("2020-08-05T11:42:59Z"));
    details.updated_at = Some(time("2020-08-05T17:03:06.204Z"));
    details.features = Some(vec![feature, Feature::default()]);
    details.users = Some(vec![of("u-1"), of("u-2")]);
    details.service_accounts = Some(Vec::new());
    details.groups = Some(vec![of("g-1")]);
    details.teams = Some(vec![of("t-1")]);
    details.extras = extras("json-api");
    let mut organisation = Organisation::new(of("o-1"));
    organisation.details = Some(details);
    organisation.extras = extras("json-api");
    organisation
}

/// A user with every attribute, and with extras everywhere.
pub(super) fn everything() -> User {
    let mut user = User::new(of("a/b c"));
    user.name = Name::new(Some(of("Countess Lovelace")), Some(of("Ada")), Some(of("van Dyke")));
    user.sign_in.username = Some(of("ada"));
    user.sign_in.email = Some(of("ada@example.com"));
    user.sign_in.sso_enabled = Some(false);
    user.sign_in.sso_id = Some(of("sso-1"));
    user.sign_in.email_verified = Some(true);
    user.sign_in.has_password = Some(false);
    user.profile.date_of_birth = Some(day("0999-12-10"));
    user.profile.company = Some(of("Engines \"&\" Söhne"));
    user.profile.website = Some(of("https://example.com"));
    user.profile.picture = Some(of("https://example.com/a.png"));
    user.profile.preferred_language = Some(of("en-GB"));
    user.profile.time_zone = Some(of("Europe/London"));
    user.address.country = Some(of("United Kingdom"));
    user.address.building = Some(of("The Shard"));
    user.address.house_number = Some(of("32A"));
    user.address.street = Some(of("London Bridge Street"));
    user.address.area = Some(of("Southwark"));
    user.address.town = Some(of("London"));
    user.address.county = Some(of("Greater London"));
    user.address.postcode = Some(of("SE1 9SG"));
    user.address.what3words = Some(of("spark.dizzy.ramp"));
    user.contact.landline = Some(of("020 3728 5000"));
    user.contact.mobile = Some(of("0"));
    user.work.occupation = Some(of("Mathematician"));
    user.work.cscs = Some(of("C1"));
    user.work.eusr = Some(of("E1"));
    user.work.employment_start = Some(day("1842-01-01"));
    user.access.status = Some(Status::Deleted);
    user.access.user_type = Some(UserType::Author);
    user.access.default_role_template = Some(of("t-1"));
    let mut role = Role::new(of("r-1"));
    role.name = Some(of("Manager"));
    role.description = Some(of("Manages"));
    role.context = Some(of("c-1"));
    role.level = Some(of("ACCOUNT"));
    role.extras = extras("legacy");
    user.access.roles = Some(vec![role, Role::new(of("r-2"))]);
    let mut membership = Membership::new(grant("user", "a b"));
    membership.id = Some(of("m-1"));
    membership.account_name = Some(of("A B"));
    membership.extras = extras("textus");
    user.access.memberships = Some(vec![membership, Membership::new(grant("admin", "c"))]);
    user.access.service_account = Some(true);
    user.access.organisations = Some(vec![organisation(), Organisation::new(of("o-2"))]);
    let mut team = Team::new(of("t-1"));
    team.extras = extras("json-api");
    user.access.teams = Some(vec![team]);
    user.access.grants = Some(vec![of("read"), of("write")]);
    let mut identity = Identity::new(of("i-1"));
    identity.platform = Some(of("kratos"));
    identity.extras = extras("json-api");
    user.access.identities = Some(vec![identity]);
    user.access.namespace = Some(of("n"));
    user.preferences.notify_by_email = Some(true);
    user.preferences.notify_by_audio = Some(false);
    user.preferences.default_messaging_account = Some(of("a b"));
    let mut first = report();
    first.extras = extras("textus");
    user.preferences.analytics_reports = Some(vec![first, report()]);
    user.history.created_at = Some(time("0001-01-01T00:00:00Z"));
    user.history.updated_at = Some(time("2021-01-27T13:58:38.06968Z"));
    user.history.consented_at = Some(time("2023-11-07T05:31:56+02:00"));
    user.history.consent_method = Some(ConsentMethod::TextRef);
    user.custom_settings.insert(of("/a~b"), "c".to_owned());
    user.custom_settings.insert(of("empty"), String::new());
    user.extras = extras("upsun");
    user
}

#[test]
fn everything_is_read_back() {
    let user = everything();
    for attribute in Attribute::ALL.iter().filter(|attribute| **attribute != Attribute::Password) {
        assert!(
            user.present_fields().iter().any(|subject| subject.attribute() == Some(*attribute)),
            "{attribute}"
        );
    }
    let encoded = canonical().encode_user(&user);
    let decoded = canonical().decode_user(&encoded.body).unwrap();
    assert_eq!(decoded.value, user);
    assert_eq!(canonical().encode_user(&decoded.value).body, encoded.body);
    let mut written: Vec<ReportedField> = Vec::new();
    for (subject, pointer, writing) in encoded.provenance.entries() {
        if writing == WriteOutcome::PassedThrough {
            assert!(pointer.starts_with("/remainder/"), "{subject}");
            continue;
        }
        assert_eq!(writing, WriteOutcome::Written(None), "{subject}");
        match subject {
            ReportedField::CustomSetting(key) => {
                let key = key.as_str().replace('~', "~0").replace('/', "~1");
                assert_eq!(pointer, format!("/custom_settings/{key}"));
            }
            other => assert_eq!(pointer, format!("/{other}")),
        }
        written.push(subject.clone());
    }
    let mut held = user.present_fields();
    written.sort();
    held.sort();
    assert_eq!(written, held);
}

#[test]
fn a_user_with_an_id_only() {
    let empty = User::new(of("a"));
    assert_eq!(canonical().encode_user(&empty).body, br#"{"version":1,"id":"a"}"#);
    assert_eq!(read_user(&canonical(), &json!({ "version": 1, "id": "a" })), empty);
    let mut lists = empty.clone();
    lists.access.roles = Some(Vec::new());
    lists.access.organisations = Some(Vec::new());
    lists.access.grants = Some(Vec::new());
    assert_eq!(read_user(&canonical(), &write_user(&canonical(), &lists)), lists);
}

#[test]
fn names_are_not_split_again() {
    for name in [
        Name::without_splitting(Some(of("Ada Byron")), None, None),
        Name::without_splitting(Some(of("Countess")), Some(of("Ada")), None),
        Name::new(Some(of("Mary van Dyke")), None, None),
        Name::new(None, None, Some(of("Byron"))),
    ] {
        let mut named = User::new(of("a"));
        named.name = name;
        assert_eq!(read_user(&canonical(), &write_user(&canonical(), &named)), named);
    }
}

#[test]
fn the_users_of_every_dialect_are_stored_unchanged() {
    for name in support::ALL {
        let dialect = support::dialect(name);
        for (file, bytes) in support::fixtures(name, "user") {
            let read = dialect.decode_user(&bytes).unwrap().value;
            let stored = canonical().encode_user(&read).body;
            let restored = canonical().decode_user(&stored).unwrap().value;
            assert_eq!(restored, read, "{name} {file}");
            let written = dialect.encode_user(&restored).body;
            assert_eq!(support::json(&written), support::json(&bytes), "{name} {file}");
            assert_eq!(written, dialect.encode_user(&read).body, "{name} {file}");
        }
    }
}

#[test]
fn users_with_invalid_values_of_every_dialect_are_stored_unchanged() {
    for name in support::ALL.into_iter().filter(|name| *name != "canonical") {
        let dialect = support::dialect(name);
        let Some((_, bytes)) = support::fixtures(name, "user").into_iter().next() else { continue };
        for (place, body) in variations(&support::json(&bytes)).into_iter().step_by(5) {
            let Ok(read) = dialect.decode_user(body.to_string().as_bytes()) else { continue };
            let restored =
                canonical().decode_user(&canonical().encode_user(&read.value).body).unwrap().value;
            assert_eq!(restored, read.value, "{name} {place}");
            assert_eq!(write_user(&*dialect, &restored), body, "{name} {place}");
        }
    }
}

#[test]
fn unknown_members_are_written_back() {
    let regular = write_user(&canonical(), &everything());
    let with = |place, value| with(&regular, place, value);
    let new = [with("/new", json!([{}])), with("/custom_settings/new", json!([{}]))];
    // Two or three kinds of JSON at each path, and each kind at many.
    let odd = variations(&regular)
        .into_iter()
        .step_by(5)
        .filter(|(place, _)| place != "/id" && place != "/version");
    let mut changed: Vec<_> = new
        .into_iter()
        .chain(odd.map(|(_, body)| body))
        .flat_map(|body| changes(&body, &write_user(&canonical(), &read_user(&canonical(), &body))))
        .collect();
    changed.sort();
    changed.dedup();
    assert_eq!(changed, [""; 0]);
}

#[test]
fn an_undocumented_member_adds_nothing_else() {
    for number in ["1e400", "-0", "1.0", "12345678901234567890123", "null"] {
        let body = format!(r#"{{"version":1,"id":"a","new":{number}}}"#);
        assert_eq!(rewritten(&canonical(), &body), body);
    }
}

#[test]
fn a_stored_user_of_another_version_is_rejected() {
    for version in [json!(0), json!(2), json!("1"), Value::Null] {
        let body = json!({ "version": version, "id": "a" });
        let error = canonical().decode_user(body.to_string().as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Response { .. }));
        assert_eq!(listed(&error), ["/version version"], "{version}");
    }
    for body in ["{\"version\":1}", "{\"version\":1,\"id\":null}", "[]", ""] {
        assert!(
            matches!(canonical().decode_user(body.as_bytes()), Err(Error::Response { .. })),
            "{body}"
        );
    }
}

#[test]
fn a_change_to_the_user_takes_precedence() {
    let body = with(&write_user(&canonical(), &everything()), "/consent_method", json!("by post"));
    let mut changed = read_user(&canonical(), &body);
    assert_eq!(changed.history.consent_method, None);
    changed.profile.company = Some(of("New"));
    let expected = with(&body, "/company", json!("New"));
    assert_eq!(changes(&write_user(&canonical(), &changed), &expected), [""; 0]);
    changed.history.consent_method = Some(ConsentMethod::OptIn);
    let expected = with(&expected, "/consent_method", json!("opt-in"));
    assert_eq!(changes(&write_user(&canonical(), &changed), &expected), [""; 0]);
}

#[test]
fn settings_that_are_not_strings_are_recorded_and_null_is_absent() {
    let body = json!({
        "version": 1, "id": "a", "sso_enabled": null, "roles": null,
        "custom_settings": { "a": null, "b": 7, "c": "x", "\u{7}": "y" },
    });
    let decoded = canonical().decode_user(body.to_string().as_bytes()).unwrap();
    assert_eq!(decoded.value.custom_settings, [(of("c"), "x".to_owned())].into());
    assert_eq!(
        readings(&decoded.provenance),
        [
            "/custom_settings/\u{7} /custom_settings/\u{7} unreadable",
            "custom_settings[b] /custom_settings/b unreadable",
            "custom_settings[c] /custom_settings/c",
            "id /id",
        ]
    );
    assert_eq!(write_user(&canonical(), &decoded.value), body);
}
