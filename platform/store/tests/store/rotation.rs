//! Keys are rotated while everybody works, and nothing is lost.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hustings_kernel::Sources;
use hustings_store::{Keys, KeysError, Opened, RotationError, Store, StoreError};
use hustings_testkit::TestDatabase;
use sqlx::Row as _;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{database, two_organisations};

/// A database, and the key file that its nodes share or have copies of.
struct World {
    database: TestDatabase,
    folder: TempDir,
}

impl World {
    async fn new() -> anyhow::Result<Self> {
        Ok(Self {
            database: database().await?,
            folder: tempfile::tempdir()?,
        })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A node with this key file, which is made if it is not there.
    fn node(&self, file: &str) -> anyhow::Result<Store> {
        let keys = Keys::load_or_create(&self.file(file), &Sources::system())?;
        Ok(self.database.node_with(keys)?.0)
    }

    fn copy(&self, from: &str, to: &str) -> anyhow::Result<()> {
        std::fs::copy(self.file(from), self.file(to))?;
        Ok(())
    }

    /// With which bytes the wrapped keys begin, each once.
    async fn beginnings(&self) -> anyhow::Result<Vec<Vec<u8>>> {
        let question = "SELECT DISTINCT CASE get_byte(wrapped_key, 0) WHEN 1 THEN '\\x01'::bytea
            ELSE substring(wrapped_key FROM 1 FOR 3) END FROM subject_keys";
        let rows = sqlx::query(question)
            .fetch_all(&mut self.database.owner().await?)
            .await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }
}

async fn seal(node: &Store, person: Uuid) -> Result<Vec<u8>, StoreError> {
    node.vault()
        .for_sealing(&[person])
        .await?
        .seal(person, person.as_bytes())
}

async fn opens(node: &Store, person: Uuid, sealed: &[u8]) -> Result<bool, StoreError> {
    let opened = node.vault().for_opening(&[person]).await?.open(person, sealed)?;
    Ok(opened == Opened::Clear(person.as_bytes().to_vec()))
}

/// Seals for one new person after the other, opening each at once, until it is told to stop.
async fn work(node: Store, is_over: Arc<AtomicBool>) -> Result<Vec<(Uuid, Vec<u8>)>, StoreError> {
    let mut done = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let person: Uuid = node.sources().id();
        let sealed = seal(&node, person).await?;
        assert!(opens(&node, person, &sealed).await?);
        done.push((person, sealed));
    }
    Ok(done)
}

#[tokio::test]
async fn rotation_under_load_loses_nothing() -> anyhow::Result<()> {
    let world = World::new().await?;
    let nodes = [world.node("shared")?, world.node("shared")?];
    world.copy("shared", "stolen")?;
    let is_over = Arc::new(AtomicBool::new(false));
    let working: Vec<_> = (0..6)
        .map(|place| tokio::spawn(work(nodes[place % 2].clone(), is_over.clone())))
        .collect();
    let operator = world.node("shared")?;
    for generation in 1..=3 {
        let rotated = operator.vault().rotate(|_| ()).await?;
        assert_eq!(rotated.generation, generation);
    }
    is_over.store(true, Ordering::Relaxed);
    let mut everything = Vec::new();
    for worker in working {
        everything.extend(worker.await??);
    }
    assert!(everything.len() > 10, "{}", everything.len());

    // Keys that were being made while the last number was announced are caught up with.
    let last = operator.vault().rotate(|_| ()).await?.generation.to_be_bytes();
    assert_eq!(world.beginnings().await?, [vec![2, last[0], last[1]]]);
    let fresh = world.node("shared")?;
    for (person, sealed) in &everything {
        assert!(opens(&fresh, *person, sealed).await?);
    }
    // Who stole the key file before learns nothing from a database stolen afterwards.
    let thief = world.node("stolen")?;
    let (person, _) = &everything[0];
    assert!(matches!(
        thief.vault().for_opening(&[*person]).await,
        Err(StoreError::Sealed(_))
    ));
    Ok(())
}

