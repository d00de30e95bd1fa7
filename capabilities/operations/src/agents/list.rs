//! List the agents and how they are doing.

use hustings_http::{Failure, InstallationProof, Operation, State, Tagged};

use super::{AgentView, PATIENCE, missing};
use crate::permissions::WatchInstallation;
use crate::{Operating, nodes};

async fn list_agents(
    _: InstallationProof<WatchInstallation>,
    State(operating): State<Operating>,
) -> Result<Tagged<Vec<AgentView>>, Failure> {
    let agents = match operating.agents.health(PATIENCE).await {
        Ok(agents) => agents,
        // Nobody was named, so nothing can be missing.
        Err(error) => missing(error).map(|_| Vec::new())?,
    };
    let hosts = nodes::hosts(&operating.store).await?;
    let views = agents.into_iter().map(|agent| AgentView::of(agent, &hosts));
    Ok(Tagged(views.collect()))
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/installation/agents",
        "list_agents",
        "List the agents",
        list_agents,
    )
}
