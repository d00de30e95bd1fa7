//! Waiting for something the kernel does not announce, with a bound.

use std::thread;
use std::time::{Duration, Instant};

const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// Asks until there is an answer or the bound is reached; the pauses grow, so that what is quick is noticed quickly.
pub(crate) fn wait_for<T>(bound: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if started.elapsed() >= bound {
            return None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
