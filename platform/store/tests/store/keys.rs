//! What is personal is sealed, and forgotten when its key goes.

use std::os::unix::fs::PermissionsExt;

use hustings_kernel::Sources;
use hustings_store::{Keys, Opened, Store, StoreError};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{database, two_organisations};

#[tokio::test]
async fn a_sealed_value_opens_until_the_key_is_deleted() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let vault = database.store.vault();
    let person: Uuid = database.sources().id();
    let sealed = vault
        .for_sealing(&[person])
        .await?
        .seal(person, b"ada@example.org")?;
    assert!(!sealed.windows(3).any(|three| three == b"ada"));
    let again = vault
        .for_sealing(&[person])
        .await?
        .seal(person, b"ada@example.org")?;
    assert_ne!(
        sealed, again,
        "the same value sealed twice must not be recognisable"
    );
    let opened = vault.for_opening(&[person]).await?.open(person, &sealed)?;
    assert_eq!(opened, Opened::Clear(b"ada@example.org".to_vec()));

    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    tx.erase(&[person]).await?;
    tx.commit().await?;
    assert_eq!(
        vault.for_opening(&[person]).await?.open(person, &sealed)?,
        Opened::Erased
    );
    Ok(())
}

#[tokio::test]
async fn no_node_opens_what_was_sealed_with_a_deleted_key() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let (watching, wakes) = database.another_node()?;
    // Nothing tells this one of anything.
    let (alone, _) = database.another_node()?;
    let stop = CancellationToken::new();
    let _stops = stop.clone().drop_guard();
    tokio::spawn(wakes.run(stop));
    let (person, other): (Uuid, Uuid) = (database.sources().id(), database.sources().id());
    let keys = watching.vault().for_sealing(&[person, other]).await?;
    let (sealed, of_other) = (keys.seal(person, b"ada")?, keys.seal(other, b"grace")?);
    let opened = async |node: &Store, who: Uuid, sealed: &[u8]| {
        let keys = node.vault().for_opening(&[who]).await.unwrap();
        keys.open(who, sealed).unwrap()
    };
    for node in [&watching, &alone] {
        assert_eq!(
            opened(node, person, &sealed).await,
            Opened::Clear(b"ada".to_vec())
        );
    }

    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    tx.erase(&[person]).await?;
    tx.commit().await?;
    assert_eq!(opened(&database.store, person, &sealed).await, Opened::Erased);
    assert_eq!(opened(&alone, person, &sealed).await, Opened::Erased);
    let erased = async || opened(&watching, person, &sealed).await == Opened::Erased;
    database
        .eventually("the other node has forgotten the key", erased)
        .await;
    assert_eq!(
        opened(&watching, other, &of_other).await,
        Opened::Clear(b"grace".to_vec())
    );
    Ok(())
}

#[tokio::test]
async fn a_key_deleted_by_hand_is_forgotten_too() -> anyhow::Result<()> {
    let database = database().await?;
    let vault = database.store.vault();
    let person: Uuid = database.sources().id();
    let sealed = vault.for_sealing(&[person]).await?.seal(person, b"ada")?;
    sqlx::query("DELETE FROM subject_keys")
        .execute(&mut database.owner().await?)
        .await?;
    let erased = async || {
        let keys = vault.for_opening(&[person]).await.unwrap();
        keys.open(person, &sealed).unwrap() == Opened::Erased
    };
    database
        .eventually("the node has forgotten the key", erased)
        .await;
    Ok(())
}

#[tokio::test]
async fn a_value_sealed_for_one_person_does_not_open_as_anothers() -> anyhow::Result<()> {
    let database = database().await?;
    let (one, other): (Uuid, Uuid) = (database.sources().id(), database.sources().id());
    let keys = database.store.vault().for_sealing(&[one, other]).await?;
    let sealed = keys.seal(one, b"secret")?;
    assert!(matches!(keys.open(other, &sealed), Err(StoreError::Sealed(_))));
    let mut altered = sealed;
    *altered.last_mut().unwrap() ^= 1;
    assert!(matches!(keys.open(one, &altered), Err(StoreError::Sealed(_))));
    assert!(matches!(keys.open(one, b"short"), Err(StoreError::Sealed(_))));
    Ok(())
}

#[tokio::test]
async fn two_nodes_give_a_person_the_same_key() -> anyhow::Result<()> {
    let database = database().await?;
    let (other_node, _wakes) = database.another_node()?;
    let people: Vec<Uuid> = (0..20).map(|_| database.sources().id()).collect();
    let (here, there) = tokio::try_join!(
        database.store.vault().for_sealing(&people),
        other_node.vault().for_sealing(&people)
    )?;
    for person in people {
        let sealed = here.seal(person, b"x")?;
        assert_eq!(there.open(person, &sealed)?, Opened::Clear(b"x".to_vec()));
    }
    Ok(())
}

#[tokio::test]
async fn the_blind_index_finds_equal_values_and_keeps_columns_apart() -> anyhow::Result<()> {
    let database = database().await?;
    let vault = database.store.vault();
    assert_eq!(
        vault.blind_index("email", "ada@example.org"),
        vault.blind_index("email", "ada@example.org")
    );
    assert_ne!(
        vault.blind_index("email", "ada@example.org"),
        vault.blind_index("email", "bob@example.org")
    );
    assert_ne!(vault.blind_index("email", "x"), vault.blind_index("phone", "x"));
    Ok(())
}

#[test]
fn the_key_file_is_made_once_and_only_for_its_owner() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("keys/installation.key");
    let made = Keys::load_or_create(&path, &Sources::system())?;
    let read = Keys::load_or_create(&path, &Sources::system())?;
    assert_eq!(*made.derive("x"), *read.derive("x"));
    assert_ne!(*made.derive("x"), *made.derive("y"));
    assert_eq!(std::fs::metadata(&path)?.permissions().mode() & 0o777, 0o600);
    std::fs::write(&path, "not a key")?;
    assert!(Keys::load_or_create(&path, &Sources::system()).is_err());
    Ok(())
}
