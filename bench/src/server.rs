//! What a server costs that nobody uses: its memory and its processor time, and the time from starting it to ready on a data
//! folder that is already there, private PostgreSQL included.

use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::folder::Folder;
use crate::hustings::Hustings;

use crate::report::Figure;

const STARTS: usize = 5;
/// After this long, what was allocated to start has settled.
const IDLE: Duration = Duration::from_secs(15);
/// Long enough for whatever goes by the clock to have its turn.
const WATCHED: Duration = Duration::from_secs(15);

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let folder = Folder::create("server")?;
    let data = folder.path().join("data");
    let first = Hustings::start(&data, &[])?;
    let made = first.ready_after;
    drop(first);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(Hustings::start(&data, &[])?.ready_after);
    }
    starts.sort_unstable();
    let median = *starts
        .get(STARTS / 2)
        .context("the server was started at least once")?;

    let server = Hustings::start(&data, &[])?;
    thread::sleep(IDLE);
    let memory = server.running.memory()?;
    let before = server.running.processor_time()?;
    thread::sleep(WATCHED);
    let used = server.running.processor_time()?.saturating_sub(before);
    Ok(vec![
        Figure::new("memory of the server, idle", memory.own, "MB"),
        Figure::new("memory of its PostgreSQL, idle", memory.children, "MB"),
        Figure::new(
            "processor of both, idle",
            used.as_secs_f64() * 1e3 / WATCHED.as_secs_f64(),
            "ms/s",
        ),
        Figure::new(
            "start to ready, existing data folder",
            median.as_secs_f64() * 1e3,
            "ms",
        ),
        Figure::new("start to ready, new data folder", made.as_secs_f64() * 1e3, "ms"),
    ])
}
