//! Writes frames to a connection, several with one call, and notices a client that does not take them.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::AsyncWrite;
use tokio::time::Instant;

use crate::frame::Frame;

/// Frames written with one call at most.
const TOGETHER: usize = 32;

/// What is being written to one connection.
#[derive(Debug)]
pub(crate) struct Writer {
    /// What is not written yet, whole or in part.
    pub(crate) frames: VecDeque<Frame>,
    /// How much of the first has been.
    written: usize,
    /// When whoever takes nothing is given up; told only while they do not.
    pub(crate) give_up_at: Option<Instant>,
    patience: Duration,
}

impl Writer {
    /// Nothing to write yet. Whoever takes nothing is given up after so long.
    pub(crate) fn new(patience: Duration) -> Self {
        Self {
            frames: VecDeque::new(),
            written: 0,
            give_up_at: None,
            patience,
        }
    }

    /// Writes what can be written without waiting. There has to be something.
    pub(crate) fn poll<S: AsyncWrite>(
        &mut self,
        stream: Pin<&mut S>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        let mut slices = [IoSlice::new(&[]); TOGETHER];
        let count = self.frames.len().min(TOGETHER);
        for (slice, frame) in slices.iter_mut().zip(&self.frames) {
            *slice = IoSlice::new(frame);
        }
        slices[0].advance(self.written);
        match stream.poll_write_vectored(cx, &slices[..count]) {
            Poll::Ready(Ok(0)) => Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
            Poll::Ready(Ok(written)) => {
                self.advance(written);
                self.give_up_at = None;
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let patience = self.patience;
                self.give_up_at.get_or_insert_with(|| Instant::now() + patience);
                Poll::Pending
            }
        }
    }

    fn advance(&mut self, written: usize) {
        self.written += written;
        while let Some(first) = self.frames.front()
            && self.written >= first.len()
        {
            self.written -= first.len();
            self.frames.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::io::AsyncReadExt as _;

    use super::*;
    use crate::frame;

    #[tokio::test]
    async fn frames_are_written_whole_and_in_order_however_little_is_taken_at_a_time() {
        let (mut near, mut far) = tokio::io::duplex(7);
        let mut writer = Writer::new(Duration::from_secs(9));
        let frames: Vec<Frame> = (0..100)
            .map(|number| frame::text(&["4", &number.to_string()]))
            .collect();
        writer.frames.extend(frames.clone());
        let writing = async move {
            while !writer.frames.is_empty() {
                poll_fn(|cx| writer.poll(Pin::new(&mut near), cx)).await.unwrap();
            }
        };
        let mut heard = Vec::new();
        let ((), read) = tokio::join!(writing, far.read_to_end(&mut heard));
        read.unwrap();
        assert_eq!(heard, frames.concat());
    }

    #[tokio::test(start_paused = true)]
    async fn patience_begins_anew_whenever_something_is_taken() {
        let (mut near, mut far) = tokio::io::duplex(4);
        let mut writer = Writer::new(Duration::from_secs(9));
        writer.frames.push_back(frame::text(&["a frame"]));
        let mut poll = async |writer: &mut Writer| {
            poll_fn(|cx| Poll::Ready(writer.poll(Pin::new(&mut near), cx).is_ready())).await
        };
        assert!(poll(&mut writer).await && writer.give_up_at.is_none());
        let start = Instant::now();
        for _ in 0..2 {
            assert!(!poll(&mut writer).await);
            assert_eq!(writer.give_up_at, Some(start + Duration::from_secs(9)));
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        far.read_exact(&mut [0; 4]).await.unwrap();
        assert!(poll(&mut writer).await && writer.give_up_at.is_none());
    }
}
