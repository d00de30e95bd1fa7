//! What this Hustings is made of.

use std::sync::Arc;

use anyhow::{Context, Result};
use hustings_capability::Capability;
use hustings_configuration::Configuration;
use hustings_events::{Catalogue, Composition, Reader, check_catalogue};
use hustings_http::{Edge, Routes, TokenKey, Tokens};
use hustings_identity::roles::PermissionCatalogue;
use hustings_identity::{Identity, IdentityDoor, IdentityParts};
use hustings_kernel::{PermissionType, Sources};
use hustings_live::Topic;
use hustings_notify::notices::{Notices, NoticesParts};
use hustings_notify::{Post, PostError};
use hustings_operations::nodes::ThisNode;
use hustings_operations::{InstallationFiles, Operating, OperatingParts};
use hustings_store::{Keys, Migration, Store, StoreSettings};
use hustings_telemetry::Declared;
use zeroize::Zeroizing;

use crate::data_folder::DataFolder;
use crate::housekeeping;
use crate::settings::Settings;

/// The permissions of every capability.
const PERMISSIONS: &[&[PermissionType]] = &[
    hustings_identity::permissions::ALL_PERMISSIONS,
    hustings_operations::permissions::ALL_PERMISSIONS,
    hustings_notices::permissions::ALL_PERMISSIONS,
];

/// The metrics of every part.
pub const METRICS: &[&[Declared]] = &[
    hustings_http::METRICS,
    hustings_events::METRICS,
    hustings_jobs::METRICS,
    hustings_live::METRICS,
    hustings_configuration::METRICS,
    hustings_notify::METRICS,
    hustings_identity::METRICS,
];

/// Every migration, of every part.
pub fn migrations() -> Vec<Migration> {
    [
        hustings_store::MIGRATIONS,
        hustings_http::MIGRATIONS,
        hustings_events::MIGRATIONS,
        hustings_jobs::MIGRATIONS,
        hustings_configuration::MIGRATIONS,
        hustings_notify::MIGRATIONS,
        hustings_identity::MIGRATIONS,
        hustings_operations::MIGRATIONS,
    ]
    .concat()
}

/// Brings the schema at `url` up to date.
pub async fn migrate(url: &str) -> Result<()> {
    hustings_store::migrate(url, &migrations()).await?;
    Ok(hustings_jobs::migrate(url).await?)
}

/// The capabilities, and what is shared between them and the doors.
#[derive(Debug)]
pub struct Composed {
    /// One entry each.
    pub capabilities: Vec<Capability>,
    /// Who people are, which the doors ask.
    pub identity: Identity,
    /// What organisations chose, which every capability reads.
    pub configuration: Configuration,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// The process itself, which says from time to time that it lives.
    pub this_node: ThisNode,
}

/// Puts the capabilities together over a store.
pub fn compose(settings: &Settings, folder: &DataFolder, store: &Store) -> Result<Composed> {
    let tokens = Arc::new(Tokens::new(&[TokenKey {
        id: "1".to_owned(),
        secret: Zeroizing::new(store.vault().keys().derive("hustings access tokens v1").to_vec()),
    }])?);
    let configuration = Configuration::new(store.clone());
    let post = post(settings, folder)?;
    let (identity, workers) = Identity::new(IdentityParts {
        store: store.clone(),
        settings: settings.identity.clone(),
        permissions: PermissionCatalogue::new(PERMISSIONS)?,
        configuration: configuration.clone(),
        tokens: tokens.clone(),
        public_url: settings.http.public_url.clone(),
        post: post.clone(),
    })
    .context("identity")?;
    let this_node = this_node(settings, store);
    let operating = Operating::new(OperatingParts {
        store: store.clone(),
        migrations: migrations(),
        files: InstallationFiles {
            data_folder: folder.as_path().to_owned(),
            key: folder.key_file(),
            key_backup_note: folder.key_backup_note(),
        },
        node: this_node.clone(),
        configuration: configuration.clone(),
        redis: settings.live.redis_url.clone(),
        post: post.clone(),
    });
    let notices = Notices::new(NoticesParts {
        store: store.clone(),
        post,
        book: Arc::new(identity.clone()),
        public_url: settings.http.public_url.as_str().to_owned(),
    });
    let capabilities = vec![
        housekeeping::capability(settings)?,
        hustings_identity::capability(&identity, workers)?,
        hustings_operations::capability(&operating),
        hustings_notices::capability(&notices)?,
    ];
    configuration.declare(capabilities.iter().flat_map(|one| one.configurable).copied())?;
    notices.declare(capabilities.iter().flat_map(|one| one.notices).copied())?;
    Ok(Composed {
        capabilities,
        identity,
        configuration,
        tokens,
        this_node,
    })
}

/// Letters as the settings want them carried.
pub fn post(settings: &Settings, folder: &DataFolder) -> Result<Post, PostError> {
    Post::new(&settings.mail, settings.http.public_url.as_str(), folder.outbox())
}

/// What this machine is called.
pub(crate) fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

fn this_node(settings: &Settings, store: &Store) -> ThisNode {
    ThisNode {
        id: store.sources().id(),
        host: host(),
        version: env!("CARGO_PKG_VERSION"),
        roles: settings
            .roles
            .iter()
            .map(|role| role.as_str().to_owned())
            .collect(),
        started_at: store.sources().now(),
    }
}

/// The capabilities as they are without a database, for what follows from their lists alone.
fn lists() -> Result<Vec<Capability>> {
    // A pool connects when it is first used, and here it never is.
    let sources = Sources::system();
    let keys = Keys::from_bytes(sources.bytes());
    let (store, _wakes) = Store::connect(
        "postgres://nobody@localhost/none",
        &StoreSettings::default(),
        sources,
        keys,
    )?;
    Ok(compose(&Settings::default(), &DataFolder::nowhere(), &store)?.capabilities)
}

/// The description of the API, as it is served.
pub fn openapi() -> Result<String> {
    let routes = lists()?
        .into_iter()
        .fold(Routes::default(), |all, one| all.merge(one.routes));
    Ok(format!(
        "{}\n",
        serde_json::to_string_pretty(&Edge::openapi(&routes))?
    ))
}

/// Who emits and who reads which event, if everything fits together.
pub fn events() -> Result<Composition> {
    let capabilities = lists()?;
    let emitters: Vec<_> = capabilities.iter().map(Capability::emitter).collect();
    let mut readers: Vec<_> = capabilities
        .iter()
        .flat_map(|capability| capability.agents.readers())
        .collect();
    // Asked for once per process, by a command that ends with the answer.
    let door: &'static [&'static str] = IdentityDoor::kinds().leak();
    readers.push(Reader {
        name: "the doors",
        kinds: door,
    });
    let configuration: &'static [&'static str] = Configuration::kinds().leak();
    readers.push(Reader {
        name: "what is configured",
        kinds: configuration,
    });
    let topics: Vec<Topic> = capabilities.iter().flat_map(|one| one.live).copied().collect();
    let told: Vec<&'static str> = hustings_live::kinds(&topics).into_iter().collect();
    readers.push(Reader {
        name: "the live gateway",
        kinds: told.leak(),
    });
    check_catalogue(
        &Catalogue::new(hustings_vocabulary::catalogue()),
        &emitters,
        &readers,
    )
    .map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the events do not fit together:\n{}", errors.join("\n"))
    })
}
