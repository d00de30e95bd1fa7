//! Writes without end, and says on its output what was acknowledged: the victim of the crash test.
//!
//! It is put together as the server is: a private database with its watchdog, a store, batched writes that append
//! their events. Each writer keeps trying the same note until it is acknowledged, as a client with a retry would.

mod rows;

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use hustings_events::Append as _;
use hustings_kernel::{Audit, Event, OrgId, Scope, Sources};
use hustings_server::data_folder::DataFolder;
use hustings_server::database::Database;
use hustings_server::settings::Settings;
use hustings_store::{
    BatchError, BatchLimits, BatchedWrite, Batcher, Entry, ScopedTx, Store, StoreError, StoreSettings,
};
use hustings_telemetry::Tasks;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const WRITERS: usize = 32;
/// How long a writer waits before it tries the same note again.
const AGAIN: Duration = Duration::from_millis(50);

/// A note was written.
#[derive(Debug, Serialize, Deserialize)]
struct NoteWritten {
    note: Uuid,
}

impl Event for NoteWritten {
    const KIND: &'static str = "note.written";
    const VERSION: u16 = 1;
    const AUDIT: Audit = Audit::No;

    fn subject(&self) -> Uuid {
        self.note
    }
}

struct WriteNotes;

impl BatchedWrite for WriteNotes {
    type Row = Uuid;
    type Outcome = ();

    fn bytes(&self, _: &Uuid) -> usize {
        size_of::<Uuid>()
    }

    async fn write(&self, tx: &mut ScopedTx, entries: &[Entry<Uuid>]) -> Result<Vec<()>, StoreError> {
        let notes: Vec<Uuid> = entries.iter().map(|entry| entry.row).collect();
        let new = rows::insert(tx, &notes).await?;
        let written: Vec<_> = new.into_iter().map(|note| NoteWritten { note }).collect();
        tx.append_all(&written).await?;
        Ok(vec![(); entries.len()])
    }

    async fn find(&self, tx: &mut ScopedTx, entries: &[Entry<Uuid>]) -> Result<Vec<Option<()>>, StoreError> {
        let notes: Vec<Uuid> = entries.iter().map(|entry| entry.row).collect();
        let there = rows::present(tx, &notes).await?;
        Ok(notes
            .iter()
            .map(|note| there.contains(note).then_some(()))
            .collect())
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let data_dir = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .context("usage: crash_writer DATA_DIR")?;
    let settings = Settings {
        data_dir: Some(data_dir),
        ..Settings::default()
    };
    let folder = DataFolder::open(&settings)?;
    let sources = Sources::system();
    let keys = folder.keys(&sources)?;
    let database = Database::open(&settings, &folder).await?;
    let migrations = [
        hustings_store::MIGRATIONS,
        hustings_events::MIGRATIONS,
        rows::MIGRATIONS,
    ]
    .concat();
    hustings_store::migrate(database.url(), &migrations).await?;
    let (store, _no_other_node) = Store::connect(database.url(), &StoreSettings::default(), sources, keys)?;
    store.make_partitions(1, 1).await?;

    let tasks = Tasks::new();
    tasks.spawn("database watchdog", |stop| database.watchdog(stop));
    let (batcher, worker) = Batcher::new(store.clone(), WriteNotes, BatchLimits::default());
    tasks.spawn("batched notes", |_| worker.run());
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..WRITERS {
        writers.spawn(write_for_ever(store.clone(), batcher.clone()));
    }
    // Ends only by being killed, or by a writer's failure.
    while let Some(ended) = writers.join_next().await {
        ended??;
    }
    Ok(())
}

async fn write_for_ever(store: Store, batcher: Batcher<WriteNotes>) -> Result<()> {
    let org: OrgId = OrgId::from(Uuid::from_u128(1));
    let scope = Scope::system_in(org, store.sources().id());
    loop {
        let note: Uuid = store.sources().id();
        loop {
            match batcher.write(&scope, note).await {
                Ok(()) => break,
                Err(BatchError::Unavailable(_) | BatchError::Overloaded { .. }) => {
                    tokio::time::sleep(AGAIN).await;
                }
                Err(refused @ BatchError::Refused(_)) => return Err(refused.into()),
            }
        }
        // One write of one line: a kill leaves whole lines and at most one torn one.
        std::io::stdout().write_all(format!("{note}\n").as_bytes())?;
    }
}
