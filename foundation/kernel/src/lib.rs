//! The words every part of Hustings shares: ids, time, who acts and where, permissions, problems, the event envelope.
//!
//! Nothing here performs I/O, knows a database or is asynchronous. Start with [`Scope`]: nothing reaches the
//! database without one.

mod actor;
mod event;
mod id;
mod permission;
mod problem;
mod scope;
mod sources;

pub use actor::{Actor, ActorParseError, AgentName};
pub use event::{Audit, Envelope, Event, EventDecodeError, Position, StreamId, StreamVersion};
pub use id::{AccountId, ApiKeyId, CorrelationId, EventId, IdParseError, JobId, MemberId, OrgId, SessionId};
pub use permission::{BuiltInRole, Permission, PermissionName, PermissionSet, PermissionType};
pub use problem::{Fault, FieldProblem, Problem, Refusal, RefusalCase};
pub use scope::{Place, Scope};
pub use sources::{Clock, ManualClock, Randomness, SeededRandomness, Sources, SystemClock};

#[doc(hidden)]
pub mod macros {
    pub use schemars;
    pub use serde;
    pub use uuid;
}
