//! Updates of Upsun: read, rejected, written.

use idiolect::codec::{Conversion, DropReason, ReadOutcome, WriteOutcome};
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{DialectExt, Error, LossPolicy, Settings, UpdateContext};
use idiolect::model::{Attribute, NameUpdate, Patch, User, UserUpdate};
use serde_json::{Value, json};

use super::support::lines::{listed, pointers, readings, sorted};
use super::support::members::Change;
use super::support::updates::{problems, read, read_update, update_of, value};
use super::support::users::read_user;
use super::support::values::{ID, of};
use super::{fixture, support, upsun};

#[test]
fn the_fixture_is_read_and_written_back() {
    let body = fixture("update.json");
    let decoded = read(&upsun(), &body, &UpdateContext::EMPTY).unwrap();
    let expected = update_of(|update| {
        update.sign_in.username = Some(of("charlotte.thompson"));
        update.name.given = Patch::Set(of("Charlotte"));
        update.name.family = Patch::Set(of("Thompson"));
        update.profile.picture = Patch::Set(of("https://example.com/charlotte.png"));
        update.profile.company = Patch::Set(of("Example Ltd"));
        update.profile.website = Patch::Set(of("https://example.com"));
        update.address.country = Patch::Set(of("GB"));
    });
    assert_eq!(decoded.value, expected);
    assert_eq!(
        readings(&decoded.provenance),
        [
            "company /company",
            "country /country",
            "family_name /last_name",
            "given_name /first_name",
            "picture /picture",
            "username /username",
            "website /website",
        ]
    );
    let encoded =
        upsun().encode_update(&decoded.value, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap();
    assert_eq!(support::json(&encoded.body), body);
}

#[test]
fn clearing_is_written_as_an_empty_text() {
    let body = json!({ "first_name": "", "last_name": "", "company": "" });
    let encoded = upsun()
        .encode_update(&value(&upsun(), &body), &UpdateContext::EMPTY, &LossPolicy::Reject)
        .unwrap();
    assert_eq!(support::json(&encoded.body), body);
}

#[test]
fn what_cannot_be_cleared_is_a_loss() {
    let changes: [(Attribute, Change); 3] = [
        (Attribute::Website, |update| update.profile.website = Patch::Clear),
        (Attribute::Picture, |update| update.profile.picture = Patch::Clear),
        (Attribute::Country, |update| update.address.country = Patch::Clear),
    ];
    for (attribute, change) in changes {
        let update = update_of(change);
        let Err(Error::Loss(loss)) =
            upsun().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowUnsupported)
        else {
            panic!("{attribute} was cleared");
        };
        assert_eq!(loss.losses(), [(attribute.into(), DropReason::NotClearable)]);
        // If the user does not have the attribute, nothing is lost.
        let empty = User::new(of(ID));
        let context = UpdateContext::EMPTY.with_current(Some(&empty));
        assert_eq!(
            upsun().encode_update(&update, &context, &LossPolicy::Reject).unwrap().body,
            b"{}"
        );
    }
}

#[test]
fn read_only_attributes_cannot_be_written() {
    let update = update_of(|update| {
        update.sign_in.email = Some(of("ada@example.com"));
        update.name.given = Patch::Set(of("Ada"));
    });
    let Err(Error::Loss(loss)) =
        upsun().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject)
    else {
        panic!("the e-mail was written");
    };
    assert_eq!(loss.losses(), [(Attribute::Email.into(), DropReason::Unsupported)]);
    let encoded = upsun()
        .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowUnsupported)
        .unwrap();
    assert_eq!(encoded.body, br#"{"first_name":"Ada"}"#);
    let mut current = User::new(of(ID));
    current.sign_in.email = Some(of("ada@example.com"));
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let encoded = upsun().encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    assert_eq!(encoded.body, br#"{"first_name":"Ada"}"#);
}

#[test]
fn countries_are_written_as_codes() {
    let encode = |country: &str| {
        let mut update = UserUpdate::default();
        update.address.country = Patch::Set(of(country));
        upsun().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject)
    };
    for (country, code, conversion) in [
        ("GB", "GB", None),
        ("EU", "EU", None),
        ("United Kingdom", "GB", Some(Conversion::CountryCode)),
        ("United States", "US", Some(Conversion::CountryCode)),
        ("Germany", "DE", Some(Conversion::CountryCode)),
    ] {
        let encoded = encode(country).unwrap();
        assert_eq!(support::json(&encoded.body), json!({ "country": code }));
        let provenance: Vec<_> = encoded.provenance.entries().collect();
        assert_eq!(
            provenance,
            [(&Attribute::Country.into(), "/country", WriteOutcome::Written(conversion))]
        );
    }
    let Err(Error::Loss(loss)) = encode("Atlantis") else { panic!("Atlantis has no code") };
    assert_eq!(loss.losses(), [(Attribute::Country.into(), DropReason::InvalidForTarget)]);
}

