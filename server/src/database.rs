//! The database: a private PostgreSQL in the data folder, or the server whose URL is set.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use hustings_cluster::{
    Binaries, Cluster, ClusterError, ClusterOptions, Guest, Memory, OWNER, Running, find_binaries,
};
use tokio_util::sync::CancellationToken;

use crate::data_folder::DataFolder;
use crate::settings::Settings;

/// The name of the database in a private cluster.
pub(crate) const NAME: &str = "hustings";
/// How often the watchdog looks after a private cluster. Looking is one system call.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// A database that answers, and the cluster behind it if that is ours.
#[derive(Debug)]
pub struct Database {
    url: String,
    dump_url: String,
    binaries: Option<Binaries>,
    cluster: Option<Arc<Cluster>>,
}

impl Database {
    /// Brings the database up, for the process that is the server.
    pub async fn open(settings: &Settings, folder: &DataFolder) -> Result<Self> {
        if let Some(url) = &settings.database.pool.url {
            return Ok(Self::elsewhere(url));
        }
        let options = cluster_options(settings, folder);
        tokio::task::spawn_blocking(move || Self::start(&options))
            .await?
            .context("the private database did not start")
    }

    /// Finds the database for a command: a running server's, or, if none runs, brought up for the while.
    pub async fn visit(settings: &Settings, folder: &DataFolder) -> Result<Self> {
        if let Some(url) = &settings.database.pool.url {
            return Ok(Self::elsewhere(url));
        }
        let options = cluster_options(settings, folder);
        tokio::task::spawn_blocking(move || match Self::start(&options) {
            Err(in_use @ ClusterError::InUse { .. }) => {
                let guest = Guest::of(&options.data_dir, options.binaries.as_deref())?;
                guest.map(|guest| Self::of_guest(&guest)).ok_or(in_use)
            }
            other => other,
        })
        .await?
        .context("the private database cannot be reached")
    }

    fn start(options: &ClusterOptions) -> Result<Self, ClusterError> {
        let cluster = Cluster::start(options)?;
        cluster.ensure_database(NAME)?;
        Ok(Self {
            url: cluster.url(NAME),
            dump_url: cluster.superuser_url(NAME),
            binaries: Some(cluster.binaries().clone()),
            cluster: Some(Arc::new(cluster)),
        })
    }

    fn of_guest(guest: &Guest) -> Self {
        Self {
            url: guest.url(NAME),
            dump_url: guest.superuser_url(NAME),
            binaries: Some(guest.binaries().clone()),
            cluster: None,
        }
    }

    fn elsewhere(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            dump_url: url.to_owned(),
            binaries: None,
            cluster: None,
        }
    }

    /// Writes the database and the roles it needs to two files. Returns whose the tables are.
    pub async fn dump(&self, settings: &Settings, dump: PathBuf, roles: PathBuf) -> Result<String> {
        let owner = hustings_store::facts(&self.url).await?.owner;
        let is_ours = self.binaries.is_some();
        let binaries = match &self.binaries {
            Some(binaries) => binaries.clone(),
            None => find_binaries(settings.database.binaries.as_deref())?,
        };
        let url = self.dump_url.clone();
        tokio::task::spawn_blocking(move || {
            binaries.dump(&url, &dump)?;
            // The other roles of somebody else's server are none of our business.
            let script = if is_ours {
                binaries.roles(&url)?
            } else {
                roles_of(&owner, OWNER)
            };
            std::fs::write(&roles, script).context("cannot write the roles")?;
            Ok(owner)
        })
        .await?
    }

    /// Fills an empty database from a dump, all of it or nothing: in a new private cluster, or where the URL says.
    pub async fn restore(
        settings: &Settings,
        folder: &DataFolder,
        roles: String,
        dump: PathBuf,
        owner: String,
    ) -> Result<()> {
        if let Some(url) = settings.database.pool.url.clone() {
            let binaries = find_binaries(settings.database.binaries.as_deref())?;
            return tokio::task::spawn_blocking(move || {
                ensure!(
                    binaries.is_empty(&url)?,
                    "the database that `database.pool.url` names is not empty; a restore never writes over anything: \
                     name an empty one"
                );
                Ok(binaries.restore_elsewhere(&url, &roles_of(&owner, "CURRENT_USER"), &dump, &owner)?)
            })
            .await?
            .context("the database could not be restored");
        }
        let options = cluster_options(settings, folder);
        tokio::task::spawn_blocking(move || {
            let cluster = Cluster::start(&options)?;
            cluster.restore(NAME, &roles, &dump, &owner)?;
            cluster.stop()
        })
        .await?
        .context("the private database could not be restored")
    }

    /// Where it is, as its owner.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The private cluster, unless the database is somebody else's.
    pub fn cluster(&self) -> Option<&Arc<Cluster>> {
        self.cluster.as_ref()
    }

    /// Starts a private cluster again whenever it died. Requests meanwhile are told that the database is away.
    pub fn watchdog(&self, stop: CancellationToken) -> impl Future<Output = ()> + Send + 'static {
        let cluster = self.cluster.clone();
        async move {
            let Some(cluster) = cluster else { return };
            while stop
                .run_until_cancelled(tokio::time::sleep(LOOK_EVERY))
                .await
                .is_some()
            {
                if cluster.is_alive() {
                    continue;
                }
                let again = cluster.clone();
                match tokio::task::spawn_blocking(move || again.ensure_running()).await {
                    Ok(Ok(Running::Undisturbed)) => {}
                    Ok(Ok(Running::Restarted)) => {
                        tracing::warn!("the private database had died and runs again");
                    }
                    Ok(Err(error)) => tracing::error!(%error, "the private database died and does not start"),
                    Err(error) => tracing::error!(%error, "the private database could not be looked after"),
                }
            }
        }
    }

    /// Stops a private cluster, everything written out.
    pub async fn close(self) -> Result<()> {
        let Some(cluster) = self.cluster else {
            return Ok(());
        };
        tokio::task::spawn_blocking(move || cluster.stop())
            .await?
            .context("the private database did not stop")
    }
}

/// What makes the roles of a Hustings whose tables belong to `owner`, for `user` to work with.
fn roles_of(owner: &str, user: &str) -> String {
    let owner = owner.replace('"', "\"\"");
    let roles = ["hustings_app", "hustings_agent", &owner].map(|role| {
        format!(
            "DO $role$ BEGIN CREATE ROLE \"{role}\" NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $role$;\n"
        )
    });
    format!(
        "{}GRANT hustings_app, hustings_agent TO {user};\n",
        roles.concat()
    )
}

fn cluster_options(settings: &Settings, folder: &DataFolder) -> ClusterOptions {
    let pool = &settings.database.pool;
    ClusterOptions {
        binaries: settings.database.binaries.clone(),
        run_as: settings.database.run_as.clone(),
        memory: settings
            .database
            .memory_megabytes
            .map_or(Memory::Detect, Memory::Megabytes),
        max_connections: connections(pool.max_connections, pool.agent_connections),
        ..ClusterOptions::new(folder.as_path())
    }
}

/// What the pools may open, what listens, the vault, gathered reads and the job queue beside them, and some air.
fn connections(requests: u32, agents: u32) -> u16 {
    u16::try_from(requests + agents + 40).unwrap_or(u16::MAX)
}
