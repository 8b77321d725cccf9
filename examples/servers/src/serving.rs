//! The start and the graceful shutdown of a server.

use std::future::IntoFuture as _;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::sleep;

/// An error that prevents a server from starting or continuing.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The time that requests in progress have to finish when the server stops.
const GRACE_PERIOD: Duration = Duration::from_secs(5);

/// Listens at `address`; port 0 selects a free port.
///
/// # Errors
/// The address is not valid, or in use.
pub async fn listen(address: &str) -> Result<TcpListener, Error> {
    TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}").into())
}

/// Serves until a signal to stop (SIGTERM, or Ctrl-C), and then finishes the requests in progress.
///
/// # Errors
/// An I/O error of the listener.
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
        () = async { stopped(stopping).await; sleep(GRACE_PERIOD).await } => Ok(()),
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // The sender is dropped only after it has sent the signal, so an error means the same.
    let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
}
