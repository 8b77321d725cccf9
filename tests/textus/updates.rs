//! Updates of TextUs: the vendor's examples, the aliases, and the envelope.

use idiolect::codec::{DropReason, ReadOutcome};
use idiolect::dialect::textus::TextUs;
use idiolect::dialect::{DialectExt, LossPolicy, MessageKind, Settings, UpdateContext};
use idiolect::model::{Attribute, Patch, SettingChange, User, UserUpdate};
use serde_json::{Value, json};

use super::support::lines::{listed, pointers, readings, sorted};
use super::support::members::Change;
use super::support::updates::{problems, read, read_update, update_of, value};
use super::support::users::read_user;
use super::support::values::{grant, of};
use super::support::variations::{places, same_type, variations, with};
use super::{encode, fixture, report, support, textus};

#[test]
#[expect(clippy::too_many_lines, reason = "eight seeds")]
fn the_eight_fixtures_are_read_and_written_back() {
    let calendar = "custom_settings[/textus/user_schema/calendar] \
                    /settings/customSettings/~1textus~1user_schema~1calendar";
    let second = "custom_settings[/textus/user_schema/second-field] \
                  /settings/customSettings/~1textus~1user_schema~1second-field";
    let seeds: [(&str, Change, Vec<&str>); 8] = [
        (
            "update_1_admin",
            |update| {
                update.name.full = Some(of("Not Chuck"));
                update.sign_in.email = Some(of("not+chuck@textus.example"));
                update.preferences.notify_by_email = Some(true);
                update.preferences.notify_by_audio = Some(true);
            },
            vec![
                "email /email",
                "full_name /name",
                "notify_by_audio /settings/notifications/audio",
                "notify_by_email /settings/notifications/email",
            ],
        ),
        (
            "update_2_add_membership",
            |update| {
                update.name.full = Some(of("Not Chuck"));
                update.sign_in.email = Some(of("not+chuck@textus.example"));
                update.access.memberships =
                    Some(vec![grant("user", "my_account"), grant("support", "my_account_child")]);
            },
            vec!["email /email", "full_name /name", "memberships /memberships"],
        ),
        (
            "update_3_remove_membership",
            |update| {
                update.name.full = Some(of("Not Chuck"));
                update.sign_in.email = Some(of("not+chuck@textus.example"));
                update.access.memberships = Some(Vec::new());
            },
            vec!["email /email", "full_name /name", "memberships /memberships"],
        ),
        (
            "update_4_own_profile",
            |update| {
                update.name.full = Some(of("Chuck Norris"));
                update.sign_in.email = Some(of("chuck@textus.example"));
                update.preferences.notify_by_email = Some(false);
                update.preferences.notify_by_audio = Some(false);
                update.preferences.default_messaging_account = Some(of("my_account"));
            },
            vec![
                "default_messaging_account /defaultMessagingAccount",
                "email /email",
                "full_name /name",
                "notify_by_audio /notifications/audio",
                "notify_by_audio /settings/notifications/audio",
                "notify_by_email /notifications/email",
                "notify_by_email /settings/notifications/email",
            ],
        ),
        (
            "update_5_create_custom",
            |update| {
                let value = SettingChange::Set("https://calend.ly/chuck-norris".to_owned());
                update.custom_settings.insert(of("/textus/user_schema/calendar"), value);
            },
            vec![calendar],
        ),
        (
            "update_6_update_custom",
            |update| {
                let value = SettingChange::Set("https://calend.ly/my_new_url".to_owned());
                update.custom_settings.insert(of("/textus/user_schema/calendar"), value);
            },
            vec![calendar],
        ),
        (
            "update_7_remove_custom",
            |update| {
                update
                    .custom_settings
                    .insert(of("/textus/user_schema/calendar"), SettingChange::Clear);
                update
                    .custom_settings
                    .insert(of("/textus/user_schema/second-field"), SettingChange::Clear);
            },
            vec![calendar, second],
        ),
        (
            "update_8_schedule_analytics",
            |update| {
                update.name.full = Some(of("Chuck Norris"));
                update.sign_in.email = Some(of("chuck@textus.example"));
                update.preferences.analytics_reports = Some(vec![report()]);
            },
            vec!["analytics_reports /settings/analyticsReports", "email /email", "full_name /name"],
        ),
    ];
    for (name, change, pointers) in seeds {
        let body = fixture(name);
        let decoded = read(&textus(), &body, &UpdateContext::EMPTY).unwrap();
        assert_eq!(decoded.value, update_of(change), "{name}");
        assert_eq!(readings(&decoded.provenance), pointers, "{name}");
        let folded = if name == "update_4_own_profile" {
            json!({
                "name": "Chuck Norris",
                "email": "chuck@textus.example",
                "defaultMessagingAccount": "my_account",
                "settings": { "notifications": { "email": false, "audio": false } },
            })
        } else {
            body
        };
        assert_eq!(encode(&decoded.value, None), Ok(folded), "{name}");
    }
    assert_eq!(support::fixtures("textus", "update").len(), 8);
}

