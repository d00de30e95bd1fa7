//! What is personal is sealed, and forgotten when its key goes.

use std::os::unix::fs::PermissionsExt;

use hustings_kernel::Sources;
use hustings_store::{Keys, Opened, StoreError};
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
    vault.erase(&mut tx, person).await?;
    tx.commit().await?;
    vault.forget(person);
    assert_eq!(
        vault.for_opening(&[person]).await?.open(person, &sealed)?,
        Opened::Erased
    );
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
