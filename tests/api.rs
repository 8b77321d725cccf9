//! Construction of users and updates, names of values, and values from a configuration.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use idiolect::codec::{Conversion, DropReason};
use idiolect::dialect::{
    CharsetParameter, Dialect, DialectId, LossPolicy, MessageKind, Settings, UnknownMembers,
    UpdateMode, built_in, by_name,
};
use idiolect::json::Limits;
use idiolect::model::{
    Attribute, ConsentMethod, Name, NameUpdate, Patch, Role, RoleId, SettingChange, SettingKey,
    Status, Text, Timestamp, User, UserId, UserType, UserUpdate,
};
use idiolect::problem::{FailureKind, ReportedField};
use idiolect::{Translator, UpdateOptions, Verdict};
use serde_json::{Value, json};

fn id() -> UserId {
    UserId::parse("u-1").unwrap()
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

fn key(key: &str) -> SettingKey {
    SettingKey::parse(key).unwrap()
}

fn of<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// A user with every attribute.
fn complete_user() -> User {
    let moment: Timestamp = Timestamp::parse("2023-11-07T05:31:56Z").unwrap();
    let day = || idiolect::model::parse_date("1990-01-02").unwrap().date;
    User::new(id())
        .with_full_name(text("Ada Byron"))
        .with_username(of("ada"))
        .with_email(of("ada@example.com"))
        .with_sso_enabled(true)
        .with_sso_id(text("sso"))
        .with_email_verified(true)
        .with_has_password(false)
        .with_date_of_birth(day())
        .with_company(text("Engines"))
        .with_website(of("https://example.com/"))
        .with_picture(of("https://example.com/a.png"))
        .with_preferred_language(of("en-GB"))
        .with_time_zone(of("Europe/London"))
        .with_country(of("GB"))
        .with_building(text("Mill"))
        .with_house_number(text("1"))
        .with_street(text("High Street"))
        .with_area(text("Centre"))
        .with_town(text("Leeds"))
        .with_county(text("Yorkshire"))
        .with_postcode(text("LS1"))
        .with_what3words(of("filled.count.soap"))
        .with_landline(of("+441134960000"))
        .with_mobile(of("+447700900456"))
        .with_occupation(text("Fitter"))
        .with_cscs(text("1"))
        .with_eusr(text("2"))
        .with_employment_start(day())
        .with_status(Status::Active)
        .with_user_type(UserType::Member)
        .with_default_role_template(of("template"))
        .with_roles([Role::new(RoleId::parse("r").unwrap())])
        .with_memberships([])
        .with_service_account(false)
        .with_namespace(text("n"))
        .with_organisations([])
        .with_teams([])
        .with_grants([text("read")])
        .with_identities([])
        .with_notify_by_email(true)
        .with_notify_by_audio(false)
        .with_default_messaging_account(of("account"))
        .with_analytics_reports([])
        .with_created_at(moment.clone())
        .with_updated_at(moment.clone())
        .with_consented_at(moment)
        .with_consent_method(ConsentMethod::OptIn)
        .with_custom_setting(key("desk"), "4b")
}

#[test]
fn every_attribute_of_a_user_has_a_builder() {
    let user = complete_user();
    let present: BTreeSet<Attribute> =
        user.present_fields().iter().filter_map(ReportedField::attribute).collect();
    let expected = Attribute::ALL.iter().copied().filter(|one| *one != Attribute::Password);
    assert_eq!(present, expected.collect());
    assert_eq!(user.sign_in.email.unwrap().as_str(), "ada@example.com");
    assert_eq!(user.custom_settings[&key("desk")], "4b");
}

#[test]
fn builders_of_a_users_name_keep_the_other_half() {
    let user = User::new(id()).with_given_name(text("Ada")).with_family_name(text("Byron"));
    assert_eq!(user.name, Name::new(None, Some(text("Ada")), Some(text("Byron"))));
    assert_eq!(user.name.full(), Some(&text("Ada Byron")));
    let user = user.with_name(Name::default());
    assert_eq!(user.name, Name::default());
}

#[test]
fn builders_of_an_update_set_and_clear() {
    let update = UserUpdate::new(id())
        .with_email(of("ada@example.com"))
        .with_company(text("Engines"))
        .with_roles([RoleId::parse("r").unwrap()])
        .with_given_name(text("Ada"))
        .without_family_name()
        .without_mobile()
        .with_custom_setting(key("desk"), "4b")
        .without_custom_setting(key("floor"));
    assert_eq!(update.profile.company, Patch::Set(text("Engines")));
    assert_eq!(update.contact.mobile, Patch::Clear);
    assert_eq!(update.contact.landline, Patch::Keep);
    assert_eq!(update.name.given, Patch::Set(text("Ada")));
    assert_eq!(update.name.family, Patch::Clear);
    assert_eq!(update.custom_settings[&key("desk")], SettingChange::Set("4b".to_owned()));
    assert_eq!(update.custom_settings[&key("floor")], SettingChange::Clear);
    let changed: BTreeSet<Attribute> =
        update.changed_fields().iter().filter_map(ReportedField::attribute).collect();
    let expected = [
        Attribute::Id,
        Attribute::GivenName,
        Attribute::FamilyName,
        Attribute::CustomSettings,
        Attribute::Email,
        Attribute::Company,
        Attribute::Mobile,
        Attribute::Roles,
    ];
    assert_eq!(changed, expected.into());
}

#[test]
fn every_clearable_attribute_has_a_builder_that_clears_it() {
    let update = UserUpdate::default()
        .without_sso_id()
        .without_date_of_birth()
        .without_company()
        .without_website()
        .without_picture()
        .without_preferred_language()
        .without_time_zone()
        .without_country()
        .without_building()
        .without_house_number()
        .without_street()
        .without_area()
        .without_town()
        .without_county()
        .without_postcode()
        .without_what3words()
        .without_landline()
        .without_mobile()
        .without_occupation()
        .without_cscs()
        .without_eusr()
        .without_employment_start()
        .without_given_name()
        .without_family_name();
    let mut user = complete_user();
    let count = user.present_fields().len();
    update.apply(&mut user).unwrap();
    let cleared = update.changed_fields();
    assert_eq!(cleared.len(), 24);
    assert!(user.present_fields().iter().all(|field| !cleared.contains(field)));
    // The full name goes with its halves.
    assert_eq!(user.present_fields().len(), count - 25);
}

#[test]
fn an_update_with_nothing_but_an_id_is_empty() {
    assert!(UserUpdate::default().is_empty());
    assert!(UserUpdate::new(id()).is_empty());
    assert!(!UserUpdate::new(id()).without_company().is_empty());
    assert!(!UserUpdate::new(id()).with_roles([]).is_empty());
    assert!(!UserUpdate::new(id()).without_custom_setting(key("desk")).is_empty());
    let mut name = NameUpdate::default();
    assert!(UserUpdate::default().with_name(name.clone()).is_empty());
    name.full = Some(text("Ada"));
    assert!(!UserUpdate::default().with_name(name).is_empty());
}

/// Each value from the text that it is displayed as; other texts are rejected.
fn assert_named<T: FromStr<Err: Debug> + Display + PartialEq + Debug>(values: &[T]) {
    for value in values {
        let name = value.to_string();
        assert_eq!(&name.parse::<T>().unwrap(), value);
        assert!(name.to_uppercase().parse::<T>().is_err(), "{name}");
        assert!(format!(" {name}").parse::<T>().is_err(), "{name}");
    }
    let names: BTreeSet<String> = values.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), values.len());
    assert!("".parse::<T>().is_err());
}

