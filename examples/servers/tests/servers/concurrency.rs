//! Many concurrent callers, each updating another attribute of the same user.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Caller, Server, document};

const CLIENTS: usize = 64;
const ROUNDS: usize = 4;

/// One client's attribute: its dialect, its path in a response, and its value in each round.
struct Task {
    dialect: &'static str,
    pointer: String,
    value: fn(usize) -> String,
}

fn round_text(round: usize) -> String {
    format!("round-{round}")
}

impl Task {
    fn new(dialect: &'static str, pointer: impl Into<String>, value: fn(usize) -> String) -> Self {
        Self { dialect, pointer: pointer.into(), value }
    }

    /// One task for each attribute; the others get a custom setting with a key of its own.
    fn all() -> Vec<Self> {
        let profile = |part: &str| format!("/data/attributes/profile/{part}");
        let mut tasks = vec![
            Self::new("json-api", profile("personal/dob"), |round| {
                format!("1985-06-{:02}", round + 10)
            }),
            Self::new("json-api", profile("address/area"), round_text),
            Self::new("json-api", profile("address/street"), round_text),
            Self::new("json-api", profile("address/number"), round_text),
            Self::new("json-api", profile("address/what3words"), |round| {
                format!("spark.dizzy.{}", ["ramp", "lamp", "camp", "damp"][round % 4])
            }),
            Self::new("json-api", profile("work/occupation"), round_text),
            Self::new("json-api", profile("work/cscs"), round_text),
            Self::new("json-api", profile("work/eusr"), round_text),
            Self::new("json-api", profile("settings/timezone"), |round| {
                format!("Etc/GMT+{}", round + 1)
            }),
            Self::new("json-api", profile("contact/landline"), |round| {
                format!("020 3728 500{round}")
            }),
            Self::new("legacy", "/mobile", |round| format!("07700 90045{round}")),
            Self::new("legacy", "/userName", |round| format!("ada.{round}")),
            Self::new("legacy", "/email", |round| format!("ada{round}@example.com")),
            Self::new("legacy", "/ssoId", round_text),
            Self::new("legacy", "/address/city", round_text),
            Self::new("legacy", "/address/postalCode", round_text),
            Self::new("upsun", "/company", round_text),
            Self::new("upsun", "/website", |round| format!("https://example.com/{round}")),
            Self::new("upsun", "/picture", |round| format!("https://example.com/{round}.png")),
            Self::new("upsun", "/last_name", round_text),
            Self::new("flat-roles", "/firstName", round_text),
            Self::new("flat-roles", "/type", |round| {
                ["admin", "author", "owner", "member"][round % 4].to_owned()
            }),
            Self::new("flat-roles", "/status", |round| {
                ["locked", "disabled", "active", "locked"][round % 4].to_owned()
            }),
        ];
        while tasks.len() < CLIENTS {
            let pointer =
                format!("/settings/customSettings/~1textus~1user_schema~1{}", tasks.len());
            tasks.push(Self::new("textus", pointer, round_text));
        }
        tasks
    }

    fn update(&self, round: usize) -> Value {
        let pointer =
            self.pointer.strip_prefix("/data/attributes/profile").unwrap_or(&self.pointer);
        let names: Vec<String> =
            pointer.split('/').skip(1).map(|name| name.replace("~1", "/")).collect();
        let value =
            names.iter().rev().fold(json!((self.value)(round)), |value, name| json!({name: value}));
        if self.dialect == "json-api" { document(&value) } else { value }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_updates_do_not_overwrite_each_other() {
    let gateway = Server::gateway(None);
    let mut clients = Vec::new();
    for task in Task::all() {
        let caller = Caller::of(&gateway, task.dialect);
        clients.push(tokio::spawn(async move {
            for round in 0..ROUNDS {
                let (status, user) = caller.update(&task.update(round)).await;
                assert_eq!(status, StatusCode::OK, "{} {user}", task.pointer);
                assert_eq!(
                    user.pointer(&task.pointer),
                    Some(&json!((task.value)(round))),
                    "{}",
                    task.pointer
                );
            }
        }));
    }
    assert_eq!(clients.len(), CLIENTS);
    for client in clients {
        client.await.unwrap();
    }
    for task in Task::all() {
        let user = Caller::of(&gateway, task.dialect).user().await;
        assert_eq!(
            user.pointer(&task.pointer),
            Some(&json!((task.value)(ROUNDS - 1))),
            "{}",
            task.pointer
        );
    }
}
