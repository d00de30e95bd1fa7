//! Read one agent and how it is doing.

use hustings_http::{Failure, InstallationProof, Operation, Path, State, Tagged};

use super::{AgentView, PATIENCE, missing};
use crate::permissions::WatchInstallation;
use crate::{Operating, nodes};

hustings_http::refusals! {
    /// Why an agent was not shown.
    pub(super) enum ReadAgentRefusal {
        NoSuchAgent = 404 "no-such-agent": "There is no such agent.",
    }
}

async fn read_agent(
    _: InstallationProof<WatchInstallation>,
    Path(agent): Path<String>,
    State(operating): State<Operating>,
) -> Result<Tagged<AgentView>, Failure<ReadAgentRefusal>> {
    Ok(Tagged(view(&operating, &agent).await?))
}

/// The agent as it is now.
pub(super) async fn view(operating: &Operating, agent: &str) -> Result<AgentView, Failure<ReadAgentRefusal>> {
    match operating.agents.health_of(agent, PATIENCE).await {
        Ok(health) => {
            let hosts = nodes::hosts(&operating.store).await?;
            Ok(AgentView::of(health, &hosts))
        }
        Err(error) => {
            missing(error)?;
            Err(ReadAgentRefusal::NoSuchAgent.into())
        }
    }
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/installation/agents/{agent}",
        "read_agent",
        "Read an agent",
        read_agent,
    )
}
