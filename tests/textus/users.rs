//! Users of TextUs: read, and written back unchanged.

use idiolect::codec::ReadOutcome;
use idiolect::dialect::{DialectExt, Error};
use idiolect::model::Name;
use idiolect::model::{Membership, Status, User};
use serde_json::{Value, json};

use super::support::lines::{pointers, readings};
use super::support::users::{read_user, rewritten, write_user};
use super::support::values::{grant, of};
use super::support::variations::{kinds, places, variations, with, without};
use super::{fixture, report, support, textus};

type Alter = fn(&mut User);

fn chuck() -> User {
    let mut user = User::new(of("wqyODPA"));
    user.name = Name::new(Some(of("Chuck Norris")), Some(of("Chuck")), Some(of("Norris")));
    user.sign_in.email = Some(of("chuck@textus.example"));
    user.sign_in.has_password = Some(false);
    user.access.service_account = Some(false);
    user.access.status = Some(Status::Active);
    user.preferences.notify_by_email = Some(true);
    user
}

fn membership(id: &str, role: &str, account: &str, name: &str) -> Membership {
    let mut membership = Membership::new(grant(role, account));
    membership.id = Some(of(id));
    membership.account_name = Some(of(name));
    membership
}

#[test]
fn the_eight_fixtures_are_read_and_written_back() {
    let seeds: [(&str, Alter); 8] = [
        ("user_1_admin", |user| {
            user.preferences.notify_by_audio = Some(true);
            user.access.memberships =
                Some(vec![membership("PWApBE3", "user", "my_account", "Example Account")]);
        }),
        ("user_2_add_membership", |user| {
            user.access.memberships = Some(vec![
                membership("jVq0Kwz", "user", "my_account", "Example Account"),
                membership("AP1yemE", "support", "my_account_child", "My Account Child"),
            ]);
        }),
        ("user_3_remove_membership", |user| user.access.memberships = Some(Vec::new())),
        ("user_4_own_profile", |user| {
            user.preferences.notify_by_email = Some(false);
            user.preferences.notify_by_audio = Some(false);
            user.preferences.default_messaging_account = Some(of("my_account"));
        }),
        ("user_5_create_custom", |user| {
            let value = "https://calend.ly/chuck-norris".to_owned();
            user.custom_settings.insert(of("/textus/user_schema/calendar"), value);
        }),
        ("user_6_update_custom", |user| {
            let value = "https://calend.ly/my_new_url".to_owned();
            user.custom_settings.insert(of("/textus/user_schema/calendar"), value);
        }),
        ("user_7_remove_custom", |_| {}),
        ("user_8_schedule_analytics", |user| {
            user.preferences.analytics_reports = Some(vec![report()]);
        }),
    ];
    for (name, change) in seeds {
        let body = fixture(name);
        let read = read_user(&textus(), &body);
        let mut expected = chuck();
        change(&mut expected);
        let mut bare = read.clone();
        bare.extras = expected.extras.clone();
        for membership in bare.access.memberships.iter_mut().flatten() {
            membership.extras = expected.extras.clone();
        }
        assert_eq!(bare, expected, "{name}");
        assert_eq!(write_user(&textus(), &read), body, "{name}");
    }
    assert_eq!(support::fixtures("textus", "user").len(), 8);
}

/// A user with a valid value everywhere.
fn whole() -> Value {
    let mut body = fixture("user_2_add_membership");
    let reports = "/settings/analyticsReports";
    for (place, value) in [
        ("/avatar", json!("https://example.com/chuck.png")),
        ("/settings/notifications/audio", json!(false)),
        ("/settings/customSettings", json!({ "/a/b": "c", "d": "" })),
        ("/settings/defaultMessagingAccount", json!("/accounts/my_account")),
        (reports, fixture("user_8_schedule_analytics").pointer(reports).unwrap().clone()),
    ] {
        body = with(&body, place, value);
    }
    body
}

#[test]
fn every_path_is_recorded() {
    let decoded = textus().decode_user(whole().to_string().as_bytes()).unwrap();
    assert_eq!(
        readings(&decoded.provenance),
        [
            "analytics_reports /settings/analyticsReports",
            "custom_settings[/a/b] /settings/customSettings/~1a~1b",
            "custom_settings[d] /settings/customSettings/d",
            "default_messaging_account /settings/defaultMessagingAccount",
            "email /email",
            "family_name /lastName",
            "full_name /name",
            "given_name /firstName",
            "has_password /hasPassword",
            "id /id",
            "memberships /memberships/members",
            "notify_by_audio /settings/notifications/audio",
            "notify_by_email /settings/notifications/email",
            "picture /avatar",
            "service_account /automatedActor",
            "status /discarded",
        ]
    );
    assert_eq!(decoded.value.profile.picture, Some(of("https://example.com/chuck.png")));
    assert_eq!(decoded.value.custom_settings[&of("d")], "");
}

