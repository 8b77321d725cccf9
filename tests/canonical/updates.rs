//! Updates in the canonical dialect: queued, stored, and read back.

use idiolect::codec::{DropReason, WriteOutcome};
use idiolect::dialect::{DialectExt, Error, LossPolicy, UpdateContext};
use idiolect::model::{
    Attribute, Password, Patch, SettingChange, Status, User, UserType, UserUpdate,
};
use idiolect::problem::ReportedField;
use serde_json::{Value, json};

use super::support::lines::{listed, readings, sorted};
use super::support::members::{Change, Member, Outcome};
use super::support::updates::{problems, read, read_update, update_of, value};
use super::support::users::read_user;
use super::support::values::{day, grant, of};
use super::support::variations::with;
use super::{canonical, report};

const SECRET: &str = "Ch@ng3dP@ssw0rd!";

/// A value of every kind in an update: the attribute, its JSON, and the change.
fn settable() -> Vec<(Attribute, Value, Change)> {
    vec![
        (Attribute::FullName, json!("Ada King"), |update| update.name.full = Some(of("Ada King"))),
        (Attribute::Username, json!("ada"), |update| update.sign_in.username = Some(of("ada"))),
        (Attribute::Email, json!("a@example.com"), |update| {
            update.sign_in.email = Some(of("a@example.com"));
        }),
        (Attribute::SsoEnabled, json!(true), |update| update.sign_in.sso_enabled = Some(true)),
        (Attribute::Status, json!("locked"), |update| update.access.status = Some(Status::Locked)),
        (Attribute::UserType, json!("owner"), |update| {
            update.access.user_type = Some(UserType::Owner);
        }),
        (Attribute::DefaultRoleTemplate, json!("t-1"), |update| {
            update.access.default_role_template = Some(of("t-1"));
        }),
        (Attribute::Roles, json!(["r-1", "r-2"]), |update| {
            update.access.roles = Some(vec![of("r-1"), of("r-2")]);
        }),
        (Attribute::Memberships, json!([{ "role": "user", "account": "a b" }]), |update| {
            update.access.memberships = Some(vec![grant("user", "a b")]);
        }),
        (Attribute::NotifyByEmail, json!(false), |update| {
            update.preferences.notify_by_email = Some(false);
        }),
        (Attribute::NotifyByAudio, json!(true), |update| {
            update.preferences.notify_by_audio = Some(true);
        }),
        (Attribute::DefaultMessagingAccount, json!("my account"), |update| {
            update.preferences.default_messaging_account = Some(of("my account"));
        }),
        (
            Attribute::AnalyticsReports,
            json!([{
                "account": "my account",
                "schedule": "FREQ=MONTHLY;BYDAY=1FR",
                "time_period": "previous_month",
                "reports": ["users"],
            }]),
            |update| update.preferences.analytics_reports = Some(vec![report()]),
        ),
    ]
}

type Clearable = (Attribute, &'static str, Change, Change, Option<(&'static str, &'static str)>);

/// The clearable attributes: the attribute, its JSON, the change, the clearing, and an invalid
/// value.
fn clearable() -> Vec<Clearable> {
    macro_rules! rows {
        ($($attribute:ident, $group:ident.$field:ident = $text:literal as $make:expr, $bad:expr;)*) => {
            vec![$((
                Attribute::$attribute,
                $text,
                (|update| update.$group.$field = Patch::Set($make($text))) as Change,
                (|update| update.$group.$field = Patch::Clear) as Change,
                $bad,
            ),)*]
        };
    }
    rows! {
        GivenName, name.given = "Ada" as of, Some((" ", "blank"));
        FamilyName, name.family = "van Dyke" as of, Some(("a\u{1}", "control-character"));
        SsoId, sign_in.sso_id = "sso-1" as of, None;
        DateOfBirth, profile.date_of_birth = "1815-12-10" as day, Some(("1815-13-10", "date"));
        Company, profile.company = "Engines" as of, None;
        Website, profile.website = "https://example.com" as of, Some(("/ada", "link"));
        Picture, profile.picture = "https://example.com/a.png" as of, Some(("javascript:alert(1)", "link"));
        PreferredLanguage, profile.preferred_language = "en-GB" as of, Some(("english!", "language-tag"));
        TimeZone, profile.time_zone = "Europe/London" as of, Some(("a zone", "time-zone"));
        Country, address.country = "United Kingdom" as of, None;
        Building, address.building = "The Shard" as of, None;
        HouseNumber, address.house_number = "32A" as of, None;
        Street, address.street = "London Bridge Street" as of, None;
        Area, address.area = "Southwark" as of, None;
        Town, address.town = "London" as of, None;
        County, address.county = "Greater London" as of, None;
        Postcode, address.postcode = "SE1 9SG" as of, None;
        What3Words, address.what3words = "spark.dizzy.ramp" as of, Some(("spark", "what3words"));
        Landline, contact.landline = "020 3728 5000" as of, Some(("none", "phone"));
        Mobile, contact.mobile = "07700 900456" as of, Some(("<string>", "phone"));
        Occupation, work.occupation = "Mathematician" as of, None;
        Cscs, work.cscs = "C1" as of, None;
        Eusr, work.eusr = "E1" as of, None;
        EmploymentStart, work.employment_start = "1842-01-01" as day, Some(("1842", "date"));
    }
}

fn base() -> Value {
    json!({ "version": 1 })
}

fn pointer(attribute: Attribute) -> &'static str {
    String::leak(format!("/{attribute}"))
}

