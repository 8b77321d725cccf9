//! Updates in every dialect, and the resulting user in the others.

use std::process::Command;

use idiolect_servers::Frontend;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Caller, Server, USER, document};

#[tokio::test]
async fn an_update_is_visible_in_every_dialect() {
    let gateway = Server::gateway(None);
    let callers = Caller::all(&gateway);
    for (index, caller) in callers.iter().enumerate() {
        let family = format!("Byron-{index}");
        let (status, user) = caller.update(&caller.name_update("Ada", &family)).await;
        assert_eq!(status, StatusCode::OK, "{} {user}", caller.dialect());
        assert_eq!(caller.name(&user), format!("Ada {family}"), "{}", caller.dialect());
        for reader in &callers {
            assert_eq!(
                reader.name(&reader.user().await),
                format!("Ada {family}"),
                "{}",
                reader.dialect()
            );
        }
    }
}

#[tokio::test]
async fn a_failure_names_the_callers_member_and_changes_nothing() {
    let gateway = Server::gateway(None);
    let legacy = Caller::of(&gateway, "legacy");
    let before = legacy.user().await;
    let (status, failure) =
        legacy.update(&json!({"firstName": "Ada", "password": "Ch@ng3dP@ssw0rd!"})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(failure["password"].is_string(), "{failure}");
    assert!(!failure.to_string().contains("Ch@ng3d"));
    assert_eq!(legacy.user().await, before);
}

#[tokio::test]
async fn an_update_with_a_failed_condition_is_not_applied() {
    let gateway = Server::gateway(None);
    for caller in Caller::all(&gateway) {
        let before = caller.user().await;
        let update = caller.name_update("Ada", "Conditional");
        for condition in [("If-Match", "\"v1\""), ("If-None-Match", "*")] {
            let (status, _) = caller.update_if(condition, &update).await;
            assert_eq!(status, StatusCode::PRECONDITION_FAILED, "{}", caller.dialect());
        }
        assert_eq!(caller.user().await, before);
        for condition in [("If-Match", "*"), ("If-None-Match", "\"v1\"")] {
            let (status, _) = caller.update_if(condition, &update).await;
            assert_eq!(status, StatusCode::OK, "{}", caller.dialect());
        }
        let (status, _) = caller.update(&caller.name_update("Ada", "Byron")).await;
        assert_eq!(status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_response_can_be_sent_back_as_an_update() {
    let gateway = Server::gateway(None);
    let caller = Caller::of(&gateway, "json-api");
    let mut user = caller.user().await;
    user["data"]["attributes"]["profile"]["work"]["occupation"] = json!("Mathematician");
    user.as_object_mut().unwrap().remove("included");
    let (status, response) = caller.update(&user).await;
    assert_eq!(status, StatusCode::OK, "{response}");
    assert_eq!(response["data"]["attributes"]["profile"]["work"]["occupation"], "Mathematician");
}

#[tokio::test]
async fn every_dialect_works_with_every_upstream() {
    let gateway = Server::gateway(None);
    for upstream in Caller::all(&gateway) {
        let address = format!("{}/{}", gateway.address, upstream.dialect());
        let proxy = Server::proxy(&format!("{}={address}", upstream.dialect()));
        for caller in Caller::all(&proxy) {
            let family = format!("{}-{}", caller.dialect(), upstream.dialect());
            let (status, user) = caller.update(&caller.name_update("Grace", &family)).await;
            assert_eq!(status, StatusCode::OK, "{family} {user}");
            assert_eq!(caller.name(&user), format!("Grace {family}"));
            assert_eq!(upstream.name(&upstream.user().await), format!("Grace {family}"));
        }
    }
}

/// Through the gateway and through a proxy before it: nothing of a response that is sent back
/// reaches the service.
#[tokio::test]
async fn a_response_that_is_sent_back_changes_nothing() {
    let gateway = Server::gateway(None);
    for caller in Caller::all(&gateway) {
        let (status, user) = caller.update(&caller.user().await).await;
        assert_eq!(status, StatusCode::OK, "{} {user}", caller.dialect());
    }
    for upstream in Caller::all(&gateway) {
        let address = format!("{}/{}", gateway.address, upstream.dialect());
        let proxy = Server::proxy(&format!("{}={address}", upstream.dialect()));
        for caller in Caller::all(&proxy) {
            let name = caller.name_update("Mary", "van Dyke");
            let (_, shown) = caller.update(&name).await;
            let before = upstream.user().await;
            let (status, returned) = caller.update(&shown).await;
            let pair = format!("{} before {}", caller.dialect(), upstream.dialect());
            assert_eq!(status, StatusCode::OK, "{pair} {returned}");
            assert_eq!(returned, shown, "{pair}");
            assert_eq!(upstream.user().await, before, "{pair}");
        }
    }
}

#[tokio::test]
async fn the_proxy_fetches_the_current_user() {
    let gateway = Server::gateway(None);
    let proxy = Server::proxy(&format!("textus={}/textus", gateway.address));
    let upsun = Caller::of(&proxy, "upsun");
    let (status, user) = upsun.update(&json!({"first_name": "Augusta"})).await;
    assert_eq!((status, upsun.name(&user).as_str()), (StatusCode::OK, "Augusta Thompson"));
}

#[tokio::test]
async fn an_upstream_failure_is_in_the_callers_dialect() {
    let gateway = Server::gateway(None);
    let proxy = Server::proxy(&format!("legacy={}/legacy", gateway.address));
    // An upstream that does not support the attribute, and one that cannot be reached.
    let caller = Caller::of(&proxy, "json-api");
    let lossy = document(&json!({"personal": {"dob": "1815-12-10"}}));
    let (status, failure) = caller.update(&lossy).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(failure["errors"][0]["source"]["pointer"], "/data/attributes/profile/personal/dob");

    let unreachable = Server::proxy("upsun=http://127.0.0.1:1");
    for caller in Caller::all(&unreachable) {
        let (status, _) = caller.update(&caller.name_update("Ada", "Byron")).await;
        assert_eq!(status, StatusCode::BAD_GATEWAY, "{}", caller.dialect());
    }
}

#[test]
fn the_announced_commands_work_and_are_in_the_readme() {
    let gateway = Server::gateway(None);
    let commands =
        gateway.output.split_once("curl").map(|(_, commands)| format!("curl{commands}")).unwrap();
    let readme = include_str!("../../../../README.md");
    let elsewhere = commands.replace(&gateway.address, "http://127.0.0.1:8080");
    assert!(readme.contains(&elsewhere), "the README shows\n{elsewhere}");
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("curl is not installed: its commands were not run");
        return;
    }
    let output =
        Command::new("sh").args(["-euc", &commands]).env("NO_PROXY", "*").output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains(r#""last_name":"Hopper""#), "{output}");
    assert!(output.contains(r#""name":"Grace Hopper""#), "{output}");
    assert!(output.contains("e-mail address"), "{output}");
    assert!(output.contains(USER) && !output.contains("cobol"), "{output}");
}

#[tokio::test]
async fn the_gateway_serves_its_interface() {
    let gateway = Server::gateway(None);
    let url = format!("{}/openapi.json", gateway.address);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(url).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
    let document: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["paths"].as_object().unwrap().len(), Frontend::all().len());
    for front in Frontend::all() {
        assert!(document["paths"].get(front.path()).is_some(), "{}", front.path());
    }
}
