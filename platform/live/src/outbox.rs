//! What waits to be written to one websocket: frames that others may be waiting for too, so that a notice for
//! thousands is in memory once.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use tokio::time::Instant;

use crate::frame::Frame;

/// Bytes that may wait: long answers to many subscriptions at once, as for whoever comes back over a slow line.
const LARGEST: usize = 2 * 1024 * 1024;
/// A queue that was longer gives its memory back when it is empty.
const ROOMY: usize = 32;

/// What waits for one websocket, filled by whoever tells it something and emptied by whoever writes.
#[derive(Debug)]
pub(crate) struct Outbox {
    waiting: Mutex<Waiting>,
    most: usize,
}

#[derive(Debug, Default)]
struct Waiting {
    frames: VecDeque<Frame>,
    bytes: usize,
    /// What is told in passing: only the latest counts.
    latest: Option<Frame>,
    /// It is on its way out, and what is left has to be written before this.
    close_by: Option<Instant>,
    /// Whoever writes.
    writer: Option<Waker>,
    /// Does the writer wait for something to write?
    is_idle: bool,
}

impl Waiting {
    fn wake(&mut self) {
        self.is_idle = false;
        if let Some(writer) = &self.writer {
            writer.wake_by_ref();
        }
    }

    fn wake_idle(&mut self) {
        if self.is_idle {
            self.wake();
        }
    }
}

impl Outbox {
    /// An outbox for so many frames.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            waiting: Mutex::default(),
            most,
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a frame; false if too many wait already. Whoever is on the way out needs none.
    pub(crate) fn put(&self, frame: &Frame) -> bool {
        let mut waiting = self.waiting();
        if waiting.close_by.is_some() {
            return true;
        }
        if waiting.frames.len() >= self.most || waiting.bytes + frame.len() > LARGEST {
            return false;
        }
        waiting.bytes += frame.len();
        waiting.frames.push_back(Frame::clone(frame));
        waiting.wake_idle();
        true
    }

    /// Leaves a frame beside those that wait, in the place of the one that was there.
    pub(crate) fn put_latest(&self, frame: &Frame) {
        let mut waiting = self.waiting();
        if waiting.close_by.is_none() {
            waiting.latest = Some(Frame::clone(frame));
            waiting.wake_idle();
        }
    }

    /// Nothing comes in any more but these; what waits has to be written before this time.
    pub(crate) fn close(&self, by: Instant, last: impl IntoIterator<Item = Frame>) {
        let mut waiting = self.waiting();
        if waiting.close_by.is_some() {
            return;
        }
        waiting.close_by = Some(by);
        let latest = waiting.latest.take();
        waiting.frames.extend(latest);
        waiting.frames.extend(last);
        waiting.wake();
    }

    /// The same, without what waits.
    pub(crate) fn end(&self, by: Instant, last: Frame) {
        let mut waiting = self.waiting();
        waiting.frames.clear();
        waiting.latest = None;
        drop(waiting);
        self.close(by, [last]);
    }

    /// Does anything still come in?
    pub(crate) fn is_open(&self) -> bool {
        self.waiting().close_by.is_none()
    }

    /// For whoever writes: takes all that waits if nothing is left of what was taken before, and says by when to be done.
    /// Once there is more to do, this waker is woken.
    pub(crate) fn take(&self, writer: &Waker, into: &mut VecDeque<Frame>) -> Option<Instant> {
        let mut waiting = self.waiting();
        if !waiting
            .writer
            .as_ref()
            .is_some_and(|known| known.will_wake(writer))
        {
            waiting.writer = Some(writer.clone());
        }
        if into.is_empty() {
            if into.capacity() > ROOMY {
                *into = VecDeque::new();
            }
            std::mem::swap(&mut waiting.frames, into);
            waiting.bytes = 0;
            into.extend(waiting.latest.take());
            waiting.is_idle = into.is_empty();
        }
        waiting.close_by
    }

    /// Nobody writes any more.
    pub(crate) fn abandon(&self) {
        let mut waiting = self.waiting();
        let by = waiting.close_by.unwrap_or_else(Instant::now);
        *waiting = Waiting {
            close_by: Some(by),
            ..Waiting::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;

    use super::*;
    use crate::frame;

    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn taken(outbox: &Outbox) -> Vec<Frame> {
        let mut into = VecDeque::new();
        outbox.take(Waker::noop(), &mut into);
        into.into()
    }

    #[test]
    fn only_so_much_waits_and_it_is_written_in_order() {
        let outbox = Outbox::new(2);
        let [one, two, three] = ["1", "2", "3"].map(|text| frame::text(&[text]));
        assert!(outbox.put(&one) && outbox.put(&two) && !outbox.put(&three));
        outbox.put_latest(&two);
        outbox.put_latest(&three);
        assert_eq!(taken(&outbox), [one.clone(), two, three]);
        assert!(outbox.put(&one));
        let outbox = Outbox::new(usize::MAX);
        let large = frame::text(&[&"x".repeat(LARGEST / 4)]);
        assert!((0..3).all(|_| outbox.put(&large)));
        assert!(!outbox.put(&large) && outbox.put(&one));
        assert_eq!(taken(&outbox).len(), 4);
        assert!(outbox.put(&large));
    }

    #[test]
    fn whoever_is_on_the_way_out_is_told_the_last_words_and_nothing_else() {
        let by = Instant::now();
        let [one, latest, last, more] = ["1", "l", "z", "m"].map(|text| frame::text(&[text]));
        let outbox = Outbox::new(1);
        outbox.put(&one);
        outbox.put_latest(&latest);
        outbox.close(by, [last.clone()]);
        outbox.close(by, [more.clone()]);
        assert!(outbox.put(&more) && !outbox.is_open());
        outbox.put_latest(&more);
        assert_eq!(taken(&outbox), [one.clone(), latest, last.clone()]);
        let outbox = Outbox::new(1);
        outbox.put(&one);
        outbox.end(by, last.clone());
        assert_eq!(taken(&outbox), [last]);
        outbox.abandon();
        assert!(outbox.put(&one) && taken(&outbox).is_empty());
    }

    #[test]
    fn the_writer_is_woken_when_it_waits_for_something_and_whenever_it_has_to_end() {
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        let times = || woken.0.load(Ordering::SeqCst);
        let outbox = Outbox::new(9);
        let frame = frame::text(&["1"]);
        let mut sending = VecDeque::new();
        outbox.put(&frame);
        outbox.take(&waker, &mut sending);
        outbox.put(&frame);
        assert_eq!((sending.len(), times()), (1, 0), "it writes already");
        outbox.take(&waker, &mut sending);
        assert_eq!(sending.len(), 1, "first things first");
        sending.clear();
        outbox.take(&waker, &mut sending);
        sending.clear();
        outbox.take(&waker, &mut sending);
        outbox.put(&frame);
        outbox.put(&frame);
        assert_eq!(times(), 1);
        outbox.take(&waker, &mut sending);
        outbox.close(Instant::now(), []);
        assert_eq!(times(), 2);
    }
}
