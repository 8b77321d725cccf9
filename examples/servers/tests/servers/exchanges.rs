//! Updates in every dialect, and what others then read.

use std::process::Command;

use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Caller, Server, USER, document};

#[tokio::test]
async fn what_one_dialect_updates_all_others_read() {
    let gateway = Server::gateway(None);
    let callers = Caller::all(&gateway);
    for (index, caller) in callers.iter().enumerate() {
        let family = format!("Byron-{index}");
        let (status, user) = caller.update(&caller.naming("Ada", &family)).await;
        assert_eq!(status, StatusCode::OK, "{} {user}", caller.dialect());
        assert_eq!(caller.name(&user), format!("Ada {family}"), "{}", caller.dialect());
        for reader in &callers {
            assert_eq!(
                reader.name(&reader.look().await),
                format!("Ada {family}"),
                "{}",
                reader.dialect()
            );
        }
    }
}

#[tokio::test]
async fn a_refusal_names_the_callers_own_member_and_changes_nothing() {
    let gateway = Server::gateway(None);
    let legacy = Caller::of(&gateway, "legacy");
    let before = legacy.look().await;
    let (status, refusal) =
        legacy.update(&json!({"firstName": "Ada", "password": "Ch@ng3dP@ssw0rd!"})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refusal["password"].is_string(), "{refusal}");
    assert!(!refusal.to_string().contains("Ch@ng3d"));
    assert_eq!(legacy.look().await, before);
}

#[tokio::test]
async fn an_update_on_a_condition_is_not_done_without_it() {
    let gateway = Server::gateway(None);
    for caller in Caller::all(&gateway) {
        let before = caller.look().await;
        let naming = caller.naming("Ada", "Conditional");
        for condition in [("If-Match", "\"v1\""), ("If-None-Match", "*")] {
            let (status, _) = caller.update_if(condition, &naming).await;
            assert_eq!(status, StatusCode::PRECONDITION_FAILED, "{}", caller.dialect());
        }
        assert_eq!(caller.look().await, before);
        for condition in [("If-Match", "*"), ("If-None-Match", "\"v1\"")] {
            let (status, _) = caller.update_if(condition, &naming).await;
            assert_eq!(status, StatusCode::OK, "{}", caller.dialect());
        }
        let (status, _) = caller.update(&caller.naming("Ada", "Byron")).await;
        assert_eq!(status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_sent_back_unchanged_is_no_problem() {
    let gateway = Server::gateway(None);
    let caller = Caller::of(&gateway, "json-api");
    let mut user = caller.look().await;
    user["data"]["attributes"]["profile"]["work"]["occupation"] = json!("Mathematician");
    user.as_object_mut().unwrap().remove("included");
    let (status, answer) = caller.update(&user).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["data"]["attributes"]["profile"]["work"]["occupation"], "Mathematician");
}

#[tokio::test]
async fn every_dialect_may_be_before_every_other() {
    let gateway = Server::gateway(None);
    for upstream in Caller::all(&gateway) {
        let address = format!("{}/{}", gateway.address, upstream.dialect());
        let proxy = Server::proxy(&format!("{}={address}", upstream.dialect()));
        for caller in Caller::all(&proxy) {
            let family = format!("{}-{}", caller.dialect(), upstream.dialect());
            let (status, user) = caller.update(&caller.naming("Grace", &family)).await;
            assert_eq!(status, StatusCode::OK, "{family} {user}");
            assert_eq!(caller.name(&user), format!("Grace {family}"));
            assert_eq!(upstream.name(&upstream.look().await), format!("Grace {family}"));
        }
    }
}

#[tokio::test]
async fn the_proxy_asks_the_service_for_what_an_update_needs() {
    let gateway = Server::gateway(None);
    let proxy = Server::proxy(&format!("textus={}/textus", gateway.address));
    let upsun = Caller::of(&proxy, "upsun");
    let (status, user) = upsun.update(&json!({"first_name": "Augusta"})).await;
    assert_eq!((status, upsun.name(&user).as_str()), (StatusCode::OK, "Augusta Thompson"));
}

#[tokio::test]
async fn the_services_refusal_is_told_in_the_callers_words() {
    let gateway = Server::gateway(None);
    let proxy = Server::proxy(&format!("legacy={}/legacy", gateway.address));
    // An upstream that has no such user, and one that is not there.
    let caller = Caller::of(&proxy, "json-api");
    let lost = document(&json!({"personal": {"dob": "1815-12-10"}}));
    let (status, refusal) = caller.update(&lost).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refusal["errors"][0]["source"]["pointer"], "/data/attributes/profile/personal/dob");

    let nobody = Server::proxy("upsun=http://127.0.0.1:1");
    for caller in Caller::all(&nobody) {
        let (status, _) = caller.update(&caller.naming("Ada", "Byron")).await;
        assert_eq!(status, StatusCode::BAD_GATEWAY, "{}", caller.dialect());
    }
}

#[test]
fn the_commands_that_are_shown_work_and_are_those_of_the_readme() {
    let gateway = Server::gateway(None);
    let commands =
        gateway.said.split_once("curl").map(|(_, commands)| format!("curl{commands}")).unwrap();
    let readme = include_str!("../../../../README.md");
    let elsewhere = commands.replace(&gateway.address, "http://127.0.0.1:8080");
    assert!(readme.contains(&elsewhere), "the README shows\n{elsewhere}");
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("curl is not there: its commands were not run");
        return;
    }
    let answered =
        Command::new("sh").args(["-euc", &commands]).env("NO_PROXY", "*").output().unwrap();
    let answered = String::from_utf8(answered.stdout).unwrap();
    assert!(answered.contains(r#""last_name":"Hopper""#), "{answered}");
    assert!(answered.contains(r#""name":"Grace Hopper""#), "{answered}");
    assert!(answered.contains("an e-mail address is expected"), "{answered}");
    assert!(answered.contains(USER) && !answered.contains("cobol"), "{answered}");
}
