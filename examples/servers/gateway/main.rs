//! One set of users, served in five dialects.
//!
//! ```text
//! cargo run --example gateway
//! cargo run --example gateway -- --listen 127.0.0.1:0 --data users.redb
//! ```
//!
//! Callers use five dialects; the upstream uses the sixth, `canonical`, and is in the same process.
//! The gateway between them is the crate's own, so that an update with data that cannot be stored
//! is rejected, not dropped.

mod seed;
mod store;
mod users;

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{MethodFilter, get};
use idiolect::dialect::canonical::Canonical;
use idiolect::dialect::{Dialect, DialectExt};
use idiolect::gateway::{Gateway, Upstream};
use idiolect::http::HttpExt;
use idiolect::model::UserId;
use idiolect::problem::{Failure, FailureKind};
use idiolect::tower::GatewayLayer;
use idiolect_servers::{Arguments, Error, Frontend, fronts, listen, serve};
use store::Store;
use tower::Layer;
use users::{StoredUsers, Users};

const USAGE: &str = "\
usage: gateway [--listen ADDRESS] [--data FILE]

Serves one set of users in five dialects. Any credential is accepted.

  --listen ADDRESS   where to listen; 127.0.0.1:8080 by default; port 0 selects a free port
  --data FILE        where to store the users; a temporary file by default";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gateway: {error}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), Error> {
    let Some(arguments) = Arguments::parse(&["--listen", "--data"])? else {
        eprintln!("{USAGE}");
        return Ok(());
    };
    let temporary = tempfile::tempdir()?;
    let default = temporary.path().join("users.redb");
    let file = arguments.last("--data").map_or(default.as_path(), std::path::Path::new);
    let store =
        Arc::new(Store::open(file).map_err(|error| format!("{}: {error}", file.display()))?);
    store.add(&seed::user()?)?;
    let router = router(&store)?;
    let listener = listen(arguments.last("--listen").unwrap_or("127.0.0.1:8080")).await?;
    announce(&listener.local_addr()?.to_string())?;
    serve(listener, router).await
}

/// Routes updates through the gateway. To serve a user, the dialect is enough.
fn router(store: &Arc<Store>) -> Result<Router, Error> {
    // No request leaves the process: the URL only has to be valid.
    let gateway =
        Gateway::new(fronts()?, Upstream::new(Canonical::default(), "http://users.invalid")?)?;
    let openapi = gateway.openapi("One set of users in five dialects", env!("CARGO_PKG_VERSION"));
    let users = Users::new(Arc::clone(store))?;
    let updates =
        GatewayLayer::with_hooks(gateway, StoredUsers::new(Arc::clone(store))).layer(users);
    let json = [(header::CONTENT_TYPE, "application/json")];
    let mut router = Router::new()
        .fallback_service(updates.clone())
        .route("/openapi.json", get(move || async move { (json, openapi) }));
    for front in Frontend::all() {
        let (path, dialect, store) = (front.path(), front.dialect, Arc::clone(store));
        let method = MethodFilter::try_from(Method::from_bytes(
            dialect.update_operation().method.as_bytes(),
        )?)?;
        let get_user = get(move |Path(id): Path<String>| user(store, dialect, id));
        let methods =
            get_user.on_service(method, updates.clone()).fallback_service(updates.clone());
        router = router.route(&path, methods.layer(map_response(allow_get)));
    }
    Ok(router)
}

/// The response with a user, in the format of the dialect.
async fn user(store: Arc<Store>, dialect: Arc<dyn Dialect>, id: String) -> Response {
    let found = match UserId::parse(&id) {
        Ok(id) => store::blocking(move || store.user(&id)).await,
        Err(_) => Ok(None),
    };
    let response = match found {
        Ok(Some(user)) => {
            let media_type = dialect
                .update_operation()
                .response_types
                .first()
                .copied()
                .unwrap_or("application/json");
            dialect.user_response(dialect.encode_user(&user), media_type)
        }
        Ok(None) => dialect
            .failure_response(dialect.encode_failure(&Failure::new(FailureKind::NotFound)), None),
        Err(error) => {
            eprintln!("gateway: {error}");
            dialect.failure_response(
                dialect.encode_failure(&Failure::new(FailureKind::Unavailable)),
                None,
            )
        }
    };
    response.map(axum::body::Body::from)
}

/// Adds `GET` to the allowed methods: the gateway accepts updates only.
async fn allow_get(mut response: Response) -> Response {
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().append(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn announce(address: &str) -> std::io::Result<()> {
    let id = seed::ID;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "\
listening on http://{address}
Its updates as OpenAPI 3.1: http://{address}/openapi.json

An update by Upsun's API, the same user by TextUs's, and an update that is not valid by MediaSilo's:

curl -X PATCH http://{address}/upsun/users/{id} \\
  -H 'Content-Type: application/json' -d '{{\"first_name\": \"Grace\", \"last_name\": \"Hopper\"}}'
curl http://{address}/textus/users/{id}
curl -X PUT http://{address}/legacy/users/{id} \\
  -H 'Content-Type: application/json' -d '{{\"email\": \"grace\", \"password\": \"cobol\"}}'"
    )
}
