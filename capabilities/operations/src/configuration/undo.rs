//! Undo the latest change: what held before it holds again. Whoever saw an older version is refused, because something
//! newer stands.

use hustings_configuration::desk::{self, PutError};
use hustings_http::{Answered, Failure, IfMatch, Once, Operation, Path, Proof, State, Versioned};

use super::{ConfiguredView, changeable, settle, telling};
use crate::Operating;
use crate::permissions::ChangeConfiguration;

hustings_http::refusals! {
    /// Why a change was not undone.
    pub(super) enum UndoRefusal {
        NothingToUndo = 409 "nothing-to-undo": "It was never changed.",
        NoLongerAccepted = 409 "no-longer-accepted": "What held before is no longer among what can be chosen.",
    }
}

async fn undo_configured(
    may: Proof<ChangeConfiguration>,
    Path(key): Path<String>,
    seen: IfMatch,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<Versioned<ConfiguredView>>, Failure<UndoRefusal>> {
    let found = changeable(&operating.configuration, &key, &may)?;
    let mut tx = operating.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let before = desk::lock(&mut tx, found).await?;
    seen.check(before.version)?;
    let after = before
        .clone()
        .undo(&mut tx)
        .await
        .map_err(|error| match error {
            PutError::NotAcceptable(_) => UndoRefusal::NoLongerAccepted.into(),
            PutError::Store(error) => Failure::from(error),
        })?
        .ok_or(UndoRefusal::NothingToUndo)?;
    telling::tell(&mut tx, &before, &after, Some(before.version)).await?;
    settle(&operating, &may, &once, tx, after).await
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::post(
        "/orgs/{org}/configuration/{key}/undo",
        "undo_configured",
        "Undo the latest change",
        undo_configured,
    )
}