#[tokio::test]
async fn a_rotation_that_was_interrupted_goes_on_with_the_same_key() -> anyhow::Result<()> {
    let world = World::new().await?;
    let node = world.node("keys")?;
    let people: Vec<Uuid> = (0..1200).map(|_| node.sources().id()).collect();
    node.vault().for_sealing(&people).await?;
    let (said, mut hears) = tokio::sync::mpsc::unbounded_channel();
    let rotating = node.vault().rotate(move |progress| {
        let _ = said.send(progress);
    });
    let interrupted = tokio::select! {
        _ = rotating => None,
        progress = hears.recv() => progress,
    };
    let before = interrupted.expect("there is more than one step");
    assert_eq!((before.generation, before.rewrapped), (1, 500));
    assert_eq!(world.beginnings().await?.len(), 2, "it was in the middle");
    assert!(matches!(
        node.vault().retire().await,
        Err(RotationError::StillNeeded(1..))
    ));

    let after = node.vault().rotate(|_| ()).await?;
    assert_eq!(after.generation, 1);
    assert!(after.rewrapped <= 700, "{after:?}");
    assert_eq!(world.beginnings().await?, [vec![2, 0, 1]]);
    Ok(())
}

#[tokio::test]
async fn whoever_was_erased_stays_erased() -> anyhow::Result<()> {
    let world = World::new().await?;
    let node = world.node("keys")?;
    let (ours, _) = two_organisations(&world.database);
    let (gone, stays): (Uuid, Uuid) = (node.sources().id(), node.sources().id());
    let (of_gone, of_stays) = (seal(&node, gone).await?, seal(&node, stays).await?);
    let mut tx = node.begin(&world.database.scope_in(ours)).await?;
    tx.erase(&[gone]).await?;
    tx.commit().await?;
    assert_eq!(node.vault().rotate(|_| ()).await?.rewrapped, 1);
    let keys = node.vault().for_opening(&[gone, stays]).await?;
    assert_eq!(keys.open(gone, &of_gone)?, Opened::Erased);
    assert_eq!(
        keys.open(stays, &of_stays)?,
        Opened::Clear(stays.as_bytes().to_vec())
    );
    Ok(())
}

#[tokio::test]
async fn an_old_key_is_taken_out_once_nothing_needs_it() -> anyhow::Result<()> {
    let world = World::new().await?;
    let node = world.node("keys")?;
    let person: Uuid = node.sources().id();
    let sealed = seal(&node, person).await?;
    for _ in 0..2 {
        node.vault().rotate(|_| ()).await?;
    }
    assert_eq!(node.vault().retire().await?, 1);
    assert_eq!(node.vault().retire().await?, 0);
    let text = std::fs::read_to_string(world.file("keys"))?;
    assert_eq!(text.lines().count(), 2, "the installation key and the newest one");
    assert!(opens(&world.node("keys")?, person, &sealed).await?);
    Ok(())
}

#[tokio::test]
async fn a_node_whose_key_file_is_another_says_so_before_it_seals_anything() -> anyhow::Result<()> {
    let world = World::new().await?;
    let node = world.node("one")?;
    let person: Uuid = node.sources().id();
    let sealed = seal(&node, person).await?;
    world.copy("one", "two")?;
    let other = world.node("two")?;
    node.vault().rotate(|_| ()).await?;
    let newcomer: Uuid = node.sources().id();
    assert!(matches!(seal(&other, newcomer).await, Err(StoreError::Sealed(_))));
    // The other operator rotates too, and means another key by the same number.
    Keys::load_or_create(&world.file("two"), &Sources::system())?.add_wrapping_key(&Sources::system())?;
    assert!(matches!(
        other.vault().rotate(|_| ()).await,
        Err(RotationError::Store(StoreError::Sealed(_)))
    ));
    // Once the file is copied, it goes on without a restart.
    world.copy("one", "two")?;
    seal(&other, newcomer).await?;
    assert!(opens(&other, person, &sealed).await?);
    let from_nowhere = world.database.store.vault().rotate(|_| ()).await;
    assert!(matches!(
        from_nowhere,
        Err(RotationError::Keys(KeysError::NoFile) | RotationError::Store(StoreError::Sealed(_)))
    ));
    Ok(())
}
