//! As many requests as are answered: every connection sends the next one when the last was answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::{Outcome, wire};

/// One thread for all connections: a second one would only take the core from the server.
#[tokio::main(flavor = "current_thread")]
pub(super) async fn measure(
    address: SocketAddr,
    requests: &[Vec<u8>],
    connections: usize,
    length: Duration,
) -> Result<Outcome> {
    let requests: Arc<[Vec<u8>]> = requests.into();
    let start = Instant::now();
    let mut running = JoinSet::new();
    for connection in 0..connections {
        // Each connection begins elsewhere in the list, or all would ask for the same row at once.
        let first = connection * requests.len() / connections;
        running.spawn(keep_asking(address, Arc::clone(&requests), first, start + length));
    }
    let mut all = Histogram::new(3)?;
    while let Some(histogram) = running.join_next().await {
        all.add(histogram??)?;
    }
    Ok(Outcome::of(&all, start.elapsed()))
}

async fn keep_asking(
    address: SocketAddr,
    requests: Arc<[Vec<u8>]>,
    first: usize,
    until: Instant,
) -> Result<Histogram<u64>> {
    let mut histogram = Histogram::new(3)?;
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 16 * 1024];
    for request in requests.iter().cycle().skip(first) {
        let sent = Instant::now();
        if sent >= until {
            break;
        }
        stream.write_all(request).await?;
        let mut filled = 0;
        loop {
            ensure!(
                filled < buffer.len(),
                "the answer is longer than {} bytes",
                buffer.len()
            );
            let read = stream.read(&mut buffer[filled..]).await?;
            ensure!(read > 0, "the server closed the connection");
            filled += read;
            if wire::answer_length(&buffer[..filled])?.is_some() {
                break;
            }
        }
        histogram.record(u64::try_from(sent.elapsed().as_nanos())?)?;
    }
    Ok(histogram)
}
