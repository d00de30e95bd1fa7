//! Send an agent back in the log.

use chrono::{DateTime, Utc};
use hustings_events::Effects;
use hustings_http::{Answered, Failure, InstallationProof, Json, NoContent, Once, Operation, Path, State};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{deeds, missing};
use crate::Operating;
use crate::permissions::OperateInstallation;

hustings_http::refusals! {
    /// Why an agent was not sent back.
    enum RewindAgentRefusal {
        NoSuchAgent = 404 "no-such-agent": "There is no such agent.",
        TimeMismatch = 422 "time-mismatch": "A time is needed to go to one, and has no meaning for the beginning.",
        Future = 422 "time-in-future": "The log does not reach into the future.",
    }
}

/// Where to, and what of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RewindAgent {
    /// Where it reads on.
    to: RewindPlace,
    /// The time, if it goes to one.
    time: Option<DateTime<Utc>>,
    /// What of the things it set off before.
    #[serde(default)]
    effects: RewindEffects,
}

/// A place in the log.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RewindPlace {
    /// At the first event of all.
    Beginning,
    /// At the first event recorded at or after a time.
    Time,
}

/// What of the things an agent set off before.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RewindEffects {
    /// They are not set off again.
    #[default]
    Keep,
    /// They are set off again: mails are sent again, webhooks called again.
    Repeat,
}

async fn rewind_agent(
    may: InstallationProof<OperateInstallation>,
    Path(agent): Path<String>,
    once: Once,
    State(operating): State<Operating>,
    Json(input): Json<RewindAgent>,
) -> Result<Answered<NoContent>, Failure<RewindAgentRefusal>> {
    let to = match (input.to, input.time) {
        (RewindPlace::Beginning, None) => None,
        (RewindPlace::Time, Some(time)) if time > operating.store.sources().now() => {
            return Err(RewindAgentRefusal::Future.into());
        }
        (RewindPlace::Time, Some(time)) => Some(time),
        (RewindPlace::Beginning, Some(_)) | (RewindPlace::Time, None) => {
            return Err(RewindAgentRefusal::TimeMismatch.into());
        }
    };
    let effects = match input.effects {
        RewindEffects::Keep => Effects::Keep,
        RewindEffects::Repeat => Effects::Repeat,
    };
    let mut tx = operating.agents.begin(may.scope()).await?;
    if let Some(answer) = once.replay(tx.scoped()).await? {
        return Ok(answer);
    }
    if let Err(error) = deeds::rewind(&mut tx, &agent, to, effects).await {
        missing(error)?;
        return Err(RewindAgentRefusal::NoSuchAgent.into());
    }
    Ok(once.finish(tx.into_scoped(), NoContent).await?)
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::post(
        "/installation/agents/{agent}/rewind",
        "rewind_agent",
        "Send an agent back in the log",
        rewind_agent,
    )
}