#[test]
fn any_user_is_written_back_unchanged() {
    let mut bases: Vec<Value> =
        support::fixtures("textus", "user").iter().map(|(_, bytes)| support::json(bytes)).collect();
    bases.push(whole());
    for base in bases {
        for (place, body) in variations(&base) {
            match textus().decode_user(body.to_string().as_bytes()) {
                Ok(decoded) => assert_eq!(write_user(&textus(), &decoded.value), body, "{place}"),
                Err(error) => {
                    assert_eq!(place, "/id", "{body}: {error:?}");
                    assert!(matches!(error, Error::Response { .. }), "{error:?}");
                    assert!(
                        !body["id"].is_u64() && body["id"] != json!("quite another text"),
                        "{body}"
                    );
                }
            }
        }
        let is_member = |place: &String| {
            base.pointer(place.rsplit_once('/').unwrap().0).is_some_and(Value::is_object)
        };
        for place in places(&base).into_iter().filter(is_member) {
            for kind in kinds() {
                let body = with(&base, &format!("{place} too"), kind);
                assert_eq!(write_user(&textus(), &read_user(&textus(), &body)), body, "{place}");
            }
            if place != "/id" {
                let body = without(&base, &place);
                assert_eq!(write_user(&textus(), &read_user(&textus(), &body)), body, "{place}");
            }
        }
    }
}

#[test]
fn an_invalid_value_leaves_its_attribute_absent() {
    let read = |place: &str, value: Value| read_user(&textus(), &with(&whole(), place, value));
    assert_eq!(read("/discarded", json!(true)).access.status, Some(Status::Deleted));
    assert_eq!(read("/discarded", json!("false")).access.status, None);
    assert_eq!(read("/avatar", Value::Null).profile.picture, None);
    assert_eq!(read("/avatar", json!("chuck.png")).profile.picture, None);
    assert_eq!(read("/email", json!("<string>")).sign_in.email, None);
    assert_eq!(read("/hasPassword", json!(0)).sign_in.has_password, None);
    assert_eq!(read("/memberships", json!("/users/a/memberships")).access.memberships, None);
    assert_eq!(read("/memberships", Value::Null).access.memberships, None);
    assert_eq!(read("/settings/notifications", Value::Null).preferences.notify_by_email, None);
    assert_eq!(read("/settings", Value::Null).preferences.analytics_reports, None);
    assert_eq!(read("/settings/customSettings/d", json!(5)).custom_settings.len(), 1);
    assert_eq!(
        read("/settings/defaultMessagingAccount", json!("/elsewhere"))
            .preferences
            .default_messaging_account,
        None
    );
    // The dialect does not validate the vendor's totals.
    let odd = read("/memberships/members/0/role", json!("chief cook"));
    assert_eq!(odd.access.memberships.unwrap()[0].role, of("chief cook"));
    let odd = read("/settings/analyticsReports/0/timePeriod", json!("next_century"));
    assert_eq!(odd.preferences.analytics_reports.unwrap()[0].time_period, of("next_century"));
}

#[test]
fn the_total_may_disagree_with_the_members() {
    for total in [json!(0), json!(99), json!(-1), json!("two"), Value::Null] {
        let body = with(&whole(), "/memberships/totalItems", total);
        let read = read_user(&textus(), &body);
        assert_eq!(read.access.memberships.as_ref().map(Vec::len), Some(2));
        assert_eq!(write_user(&textus(), &read), body);
    }
}

