//! A connection that can be cut, for the library's transports.
//!
//! The library waits for a client to take what is written, and while it waits nothing else ends it: not even that
//! its session was closed. So the connection itself fails when it is cut, and when a write makes no progress.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

type Cut = Pin<Box<WaitForCancellationFutureOwned>>;

/// A stream with a knife.
pub(crate) struct Wire<S> {
    stream: S,
    cut: CancellationToken,
    // One for each half, because each is polled by a task of its own.
    reading: Cut,
    writing: Cut,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Wire<S> {
    /// This stream, until the token is cancelled or the other end takes nothing for so long.
    pub(crate) fn new(stream: S, cut: CancellationToken, patience: Duration) -> Self {
        Self {
            stream,
            reading: Box::pin(cut.clone().cancelled_owned()),
            writing: Box::pin(cut.clone().cancelled_owned()),
            cut,
            patience,
            waiting: None,
        }
    }

    /// Fails once the wire is cut; until then, wakes the task when it is.
    fn check(token: &CancellationToken, cut: &mut Cut, cx: &mut Context<'_>) -> io::Result<()> {
        if token.is_cancelled() || cut.as_mut().poll(cx).is_ready() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    /// What a write came to: one that waits for too long cuts the wire.
    fn judge<T>(&mut self, written: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let patience = self.patience;
        let waiting = self
            .waiting
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(waiting.as_mut().poll(cx));
        self.cut.cancel();
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        Self::check(&wire.cut, &mut wire.reading, cx)?;
        Pin::new(&mut wire.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let wire = self.get_mut();
        Self::check(&wire.cut, &mut wire.writing, cx)?;
        let written = Pin::new(&mut wire.stream).poll_write(cx, bytes);
        wire.judge(written, cx)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        Self::check(&wire.cut, &mut wire.writing, cx)?;
        let flushed = Pin::new(&mut wire.stream).poll_flush(cx);
        wire.judge(flushed, cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        Self::check(&wire.cut, &mut wire.writing, cx)?;
        let shut = Pin::new(&mut wire.stream).poll_shutdown(cx);
        wire.judge(shut, cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_write_that_nobody_takes_fails_and_cuts_the_wire() {
        let (near, _far) = tokio::io::duplex(4);
        let cut = CancellationToken::new();
        let mut wire = Wire::new(near, cut.clone(), Duration::from_secs(9));
        wire.write_all(b"four").await.unwrap();
        let failed = wire.write_all(b"more").await.unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        assert!(cut.is_cancelled());
        assert!(wire.read_u8().await.is_err());
    }

    #[tokio::test]
    async fn a_cut_ends_what_waits() {
        let (near, _far) = tokio::io::duplex(4);
        let cut = CancellationToken::new();
        let mut wire = Wire::new(near, cut.clone(), Duration::from_secs(9));
        let (read, ()) = tokio::join!(wire.read_u8(), async { cut.cancel() });
        assert_eq!(read.unwrap_err().kind(), io::ErrorKind::ConnectionAborted);
    }
}
