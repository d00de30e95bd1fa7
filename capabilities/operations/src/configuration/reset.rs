//! Have something as the release has it, whatever was chosen before.

use hustings_configuration::desk;
use hustings_http::{Answered, Failure, IfMatch, Once, Operation, Path, Proof, State, Versioned};

use super::{ConfiguredView, changeable, settle, telling};
use crate::Operating;
use crate::permissions::ChangeConfiguration;

async fn reset_configured(
    may: Proof<ChangeConfiguration>,
    Path(key): Path<String>,
    seen: IfMatch,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<Versioned<ConfiguredView>>, Failure> {
    let found = changeable(&operating.configuration, &key, &may)?;
    let mut tx = operating.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let before = desk::lock(&mut tx, found).await?;
    seen.check(before.version)?;
    let after = before.clone().reset(&mut tx).await?;
    telling::tell(&mut tx, &before, &after, None).await?;
    settle(&operating, &may, &once, tx, after).await
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::delete(
        "/orgs/{org}/configuration/{key}",
        "reset_configured",
        "Have something as the release has it",
        reset_configured,
    )
}