#[test]
fn aliases_mean_the_members_of_settings() {
    let accounted = |body: &Value| {
        let decoded = read(&textus(), body, &UpdateContext::EMPTY).unwrap();
        (decoded.value, readings(&decoded.provenance))
    };
    let disjoint = json!({ "notifications": { "audio": true }, "settings": { "notifications": { "email": false } } });
    let (update, pointers) = accounted(&disjoint);
    let expected = update_of(|update| {
        update.preferences.notify_by_email = Some(false);
        update.preferences.notify_by_audio = Some(true);
    });
    assert_eq!(update, expected);
    assert_eq!(
        pointers,
        ["notify_by_audio /notifications/audio", "notify_by_email /settings/notifications/email"]
    );
    let both = json!({
        "defaultMessagingAccount": "my_account",
        "settings": { "defaultMessagingAccount": "/accounts/my_account" },
    });
    let (update, pointers) = accounted(&both);
    assert_eq!(
        update,
        update_of(|update| update.preferences.default_messaging_account = Some(of("my_account")))
    );
    assert_eq!(
        pointers,
        [
            "default_messaging_account /defaultMessagingAccount",
            "default_messaging_account /settings/defaultMessagingAccount",
        ]
    );
    let contradicting = json!({
        "notifications": { "email": true, "audio": true },
        "defaultMessagingAccount": "my_account",
        "settings": {
            "notifications": { "email": false, "audio": true },
            "defaultMessagingAccount": "/accounts/another",
        },
    });
    assert_eq!(
        sorted(problems(&textus(), &contradicting)),
        ["/defaultMessagingAccount contradiction", "/notifications/email contradiction"]
    );
    let wrong_once = json!({ "notifications": { "email": 1 }, "settings": { "notifications": { "email": true } } });
    assert_eq!(problems(&textus(), &wrong_once), ["/notifications/email type"]);
    assert_eq!(
        problems(&textus(), &json!({ "notifications": { "sms": true } })),
        ["/notifications/sms unknown-member"]
    );
    let schema: Value =
        serde_json::from_str(&textus().schema(MessageKind::Update).to_json()).unwrap();
    for pointer in [
        "/properties/defaultMessagingAccount/x-rules",
        "/properties/notifications/properties/email/x-rules",
    ] {
        let rules = schema.pointer(pointer).unwrap().as_array().unwrap();
        assert!(rules.contains(&json!("contradiction")), "{pointer}");
    }
}

/// Beside `settings`, as the vendor's own request has it; within, where a bare slug would be read
/// as an IRI. Users have it within.
#[test]
fn the_default_account_is_a_bare_slug_unless_it_cannot_be() {
    let complete = TextUs::new(Settings::default().with_full_updates());
    let iri = |account: &str| json!(format!("/accounts/{account}"));
    for (account, body) in [
        ("my_account", json!({ "defaultMessagingAccount": "my_account" })),
        ("50%2Fa b", json!({ "defaultMessagingAccount": "50%2Fa b" })),
        ("a/b", json!({ "settings": { "defaultMessagingAccount": iri("a%2Fb") } })),
        (
            "/accounts/a",
            json!({ "settings": { "defaultMessagingAccount": iri("%2Faccounts%2Fa") } }),
        ),
    ] {
        let update =
            update_of(|update| update.preferences.default_messaging_account = Some(of(account)));
        assert_eq!(encode(&update, None), Ok(body.clone()), "{account}");
        assert_eq!(value(&textus(), &body), update, "{account}");

        let mut user = User::new(of("wqyODPA"));
        user.preferences.default_messaging_account = Some(of(account));
        let context = UpdateContext::EMPTY.with_current(Some(&user));
        let encoded =
            complete.encode_update(&UserUpdate::default(), &context, &LossPolicy::Reject).unwrap();
        assert_eq!(support::json(&encoded.body), body, "{account}");
        let response = support::json(&textus().encode_user(&user).body);
        assert!(response.get("defaultMessagingAccount").is_none(), "{account}");
        assert!(response["settings"]["defaultMessagingAccount"].is_string(), "{account}");
    }
}

