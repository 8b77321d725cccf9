//! A proxy that serves five dialects for an upstream that uses one of them.
//!
//! ```text
//! cargo run --example proxy -- --upstream upsun=https://api.upsun.com
//! ```

mod client;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use axum::Router;
use idiolect::dialect::{Dialect, DialectExt as _, Settings, built_in};
use idiolect::gateway::{Gateway, Upstream};
use idiolect::http::{BaseUrl, Credential};
use idiolect::tower::GatewayLayer;
use idiolect_servers::{Arguments, Error, Frontend, fronts, listen, serve};
use tower::Layer;

use client::{Client, UpstreamHooks};

const USAGE: &str = "\
usage: proxy --upstream DIALECT=URL [--listen ADDRESS] [--header NAME=VALUE] [--timeout SECONDS]

Accepts updates in five dialects and forwards them to a service that uses one.

  --upstream DIALECT=URL   the dialect of the service, and its base URL; the dialects are json-api,
                           flat-roles, legacy, upsun, textus and canonical
  --listen ADDRESS         where to listen; 127.0.0.1:8081 by default; port 0 selects a free port
  --header NAME=VALUE      a header that the service requires, such as MediaSiloHostContext; may be
                           repeated
  --timeout SECONDS        the time limit for the service; 30 by default

The credential for the service is read from the environment, if it is set:
UPSTREAM_CREDENTIAL='Authorization: Bearer …'. Credentials of callers are not forwarded.";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("proxy: {error}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), Error> {
    let known = ["--upstream", "--listen", "--header", "--timeout"];
    let Some(arguments) = Arguments::parse(&known)? else {
        eprintln!("{USAGE}");
        return Ok(());
    };
    let (name, address) = arguments
        .last("--upstream")
        .and_then(|upstream| upstream.split_once('='))
        .ok_or("--upstream DIALECT=URL is required")?;
    let timeout = match arguments.last("--timeout") {
        Some(seconds) => {
            Duration::from_secs(seconds.parse().map_err(|_| "--timeout needs a number of seconds")?)
        }
        None => Duration::from_secs(30),
    };
    let headers = headers(arguments.all("--header"))?;
    let credential = credential()?;

    let mut upstream = Upstream::shared(dialect(name)?.into(), address)?;
    for (name, value) in &headers {
        upstream = upstream.with_header(name, value)?;
    }
    let gateway = Gateway::new(fronts()?, upstream)?;
    for pair in gateway.pairs() {
        eprint!("{pair}");
    }
    let client = Client::new(timeout)?;
    let hooks = UpstreamHooks::new(
        client.clone(),
        dialect(name)?,
        BaseUrl::parse(address)?,
        &headers,
        credential,
    )?;
    let service =
        GatewayLayer::with_hooks(gateway, hooks).with_body::<reqwest::Body>().layer(client);

    let listener = listen(arguments.last("--listen").unwrap_or("127.0.0.1:8081")).await?;
    announce(&listener.local_addr()?.to_string())?;
    serve(listener, Router::new().fallback_service(service)).await
}

fn announce(address: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "listening on http://{address}")?;
    for front in Frontend::all() {
        writeln!(out, "{} {}", front.dialect.update_operation().method, front.path())?;
    }
    Ok(())
}

fn dialect(name: &str) -> Result<Box<dyn Dialect>, Error> {
    let found =
        built_in(Settings::default()).into_iter().find(|dialect| dialect.id().as_str() == name);
    found.ok_or_else(|| format!("unknown dialect {name}").into())
}

fn headers(given: &[String]) -> Result<Vec<(String, String)>, Error> {
    let pair = |header: &String| {
        header
            .split_once('=')
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .ok_or("--header needs NAME=VALUE")
    };
    Ok(given.iter().map(pair).collect::<Result<_, _>>()?)
}

fn credential() -> Result<Option<Credential>, Error> {
    let Ok(given) = std::env::var("UPSTREAM_CREDENTIAL") else { return Ok(None) };
    let (name, secret) = given.split_once(':').ok_or("UPSTREAM_CREDENTIAL needs `Name: secret`")?;
    Ok(Some(Credential::header(name.trim(), secret.trim())?))
}
