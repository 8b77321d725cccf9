//! Each member of an update alone, each part of a list, and the formats of IRIs and schedules.

use idiolect::dialect::UpdateContext;
use idiolect::model::{Attribute, SettingChange, UserUpdate};
use idiolect::problem::ReportedField;
use serde_json::{Value, json};

use super::support::lines::{readings, sorted};
use super::support::members::{Change, Member, Outcome};
use super::support::updates::{problems, read, value};
use super::support::values::{grant, of};
use super::support::variations::{with, without};
use super::{fixture, report, textus};

const CALENDAR: &str = "/settings/customSettings/~1textus~1user_schema~1calendar";

const BAD_ACCOUNTS: [&str; 12] = [
    "/accounts/",
    "/accounts",
    "/accounts/a/b",
    "/accounts/a/",
    "/users/a",
    "accounts/a",
    "//accounts/a",
    "/Accounts/a",
    "https://next.textus.com/accounts/a",
    "/accounts/a?b",
    "/accounts/a#b",
    "/accounts/%FF",
];

#[expect(clippy::too_many_lines, reason = "one entry for each member")]
fn single_members() -> Vec<Member> {
    let refused = || Outcome::Problem("not-clearable");
    let text =
        |pointer, attribute: Attribute, valid: &str, set: Change, bad: &[(&str, &'static str)]| {
            Member {
                pointer,
                subject: attribute.into(),
                valid: json!(valid),
                set,
                null: refused(),
                empty: refused(),
                bad: bad.iter().map(|(bad, code)| (json!(bad), *code)).collect(),
            }
        };
    let flag = |pointer, attribute: Attribute, valid: bool, set: Change| Member {
        pointer,
        subject: attribute.into(),
        valid: json!(valid),
        set,
        null: refused(),
        empty: Outcome::Problem("type"),
        bad: vec![(json!("true"), "type"), (json!(1), "type")],
    };
    let account: Change =
        |update| update.preferences.default_messaging_account = Some(of("my_account"));
    let bad_accounts: Vec<_> = BAD_ACCOUNTS.iter().map(|iri| (*iri, "iri")).collect();
    vec![
        text(
            "/name",
            Attribute::FullName,
            "Mary van Dyke",
            |update| update.name.full = Some(of("Mary van Dyke")),
            &[(" ", "blank"), ("a\tb", "control-character")],
        ),
        text(
            "/email",
            Attribute::Email,
            "not+chuck@textus.example",
            |update| update.sign_in.email = Some(of("not+chuck@textus.example")),
            &[
                ("chuck", "email"),
                ("@textus.example", "email"),
                ("a b@textus.example", "email"),
                ("a@", "email"),
            ],
        ),
        flag("/settings/notifications/email", Attribute::NotifyByEmail, true, |update| {
            update.preferences.notify_by_email = Some(true);
        }),
        flag("/settings/notifications/audio", Attribute::NotifyByAudio, false, |update| {
            update.preferences.notify_by_audio = Some(false);
        }),
        flag("/notifications/email", Attribute::NotifyByEmail, false, |update| {
            update.preferences.notify_by_email = Some(false);
        }),
        flag("/notifications/audio", Attribute::NotifyByAudio, true, |update| {
            update.preferences.notify_by_audio = Some(true);
        }),
        text(
            "/settings/defaultMessagingAccount",
            Attribute::DefaultMessagingAccount,
            "/accounts/my_account",
            account,
            &bad_accounts,
        ),
        text(
            "/defaultMessagingAccount",
            Attribute::DefaultMessagingAccount,
            "my_account",
            account,
            &bad_accounts,
        ),
        text(
            "/defaultMessagingAccount",
            Attribute::DefaultMessagingAccount,
            "/accounts/my_account",
            account,
            &[("a/b", "iri"), ("   ", "blank")],
        ),
        Member {
            pointer: "/memberships",
            subject: Attribute::Memberships.into(),
            valid: json!([{ "role": "user", "account": "/accounts/my_account" }]),
            set: |update| update.access.memberships = Some(vec![grant("user", "my_account")]),
            null: refused(),
            empty: Outcome::Problem("type"),
            bad: vec![
                (json!("/users/wqyODPA/memberships"), "type"),
                (json!({ "members": [] }), "type"),
            ],
        },
        Member {
            pointer: "/settings/analyticsReports",
            subject: Attribute::AnalyticsReports.into(),
            valid: fixture("update_8_schedule_analytics")
                .pointer("/settings/analyticsReports")
                .unwrap()
                .clone(),
            set: |update| update.preferences.analytics_reports = Some(vec![report()]),
            null: refused(),
            empty: Outcome::Problem("type"),
            bad: Vec::new(),
        },
        Member {
            pointer: CALENDAR,
            subject: ReportedField::CustomSetting(of("/textus/user_schema/calendar")),
            valid: json!("https://calend.ly/chuck-norris"),
            set: |update| {
                set(update, SettingChange::Set("https://calend.ly/chuck-norris".to_owned()));
            },
            null: Outcome::Changes(|update| set(update, SettingChange::Clear)),
            empty: Outcome::Changes(|update| set(update, SettingChange::Set(String::new()))),
            bad: Vec::new(),
        },
    ]
}

fn set(update: &mut UserUpdate, setting: SettingChange) {
    update.custom_settings.insert(of("/textus/user_schema/calendar"), setting);
}

#[test]
fn each_member_alone() {
    for member in single_members() {
        member.check(&textus(), &json!({}));
    }
}

#[test]
fn each_member_beside_empty_groups() {
    let base = json!({ "@type": "User", "@context": "/contexts/User.jsonld", "settings": {}, "avatar": null });
    for member in single_members() {
        member.check(&textus(), &base);
    }
}

#[test]
fn groups_contain_members_or_are_omitted() {
    for place in
        ["/settings", "/settings/notifications", "/settings/customSettings", "/notifications"]
    {
        assert_eq!(
            value(&textus(), &with(&json!({}), place, json!({}))),
            UserUpdate::default(),
            "{place}"
        );
        for wrong in [json!(true), json!(7), json!("text"), json!([]), json!("")] {
            assert_eq!(
                problems(&textus(), &with(&json!({}), place, wrong)),
                [format!("{place} type")]
            );
        }
        let null = problems(&textus(), &with(&json!({}), place, Value::Null));
        assert_eq!(null.len(), 1, "{null:?}");
        assert!(null[0].starts_with(&format!("{place} ")), "{null:?}");
    }
}

#[test]
fn lists_may_be_empty() {
    let update =
        value(&textus(), &json!({ "memberships": [], "settings": { "analyticsReports": [] } }));
    let mut expected = UserUpdate::default();
    expected.access.memberships = Some(Vec::new());
    expected.preferences.analytics_reports = Some(Vec::new());
    assert_eq!(update, expected);
}

#[test]
fn a_problem_of_a_list_names_its_element() {
    let good = json!({ "role": "user", "account": "/accounts/my_account" });
    for (element, expected) in [
        (json!({}), vec!["/memberships/1/account required", "/memberships/1/role required"]),
        (json!({ "account": "/accounts/a" }), vec!["/memberships/1/role required"]),
        (json!({ "role": "user" }), vec!["/memberships/1/account required"]),
        (json!({ "role": "", "account": "/accounts/a" }), vec!["/memberships/1/role blank"]),
        (
            json!({ "role": 5, "account": "my_account" }),
            vec!["/memberships/1/account iri", "/memberships/1/role type"],
        ),
        (
            json!({ "role": "user", "account": { "id": "/accounts/a" } }),
            vec!["/memberships/1/account type"],
        ),
        (json!({ "role": null, "account": "/accounts/a" }), vec!["/memberships/1/role type"]),
        (
            json!({ "role": "user", "account": "/accounts/a", "since": 2020 }),
            vec!["/memberships/1/since unknown-member"],
        ),
        (
            json!({ "role": "user", "account": "/accounts/a", "user": "/users/b" }),
            vec!["/memberships/1/user read-only"],
        ),
        (json!(["user"]), vec!["/memberships/1 type"]),
        (json!("user"), vec!["/memberships/1 type"]),
        (Value::Null, vec!["/memberships/1 type"]),
    ] {
        assert_eq!(
            sorted(problems(&textus(), &json!({ "memberships": [good, element] }))),
            expected,
            "{element}"
        );
    }
    for iri in BAD_ACCOUNTS {
        let body = json!({ "memberships": [{ "role": "user", "account": iri }] });
        assert_eq!(problems(&textus(), &body), ["/memberships/0/account iri"], "{iri}");
    }
    let linked = json!({
        "@type": "Membership",
        "@context": "/contexts/Membership.jsonld",
        "id": null,
        "user": null,
        "role": "chief cook",
        "account": "/accounts/my%20account%2F1",
    });
    let update = value(&textus(), &json!({ "memberships": [linked] }));
    assert_eq!(update.access.memberships, Some(vec![grant("chief cook", "my account/1")]));
}

#[test]
fn a_report_may_have_a_type_and_a_context() {
    let plain = fixture("update_8_schedule_analytics");
    let mut linked = plain.clone();
    let report = linked.pointer_mut("/settings/analyticsReports/0").unwrap();
    report["@type"] = json!("AnalyticsReport");
    report["@context"] = json!("/contexts/AnalyticsReport.jsonld");
    assert_eq!(value(&textus(), &linked), value(&textus(), &plain));
}

#[test]
fn a_problem_of_a_report_names_its_part() {
    let good = fixture("update_8_schedule_analytics")
        .pointer("/settings/analyticsReports/0")
        .unwrap()
        .clone();
    let cases: [(&str, Value, &[&str]); 14] = [
        ("/account", json!("my_account"), &["/account iri"]),
        ("/account", json!(7), &["/account type"]),
        ("/schedule", json!("FREQ=SOMETIMES"), &["/schedule schedule"]),
        ("/schedule", json!(""), &["/schedule schedule"]),
        ("/schedule", Value::Null, &["/schedule type"]),
        ("/timePeriod", json!(""), &["/timePeriod blank"]),
        ("/timePeriod", json!({}), &["/timePeriod type"]),
        ("/reports", json!("users"), &["/reports type"]),
        ("/reports", json!({}), &["/reports type"]),
        ("/reports", Value::Null, &["/reports type"]),
        ("/reports/1", json!(7), &["/reports/1 type"]),
        ("/reports/0", json!(""), &["/reports/0 blank"]),
        ("/reports", json!([1, "users", null]), &["/reports/0 type", "/reports/2 type"]),
        ("/name", json!("monthly"), &["/name unknown-member"]),
    ];
    for (place, bad, expected) in cases {
        let body =
            json!({ "settings": { "analyticsReports": [good, with(&good, place, bad.clone())] } });
        let expected: Vec<_> = expected
            .iter()
            .map(|problem| format!("/settings/analyticsReports/1{problem}"))
            .collect();
        assert_eq!(problems(&textus(), &body), expected, "{place} {bad}");
    }
    for place in ["/account", "/schedule", "/timePeriod", "/reports"] {
        let body = json!({ "settings": { "analyticsReports": [without(&good, place)] } });
        assert_eq!(
            problems(&textus(), &body),
            [format!("/settings/analyticsReports/0{place} required")]
        );
    }
}

#[test]
fn schedules() {
    let message = |rule: &str| {
        json!({ "settings": { "analyticsReports": [
            { "account": "/accounts/a", "schedule": rule, "timePeriod": "week", "reports": ["users"] }
        ] } })
    };
    for rule in [
        "FREQ=MONTHLY;BYDAY=1FR",
        "FREQ=DAILY",
        "BYDAY=MO;FREQ=WEEKLY",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=+2MO,TU,-3WE",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH",
        "FREQ=DAILY;COUNT=10",
        "FREQ=DAILY;UNTIL=20301231",
        "FREQ=DAILY;UNTIL=20301231T235959",
        "FREQ=DAILY;UNTIL=20301231T235959Z",
        "FREQ=YEARLY;BYMONTH=1,12;BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=0,60",
        "FREQ=YEARLY;BYWEEKNO=-53,20;BYYEARDAY=366,-1;BYMONTHDAY=31,-31;BYSETPOS=-1",
    ] {
        let update = value(&textus(), &message(rule));
        assert_eq!(update.preferences.analytics_reports.unwrap()[0].schedule.as_str(), rule);
    }
    for rule in [
        "RRULE:FREQ=DAILY",
        "DAILY",
        "FREQ",
        "FREQ=",
        "FREQ=FORTNIGHTLY",
        "BYDAY=MO",
        "FREQ=DAILY;",
        ";FREQ=DAILY",
        "FREQ=DAILY; BYHOUR=1",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;COUNT=1;UNTIL=20301231",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=many",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=MO,",
        "FREQ=MONTHLY;BYDAY=0FR",
        "FREQ=MONTHLY;BYDAY=FR1",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=0",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYMINUTE=60",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;UNTIL=2030-12-31",
        "FREQ=DAILY;UNTIL=",
        "FREQ=DAILY\nCOUNT=1",
        "every monday",
    ] {
        assert_eq!(
            problems(&textus(), &message(rule)),
            ["/settings/analyticsReports/0/schedule schedule"],
            "{rule}"
        );
    }
}

#[test]
fn custom_settings_are_read_by_key() {
    let body = json!({ "settings": { "customSettings": { "a/b~c": "text", "é": null } } });
    let decoded = read(&textus(), &body, &UpdateContext::EMPTY).unwrap();
    let mut expected = UserUpdate::default();
    expected.custom_settings.insert(of("a/b~c"), SettingChange::Set("text".to_owned()));
    expected.custom_settings.insert(of("é"), SettingChange::Clear);
    assert_eq!(decoded.value, expected);
    assert_eq!(
        readings(&decoded.provenance),
        [
            "custom_settings[a/b~c] /settings/customSettings/a~1b~0c",
            "custom_settings[é] /settings/customSettings/é",
        ]
    );
    let body = json!({ "settings": { "customSettings": { "": "text", "a": { "b": "c" }, "d": [], "e": 1 } } });
    assert_eq!(
        sorted(problems(&textus(), &body)),
        [
            "/settings/customSettings/ blank",
            "/settings/customSettings/a type",
            "/settings/customSettings/d type",
            "/settings/customSettings/e type",
        ]
    );
}
