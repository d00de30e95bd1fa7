//! Give up an event that an agent could not handle, so that what waits behind it goes on.

use hustings_http::{Answered, Failure, InstallationProof, Json, NoContent, Once, Operation, Path, State};
use hustings_kernel::EventId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Missing, deeds, missing};
use crate::permissions::OperateInstallation;
use crate::{Operating, Reason};

hustings_http::refusals! {
    /// Why an event was not given up.
    enum SkipRefusal {
        NoSuchAgent = 404 "no-such-agent": "There is no such agent.",
        NoSuchDeadLetter = 404 "no-such-dead-letter": "Nothing of this agent waits for this event.",
    }
}

/// Why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SkipDeadLetter {
    /// Why it may be given up.
    reason: Reason,
}

async fn skip_dead_letter(
    may: InstallationProof<OperateInstallation>,
    Path((agent, event)): Path<(String, EventId)>,
    once: Once,
    State(operating): State<Operating>,
    Json(input): Json<SkipDeadLetter>,
) -> Result<Answered<NoContent>, Failure<SkipRefusal>> {
    let mut tx = operating.agents.begin(may.scope()).await?;
    if let Some(answer) = once.replay(tx.scoped()).await? {
        return Ok(answer);
    }
    match deeds::skip(&mut tx, &agent, event, &input.reason).await {
        Ok(_) => Ok(once.finish(tx.into_scoped(), NoContent).await?),
        Err(error) => Err(match missing(error)? {
            Missing::Agent => SkipRefusal::NoSuchAgent.into(),
            Missing::Letter => SkipRefusal::NoSuchDeadLetter.into(),
        }),
    }
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::post(
        "/installation/agents/{agent}/dead-letters/{event}/skip",
        "skip_dead_letter",
        "Give up an event that an agent could not handle",
        skip_dead_letter,
    )
}