#[test]
fn values_have_names() {
    assert_named(Attribute::ALL);
    assert_named(MessageKind::ALL);
    assert_named(FailureKind::ALL);
    assert_named(Status::ALL);
    assert_named(UserType::ALL);
    assert_named(ConsentMethod::ALL);
    assert_named(UnknownMembers::ALL);
    assert_named(UpdateMode::ALL);
    assert_named(CharsetParameter::ALL);
    let dialects: Vec<DialectId> = built_in(Settings::default()).iter().map(Dialect::id).collect();
    assert_named(&dialects);
    assert_eq!(DialectId::from_str("of-ours"), Ok(DialectId::new("of-ours")));
    assert!(DialectId::from_str("two words").is_err());
}

#[test]
fn verdicts_have_names() {
    let mut verdicts =
        vec![Verdict::Preserved, Verdict::Unknown, Verdict::Missing, Verdict::Unchanged];
    verdicts.extend(Conversion::ALL.iter().copied().map(Verdict::Converted));
    verdicts.extend(DropReason::ALL.iter().copied().map(Verdict::Dropped));
    assert_named(&verdicts);
    assert_eq!(Verdict::Dropped(DropReason::Unsupported).to_string(), "dropped: unsupported");
    for text in ["converted", "dropped", "dropped: ", "unknown: unsupported", "converted: dropped"]
    {
        assert!(text.parse::<Verdict>().is_err(), "{text}");
    }
}

#[test]
fn loss_policies_have_names() {
    let some = LossPolicy::Allow([Attribute::Company, Attribute::Email].into());
    assert_eq!("company, email".parse(), Ok(some.clone()));
    for policy in [LossPolicy::Reject, LossPolicy::AllowUnsupported, LossPolicy::AllowAll, some] {
        assert_eq!(policy.to_string().parse(), Ok(policy));
    }
    assert_eq!(LossPolicy::Allow(BTreeSet::new()).to_string(), "reject");
    for text in ["", "Reject", "company,", "company,allow-all", "shoe_size"] {
        let invalid = text.parse::<LossPolicy>().unwrap_err();
        assert!(invalid.to_string().contains("allow-unsupported"), "{text}");
    }
}

