//! The SQL of the audit chain.

use chrono::{DateTime, Utc};
use hustings_kernel::OrgId;
use hustings_store::{ScopedConnection, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::chain::{Anchor, Hash, Head, StoredEvent};

/// A head as stored.
#[derive(Debug)]
pub(crate) struct HeadRow {
    pub(crate) sequence: i64,
    pub(crate) link: Vec<u8>,
    pub(crate) seal: Vec<u8>,
}

impl HeadRow {
    /// The head, if its link has the length of one.
    pub(crate) fn head(&self) -> Option<Head> {
        Some(Head {
            sequence: self.sequence,
            link: self.link.as_slice().try_into().ok()?,
        })
    }
}

/// Selects events as the log stores them: the columns once, what follows them from each question.
macro_rules! select_stored {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            StoredEvent,
            r#"SELECT e.id, e.position, e.org_id, e.noun, e.stream_id, e.stream_version, e.kind, e.version, e.actor,
                   e.occurred_at, e.recorded_at, e.correlation_id, e.causation_id, e.payload::text AS "payload!"
               FROM events e
               WHERE (e.position, e.recorded_at) IN (SELECT * FROM unnest($2::bigint[], $3::timestamptz[]))
                 AND e.org_id = $1 "# + $rest,
            $($argument),+
        )
    };
}

/// An anchor as stored.
#[derive(Debug)]
pub(crate) struct AnchorRow {
    pub(crate) sequence: i64,
    pub(crate) link: Vec<u8>,
    pub(crate) forgotten_before: DateTime<Utc>,
    pub(crate) seal: Vec<u8>,
}

impl AnchorRow {
    /// The anchor, if its link has the length of one.
    pub(crate) fn anchor(&self) -> Option<Anchor> {
        Some(Anchor {
            head: Head {
                sequence: self.sequence,
                link: self.link.as_slice().try_into().ok()?,
            },
            forgotten_before: self.forgotten_before,
        })
    }
}

