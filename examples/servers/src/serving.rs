//! From the first connection to the last.

use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

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
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut stopped_again = stopped.clone();
    let mut stopped_once = stopped;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.send_replace(true);
    });
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = stopped_once.wait_for(|is_stopped| *is_stopped).await;
    });
    let out_of_patience = async move {
        let _ = stopped_again.wait_for(|is_stopped| *is_stopped).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        ended = async { serving.await } => Ok(ended?),
        () = out_of_patience => Ok(()),
    }
}
