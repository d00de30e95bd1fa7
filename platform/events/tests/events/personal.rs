//! What is personal is sealed in the row and gone with its key.

use anyhow::Result;
use hustings_events::{Append, Bookmark, Wanted};
use hustings_vocabulary::Personal;
use sqlx::Row as _;
use uuid::Uuid;

use crate::{Said, an_org, database, running_feed};

#[tokio::test]
async fn personal_values_are_sealed_in_the_log_and_open_only_while_the_person_has_a_key() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let said = |person: u128, words: &str| Said {
        person: Uuid::from_u128(person),
        words: Personal::new(Uuid::from_u128(person), words.to_owned()),
    };
    let (ada, grace) = (said(1, "the engine weaves"), said(2, "a bug in the relay"));
    let mut tx = database.store.begin(&scope).await?;
    tx.append_all(&[ada.clone(), grace.clone()]).await?;
    tx.commit().await?;

    let rows = sqlx::query("SELECT payload::text FROM events")
        .fetch_all(&mut database.owner().await?)
        .await?;
    for row in rows {
        let payload: String = row.try_get(0)?;
        assert!(payload.contains("$sealed") && !payload.contains("engine") && !payload.contains("relay"));
    }

    let read = async || {
        let (feed, _running) = running_feed(&database.store);
        let events = feed
            .follow(Wanted::kinds(["person.said"]), Bookmark::BEGINNING)
            .next()
            .await?;
        anyhow::Ok(
            events
                .iter()
                .map(|event| event.decode::<Said>())
                .collect::<Result<Vec<_>, _>>()?,
        )
    };
    assert_eq!(read().await?, [ada.clone(), grace.clone()]);

    let mut tx = database.store.begin(&scope).await?;
    tx.erase(&[ada.person]).await?;
    tx.commit().await?;
    let erased = Said {
        person: ada.person,
        words: Personal::Erased { of: ada.person },
    };
    assert_eq!(read().await?, [erased, grace]);
    Ok(())
}

#[tokio::test]
async fn one_damaged_value_keeps_nobody_from_the_rest_of_the_log() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let said = |person: u128| Said {
        person: Uuid::from_u128(person),
        words: Personal::new(Uuid::from_u128(person), "words".to_owned()),
    };
    let mut tx = database.store.begin(&scope).await?;
    tx.append_all(&[said(1), said(2)]).await?;
    tx.commit().await?;
    sqlx::query("UPDATE events SET payload = jsonb_set(payload, '{words,$sealed,box}', '\"AAAA\"') WHERE position = 1")
        .execute(&mut database.owner().await?)
        .await?;
    let (feed, _running) = running_feed(&database.store);
    let events = feed
        .follow(Wanted::kinds(["person.said"]), Bookmark::BEGINNING)
        .next()
        .await?;
    assert!(events[0].decode::<Said>().is_err());
    assert_eq!(events[1].decode::<Said>()?, said(2));
    Ok(())
}
