//! Let an agent try again what it could not handle: everything, or what waits for one event.

use hustings_http::{Answered, Failure, InstallationProof, NoContent, Once, Operation, Path, State};
use hustings_kernel::EventId;

use super::{Missing, deeds, missing};
use crate::Operating;
use crate::permissions::OperateInstallation;

hustings_http::refusals! {
    /// Why nothing was tried again.
    enum ReplayRefusal {
        NoSuchAgent = 404 "no-such-agent": "There is no such agent.",
        NoSuchDeadLetter = 404 "no-such-dead-letter": "Nothing of this agent waits for this event.",
    }
}

async fn replay_all(
    may: InstallationProof<OperateInstallation>,
    Path(agent): Path<String>,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<NoContent>, Failure<ReplayRefusal>> {
    replay(&operating, &may, &once, &agent, None).await
}

async fn replay_one(
    may: InstallationProof<OperateInstallation>,
    Path((agent, event)): Path<(String, EventId)>,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<NoContent>, Failure<ReplayRefusal>> {
    replay(&operating, &may, &once, &agent, Some(event)).await
}

async fn replay(
    operating: &Operating,
    may: &InstallationProof<OperateInstallation>,
    once: &Once,
    agent: &str,
    event: Option<EventId>,
) -> Result<Answered<NoContent>, Failure<ReplayRefusal>> {
    let mut tx = operating.agents.begin(may.scope()).await?;
    if let Some(answer) = once.replay(tx.scoped()).await? {
        return Ok(answer);
    }
    match deeds::replay(&mut tx, agent, event).await {
        Ok(()) => Ok(once.finish(tx.into_scoped(), NoContent).await?),
        Err(error) => Err(match missing(error)? {
            Missing::Agent => ReplayRefusal::NoSuchAgent.into(),
            Missing::Letter => ReplayRefusal::NoSuchDeadLetter.into(),
        }),
    }
}

pub(super) fn all() -> Operation<Operating> {
    Operation::post(
        "/installation/agents/{agent}/replay",
        "replay_dead_letters",
        "Let an agent try again everything it could not handle",
        replay_all,
    )
}

pub(super) fn one() -> Operation<Operating> {
    Operation::post(
        "/installation/agents/{agent}/dead-letters/{event}/replay",
        "replay_dead_letter",
        "Let an agent try an event again that it could not handle",
        replay_one,
    )
}