#[test]
fn each_member_alone() {
    for (attribute, valid, set) in settable() {
        let member = Member {
            pointer: pointer(attribute),
            subject: attribute.into(),
            empty: Outcome::Problem(if valid.is_string() { "not-clearable" } else { "type" }),
            valid,
            set,
            null: Outcome::Problem("not-clearable"),
            bad: Vec::new(),
        };
        member.check(&canonical(), &base());
    }
    for (attribute, valid, set, clear, bad) in clearable() {
        let member = Member {
            pointer: pointer(attribute),
            subject: attribute.into(),
            valid: json!(valid),
            set,
            null: Outcome::Changes(clear),
            empty: Outcome::Problem("not-clearable"),
            bad: bad.into_iter().map(|(text, code)| (json!(text), code)).collect(),
        };
        member.check(&canonical(), &base());
    }
}

#[test]
fn each_change_is_written_by_its_attributes_name() {
    let sets = settable().into_iter();
    let others = clearable().into_iter().flat_map(|(attribute, text, set, clear, _)| {
        [(attribute, json!(text), set), (attribute, Value::Null, clear)]
    });
    for (attribute, json, change) in sets.chain(others) {
        let encoded = canonical()
            .encode_update(&update_of(change), &UpdateContext::EMPTY, &LossPolicy::Reject)
            .unwrap();
        let body: Value = serde_json::from_slice(&encoded.body).unwrap();
        assert_eq!(body, with(&base(), pointer(attribute), json));
        let provenance: Vec<_> = encoded.provenance.entries().collect();
        assert_eq!(
            provenance,
            [(&attribute.into(), pointer(attribute), WriteOutcome::Written(None))]
        );
    }
    let alone: Vec<Attribute> = settable()
        .iter()
        .map(|row| row.0)
        .chain(clearable().iter().map(|row| row.0))
        .chain([Attribute::Id, Attribute::CustomSettings, Attribute::Password])
        .collect();
    let rest: Vec<_> = Attribute::ALL
        .iter()
        .filter(|attribute| !alone.contains(attribute))
        .map(|one| one.as_str())
        .collect();
    assert_eq!(rest, READ_ONLY.map(|(name, _)| name));
}

