//! Servers to start, and callers that use one dialect each.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};

use idiolect::dialect::DialectExt as _;
use idiolect_servers::Frontend;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

pub(crate) const USER: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

/// A server that has been started, and is killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// Its output once it listens.
    pub(crate) output: String,
}

impl Server {
    pub(crate) fn gateway(data: Option<&std::path::Path>) -> Self {
        let data = data.map(|file| ["--data".to_owned(), file.display().to_string()]);
        Self::start("gateway", &data.map_or(Vec::new(), Vec::from), "cobol")
    }

    pub(crate) fn proxy(upstream: &str) -> Self {
        let arguments =
            ["--upstream", upstream, "--header", "MediaSiloHostContext=example", "--timeout", "30"];
        Self::start("proxy", &arguments.map(str::to_owned), "/textus/")
    }

    /// Starts it, and reads what it prints up to the line that holds `last`.
    fn start(example: &str, arguments: &[String], last: &str) -> Self {
        let mut child = Command::new(built(example))
            .args(["--listen", "127.0.0.1:0"])
            .args(arguments)
            .env("NO_PROXY", "*")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut output: Vec<String> = Vec::new();
        while output.last().is_none_or(|line| !line.contains(last)) {
            output.push(lines.next().expect("more output").unwrap());
        }
        let address = output[0].strip_prefix("listening on ").expect("an address").to_owned();
        Self { child, address, output: output.join("\n") }
    }

    /// Kills it, as `kill -9` does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stops it by SIGTERM.
    pub(crate) fn terminate(&mut self) -> ExitStatus {
        let signalled = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status()
            .unwrap();
        assert!(signalled.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `cargo test` builds the examples of a package before it runs its tests.
fn built(example: &str) -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let program =
        deps.parent().and_then(|deps| deps.parent()).unwrap().join("examples").join(example);
    assert!(
        program.exists(),
        "{} is built by `cargo test`, or `cargo build --examples`",
        program.display()
    );
    program
}

/// The exit code and the error output of a start that fails.
pub(crate) fn failed_start(example: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = Command::new(built(example))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    (child.wait().unwrap().code(), errors)
}

/// A caller that uses one dialect at one server.
#[derive(Clone)]
pub(crate) struct Caller {
    client: reqwest::Client,
    front: Frontend,
    address: String,
}

impl Caller {
    /// One for each dialect.
    pub(crate) fn all(server: &Server) -> Vec<Self> {
        // Nothing here is encrypted, but `reqwest` requires a provider of cryptography.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let caller =
            |front| Self { client: client.clone(), front, address: server.address.clone() };
        Frontend::all().map(caller).into()
    }

    pub(crate) fn of(server: &Server, dialect: &str) -> Self {
        Self::all(server).into_iter().find(|caller| caller.dialect() == dialect).unwrap()
    }

    pub(crate) fn dialect(&self) -> String {
        self.front.dialect.id().to_string()
    }

    fn url(&self) -> String {
        format!("{}{}", self.address, self.front.path().replace("{id}", USER))
    }

    pub(crate) async fn update(&self, body: &Value) -> (StatusCode, Value) {
        self.update_if(("X-Anything", "goes"), body).await
    }

    /// An update with a condition, which is a header.
    pub(crate) async fn update_if(
        &self,
        condition: (&str, &str),
        body: &Value,
    ) -> (StatusCode, Value) {
        let endpoint = self.front.dialect.update_operation();
        let method = Method::from_bytes(endpoint.method.as_bytes()).unwrap();
        let request = self
            .client
            .request(method, self.url())
            .header("Content-Type", endpoint.request_type)
            .header(endpoint.credentials[0], "whatever")
            .header(condition.0, condition.1)
            .body(body.to_string());
        send(request).await
    }

    pub(crate) async fn user(&self) -> Value {
        let (status, user) = send(self.client.get(self.url())).await;
        assert_eq!(status, StatusCode::OK);
        user
    }

    /// An update of the name in this dialect.
    pub(crate) fn name_update(&self, given: &str, family: &str) -> Value {
        match self.dialect().as_str() {
            "json-api" => {
                document(&json!({"personal": {"first_name": given, "last_name": family}}))
            }
            "flat-roles" | "legacy" => json!({"firstName": given, "lastName": family}),
            "upsun" => json!({"first_name": given, "last_name": family}),
            "textus" => json!({"name": format!("{given} {family}")}),
            other => panic!("{other}"),
        }
    }

    /// The name in a response.
    pub(crate) fn name(&self, user: &Value) -> String {
        let pointers = match self.dialect().as_str() {
            "json-api" => ["first_name", "last_name"]
                .map(|part| format!("/data/attributes/profile/personal/{part}")),
            "upsun" => ["/first_name", "/last_name"].map(str::to_owned),
            _ => ["/firstName", "/lastName"].map(str::to_owned),
        };
        pointers
            .map(|pointer| user.pointer(&pointer).and_then(Value::as_str).unwrap_or("-").to_owned())
            .join(" ")
    }
}

async fn send(request: reqwest::RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let body = response.bytes().await.unwrap();
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() };
    (status, body)
}

/// An update in JSON:API's envelope.
pub(crate) fn document(profile: &Value) -> Value {
    json!({"data": {"type": "users", "id": USER, "attributes": {"profile": profile}}})
}
