//! What the crash test looks up afterwards, as the owner.

use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

/// The notes, and the streams of the events about them, both in order.
pub(super) async fn notes_and_events(url: &str) -> (Vec<Uuid>, Vec<Uuid>) {
    let mut owner = PgConnection::connect(url).await.unwrap();
    let notes = sqlx::query_scalar("SELECT id FROM notes ORDER BY id")
        .fetch_all(&mut owner)
        .await
        .unwrap();
    let events =
        sqlx::query_scalar("SELECT stream_id FROM events WHERE kind = 'note.written' ORDER BY stream_id")
            .fetch_all(&mut owner)
            .await
            .unwrap();
    (notes, events)
}