const READ_ONLY: [(&str, &str); 12] = [
    ("email_verified", "true"),
    ("has_password", "false"),
    ("service_account", "true"),
    ("namespace", "\"n\""),
    ("organisations", r#"[{"id":"o"}]"#),
    ("teams", "[]"),
    ("grants", r#"["read"]"#),
    ("identities", r#"[{"id":"i"}]"#),
    ("created_at", "\"2023-11-07T05:31:56Z\""),
    ("updated_at", "\"2023-11-07T05:31:56.12345Z\""),
    ("consented_at", "\"0001-01-01T00:00:00Z\""),
    ("consent_method", "\"opt-in\""),
];

#[test]
fn read_only_members_may_repeat_the_current_user() {
    let members: Vec<_> =
        READ_ONLY.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    let message: Value =
        serde_json::from_str(&format!(r#"{{"version":1,"id":"a",{}}}"#, members.join(",")))
            .unwrap();
    let current = read_user(&canonical(), &message);
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    assert_eq!(read_update(&canonical(), &message, &known), Ok(UserUpdate::new(of("a"))));
    for (name, value) in READ_ONLY {
        let body =
            |value: &str| with(&base(), &format!("/{name}"), serde_json::from_str(value).unwrap());
        let refused = [format!("/{name} read-only")];
        assert_eq!(problems(&canonical(), &body(value)), refused);
        assert_eq!(read(&canonical(), &body("7"), &known).unwrap_err(), refused);
        assert_eq!(problems(&canonical(), &body("null")), [""; 0]);
    }
}

/// An update that changes everything that an update can change.
fn everything() -> UserUpdate {
    let mut update = UserUpdate::new(of("a/b c"));
    for (_, _, set) in settable() {
        set(&mut update);
    }
    for (index, (_, _, set, clear, _)) in clearable().into_iter().enumerate() {
        let change = if index % 3 == 0 { clear } else { set };
        change(&mut update);
    }
    update.custom_settings.insert(of("/a~b"), SettingChange::Set(String::new()));
    update.custom_settings.insert(of("gone"), SettingChange::Clear);
    update
}

#[test]
fn everything_is_read_back() {
    let update = everything();
    let encoded =
        canonical().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap();
    let decoded = canonical().decode_update(&encoded.body, &UpdateContext::EMPTY).unwrap();
    assert_eq!(decoded.value, update);
    let mut recorded: Vec<_> =
        decoded.provenance.entries().map(|(subject, ..)| subject.clone()).collect();
    let mut stated = update.changed_fields();
    recorded.sort();
    stated.sort();
    assert_eq!(recorded, stated);
    for (subject, pointer, writing) in encoded.provenance.entries() {
        match subject {
            _ if matches!(writing, WriteOutcome::OutsideBody(_)) => {
                assert_eq!(*subject, Attribute::Id.into());
            }
            ReportedField::CustomSetting(key) => {
                let key = key.as_str().replace('~', "~0").replace('/', "~1");
                assert_eq!(pointer, format!("/custom_settings/{key}"));
            }
            other => assert_eq!(pointer, format!("/{other}")),
        }
    }
    assert_eq!(
        encoded.body,
        canonical()
            .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject)
            .unwrap()
            .body
    );
}

#[test]
fn an_empty_update_changes_nothing() {
    let encoded = canonical()
        .encode_update(&UserUpdate::default(), &UpdateContext::EMPTY, &LossPolicy::Reject)
        .unwrap();
    assert_eq!(encoded.body, br#"{"version":1}"#);
    assert_eq!(value(&canonical(), &base()), UserUpdate::default());
}

#[test]
fn lists_may_be_empty() {
    let body = json!({ "version": 1, "roles": [], "memberships": [], "analytics_reports": [] });
    let update = value(&canonical(), &body);
    assert_eq!(update.access.roles, Some(Vec::new()));
    assert_eq!(update.access.memberships, Some(Vec::new()));
    assert_eq!(update.preferences.analytics_reports, Some(Vec::new()));
    let encoded =
        canonical().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&encoded.body).unwrap(), body);
}

#[test]
fn problems_of_lists_and_settings_have_the_path() {
    let body = json!({
        "version": 1,
        "roles": ["a", 7, ""],
        "memberships": [{ "role": "user" }, { "role": "user", "account": "a", "since": 1 }],
        "analytics_reports": [{ "account": "a", "schedule": "weekly", "time_period": "", "reports": [1] }],
        "custom_settings": { "a": 7, "b": {} },
    });
    assert_eq!(
        sorted(problems(&canonical(), &body)),
        [
            "/analytics_reports/0/reports/0 type",
            "/analytics_reports/0/schedule schedule",
            "/analytics_reports/0/time_period blank",
            "/custom_settings/a type",
            "/custom_settings/b type",
            "/memberships/0/account required",
            "/memberships/1/since unknown-member",
            "/roles/1 type",
            "/roles/2 blank",
        ]
    );
}

#[test]
fn the_version_is_checked() {
    for version in [
        json!(0),
        json!(2),
        json!("1"),
        json!(1.5),
        json!(-1),
        Value::Null,
        json!([1]),
        json!(true),
    ] {
        assert_eq!(
            problems(&canonical(), &json!({ "version": version })),
            ["/version version"],
            "{version}"
        );
    }
    assert_eq!(problems(&canonical(), &json!({})), ["/version required"]);
    let two = json!({ "version": 2, "email": "nobody" });
    assert!(problems(&canonical(), &two).contains(&"/version version".to_owned()));
}

#[test]
fn unknown_and_duplicate_members_are_rejected() {
    let body = json!({ "version": 1, "nickname": "Ada" });
    assert_eq!(problems(&canonical(), &body), ["/nickname unknown-member"]);
    let error = canonical()
        .decode_update(br#"{"version":1,"email":null,"version":1}"#, &UpdateContext::EMPTY)
        .unwrap_err();
    assert_eq!(sorted(listed(&error)), ["/email not-clearable", "/version duplicate-member"]);
}

#[test]
fn the_id_must_match_the_path() {
    let id = of("a");
    let of_path = UpdateContext::EMPTY.with_id(Some(&id));
    let body = json!({ "version": 1, "id": "b" });
    let error = canonical().decode_update(body.to_string().as_bytes(), &of_path).unwrap_err();
    assert_eq!((listed(&error), error.status()), (vec!["/id conflict".to_owned()], 409));
    assert_eq!(
        read(&canonical(), &body, &UpdateContext::EMPTY).map(|decoded| decoded.value.id),
        Ok(Some(of("b")))
    );
    assert_eq!(
        read(&canonical(), &base(), &of_path).map(|decoded| decoded.value.id),
        Ok(Some(of("a")))
    );
    assert_eq!(
        readings(&read(&canonical(), &body, &UpdateContext::EMPTY).unwrap().provenance),
        ["id /id"]
    );
}

#[test]
fn the_password_is_never_written_nor_shown() {
    let mut update = everything();
    update.sign_in.password = Some(Password::parse(SECRET).unwrap());
    let error =
        canonical().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap_err();
    let Error::Loss(loss) = &error else { panic!("{error:?}") };
    assert_eq!(loss.losses(), [(Attribute::Password.into(), DropReason::Unsupported)]);
    let encoded = canonical()
        .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowUnsupported)
        .unwrap();
    let body = String::from_utf8(encoded.body.clone()).unwrap();
    let shown =
        format!("{body} {error} {error:?} {loss} {encoded:?} {update:?} {:?}", encoded.provenance);
    assert!(!shown.contains(SECRET), "{shown}");
    update.sign_in.password = None;
    assert_eq!(
        canonical().decode_update(&encoded.body, &UpdateContext::EMPTY).unwrap().value,
        update
    );
    for password in [json!(SECRET), json!([SECRET]), json!({ SECRET: SECRET })] {
        let body = json!({ "version": 1, "password": password }).to_string();
        let error = canonical().decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
        assert_eq!(listed(&error)[0], "/password read-only");
        assert!(!format!("{error:?} {error}").contains(SECRET), "{error:?}");
    }
    assert_eq!(problems(&canonical(), &json!({ "version": 1, "password": null })), [""; 0]);
}

#[test]
fn an_update_of_any_dialect_is_stored_unchanged() {
    for name in ["json-api", "flat-roles", "legacy", "upsun", "textus"] {
        let dialect = super::support::dialect(name);
        for (file, bytes) in super::support::fixtures(name, "update") {
            let mut update = dialect.decode_update(&bytes, &UpdateContext::EMPTY).unwrap().value;
            update.sign_in.password = None;
            let stored = canonical()
                .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject)
                .unwrap()
                .body;
            assert_eq!(
                canonical().decode_update(&stored, &UpdateContext::EMPTY).unwrap().value,
                update,
                "{file}"
            );
        }
    }
}

#[test]
fn an_unchanged_attribute_is_not_a_loss() {
    let mut current = User::new(of("a"));
    current.sign_in.email = Some(of("a@example.com"));
    let mut update = UserUpdate::default();
    update.sign_in.email = Some(of("a@example.com"));
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let encoded = canonical().encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    assert_eq!(encoded.body, br#"{"version":1,"email":"a@example.com"}"#);
}