/// What stands for the removed beginning of the chain, if any was removed.
pub(crate) async fn anchor(
    on: &mut impl ScopedConnection,
    org: OrgId,
) -> Result<Option<AnchorRow>, StoreError> {
    Ok(sqlx::query_as!(
        AnchorRow,
        "SELECT sequence, link, forgotten_before, seal FROM audit_anchors WHERE org_id = $1",
        org.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Removes the chain up to the anchor's link, for which the anchor stands from now on.
pub(crate) async fn forget(
    on: &mut impl ScopedConnection,
    org: OrgId,
    anchor: &Anchor,
    seal: &Hash,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM audit_chain WHERE org_id = $1 AND sequence <= $2",
        org.uuid(),
        anchor.head.sequence,
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "INSERT INTO audit_anchors (org_id, sequence, link, forgotten_before, seal) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT audit_anchors_pk
         DO UPDATE SET sequence = excluded.sequence, link = excluded.link,
             forgotten_before = excluded.forgotten_before, seal = excluded.seal",
        org.uuid(),
        anchor.head.sequence,
        &anchor.head.link,
        anchor.forgotten_before,
        &seal[..],
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Takes the end of the organisation's chain, so that links are added one after the other. `None` before the first.
pub(crate) async fn lock_head(
    on: &mut impl ScopedConnection,
    org: OrgId,
) -> Result<Option<HeadRow>, StoreError> {
    // The row is not there before the first link, so the lock is on the organisation's name.
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtext('identity.audit'), hashtext($1)) IS NULL AS done",
        org.to_string(),
    )
    .fetch_one(on.connection())
    .await?;
    head(on, org).await
}

pub(crate) async fn head(on: &mut impl ScopedConnection, org: OrgId) -> Result<Option<HeadRow>, StoreError> {
    Ok(sqlx::query_as!(
        HeadRow,
        "SELECT sequence, link, seal FROM audit_heads WHERE org_id = $1",
        org.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}

pub(crate) async fn set_head(
    on: &mut impl ScopedConnection,
    org: OrgId,
    head: &Head,
    seal: &Hash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO audit_heads (org_id, sequence, link, seal, sealed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT audit_heads_pk
         DO UPDATE SET sequence = excluded.sequence, link = excluded.link, seal = excluded.seal,
             sealed_at = excluded.sealed_at",
        org.uuid(),
        head.sequence,
        &head.link,
        &seal[..],
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Those of these events that have no link and never had one, as the log stores them and in its order.
pub(crate) async fn unsealed_among(
    on: &mut impl ScopedConnection,
    org: OrgId,
    positions: &[i64],
    recorded: &[DateTime<Utc>],
) -> Result<Vec<StoredEvent>, StoreError> {
    Ok(select_stored!(
        "AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.org_id = $1 AND c.event_id = e.id) \
             AND NOT EXISTS (SELECT FROM audit_anchors a WHERE a.org_id = $1 AND e.recorded_at < a.forgotten_before) \
             ORDER BY e.position",
        org.uuid(),
        positions,
        recorded,
    )
    .fetch_all(on.connection())
    .await?)
}

/// New links, a column each.
#[derive(Debug, Default)]
pub(crate) struct NewLinks {
    pub(crate) sequences: Vec<i64>,
    pub(crate) events: Vec<Uuid>,
    pub(crate) positions: Vec<i64>,
    pub(crate) recorded: Vec<DateTime<Utc>>,
    pub(crate) kinds: Vec<String>,
    pub(crate) actors: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) streams: Vec<Uuid>,
    pub(crate) salts: Vec<Vec<u8>>,
    pub(crate) digests: Vec<Vec<u8>>,
    pub(crate) links: Vec<Vec<u8>>,
}

pub(crate) async fn insert_links(
    on: &mut impl ScopedConnection,
    org: OrgId,
    new: &NewLinks,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO audit_chain (org_id, sequence, event_id, position, recorded_at, kind, actor, noun, stream_id,
             salt, digest, link)
         SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[],
             $8::text[], $9::uuid[], $10::bytea[], $11::bytea[], $12::bytea[])",
        org.uuid(),
        &new.sequences,
        &new.events,
        &new.positions,
        &new.recorded,
        &new.kinds,
        &new.actors,
        &new.nouns,
        &new.streams,
        &new.salts,
        &new.digests,
        &new.links,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// A link as stored.
#[derive(Debug)]
pub(crate) struct LinkRow {
    pub(crate) sequence: i64,
    pub(crate) event_id: Uuid,
    pub(crate) position: i64,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) kind: String,
    pub(crate) actor: String,
    pub(crate) noun: String,
    pub(crate) stream_id: Uuid,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) digest: Vec<u8>,
    pub(crate) link: Vec<u8>,
}

/// The links behind one, in order.
pub(crate) async fn links_after(
    on: &mut impl ScopedConnection,
    org: OrgId,
    after: i64,
    at_most: i64,
) -> Result<Vec<LinkRow>, StoreError> {
    Ok(sqlx::query_as!(
        LinkRow,
        "SELECT sequence, event_id, position, recorded_at, kind, actor, noun, stream_id, salt, digest, link
         FROM audit_chain WHERE org_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        org.uuid(),
        after,
        at_most,
    )
    .fetch_all(on.connection())
    .await?)
}

/// These events as the log stores them, as far as it still has them.
pub(crate) async fn stored(
    on: &mut impl ScopedConnection,
    org: OrgId,
    positions: &[i64],
    recorded: &[DateTime<Utc>],
) -> Result<Vec<StoredEvent>, StoreError> {
    Ok(
        select_stored!("ORDER BY e.position", org.uuid(), positions, recorded,)
            .fetch_all(on.connection())
            .await?,
    )
}

/// What the log holds of these kinds that was not sealed: how many, and since when.
#[derive(Debug)]
pub(crate) struct UnsealedRow {
    pub(crate) count: i64,
    pub(crate) oldest: Option<DateTime<Utc>>,
}

/// What was recorded within some time, all of it after what was removed.
pub(crate) async fn unsealed(
    on: &mut impl ScopedConnection,
    org: OrgId,
    kinds: &[String],
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
) -> Result<UnsealedRow, StoreError> {
    Ok(sqlx::query_as!(
        UnsealedRow,
        r#"SELECT count(*) AS "count!", min(e.recorded_at) AS oldest FROM events e
           WHERE e.org_id = $1 AND e.kind = ANY ($2)
             AND e.recorded_at >= coalesce($3::timestamptz, '-infinity') AND e.recorded_at < coalesce($4::timestamptz, 'infinity')
             AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.org_id = $1 AND c.event_id = e.id)"#,
        org.uuid(),
        kinds,
        from,
        until,
    )
    .fetch_one(on.connection())
    .await?)
}

/// An entry of the audit log: the link and what the log says.
#[derive(Debug)]
pub(crate) struct EntryRow {
    pub(crate) sequence: i64,
    pub(crate) event_id: Uuid,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) kind: String,
    pub(crate) version: i16,
    pub(crate) actor: String,
    pub(crate) noun: String,
    pub(crate) stream_id: Uuid,
    pub(crate) occurred_at: DateTime<Utc>,
    pub(crate) correlation_id: Uuid,
    pub(crate) payload: Value,
}

impl EntryRow {
    /// Where it stands in the list.
    pub(crate) fn place(&self) -> Place {
        Place {
            recorded_at: self.recorded_at,
            sequence: self.sequence,
        }
    }
}

/// Where a page of the list begins: behind this entry, as it is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) sequence: i64,
}

