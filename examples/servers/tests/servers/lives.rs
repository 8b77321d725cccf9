//! The start and the end of the servers, and the data that remains.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use reqwest::StatusCode;

use crate::support::{Caller, Server, failed_start};

#[tokio::test]
async fn acknowledged_updates_survive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("users.redb");
    for round in 0..3 {
        let gateway = Server::gateway(Some(&file));
        let mut acknowledged = String::new();
        for (index, caller) in Caller::all(&gateway).into_iter().enumerate() {
            acknowledged = format!("Ada Byron-{round}-{index}");
            let (status, _) =
                caller.update(&caller.name_update("Ada", &format!("Byron-{round}-{index}"))).await;
            assert_eq!(status, StatusCode::OK);
        }
        gateway.kill();
        let gateway = Server::gateway(Some(&file));
        for caller in Caller::all(&gateway) {
            assert_eq!(caller.name(&caller.user().await), acknowledged, "{}", caller.dialect());
        }
    }
}

#[tokio::test]
async fn a_kill_during_updates_loses_only_unacknowledged_ones() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("users.redb");
    let gateway = Server::gateway(Some(&file));
    let upsun = Caller::of(&gateway, "upsun");
    let acknowledged = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&acknowledged);
    let updating = tokio::spawn(async move {
        for number in 1.. {
            let (upsun, update) =
                (upsun.clone(), upsun.name_update("Ada", &format!("Byron-{number}")));
            // The connection breaks when the server does.
            match tokio::spawn(async move { upsun.update(&update).await }).await {
                Ok((StatusCode::OK, _)) => counted.store(number, Ordering::SeqCst),
                _ => break,
            }
        }
    });
    while acknowledged.load(Ordering::SeqCst) < 5 {
        assert!(!updating.is_finished(), "the server failed before it was killed");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    gateway.kill();
    updating.await.unwrap();
    let acknowledged = acknowledged.load(Ordering::SeqCst);

    let gateway = Server::gateway(Some(&file));
    let upsun = Caller::of(&gateway, "upsun");
    let name = upsun.name(&upsun.user().await);
    let kept: u32 = name.strip_prefix("Ada Byron-").and_then(|number| number.parse().ok()).unwrap();
    assert!((acknowledged..=acknowledged + 1).contains(&kept), "{kept} was kept of {acknowledged}");
}

#[tokio::test]
async fn both_stop_on_sigterm() {
    let mut gateway = Server::gateway(None);
    let mut proxy = Server::proxy(&format!("upsun={}/upsun", gateway.address));
    let caller = Caller::of(&proxy, "textus");
    let (status, _) = caller.update(&caller.name_update("Ada", "Byron")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(proxy.terminate().success());
    assert!(gateway.terminate().success());
}

#[test]
fn a_failed_start_reports_the_reason() {
    let gateway = Server::gateway(None);
    let taken = gateway.address.trim_start_matches("http://").to_owned();
    let cases: [(&str, &[&str], &str); 9] = [
        ("gateway", &["--listen", &taken], "in use"),
        ("gateway", &["--listen", "nowhere"], "nowhere"),
        ("gateway", &["--data", "/"], "/"),
        ("gateway", &["--port", "1"], "unknown option --port"),
        ("gateway", &["--listen"], "--listen needs a value"),
        ("proxy", &[], "--upstream DIALECT=URL"),
        ("proxy", &["--upstream", "esperanto=http://127.0.0.1:1"], "unknown dialect esperanto"),
        ("proxy", &["--upstream", "upsun=ftp://127.0.0.1"], "invalid upstream URL"),
        ("proxy", &["--upstream", "legacy=http://127.0.0.1:1"], "MediaSiloHostContext"),
    ];
    for (example, arguments, expected) in cases {
        let (code, errors) = failed_start(example, arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
    }
}