#[test]
fn an_empty_update_changes_nothing() {
    assert_eq!(value(&upsun(), &json!({})), UserUpdate::default());
    let encoded = upsun()
        .encode_update(&UserUpdate::default(), &UpdateContext::EMPTY, &LossPolicy::Reject)
        .unwrap();
    assert_eq!(encoded.body, b"{}");
}

fn current() -> User {
    read_user(
        &upsun(),
        &json!({
            "id": ID,
            "deactivated": false,
            "namespace": "platformsh",
            "username": "ada",
            "email": "ada@example.com",
            "email_verified": true,
            "created_at": "2010-04-19T10:00:00Z",
            "updated_at": "2021-01-27T13:58:38.06968Z",
            "consented_at": "0001-01-01T00:00:00Z",
            "consent_method": "text-ref",
        }),
    )
}

const READ_ONLY: [(&str, &str, &str); 8] = [
    ("deactivated", "false", "true"),
    ("namespace", "\"platformsh\"", "\"other\""),
    ("email", "\"ada@example.com\"", "\"other@example.com\""),
    ("email_verified", "true", "false"),
    ("created_at", "\"2010-04-19T10:00:00Z\"", "\"2010-04-19T10:00:01Z\""),
    ("updated_at", "\"2021-01-27T13:58:38.06968Z\"", "\"2021-01-27T13:58:38Z\""),
    ("consented_at", "\"0001-01-01T00:00:00Z\"", "7"),
    ("consent_method", "\"text-ref\"", "\"opt-in\""),
];

#[test]
fn read_only_members_may_repeat_the_current_user() {
    let current = current();
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    for (name, same, other) in READ_ONLY {
        let refused = Err(vec![format!("/{name} read-only")]);
        let decode = |text: &str, context: &UpdateContext<'_>| {
            let body = support::json(format!("{{\"{name}\":{text}}}").as_bytes());
            read_update(&upsun(), &body, context)
        };
        for context in [&known, &UpdateContext::EMPTY] {
            assert_eq!(decode("null", context), Ok(UserUpdate::default()), "{name}");
            assert_eq!(decode(other, context), refused, "{name}");
        }
        assert_eq!(decode(same, &known), Ok(UserUpdate::default()), "{name}");
        assert_eq!(decode(same, &UpdateContext::EMPTY), refused, "{name}");
    }
}

#[test]
fn a_read_only_member_may_repeat_what_the_model_could_not_hold() {
    let message = json!({ "id": ID, "consent_method": "", "email": "<string>", "namespace": 7 });
    let current = read_user(&upsun(), &message);
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let decoded = read_update(&upsun(), &message, &context);
    assert_eq!(decoded, Ok(UserUpdate::new(of(ID))));
}

#[test]
fn unknown_members_are_rejected_or_recorded() {
    let body =
        json!({ "company": "Engines", "mfa_enabled": true, "profile": { "company": "Other" } });
    assert_eq!(
        problems(&upsun(), &body),
        ["/mfa_enabled unknown-member", "/profile unknown-member"]
    );
    let tolerant = Upsun::new(Settings::default().with_unknown_members_reported());
    let decoded = read(&tolerant, &body, &UpdateContext::EMPTY).unwrap();
    assert_eq!(
        decoded.value,
        update_of(|update| update.profile.company = Patch::Set(of("Engines")))
    );
    assert_eq!(pointers(&decoded.provenance, ReadOutcome::Unknown), ["/mfa_enabled", "/profile"]);
}