#[test]
fn numbers_keep_their_text() {
    for number in
        ["12345678901234567890123", "1e400", "-0", "1.0", "-0.0", "1E+2", "-9223372036854775809"]
    {
        for body in [
            format!(r#"{{"id":"/users/a","uiConfig":{{"n":[{number}]}}}}"#),
            format!(r#"{{"id":"/users/a","name":{number}}}"#),
            format!(r#"{{"id":"/users/a","settings":{{"customSettings":{{"k":{number}}}}}}}"#),
        ] {
            let text = rewritten(&textus(), &body);
            assert_eq!(
                text.replace(r#""@type":"User","@context":"/contexts/User.jsonld","#, ""),
                body
            );
        }
        let body =
            whole().to_string().replace("\"totalItems\":2", &format!("\"totalItems\":{number}"));
        assert!(rewritten(&textus(), &body).contains(&format!("\"totalItems\":{number}")));
        let body = whole()
            .to_string()
            .replace("\"role\":\"user\"", &format!("\"role\":\"user\",\"n\":{number}"));
        assert!(rewritten(&textus(), &body).contains(&format!("\"n\":{number}")));
    }
}

#[test]
fn a_change_to_the_user_is_the_only_difference() {
    let changes: [(&str, Value, Alter); 10] = [
        ("/email", json!("new@example.com"), |user| {
            user.sign_in.email = Some(of("new@example.com"));
        }),
        ("/avatar", json!("https://new.example/"), |user| {
            user.profile.picture = Some(of("https://new.example/"));
        }),
        ("/automatedActor", json!(true), |user| user.access.service_account = Some(true)),
        ("/hasPassword", json!(true), |user| user.sign_in.has_password = Some(true)),
        ("/discarded", json!(true), |user| user.access.status = Some(Status::Deleted)),
        ("/settings/notifications/email", json!(false), |user| {
            user.preferences.notify_by_email = Some(false);
        }),
        ("/settings/notifications/audio", json!(true), |user| {
            user.preferences.notify_by_audio = Some(true);
        }),
        ("/settings/defaultMessagingAccount", json!("/accounts/new"), |user| {
            user.preferences.default_messaging_account = Some(of("new"));
        }),
        ("/settings/customSettings/new", json!("new"), |user| {
            user.custom_settings.insert(of("new"), "new".to_owned());
        }),
        ("/settings/analyticsReports", json!([]), |user| {
            user.preferences.analytics_reports = Some(Vec::new());
        }),
    ];
    let mut regular = whole();
    regular["settings"]["theme"] = json!("dark");
    regular["settings"]["notifications"]["sms"] = Value::Null;
    regular["uiConfig"] = json!({ "a": [] });
    for (place, new, change) in changes {
        let mut befores: Vec<Value> =
            kinds().into_iter().map(|kind| with(&regular, place, kind)).collect();
        befores.push(with(&regular, place, Value::Null));
        befores.push(without(&with(&regular, place, Value::Null), place));
        for before in befores {
            let mut altered = read_user(&textus(), &before);
            change(&mut altered);
            assert_eq!(
                write_user(&textus(), &altered),
                with(&before, place, new.clone()),
                "{place}"
            );
        }
    }
}

#[test]
fn a_change_in_a_group_leaves_the_rest_of_the_group() {
    let by_email: Alter = |user| user.preferences.notify_by_email = Some(true);
    let custom: Alter = |user| {
        user.custom_settings.insert(of("new"), "new".to_owned());
    };
    let mut lost = Vec::new();
    for (settings, place, new, change) in [
        (json!({ "customSettings": {} }), "/notifications/email", json!(true), by_email),
        (
            json!({ "customSettings": {}, "theme": "dark" }),
            "/notifications/email",
            json!(true),
            by_email,
        ),
        (json!({ "notifications": {} }), "/notifications/email", json!(true), by_email),
        (
            json!({ "notifications": { "email": null, "sms": true } }),
            "/notifications/email",
            json!(true),
            by_email,
        ),
        (
            json!({ "notifications": { "email": true }, "customSettings": {} }),
            "/customSettings/new",
            json!("new"),
            custom,
        ),
        (json!({ "customSettings": { "old": 5 } }), "/customSettings/new", json!("new"), custom),
        (
            json!({ "customSettings": { "old": null, "new": 5 } }),
            "/customSettings/new",
            json!("new"),
            custom,
        ),
    ] {
        let before = with(&fixture("user_7_remove_custom"), "/settings", settings);
        let mut altered = read_user(&textus(), &before);
        change(&mut altered);
        let (after, expected) =
            (write_user(&textus(), &altered), with(&before, &format!("/settings{place}"), new));
        if after != expected {
            lost.push(format!(
                "{} became {}, not {}",
                before["settings"], after["settings"], expected["settings"]
            ));
        }
    }
    assert_eq!(lost, [""; 0]);
}

#[test]
fn a_removed_element_is_the_only_difference() {
    let changes: [(&str, Alter); 9] = [
        ("/email", |user| user.sign_in.email = None),
        ("/avatar", |user| user.profile.picture = None),
        ("/discarded", |user| user.access.status = None),
        ("/settings/notifications/email", |user| user.preferences.notify_by_email = None),
        ("/settings/defaultMessagingAccount", |user| {
            user.preferences.default_messaging_account = None;
        }),
        ("/settings/analyticsReports", |user| user.preferences.analytics_reports = None),
        ("/settings/customSettings/d", |user| {
            user.custom_settings.remove(&of("d"));
        }),
        ("/hasPassword", |user| user.sign_in.has_password = None),
        ("/automatedActor", |user| user.access.service_account = None),
    ];
    for (place, change) in changes {
        let mut body = whole();
        body["settings"]["theme"] = json!("dark");
        let mut altered = read_user(&textus(), &body);
        change(&mut altered);
        assert_eq!(write_user(&textus(), &altered), without(&body, place));
    }
}

#[test]
fn the_extras_of_an_element_move_with_it() {
    let mut body = whole();
    body["memberships"]["members"][0]["since"] = json!(1.0);
    body["memberships"]["members"][1]["account"]["logo"] = Value::Null;
    body["settings"]["analyticsReports"][0]["paused"] = json!(true);
    let original = read_user(&textus(), &body);
    assert_eq!(write_user(&textus(), &original), body);

    let mut swapped = original.clone();
    swapped.access.memberships.as_mut().unwrap().reverse();
    let mut expected = body.clone();
    expected["memberships"]["members"].as_array_mut().unwrap().reverse();
    assert_eq!(write_user(&textus(), &swapped), expected);

    let mut fewer = original.clone();
    fewer.access.memberships.as_mut().unwrap().remove(0);
    let mut expected = body.clone();
    expected["memberships"]["members"].as_array_mut().unwrap().remove(0);
    expected["memberships"]["totalItems"] = json!(1);
    assert_eq!(write_user(&textus(), &fewer), expected);

    let mut promoted = original.clone();
    promoted.access.memberships.as_mut().unwrap()[1].role = of("admin");
    promoted.preferences.analytics_reports.as_mut().unwrap()[0].time_period = of("previous_week");
    let mut expected = body.clone();
    expected["memberships"]["members"][1]["role"] = json!("admin");
    expected["settings"]["analyticsReports"][0]["timePeriod"] = json!("previous_week");
    assert_eq!(write_user(&textus(), &promoted), expected);

    let mut update = idiolect::model::UserUpdate::default();
    update.access.memberships =
        Some(vec![grant("admin", "my_account_child"), grant("user", "another")]);
    let mut applied = original;
    update.apply(&mut applied).unwrap();
    let members = write_user(&textus(), &applied)["memberships"]["members"].clone();
    let mut kept = body["memberships"]["members"][1].clone();
    kept["role"] = json!("admin");
    assert_eq!(members[0], kept);
    assert_eq!(members[1]["account"]["id"], json!("/accounts/another"));
    assert_eq!(members[1].pointer("/since"), None);
}

#[test]
fn a_list_with_one_invalid_element_is_written_back_unchanged() {
    for odd in [
        json!({}),
        Value::Null,
        json!("/users/a/memberships/b"),
        json!({ "role": "user", "account": 5 }),
    ] {
        let body = with(&whole(), "/memberships/members/1", odd);
        let decoded = textus().decode_user(body.to_string().as_bytes()).unwrap();
        assert_eq!(decoded.value.access.memberships, None);
        let unreadable = pointers(&decoded.provenance, ReadOutcome::Unreadable);
        assert!(
            unreadable.iter().any(|pointer| pointer.starts_with("/memberships/members")),
            "{unreadable:?}"
        );
        assert_eq!(write_user(&textus(), &decoded.value), body);
    }
}

#[test]
fn an_id_that_is_not_an_iri_is_written_back_unchanged() {
    for id in
        ["wqyODPA", "/users/a%20b", "/users/a/b", "https://next.textus.com/users/a", "/users/"]
    {
        let body = with(&whole(), "/id", json!(id));
        assert_eq!(write_user(&textus(), &read_user(&textus(), &body)), body);
    }
    assert_eq!(read_user(&textus(), &json!({ "id": "/users/a%20b" })).id, of("a b"));
    for body in [
        json!({}),
        json!({ "id": null }),
        json!({ "id": "" }),
        json!({ "id": {} }),
        json!([]),
        json!("a"),
    ] {
        let error = textus().decode_user(body.to_string().as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Response { .. }), "{body}");
        assert_eq!(error.status(), 502);
    }
}

#[test]
fn a_user_built_in_code_is_written() {
    let mut user = chuck();
    user.access.status = Some(Status::Locked);
    user.access.memberships = Some(vec![Membership::new(grant("user", "a b"))]);
    let account = json!({ "@type": "Account", "@context": "/contexts/Account.jsonld", "id": "/accounts/a%20b" });
    assert_eq!(
        write_user(&textus(), &user),
        json!({
            "@type": "User",
            "@context": "/contexts/User.jsonld",
            "id": "/users/wqyODPA",
            "name": "Chuck Norris",
            "firstName": "Chuck",
            "lastName": "Norris",
            "email": "chuck@textus.example",
            "automatedActor": false,
            "hasPassword": false,
            "discarded": false,
            "settings": { "notifications": { "email": true } },
            "memberships": {
                "@type": "hydra:Collection",
                "@context": "/contexts/hydra:Collection.jsonld",
                "id": "/users/wqyODPA/memberships",
                "members": [{
                    "@type": "Membership",
                    "@context": "/contexts/Membership.jsonld",
                    "role": "user",
                    "user": "/users/wqyODPA",
                    "account": account,
                }],
                "totalItems": 1,
            },
        })
    );
}