/// Which entries.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) org: OrgId,
    pub(crate) kind: Option<&'a str>,
    pub(crate) actor: Option<&'a str>,
    pub(crate) noun: Option<&'a str>,
    pub(crate) subject: Option<Uuid>,
    /// Recorded then or later.
    pub(crate) from: Option<DateTime<Utc>>,
    pub(crate) before: Option<Place>,
    pub(crate) at_most: i64,
}

/// Selects entries: everything once, but for the filters of each question, whose parameters begin with the sixth. Each
/// event is looked up by its place: joined freely, the planner may take an organisation for small and read all its
/// events.
macro_rules! select_entries {
    ($wanted:expr, $filter:literal $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            EntryRow,
            "SELECT c.sequence, c.event_id, c.recorded_at, e.kind, e.version, e.actor, e.noun, e.stream_id, \
                 e.occurred_at, e.correlation_id, e.payload \
             FROM audit_chain c CROSS JOIN LATERAL (SELECT * FROM events e \
                 WHERE e.position = c.position AND e.recorded_at = c.recorded_at LIMIT 1) e \
             WHERE c.org_id = $1 AND (c.recorded_at, c.sequence) < (coalesce($2::timestamptz, 'infinity'), $3) \
                 AND c.recorded_at >= coalesce($4::timestamptz, '-infinity') " + $filter +
            " ORDER BY c.recorded_at DESC, c.sequence DESC LIMIT $5",
            $wanted.org.uuid(),
            $wanted.before.map(|place| place.recorded_at),
            $wanted.before.map_or(i64::MAX, |place| place.sequence),
            $wanted.from,
            $wanted.at_most,
            $($argument),*
        )
    };
}

/// Entries, the newest first. Each filter has its own index; of several, the one that finds least leads, and the others
/// look at what it finds.
pub(crate) async fn entries(
    on: &mut impl ScopedConnection,
    wanted: &Wanted<'_>,
) -> Result<Vec<EntryRow>, StoreError> {
    let on = on.connection();
    let Wanted {
        kind,
        actor,
        noun,
        subject,
        ..
    } = *wanted;
    let rows = match (subject, actor, kind, noun) {
        (None, None, None, None) => select_entries!(wanted, "").fetch_all(on).await?,
        (Some(subject), ..) => {
            let found = select_entries!(
                wanted,
                "AND c.stream_id = $6 AND ($7::text IS NULL OR c.actor = $7) \
                 AND ($8::text IS NULL OR c.kind = $8) AND ($9::text IS NULL OR c.noun = $9)",
                subject,
                actor,
                kind,
                noun,
            );
            found.fetch_all(on).await?
        }
        (None, Some(actor), ..) => {
            let found = select_entries!(
                wanted,
                "AND c.actor = $6 AND ($7::text IS NULL OR c.kind = $7) AND ($8::text IS NULL OR c.noun = $8)",
                actor,
                kind,
                noun,
            );
            found.fetch_all(on).await?
        }
        (None, None, Some(kind), noun) => {
            let found = select_entries!(
                wanted,
                "AND c.kind = $6 AND ($7::text IS NULL OR c.noun = $7)",
                kind,
                noun
            );
            found.fetch_all(on).await?
        }
        (None, None, None, Some(noun)) => {
            select_entries!(wanted, "AND c.noun = $6", noun)
                .fetch_all(on)
                .await?
        }
    };
    Ok(rows)
}

/// The organisations that have a chain; the nil one is the installation. As seen by the owner's command line.
pub(crate) async fn organisations(on: &mut impl ScopedConnection) -> Result<Vec<OrgId>, StoreError> {
    let ids = sqlx::query_scalar!("SELECT org_id FROM organisations ORDER BY org_id")
        .fetch_all(on.connection())
        .await?;
    Ok(ids.into_iter().map(OrgId::from).collect())
}
