//! From the first connection to the last.

use std::future::IntoFuture as _;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::sleep;

/// Whatever keeps a server from starting or going on.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// How long those who are being served when the server stops may still take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Listens at `address`; at a port that is free, where the port is 0.
///
/// # Errors
/// The address is none, or taken.
pub async fn listen(address: &str) -> Result<TcpListener, Error> {
    TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}").into())
}

/// Serves until it is told to stop (SIGTERM, or Ctrl-C), and then whoever is still being served.
///
/// # Errors
/// What keeps the server from going on.
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), Error> {
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.send_replace(true);
    });
    let serving = axum::serve(listener, router).with_graceful_shutdown(stopped(stopping.clone()));
    tokio::select! {
        ended = serving.into_future() => Ok(ended?),
        () = async { stopped(stopping).await; sleep(PATIENCE).await } => Ok(()),
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // Nobody is left to say it only when it has been said.
    let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
}
