//! Say what is wanted of an agent: that it runs, pauses, or works off what is there and pauses then.

use hustings_http::{Answered, Failure, InstallationProof, Json, NoContent, Once, Operation, Path, State};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{deeds, missing};
use crate::permissions::OperateInstallation;
use crate::{Operating, Reason};

hustings_http::refusals! {
    /// Why an agent was not steered.
    enum SetAgentStateRefusal {
        NoSuchAgent = 404 "no-such-agent": "There is no such agent.",
        ReasonNeeded = 422 "reason-needed": "Say why the agent shall not run: others will ask.",
    }
}

/// What is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SetAgentState {
    /// What the agent shall do.
    state: WantedState,
    /// Why it shall not run. Needed unless it shall.
    reason: Option<Reason>,
}

/// What an agent can be told to do.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum WantedState {
    /// Work, also after it broke.
    Running,
    /// Finish its batch and wait.
    Paused,
    /// Work off what is in the log by now, and wait then.
    Draining,
}

async fn set_agent_state(
    may: InstallationProof<OperateInstallation>,
    Path(agent): Path<String>,
    once: Once,
    State(operating): State<Operating>,
    Json(input): Json<SetAgentState>,
) -> Result<Answered<NoContent>, Failure<SetAgentStateRefusal>> {
    let mut tx = operating.agents.begin(may.scope()).await?;
    if let Some(answer) = once.replay(tx.scoped()).await? {
        return Ok(answer);
    }
    let done = match (input.state, &input.reason) {
        (WantedState::Running, _) => deeds::resume(&mut tx, &agent).await,
        (WantedState::Paused | WantedState::Draining, None) => {
            return Err(SetAgentStateRefusal::ReasonNeeded.into());
        }
        (WantedState::Paused, Some(reason)) => deeds::pause(&mut tx, &agent, reason).await,
        (WantedState::Draining, Some(reason)) => deeds::drain(&mut tx, &agent, reason).await,
    };
    if let Err(error) = done {
        missing(error)?;
        return Err(SetAgentStateRefusal::NoSuchAgent.into());
    }
    Ok(once.finish(tx.into_scoped(), NoContent).await?)
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::put(
        "/installation/agents/{agent}/state",
        "set_agent_state",
        "Run, pause or drain an agent",
        set_agent_state,
    )
}
