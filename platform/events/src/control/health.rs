//! How the agents are doing: progress made, not a pulse that beats while work hangs.

use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{AgentControl, AgentState, COUNTED, ControlError, begin, rows};

/// What to make of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It has nothing left to do, or has done some of it lately.
    Healthy,
    /// It works, but some streams wait for an operator.
    DeadLetters,
    /// It should work, and has not got on for longer than is right.
    Stuck,
    /// No process runs it.
    Unattended,
    /// An operator stopped it.
    Stopped,
    /// It broke.
    Failed,
}

/// A process that reads on for an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaneHolder {
    /// The process.
    pub node: Uuid,
    /// How many of the agent's groups of lanes it holds.
    pub lane_groups: i64,
}

/// How one agent is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentHealth {
    /// Its name.
    pub name: String,
    /// What an operator wants of it.
    pub state: AgentState,
    /// Why it is not running.
    pub reason: Option<String>,
    /// Events it still has to handle; ten thousand stands for that many or more.
    pub lag_events: i64,
    /// How long ago the oldest of them was recorded.
    pub lag: Duration,
    /// When it last got on.
    pub progressed_at: DateTime<Utc>,
    /// Events it has handled in its life.
    pub handled: i64,
    /// Streams that wait for another attempt.
    pub waiting_streams: i64,
    /// Streams that wait for an operator.
    pub dead_streams: i64,
    /// Processes that work for it.
    pub processes: Vec<LaneHolder>,
    /// What to make of it.
    pub verdict: Verdict,
}

impl AgentControl {
    /// How every agent is doing. One that has work and has not got on for `patience` counts as stuck.
    pub async fn health(&self, patience: Duration) -> Result<Vec<AgentHealth>, ControlError> {
        self.look(None, patience).await
    }

    /// How one agent is doing.
    pub async fn health_of(&self, agent: &str, patience: Duration) -> Result<AgentHealth, ControlError> {
        let found = self.look(Some(agent), patience).await?;
        let unknown = || ControlError::NoSuchAgent(agent.to_owned());
        found.into_iter().next().ok_or_else(unknown)
    }

    async fn look(&self, only: Option<&str>, patience: Duration) -> Result<Vec<AgentHealth>, ControlError> {
        let now = self.store.sources().now();
        let mut tx = begin(&self.store).await?;
        let settled = crate::rows::horizon(tx.scoped()).await?.settled();
        let rows = rows::health(tx.scoped(), only, settled, COUNTED).await?;
        let holders = rows::holders(tx.scoped(), only).await?;
        tx.commit().await?;
        let judged = rows.into_iter().map(|row| {
            let ours = holders.iter().filter(|holder| holder.agent == row.name);
            let processes = ours
                .map(|holder| LaneHolder {
                    node: holder.node_id,
                    lane_groups: holder.lane_groups,
                })
                .collect();
            judge(row, processes, now, patience)
        });
        Ok(judged.collect())
    }
}

fn judge(
    row: rows::HealthRow,
    processes: Vec<LaneHolder>,
    now: DateTime<Utc>,
    patience: Duration,
) -> AgentHealth {
    let since = |time: DateTime<Utc>| (now - time).to_std().unwrap_or_default();
    let state = AgentState::from_text(&row.state);
    let lag = row.oldest.map(since).unwrap_or_default();
    let stuck = row.lag_events > 0 && lag > patience && since(row.progressed_at) > patience;
    let verdict = match state {
        AgentState::Failed => Verdict::Failed,
        AgentState::Paused => Verdict::Stopped,
        AgentState::Running | AgentState::Draining if processes.is_empty() => Verdict::Unattended,
        AgentState::Running | AgentState::Draining if stuck => Verdict::Stuck,
        AgentState::Running | AgentState::Draining if row.dead_streams > 0 => Verdict::DeadLetters,
        AgentState::Running | AgentState::Draining => Verdict::Healthy,
    };
    AgentHealth {
        name: row.name,
        state,
        reason: row.reason,
        lag_events: row.lag_events,
        lag,
        progressed_at: row.progressed_at,
        handled: row.handled,
        waiting_streams: row.waiting_streams,
        dead_streams: row.dead_streams,
        processes,
        verdict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(change: impl FnOnce(&mut rows::HealthRow)) -> Verdict {
        let here = LaneHolder {
            node: Uuid::nil(),
            lane_groups: 8,
        };
        verdict_with(vec![here], change)
    }

    fn verdict_with(processes: Vec<LaneHolder>, change: impl FnOnce(&mut rows::HealthRow)) -> Verdict {
        let now = DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(1);
        let mut row = rows::HealthRow {
            name: "counting".to_owned(),
            state: "running".to_owned(),
            reason: None,
            progressed_at: DateTime::UNIX_EPOCH,
            handled: 3,
            waiting_streams: 0,
            dead_streams: 0,
            lag_events: 0,
            oldest: None,
        };
        change(&mut row);
        judge(row, processes, now, Duration::from_mins(1)).verdict
    }

    #[test]
    fn an_agent_with_old_work_and_no_progress_is_stuck_whatever_its_processes_say() {
        assert_eq!(verdict(|_| {}), Verdict::Healthy);
        let old = |row: &mut rows::HealthRow| {
            row.lag_events = 5;
            row.oldest = Some(DateTime::UNIX_EPOCH);
        };
        assert_eq!(verdict(old), Verdict::Stuck);
        let got_on = |row: &mut rows::HealthRow| {
            old(row);
            row.progressed_at =
                DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(59) + chrono::TimeDelta::seconds(30);
        };
        assert_eq!(verdict(got_on), Verdict::Healthy);
    }

    #[test]
    fn what_an_operator_did_and_who_is_there_comes_before_lag() {
        assert_eq!(verdict_with(Vec::new(), |_| {}), Verdict::Unattended);
        assert_eq!(verdict(|row| row.state = "paused".to_owned()), Verdict::Stopped);
        assert_eq!(verdict(|row| row.state = "failed".to_owned()), Verdict::Failed);
        assert_eq!(verdict(|row| row.dead_streams = 1), Verdict::DeadLetters);
    }
}
