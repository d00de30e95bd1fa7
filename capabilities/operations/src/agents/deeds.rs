//! What operators do to agents, each told to the log in the transaction that does it, which the caller commits. For the
//! operations here and for the command line.

use chrono::{DateTime, Utc};
use hustings_events::{ControlError, ControlTx, Effects, Replay, RewindTo};
use hustings_kernel::{EventId, OrgId};
use hustings_store::ScopedConnection as _;
use hustings_vocabulary::agent::{
    AgentDrained, AgentId, AgentPaused, AgentReplayed, AgentResumed, AgentRewound, AgentSkipped,
};

use crate::Reason;

/// Lets an agent finish its batch and wait.
pub async fn pause(tx: &mut ControlTx, agent: &str, reason: &Reason) -> Result<(), ControlError> {
    tx.pause(agent, Some(reason.as_str())).await?;
    let told = AgentPaused {
        agent: AgentId::of(agent),
        name: agent.to_owned(),
        reason: reason.told_by(tx.scoped().scope()),
    };
    Ok(tx.tell(&told).await?)
}

/// Lets an agent go on, also after it broke.
pub async fn resume(tx: &mut ControlTx, agent: &str) -> Result<(), ControlError> {
    tx.resume(agent).await?;
    let told = AgentResumed {
        agent: AgentId::of(agent),
        name: agent.to_owned(),
    };
    Ok(tx.tell(&told).await?)
}

/// Lets an agent work off what is in the log by now, and then wait.
pub async fn drain(tx: &mut ControlTx, agent: &str, reason: &Reason) -> Result<(), ControlError> {
    tx.drain(agent, Some(reason.as_str())).await?;
    let told = AgentDrained {
        agent: AgentId::of(agent),
        name: agent.to_owned(),
        reason: reason.told_by(tx.scoped().scope()),
    };
    Ok(tx.tell(&told).await?)
}

/// Sends an agent to the first event recorded at or after a time, or to the first of all.
pub async fn rewind(
    tx: &mut ControlTx,
    agent: &str,
    to: Option<DateTime<Utc>>,
    effects: Effects,
) -> Result<(), ControlError> {
    let place = to.map_or(RewindTo::Beginning, RewindTo::Time);
    tx.rewind(agent, place, effects).await?;
    let told = AgentRewound {
        agent: AgentId::of(agent),
        name: agent.to_owned(),
        to,
        effects_repeated: effects == Effects::Repeat,
    };
    Ok(tx.tell(&told).await?)
}

/// Tries dead letters again: one, or all.
pub async fn replay(tx: &mut ControlTx, agent: &str, event: Option<EventId>) -> Result<(), ControlError> {
    tx.replay(agent, event.map_or(Replay::All, Replay::Event)).await?;
    let told = AgentReplayed {
        agent: AgentId::of(agent),
        name: agent.to_owned(),
        event,
    };
    Ok(tx.tell(&told).await?)
}

/// Gives up an event that an agent could not handle, and lets what waits behind it go on. Returns whose it was.
pub async fn skip(
    tx: &mut ControlTx,
    agent: &str,
    event: EventId,
    reason: &Reason,
) -> Result<OrgId, ControlError> {
    let organisation = tx.skip(agent, event).await?;
    let told = AgentSkipped {
        agent: AgentId::of(agent),
        name: agent.to_owned(),
        event,
        organisation,
        reason: reason.told_by(tx.scoped().scope()),
    };
    tx.tell(&told).await?;
    Ok(organisation)
}
