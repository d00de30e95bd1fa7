//! The listener: connections, their bounds, and how they end.
//!
//! Plain HTTP/1.1; a proxy in front speaks TLS and HTTP/2. When the server stops, readiness turns red first, then
//! no connection is taken any more, and those that are open finish the request they are in.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use hustings_telemetry::Tasks;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::Edge;
use crate::measures::CONNECTIONS;
use crate::settings::HttpSettings;

/// All the headers of a request together.
const LARGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 100;
/// After the machine ran out of something (usually descriptors), accepting rests this long.
const REST: Duration = Duration::from_millis(50);

impl Edge {
    /// Serves the listener until the tasks are told to stop. Shut these tasks down before those that requests depend
    /// on, and every request that was begun is answered.
    pub fn serve(&self, listener: TcpListener, tasks: &Tasks) {
        let edge = self.clone();
        let crowd = tasks.crowd("http.connection");
        let limit = usize::try_from(self.settings().max_connections).unwrap_or(usize::MAX);
        let room = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
        let patience = Duration::from_secs(self.settings().drain_seconds.into());
        tasks.spawn("http.accept", |stop| async move {
            let closing = CancellationToken::new();
            let leave = leave(&edge, &stop, patience);
            let mut leave = std::pin::pin!(leave);
            loop {
                let accepted = tokio::select! {
                    biased;
                    () = &mut leave => return closing.cancel(),
                    accepted = accept(&listener, &room) => accepted,
                };
                if let Some((stream, peer, permit)) = accepted {
                    crowd.spawn(connection(edge.clone(), stream, peer, permit, closing.clone()));
                }
            }
        });
    }
}

/// Ends when no connection is to be taken any more: some time after the stop was asked for and readiness told so.
async fn leave(edge: &Edge, stop: &CancellationToken, patience: Duration) {
    stop.cancelled().await;
    edge.begin_leaving();
    tokio::time::sleep(patience).await;
}

type Accepted = (TcpStream, SocketAddr, OwnedSemaphorePermit);

async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<Accepted> {
    // Never closed, so acquiring cannot fail.
    let permit = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, permit)),
        Err(cause) => {
            tracing::warn!(%cause, "a connection could not be accepted");
            tokio::time::sleep(REST).await;
            None
        }
    }
}

async fn connection(
    edge: Edge,
    stream: TcpStream,
    peer: SocketAddr,
    permit: OwnedSemaphorePermit,
    closing: CancellationToken,
) {
    // Answers are written whole; waiting for more to send would only delay them.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let open = CONNECTIONS.plain();
    open.increment(1.0);
    let answer = service_fn(|request: http::Request<hyper::body::Incoming>| {
        // Most requests have no body, and an empty one needs no box.
        let request = request.map(|body| {
            if body.is_end_stream() {
                Body::empty()
            } else {
                Body::new(body)
            }
        });
        let answer = edge.answer(request, peer);
        async { Ok::<_, Infallible>(answer.await) }
    });
    let serving = builder(edge.settings())
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    let mut serving = std::pin::pin!(serving);
    let ended = tokio::select! {
        ended = &mut serving => ended,
        () = closing.cancelled() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(cause) = ended {
        // Clients go away all the time; only whoever looks for it wants to know.
        tracing::debug!(%cause, %peer, "a connection ended early");
    }
    open.decrement(1.0);
    drop(permit);
}

fn builder(settings: &HttpSettings) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(settings.header_timeout_seconds.into()))
        .max_headers(MOST_HEADERS)
        .max_header_size(LARGEST_HEAD);
    builder
}
