//! What is let into the log, and whether what emits and what reads fit together.

use anyhow::Result;
use hustings_events::{
    Append, Bookmark, Catalogue, CompositionError, Emitter, Reader, UnknownEvent, Wanted, check_catalogue,
};
use serde_json::json;
use uuid::Uuid;

use crate::{Counted, EVENTS, an_org, database, running_feed};

fn catalogue() -> Catalogue {
    Catalogue::new(EVENTS.iter().copied())
}

#[tokio::test]
async fn an_event_that_comes_as_text_must_be_of_a_known_kind_and_fit_it() -> Result<()> {
    let database = database().await?;
    let counter = Uuid::from_u128(1);
    let payload = json!({"counter": counter, "number": 4});
    let draft = |kind: &str, version, payload| catalogue().draft(kind, version, counter, payload);

    let unknown = draft("counter.exploded", 1, payload.clone());
    assert!(matches!(unknown, Err(UnknownEvent::Kind(kind)) if kind == "counter.exploded"));
    for (version, payload) in [
        (1, json!({"counter": counter})),
        (2, payload.clone()),
        (0, payload.clone()),
    ] {
        assert!(matches!(
            draft("counter.counted", version, payload),
            Err(UnknownEvent::Payload(_))
        ));
    }

    let mut tx = database
        .store
        .begin(&database.scope_in(an_org(&database)))
        .await?;
    tx.append_drafts(vec![draft("counter.counted", 1, payload)?])
        .await?;
    tx.commit().await?;
    let (feed, _running) = running_feed(&database.store);
    let events = feed
        .follow(Wanted::kinds(["counter.counted"]), Bookmark::BEGINNING)
        .next()
        .await?;
    assert_eq!(events[0].decode::<Counted>()?.number, 4);
    Ok(())
}

#[tokio::test]
async fn a_payload_cannot_pretend_to_be_sealed_by_the_log() -> Result<()> {
    let database = database().await?;
    let forged = json!({"$sealed": {"of": Uuid::nil(), "box": "AAAA"}});
    let mut tx = database
        .store
        .begin(&database.scope_in(an_org(&database)))
        .await?;
    let event = Counted {
        counter: Uuid::nil(),
        number: 1,
    };
    assert!(tx.append(&event).await.is_ok());
    let forged = Forged {
        counter: Uuid::nil(),
        forged,
    };
    assert!(tx.append(&forged).await.is_err());
    Ok(())
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Forged {
    counter: Uuid,
    forged: serde_json::Value,
}

mod forged {
    use super::Forged;
    hustings_vocabulary::events! {
        /// Somebody made something up.
        Forged: "counter.forged" version 1 about counter, everyday;
    }
}

#[test]
fn emitters_events_and_readers_must_fit_together() {
    assert_eq!(forged::EVENTS.len(), 1);
    let emits = |kinds| {
        [Emitter {
            capability: "testing",
            kinds,
        }]
    };
    let reads = |kinds| {
        [Reader {
            name: "testing.count",
            kinds,
        }]
    };
    let composition = check_catalogue(
        &catalogue(),
        &emits(&["counter.counted", "person.said"]),
        &reads(&["counter.counted"]),
    );
    let table = composition.unwrap().to_string();
    assert!(
        table.contains("counter.counted        1  testing → testing.count"),
        "{table}"
    );

    let twice = [reads(&["counter.counted"]), reads(&["person.said"])].concat();
    let errors =
        check_catalogue(&catalogue(), &emits(&["counter.counted", "person.said"]), &twice).unwrap_err();
    assert_eq!(errors, [CompositionError::SameName("testing.count")]);

    let errors = check_catalogue(
        &catalogue(),
        &emits(&["counter.counted", "a.b"]),
        &reads(&["c.d"]),
    )
    .unwrap_err();
    assert_eq!(
        errors,
        [
            CompositionError::EmitsUnknown {
                by: "testing",
                kind: "a.b"
            },
            CompositionError::ReadsUnknown {
                by: "testing.count",
                kind: "c.d"
            },
            CompositionError::NobodyEmits("person.said"),
        ]
    );
}

#[tokio::test]
async fn every_table_of_the_log_keeps_organisations_apart() -> Result<()> {
    let database = database().await?;
    let violations = hustings_testkit::tenancy_violations(&mut database.owner().await?).await?;
    assert_eq!(violations, [""; 0]);
    Ok(())
}
