//! Five dialects before a service that speaks one of them.
//!
//! ```text
//! cargo run --example proxy -- --upstream upsun=https://api.upsun.com
//! ```

mod client;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use axum::Router;
use idiolect::dialect::{Dialect, Settings, built_in};
use idiolect::gateway::{Gateway, Upstream};
use idiolect::http::{BaseUrl, Credential};
use idiolect::tower::GatewayLayer;
use idiolect_servers::{Arguments, Error, Frontend, fronts, listen, serve};
use tower::Layer;

use client::{Asking, Client};

const USAGE: &str = "\
usage: proxy --upstream DIALECT=URL [--listen ADDRESS] [--header NAME=VALUE] [--timeout SECONDS]

Takes updates in five dialects and sends them to a service that speaks one.

  --upstream DIALECT=URL   the service: json-api, flat-roles, legacy, upsun, textus or canonical, and its address
  --listen ADDRESS         where to listen; 127.0.0.1:8081 by default, and any free port where the port is 0
  --header NAME=VALUE      a header that the service wants, such as MediaSiloHostContext; may be repeated
  --timeout SECONDS        how long the service may take; 30 by default

What the service is shown as a credential is taken from the environment, where it is set:
UPSTREAM_CREDENTIAL='Authorization: Bearer …'. What callers show is not forwarded.";

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
        .ok_or("--upstream DIALECT=URL says where the updates go")?;
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
    let asking = Asking::new(
        client.clone(),
        dialect(name)?,
        BaseUrl::parse(address)?,
        &headers,
        credential,
    )?;
    let service =
        GatewayLayer::with_hooks(gateway, asking).with_body::<reqwest::Body>().layer(client);

    let listener = listen(arguments.last("--listen").unwrap_or("127.0.0.1:8081")).await?;
    announce(&listener.local_addr()?.to_string())?;
    serve(listener, Router::new().fallback_service(service)).await
}

fn announce(address: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "listening on http://{address}")?;
    for front in Frontend::all() {
        writeln!(out, "{} {}", front.dialect.endpoint().method, front.path())?;
    }
    Ok(())
}

fn dialect(name: &str) -> Result<Box<dyn Dialect>, Error> {
    let found =
        built_in(Settings::default()).into_iter().find(|dialect| dialect.id().as_str() == name);
    found.ok_or_else(|| format!("there is no dialect {name}").into())
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
