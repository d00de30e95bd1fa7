//! Where something happens and who does it.

use crate::{AccountId, Actor, AgentName, ApiKeyId, CorrelationId, MemberId, OrgId};

/// Where: what the rows touched belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Inside one organisation.
    Organisation(OrgId),
    /// One person's own account: credentials, sessions, the list of their organisations.
    Account(AccountId),
    /// The installation as seen from outside an account: signing in, signing up, the first organisation.
    Installation,
    /// The server's own housekeeping.
    System,
}

/// Where, who, and what it belongs to. Nothing reaches the database without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    place: Place,
    actor: Actor,
    correlation: CorrelationId,
}

impl Scope {
    /// A member acts in an organisation.
    pub fn member(org: OrgId, member: MemberId, correlation: CorrelationId) -> Self {
        Self {
            place: Place::Organisation(org),
            actor: Actor::Member(member),
            correlation,
        }
    }

    /// A program acts in an organisation.
    pub fn key(org: OrgId, key: ApiKeyId, correlation: CorrelationId) -> Self {
        Self {
            place: Place::Organisation(org),
            actor: Actor::Key(key),
            correlation,
        }
    }

    /// An agent acts in an organisation.
    pub fn agent(org: OrgId, agent: AgentName, correlation: CorrelationId) -> Self {
        Self {
            place: Place::Organisation(org),
            actor: agent.into(),
            correlation,
        }
    }

    /// A person acts on their own account.
    pub fn account(account: AccountId, correlation: CorrelationId) -> Self {
        Self {
            place: Place::Account(account),
            actor: Actor::Account(account),
            correlation,
        }
    }

    /// Somebody not signed in knocks at the door.
    pub fn visitor(correlation: CorrelationId) -> Self {
        Self {
            place: Place::Installation,
            actor: Actor::Visitor,
            correlation,
        }
    }

    /// The server itself acts, outside any organisation.
    pub fn system(correlation: CorrelationId) -> Self {
        Self {
            place: Place::System,
            actor: Actor::System,
            correlation,
        }
    }

    /// The server itself acts inside an organisation (a job, the command line).
    pub fn system_in(org: OrgId, correlation: CorrelationId) -> Self {
        Self {
            place: Place::Organisation(org),
            actor: Actor::System,
            correlation,
        }
    }

    /// A scope from its parts, for work that was recorded earlier and goes on now.
    pub fn from_parts(place: Place, actor: Actor, correlation: CorrelationId) -> Self {
        Self {
            place,
            actor,
            correlation,
        }
    }

    /// Where.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Who.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What it belongs to.
    pub fn correlation(&self) -> CorrelationId {
        self.correlation
    }

    /// The organisation whose rows and events this scope may touch;
    /// outside one it is [`OrgId::INSTALLATION`].
    pub fn org(&self) -> OrgId {
        match self.place {
            Place::Organisation(org) => org,
            Place::Account(_) | Place::Installation | Place::System => OrgId::INSTALLATION,
        }
    }
}
