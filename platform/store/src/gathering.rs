//! Taking what waits in a queue, together with what is just about to.
//!
//! When a batch is answered, all of its callers wake at once and hand in their next row one after the other. Whoever took
//! the first of them and went would leave the others to the batch after: many tiny batches, each with a commit of its
//! own. So, before it goes, the taker lets the other tasks run, for as long as that brings more. It never waits for time
//! to pass, and alone it goes at once.

use tokio::sync::{Mutex, mpsc};

/// Adds the next batch to `batch`, and says how large it is: nothing only when nobody can hand in any more.
pub(crate) async fn next_batch<T>(
    waiting: &Mutex<mpsc::Receiver<T>>,
    batch: &mut Vec<T>,
    at_most: usize,
) -> usize {
    let mut waiting = waiting.lock().await;
    let mut taken = waiting.recv_many(batch, at_most).await;
    while taken > 0 && taken < at_most {
        tokio::task::yield_now().await;
        let before = taken;
        while taken < at_most
            && let Ok(one) = waiting.try_recv()
        {
            batch.push(one);
            taken += 1;
        }
        if taken == before {
            break;
        }
    }
    taken
}
