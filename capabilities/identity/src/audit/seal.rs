//! The agent that seals audited events into their organisation's chain, once they are committed.
//!
//! Not in the transaction that causes them: the end of the chain would be a lock that everybody in the organisation
//! waits for.

use std::sync::Arc;

use hustings_events::{Agent, AgentContext, AgentFailure, Logged};
use hustings_kernel::{AgentName, Envelope, OrgId};
use hustings_store::{ScopedTx, Vault};

use super::chain::{Head, SealingKey, digest};
use super::rows::{self, NewLinks};

/// Seals audited events.
#[derive(Debug)]
pub struct SealAudit {
    key: SealingKey,
}

impl SealAudit {
    /// With the installation's key.
    pub fn new(vault: &Vault) -> Self {
        Self {
            key: SealingKey::of(vault.keys()),
        }
    }

    async fn seal(&self, tx: &mut ScopedTx, events: &[&Envelope]) -> Result<(), AgentFailure> {
        let Some(org) = events.first().map(|event| event.org) else {
            return Ok(());
        };
        let head = self.authentic_head(tx, org).await?;
        let positions: Vec<i64> = events.iter().map(|event| event.position.0).collect();
        let recorded: Vec<_> = events.iter().map(|event| event.recorded_at).collect();
        // Read again as they are stored: what an agent is given was opened. And the log may be read twice.
        let unsealed = rows::unsealed_among(tx, org, &positions, &recorded).await?;
        if unsealed.is_empty() {
            return Ok(());
        }
        let mut links = NewLinks::default();
        let mut end = head;
        for event in unsealed {
            let salt: super::chain::Salt = tx.sources().bytes();
            let digest = digest(&salt, &event);
            end = end.followed_by(org, event.id, &digest);
            links.sequences.push(end.sequence);
            links.events.push(event.id);
            links.positions.push(event.position);
            links.recorded.push(event.recorded_at);
            links.kinds.push(event.kind);
            links.actors.push(event.actor);
            links.nouns.push(event.noun);
            links.streams.push(event.stream_id);
            links.salts.push(salt.to_vec());
            links.digests.push(digest.to_vec());
            links.links.push(end.link.to_vec());
        }
        rows::insert_links(tx, org, &links).await?;
        let now = tx.sources().now();
        rows::set_head(tx, org, &end, &self.key.seal(org, &end), now).await?;
        Ok(())
    }

    /// The end of the chain, locked. A chain that somebody tampered with is not continued: a new seal would cover it up.
    async fn authentic_head(&self, tx: &mut ScopedTx, org: OrgId) -> Result<Head, AgentFailure> {
        let Some(row) = rows::lock_head(tx, org).await? else {
            return Ok(Head::START);
        };
        row.head()
            .filter(|head| self.key.is_authentic(org, head, &row.seal))
            .ok_or_else(|| AgentFailure::permanent("the head of the audit chain is not authentic"))
    }
}

impl Agent for SealAudit {
    const NAME: AgentName = AgentName::new("identity.seal-audit");
    const READS: &'static [&'static str] = hustings_vocabulary::AUDITED;

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        self.seal(ctx.scoped(), &[event]).await
    }

    async fn handle_all(&self, ctx: &mut AgentContext, events: &[Arc<Logged>]) -> Result<(), AgentFailure> {
        if let Some(first) = events.first() {
            ctx.turn_to(first).await?;
        }
        let events: Vec<&Envelope> = events.iter().map(|event| &***event).collect();
        self.seal(ctx.scoped(), &events).await
    }
}