#[test]
fn dialects_are_found_by_name() {
    let settings = Settings::default().with_full_updates();
    for dialect in built_in(settings) {
        let found = by_name(dialect.id().as_str(), settings).unwrap();
        assert_eq!(found.id(), dialect.id());
        assert_eq!(*found.settings(), settings);
    }
    assert!(by_name("Canonical", settings).is_err());
}

fn settings(json: &Value) -> Result<Settings, String> {
    serde_json::from_str(&json.to_string()).map_err(|error| error.to_string())
}

#[test]
fn settings_are_read_from_a_configuration() {
    assert_eq!(settings(&json!({})), Ok(Settings::default()));
    let all = json!({"unknown_members": "report", "update_mode": "full", "charset": "ignore",
        "limits": {"bytes": 1, "depth": 2, "members": 3, "text": 4}});
    let mut limits = Limits::DEFAULT;
    (limits.bytes, limits.depth, limits.members, limits.text) = (1, 2, 3, 4);
    let expected = Settings::default()
        .with_unknown_members_reported()
        .with_full_updates()
        .with_lenient_charset()
        .with_limits(limits);
    assert_eq!(settings(&all), Ok(expected));
    assert_eq!(
        settings(&json!({"unknown_members": "pass-on"})),
        Ok(Settings::default().with_unknown_members_passed_on())
    );
    let mut shallow = Limits::DEFAULT;
    shallow.depth = 8;
    assert_eq!(
        settings(&json!({"limits": {"depth": 8}})),
        Ok(Settings::default().with_limits(shallow))
    );
}

#[test]
fn settings_with_an_error_are_rejected() {
    for (json, expected) in [
        (json!({"unknown": 1}), "unknown field `unknown`"),
        (json!({"writes": "full"}), "unknown field `writes`"),
        (json!({"limits": {"breadth": 1}}), "unknown field `breadth`"),
        (json!({"limits": {"depth": -1}}), "invalid value"),
        (json!({"limits": null}), "expected the limits of a message"),
        (json!({"charset": "utf-8"}), "expected `reject` or `ignore`"),
        (json!({"charset": 1}), "expected `reject` or `ignore`"),
        (json!([]), "expected the settings of a dialect"),
    ] {
        let error = settings(&json).unwrap_err();
        assert!(error.contains(expected), "{error}");
    }
    let twice = serde_json::from_str::<Limits>(r#"{"depth": 1, "depth": 1}"#).unwrap_err();
    assert!(twice.to_string().contains("duplicate field `depth`"), "{twice}");
}

#[test]
fn loss_policies_are_read_from_a_configuration() {
    let policy = |json: Value| serde_json::from_str::<LossPolicy>(&json.to_string());
    assert_eq!(policy(json!("allow-all")).unwrap(), LossPolicy::AllowAll);
    let some = LossPolicy::Allow([Attribute::Company, Attribute::Email].into());
    assert_eq!(policy(json!(["email", "company"])).unwrap(), some);
    assert_eq!(policy(json!("email,company")).unwrap(), some);
    assert_eq!(policy(json!([])).unwrap(), LossPolicy::Allow(BTreeSet::new()));
    for json in [json!("allow"), json!(["reject"]), json!([1]), json!(null), json!({})] {
        assert!(policy(json.clone()).is_err(), "{json}");
    }
}

#[test]
fn a_report_iterates_over_its_rows_and_is_serialized() {
    let canonical = by_name("canonical", Settings::default()).unwrap();
    let body = br#"{"version": 1, "email": "ada@example.com", "company": "Engines"}"#;
    let options = UpdateOptions::default();
    let translation =
        Translator::new(&*canonical, &*canonical).translate_update(body, &options).unwrap();
    let mut subjects = Vec::new();
    for row in &translation.report {
        subjects.push(row.subject.to_string());
    }
    assert_eq!(subjects, ["email", "company"]);
    let row = |attribute: &str| {
        let pointer = [format!("/{attribute}")];
        json!({"attribute": attribute, "verdict": "preserved", "reason": null,
            "sources": pointer, "targets": pointer})
    };
    let serialized = serde_json::to_value(&translation.report).unwrap();
    assert_eq!(serialized, json!([row("email"), row("company")]));
}

#[cfg(all(feature = "json-api", feature = "upsun"))]
#[test]
fn a_value_that_the_current_user_has_is_unchanged() {
    let named = |name: &str| by_name(name, Settings::default()).unwrap();
    let (source, target) = (named("json-api"), named("upsun"));
    let pointer = "/data/attributes/profile/address/country_code";
    let body = br#"{"data": {"type": "users",
        "attributes": {"profile": {"address": {"country_code": ""}}}}}"#;
    let current = User::new(UserId::parse("0190a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b").unwrap());
    let options = UpdateOptions::default().with_current(Some(&current));
    let report = Translator::new(&*source, &*target).translate_update(body, &options);
    assert_eq!(
        serde_json::to_value(&report.unwrap().report).unwrap(),
        json!([{"attribute": "country", "verdict": "unchanged",
            "reason": "the current user already has it", "sources": [pointer], "targets": []}])
    );
}
