//! Who works on which lanes: decided by each process for itself, from the same facts, without a clock.
//!
//! Every process counts up its own beat in the database. A process whose beat has stood still for a while, by the
//! stop-watch of whoever looks, is taken for dead, and its lanes are taken over. That may be wrong (it may only have
//! been asleep): the epoch of each lane, checked when a batch commits, makes sure that it does no harm.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use crate::LANES;

/// Lanes are leased in groups: lane `n` belongs to group `n % LANE_GROUPS`.
pub(crate) const LANE_GROUPS: i16 = 8;

pub(crate) fn group_of(lane: i16) -> i16 {
    lane % LANE_GROUPS
}

pub(crate) fn lanes_of(groups: impl Iterator<Item = i16>) -> Vec<i16> {
    groups
        .flat_map(|group| (group..LANES).step_by(LANE_GROUPS.unsigned_abs().into()))
        .collect()
}

/// A group of lanes of one agent, and who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LaneRow {
    pub(crate) agent: String,
    pub(crate) lane_group: i16,
    pub(crate) holder: Option<Uuid>,
    pub(crate) epoch: i64,
}

/// A process that runs agents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NodeRow {
    pub(crate) node_id: Uuid,
    pub(crate) beat: i64,
    pub(crate) agents: Vec<String>,
}

/// When each process last gave a sign of life, by our own stop-watch.
#[derive(Debug, Default)]
pub(crate) struct Lives {
    beats: HashMap<Uuid, (i64, Instant)>,
    last_look: Option<Instant>,
}

impl Lives {
    /// Looks at all processes, and returns those that have been still for too long.
    pub(crate) fn dead(&mut self, nodes: &[NodeRow], now: Instant, after: Duration) -> Vec<Uuid> {
        self.beats
            .retain(|id, _| nodes.iter().any(|node| node.node_id == *id));
        // While we could not look, the database was away or we were asleep: nobody's silence then means anything.
        let blind = self
            .last_look
            .replace(now)
            .is_none_or(|last| now.duration_since(last) >= after / 2);
        let mut dead = Vec::new();
        for node in nodes {
            let (beat, since) = self.beats.entry(node.node_id).or_insert((node.beat, now));
            if blind || *beat != node.beat {
                (*beat, *since) = (node.beat, now);
            }
            if now.duration_since(*since) >= after {
                dead.push(node.node_id);
            }
        }
        dead
    }
}

/// What to do about the leases.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Ours to take: nobody holds them, or somebody dead.
    pub(crate) take: Vec<LaneRow>,
    /// Ours to let go: another living process should have them.
    pub(crate) give: Vec<LaneRow>,
}

/// Deals the groups of each agent's lanes to the living processes that run it, in turn, and compares with how it is.
pub(crate) fn plan(us: Uuid, living: &[NodeRow], lanes: &[LaneRow]) -> Plan {
    let mut plan = Plan::default();
    for lane in lanes {
        let runs = |node: &&NodeRow| node.agents.contains(&lane.agent);
        let candidates: Vec<Uuid> = living.iter().filter(runs).map(|node| node.node_id).collect();
        if candidates.is_empty() {
            continue;
        }
        // Agents begin with different processes, or the first would always have one group more.
        let offset: usize = lane.agent.bytes().map(usize::from).sum();
        let turn = usize::from(lane.lane_group.unsigned_abs()) + offset;
        let ours = candidates[turn % candidates.len()] == us;
        match lane.holder {
            Some(holder) if holder == us && !ours => plan.give.push(lane.clone()),
            Some(holder) if living.iter().any(|node| node.node_id == holder) => {}
            _ if ours => plan.take.push(lane.clone()),
            _ => {}
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(number: u128) -> NodeRow {
        NodeRow {
            node_id: Uuid::from_u128(number),
            beat: 1,
            agents: vec!["counting".to_owned()],
        }
    }

    fn lanes(holder: impl Fn(i16) -> Option<u128>) -> Vec<LaneRow> {
        let lane = |lane_group| LaneRow {
            agent: "counting".to_owned(),
            lane_group,
            holder: holder(lane_group).map(Uuid::from_u128),
            epoch: 1,
        };
        (0..LANE_GROUPS).map(lane).collect()
    }

    #[test]
    fn one_process_takes_everything_and_lets_half_go_when_another_comes() {
        let alone = plan(Uuid::from_u128(1), &[node(1)], &lanes(|_| None));
        assert_eq!(alone.take.len(), 8);
        let joined = plan(Uuid::from_u128(1), &[node(1), node(2)], &lanes(|_| Some(1)));
        assert_eq!((joined.take.len(), joined.give.len()), (0, 4));
    }

    #[test]
    fn the_lanes_of_the_dead_go_to_the_living_and_nobody_takes_from_the_living() {
        let living = [node(1), node(2)];
        let of_the_dead: Vec<_> = living
            .iter()
            .flat_map(|node| plan(node.node_id, &living, &lanes(|_| Some(3))).take)
            .map(|lane| lane.lane_group)
            .collect();
        assert_eq!(of_the_dead.len(), 8);
        assert_eq!(
            plan(Uuid::from_u128(2), &living, &lanes(|_| Some(1))),
            Plan::default()
        );
    }

    #[test]
    fn lanes_of_an_agent_that_a_process_does_not_run_are_left_alone() {
        let mut other = node(1);
        other.agents.clear();
        assert_eq!(
            plan(Uuid::from_u128(1), &[other], &lanes(|_| None)),
            Plan::default()
        );
    }

    #[test]
    fn whoever_stands_still_for_long_enough_is_dead_and_whoever_beats_is_not() {
        let mut lives = Lives::default();
        let start = Instant::now();
        let (still, mut moving) = (node(1), node(2));
        for second in 0..=5 {
            moving.beat += 1;
            let nodes = [still.clone(), moving.clone()];
            let dead = lives.dead(
                &nodes,
                start + Duration::from_secs(second),
                Duration::from_secs(5),
            );
            assert_eq!(
                dead.contains(&still.node_id),
                second == 5,
                "after {second} seconds"
            );
            assert!(!dead.contains(&moving.node_id));
        }
    }

    #[test]
    fn nobody_is_dead_because_we_could_not_look() {
        let mut lives = Lives::default();
        let start = Instant::now();
        let after = Duration::from_secs(5);
        assert!(lives.dead(&[node(1)], start, after).is_empty());
        assert!(
            lives
                .dead(&[node(1)], start + Duration::from_mins(1), after)
                .is_empty()
        );
    }

    #[test]
    fn every_lane_is_in_one_group() {
        let mut lanes = lanes_of(0..LANE_GROUPS);
        lanes.sort_unstable();
        assert_eq!(lanes, (0..LANES).collect::<Vec<_>>());
        assert!(
            lanes_of(std::iter::once(3))
                .into_iter()
                .all(|lane| group_of(lane) == 3)
        );
    }
}