#[test]
fn both_sources_of_an_alias_reach_the_report() {
    let body = support::fixture("textus/update_4_own_profile.json");
    let translation = support::update("textus", "textus", &body).unwrap();
    let row = translation.report.of(Attribute::NotifyByAudio).unwrap();
    let sources: Vec<_> = row.sources.iter().map(ToString::to_string).collect();
    assert_eq!(sources, ["/settings/notifications/audio", "/notifications/audio"]);
    let targets: Vec<_> = row.targets.iter().map(ToString::to_string).collect();
    assert_eq!(targets, ["/settings/notifications/audio"]);
}

#[test]
fn the_envelope_is_accepted() {
    let body = json!({ "@type": "User", "@context": "/contexts/User.jsonld", "name": "Ada" });
    assert_eq!(value(&textus(), &body), update_of(|update| update.name.full = Some(of("Ada"))));
    assert_eq!(value(&textus(), &json!({ "@context": { "@vocab": "x" } })), UserUpdate::default());
    assert_eq!(problems(&textus(), &json!({ "@type": "Account" })), ["/@type conflict"]);
}

#[test]
fn the_id_must_match_the_path() {
    let id = of("PWApBE3");
    let of_path = UpdateContext::EMPTY.with_id(Some(&id));
    let decode = |body: Value, context: &UpdateContext<'_>| read_update(&textus(), &body, context);
    let named = UserUpdate::new(of("PWApBE3"));
    assert_eq!(decode(json!({ "id": "/users/PWApBE3" }), &of_path), Ok(named.clone()));
    assert_eq!(decode(json!({ "id": "/users/PWApBE3" }), &UpdateContext::EMPTY), Ok(named.clone()));
    assert_eq!(decode(json!({ "id": null }), &of_path), Ok(named.clone()));
    assert_eq!(decode(json!({}), &of_path), Ok(named));
    for iri in [
        "PWApBE3",
        "/accounts/PWApBE3",
        "/users/",
        "/users/a/memberships",
        "https://a.example/users/b",
    ] {
        assert_eq!(problems(&textus(), &json!({ "id": iri })), ["/id iri"], "{iri}");
    }
    let error = textus().decode_update(br#"{"id":"/users/wqyODPA"}"#, &of_path).unwrap_err();
    assert_eq!(listed(&error), ["/id conflict"]);
    assert_eq!(error.status(), 409);
}

#[test]
fn read_only_members_may_repeat_the_current_user() {
    let current = read_user(&textus(), &fixture("user_1_admin"));
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    for (name, same, other) in [
        ("firstName", json!("Chuck"), json!("Charles")),
        ("lastName", json!("Norris"), json!("")),
        ("automatedActor", json!(false), json!(true)),
        ("hasPassword", json!(false), json!("false")),
        ("discarded", json!(false), json!(true)),
        ("avatar", Value::Null, json!("https://example.com/chuck.png")),
    ] {
        let decode = |value: &Value, context: &UpdateContext<'_>| {
            read_update(&textus(), &json!({ name: value }), context)
        };
        let refused = Err(vec![format!("/{name} read-only")]);
        for context in [&known, &UpdateContext::EMPTY] {
            assert_eq!(decode(&Value::Null, context), Ok(UserUpdate::default()), "{name}");
            assert_eq!(decode(&other, context), refused, "{name}");
        }
        assert_eq!(decode(&same, &known), Ok(UserUpdate::default()), "{name}");
        if !same.is_null() {
            assert_eq!(decode(&same, &UpdateContext::EMPTY), refused, "{name}");
        }
    }
}

#[test]
fn a_user_sent_back_as_an_update_changes_nothing() {
    let mut message = fixture("user_1_admin");
    message["settings"]["customSettings"] = json!({ "calendar": "https://calend.ly" });
    message["discarded"] = json!("no");
    let current = read_user(&textus(), &message);
    let known = UpdateContext::EMPTY.with_current(Some(&current));
    let update = read_update(&textus(), &message, &known).unwrap();
    assert!(update.is_empty(), "{update:?}");
}

#[test]
fn unknown_members_are_rejected_or_recorded() {
    let body = json!({
        "name": "Ada",
        "uiConfig": { "theme": "dark" },
        "settings": { "theme": "dark", "notifications": { "sms": true } },
        "memberships": [{ "role": "user", "account": "/accounts/a", "since": 2020 }],
    });
    let unknown =
        ["/memberships/0/since", "/settings/notifications/sms", "/settings/theme", "/uiConfig"];
    assert_eq!(
        sorted(problems(&textus(), &body)),
        unknown.map(|pointer| format!("{pointer} unknown-member"))
    );
    let tolerant = TextUs::new(Settings::default().with_unknown_members_reported());
    let decoded = read(&tolerant, &body, &UpdateContext::EMPTY).unwrap();
    let expected = update_of(|update| {
        update.name.full = Some(of("Ada"));
        update.access.memberships = Some(vec![grant("user", "a")]);
    });
    assert_eq!(decoded.value, expected);
    assert_eq!(sorted(pointers(&decoded.provenance, ReadOutcome::Unknown)), unknown);
}