#[test]
fn duplicate_members_are_rejected() {
    for (body, pointer) in [
        (r#"{"company":"a","company":"a"}"#, "/company"),
        (r#"{"company":"a","c\u006fmpany":"b"}"#, "/company"),
        (r#"{"email":null,"email":null}"#, "/email"),
    ] {
        for dialect in [upsun(), Upsun::new(Settings::default().with_unknown_members_reported())] {
            let error = dialect.decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
            assert_eq!(listed(&error), [format!("{pointer} duplicate-member")], "{body}");
            assert_eq!(error.status(), 400);
        }
    }
}

#[test]
fn three_invalid_values_are_three_problems() {
    let body =
        json!({ "country": "Atlantis", "username": null, "website": "/me", "first_name": "Ada" });
    assert_eq!(
        sorted(problems(&upsun(), &body)),
        ["/country country", "/username not-clearable", "/website link"]
    );
}

#[test]
fn the_id_must_match_the_path() {
    let (id, other) = (of(ID), of("d81c8ee2-44b3-429f-b944-a33ad7437690"));
    let of_path = UpdateContext::EMPTY.with_id(Some(&id));
    let decode = |body: Value, context: &UpdateContext<'_>| read_update(&upsun(), &body, context);
    let named = UserUpdate::new(of(ID));
    assert_eq!(decode(json!({ "id": ID }), &of_path), Ok(named.clone()));
    assert_eq!(decode(json!({ "id": ID }), &UpdateContext::EMPTY), Ok(named.clone()));
    assert_eq!(decode(json!({ "id": null }), &of_path), Ok(named.clone()));
    assert_eq!(decode(json!({}), &of_path), Ok(named));
    assert_eq!(decode(json!({ "id": "me" }), &of_path).unwrap_err(), ["/id uuid"]);
    let elsewhere = UpdateContext::EMPTY.with_id(Some(&other));
    let error =
        upsun().decode_update(json!({ "id": ID }).to_string().as_bytes(), &elsewhere).unwrap_err();
    assert_eq!(listed(&error), ["/id conflict"]);
    assert_eq!(error.status(), 409);
    let no_uuid = of("wqyODPA");
    assert_eq!(
        decode(json!({}), &UpdateContext::EMPTY.with_id(Some(&no_uuid))).unwrap_err(),
        [" uuid"]
    );
    let Err(Error::Loss(loss)) = upsun().encode_update(
        &UserUpdate::new(no_uuid),
        &UpdateContext::EMPTY,
        &LossPolicy::AllowUnsupported,
    ) else {
        panic!("an id that is no UUID was written");
    };
    assert_eq!(loss.losses(), [(Attribute::Id.into(), DropReason::InvalidForTarget)]);
}

#[test]
fn a_full_name_is_split() {
    for (full, given, family) in
        [("Ada Byron", "Ada", "Byron"), ("Mary van Dyke", "Mary van", "Dyke"), ("Cher", "Cher", "")]
    {
        let mut update = UserUpdate::default();
        update.name.full = Some(of(full));
        let encoded =
            upsun().encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap();
        assert_eq!(
            support::json(&encoded.body),
            json!({ "first_name": given, "last_name": family })
        );
        let split = WriteOutcome::Written(Some(Conversion::NameSplit));
        let provenance: Vec<_> = encoded.provenance.entries().collect();
        let subject = Attribute::FullName.into();
        assert_eq!(provenance, [(&subject, "/first_name", split), (&subject, "/last_name", split)]);
    }
}

#[test]
fn a_full_update_writes_the_current_user() {
    let complete = Upsun::new(Settings::default().with_full_updates());
    let mut current = current();
    current.name = idiolect::model::Name::new(None, Some(of("Ada")), Some(of("Byron")));
    current.profile.website = Some(of("https://example.com"));
    current.address.country = Some(of("GB"));
    current.contact.mobile = Some(of("07700 900456"));
    let mut update = UserUpdate::default();
    update.profile.company = Patch::Set(of("Engines"));
    update.name = NameUpdate::default();
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let encoded = complete.encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    assert_eq!(
        support::json(&encoded.body),
        json!({
            "username": "ada",
            "first_name": "Ada",
            "last_name": "Byron",
            "website": "https://example.com",
            "company": "Engines",
            "country": "GB",
        })
    );
    let encoded =
        complete.encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap();
    assert_eq!(encoded.body, br#"{"company":"Engines"}"#);
}

#[test]
fn the_targets_own_id_replaces_the_sources() {
    let (source, target) = (UserUpdate::new(of("wqyODPA")), of(ID));
    let context = UpdateContext::EMPTY.with_id(Some(&target));
    let encoded = upsun().encode_update(&source, &context, &LossPolicy::Reject).unwrap();
    assert_eq!((encoded.body.as_slice(), encoded.id.as_ref()), (b"{}".as_slice(), Some(&target)));
    let provenance: Vec<_> = encoded.provenance.entries().collect();
    assert_eq!(
        provenance,
        [(&Attribute::Id.into(), "", WriteOutcome::OutsideBody(Some(Conversion::TargetId)))]
    );
}

#[test]
fn an_unreadable_message_is_one_problem_at_the_root() {
    let deep = "[".repeat(128) + &"]".repeat(128);
    for (body, code, status) in [
        (b"".to_vec(), "syntax", 400),
        (b"{} {}".to_vec(), "syntax", 400),
        (b"{\"first_name\":\"Ada\"".to_vec(), "syntax", 400),
        (b"{\"first_name\":\"\\ud80\"}".to_vec(), "syntax", 400),
        (b"{\"first_name\":\"\xff\"}".to_vec(), "encoding", 400),
        (format!("{{\"company\":{deep}}}").into_bytes(), "too-deep", 400),
        (b"[]".to_vec(), "type", 400),
        (b"null".to_vec(), "type", 400),
        (vec![b' '; (2 << 20) + 1], "too-large", 413),
    ] {
        let error = upsun().decode_update(&body, &UpdateContext::EMPTY).unwrap_err();
        assert_eq!((listed(&error), error.status()), (vec![format!(" {code}")], status));
    }
}
