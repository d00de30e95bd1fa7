//! What a command works with: the database, brought up or visited, and a store on it.

use anyhow::{Context, Result};
use hustings_kernel::Sources;
use hustings_store::Store;

use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::settings::Settings;

/// The database for the length of one command. The server may be running beside it.
#[derive(Debug)]
pub struct Workbench {
    /// The data folder.
    pub folder: DataFolder,
    /// The store.
    pub store: Store,
    database: Database,
}

impl Workbench {
    /// Opens it; the schema must be up to date.
    pub async fn open(settings: &Settings) -> Result<Self> {
        let folder = DataFolder::open(settings)?;
        let sources = Sources::system();
        let keys = folder.keys(&sources)?;
        let database = Database::visit(settings, &folder).await?;
        // Nobody waits for a command's wakes here; other nodes find its changes when they look next.
        let (store, _wakes) =
            Store::connect(database.url(), &settings.database.pool, sources, keys).context("the database")?;
        Ok(Self {
            folder,
            store,
            database,
        })
    }

    /// Does something with it, and puts everything away whatever came of it.
    pub async fn work<T>(settings: &Settings, work: impl AsyncFnOnce(&Self) -> Result<T>) -> Result<T> {
        let bench = Self::open(settings).await?;
        let done = work(&bench).await;
        bench.store.close().await;
        bench.database.close().await?;
        done
    }
}