#[test]
fn duplicate_members_are_rejected() {
    for (body, pointer) in [
        (r#"{"name":"a","name":"a"}"#, "/name"),
        (
            r#"{"settings":{"customSettings":{"k":"a","\u006b":null}}}"#,
            "/settings/customSettings/k",
        ),
        (
            r#"{"memberships":[{"role":"a","account":"/accounts/a","role":"b"}]}"#,
            "/memberships/0/role",
        ),
        (r#"{"settings":{},"settings":{}}"#, "/settings"),
    ] {
        let error = textus().decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
        assert_eq!(listed(&error), [format!("{pointer} duplicate-member")], "{body}");
    }
}

#[test]
fn three_invalid_values_are_three_problems() {
    let body = json!({
        "name": "",
        "memberships": [{ "role": "a", "account": "/accounts/a" }, { "role": 1, "account": "/accounts/b" }],
        "settings": { "notifications": { "email": "yes" } },
    });
    assert_eq!(
        sorted(problems(&textus(), &body)),
        ["/memberships/1/role type", "/name not-clearable", "/settings/notifications/email type"]
    );
}

#[test]
fn every_wrong_type_is_one_problem_at_its_path() {
    for (name, bytes) in support::fixtures("textus", "update") {
        let base = support::json(&bytes);
        for (place, body) in variations(&base) {
            let (was, is) = (base.pointer(&place).unwrap(), body.pointer(&place).unwrap());
            let is_setting = place.starts_with("/settings/customSettings/");
            if same_type(was, is)
                || is_setting && (is.is_null() || is.is_string())
                || is.is_boolean() && was.is_boolean()
            {
                continue;
            }
            let found = problems(&textus(), &body);
            assert_eq!(found.len(), 1, "{name} {place}: {found:?}");
            let (pointer, code) = found[0].rsplit_once(' ').unwrap();
            assert_eq!(pointer, place, "{name} {is}");
            assert!(code == "type" || code == "not-clearable" && is.is_null(), "{name} {found:?}");
        }
    }
}

#[test]
fn no_problem_contains_the_value() {
    for (_, bytes) in support::fixtures("textus", "update") {
        let base = support::json(&bytes);
        for place in places(&base) {
            for value in [json!(["hunter2", 5]), json!(" \u{1}hunter2")] {
                if let Err(error) = textus().decode_update(
                    with(&base, &place, value).to_string().as_bytes(),
                    &UpdateContext::EMPTY,
                ) {
                    let shown =
                        format!("{error} {error:?} {}", std::error::Error::source(&error).unwrap());
                    assert!(!shown.contains("hunter2"), "{shown}");
                }
            }
        }
    }
}

#[test]
fn nothing_but_a_custom_setting_can_be_cleared() {
    let update = update_of(|update| {
        update.custom_settings.insert(of("calendar"), SettingChange::Clear);
        update.profile.picture = Patch::Clear;
        update.contact.mobile = Patch::Set(of("07700 900456"));
    });
    let reason = DropReason::Unsupported;
    assert_eq!(
        encode(&update, None),
        Err(vec![(Attribute::Picture.into(), reason), (Attribute::Mobile.into(), reason)])
    );
    let encoded = textus()
        .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowUnsupported)
        .unwrap();
    assert_eq!(
        support::json(&encoded.body),
        json!({ "settings": { "customSettings": { "calendar": null } } })
    );
}

#[test]
fn a_full_update_writes_the_current_user() {
    let current = read_user(&textus(), &fixture("user_4_own_profile"));
    let mut update = UserUpdate::default();
    update.preferences.notify_by_audio = Some(true);
    let complete = TextUs::new(Settings::default().with_full_updates());
    let context = UpdateContext::EMPTY.with_current(Some(&current));
    let encoded = complete.encode_update(&update, &context, &LossPolicy::Reject).unwrap();
    assert_eq!(
        support::json(&encoded.body),
        json!({
            "memberships": "/users/wqyODPA/memberships",
            "name": "Chuck Norris",
            "email": "chuck@textus.example",
            "defaultMessagingAccount": "my_account",
            "settings": { "notifications": { "email": false, "audio": true } },
        })
    );
}
