//! A fixed rate of requests, whatever the answers do.
//!
//! A request's time counts from the moment it was due, not from when it could be sent: one slow answer delays those
//! due after it on its connection, and their wait is part of what a person would have felt. (A load generator that
//! forgets this shows a server that stalls as a fast one.)
//!
//! Threads with blocking sockets, because a thread's sleep ends within microseconds, while timers of an asynchronous
//! runtime tick in milliseconds, as long as what is measured here.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroU64;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use hdrhistogram::Histogram;

use super::{Outcome, wire};

pub(super) fn measure(
    address: SocketAddr,
    requests: &[Vec<u8>],
    connections: usize,
    rate: u32,
    length: Duration,
) -> Result<Outcome> {
    let apart = Duration::from_secs(1) / rate;
    let every = apart * u32::try_from(connections)?;
    // Long enough for every thread to be there before the first request is due.
    let start = Instant::now() + Duration::from_millis(100);
    let histograms: Vec<Result<Histogram<u64>>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|connection| {
                scope.spawn(move || {
                    let first = connection * requests.len() / connections;
                    let first_due = start + apart * u32::try_from(connection)?;
                    let requests = requests.iter().cycle().skip(first);
                    ask_on_schedule(address, requests, first_due, every, start + length)
                })
            })
            .collect();
        let joined = threads.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .map(|result| result.unwrap_or_else(|_| Err(anyhow!("a connection's thread panicked"))))
            .collect()
    });
    let mut all = Histogram::new(3)?;
    for histogram in histograms {
        all.add(histogram?)?;
    }
    Ok(Outcome::of(&all, start.elapsed()))
}

fn ask_on_schedule<'requests>(
    address: SocketAddr,
    requests: impl Iterator<Item = &'requests Vec<u8>>,
    first_due: Instant,
    every: Duration,
    until: Instant,
) -> Result<Histogram<u64>> {
    // Without this, Linux lets a sleep end 50 µs late to save wake-ups.
    rustix::thread::set_current_timer_slack(NonZeroU64::new(1))?;
    let mut histogram = Histogram::new(3)?;
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut buffer = vec![0; 16 * 1024];
    let mut due = first_due;
    for request in requests {
        if due >= until {
            break;
        }
        thread::sleep(due.saturating_duration_since(Instant::now()));
        stream.write_all(request)?;
        let mut filled = 0;
        loop {
            ensure!(
                filled < buffer.len(),
                "the answer is longer than {} bytes",
                buffer.len()
            );
            let read = stream.read(&mut buffer[filled..])?;
            ensure!(read > 0, "the server closed the connection");
            filled += read;
            if wire::answer_length(&buffer[..filled])?.is_some() {
                break;
            }
        }
        histogram.record(u64::try_from(due.elapsed().as_nanos())?)?;
        due += every;
    }
    Ok(histogram)
}
