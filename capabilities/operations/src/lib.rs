//! What the people need who run an installation or an organisation.
//!
//! The job desk, an operator's hand on the agents, what an organisation configures, the health of the system, and the notices that say where to look.
//! Nothing here does the work itself: that is the platform's. This capability says who may see and touch it, tells the
//! log what they did, and judges how things are.
//!
//! Start with [`permissions`], then [`health`] for what is looked at. The command line does the same through
//! [`jobs`] and [`agents`].

pub mod agents;
mod capability;
mod configuration;
pub mod health;
pub mod jobs;
mod live;
pub mod nodes;
mod notices;
mod operating;
pub mod permissions;
mod reason;
pub mod vault;

use hustings_http::Routes;
use hustings_kernel::Scope;

pub use capability::capability;
pub use operating::{InstallationFiles, Operating, OperatingParts};
pub use reason::{InvalidReason, Reason};

hustings_store::migrations! {
    /// The tables of the installation's processes.
    pub const MIGRATIONS = ["20261120000500_nodes"];
}

/// Everything that can be asked of operations.
pub fn routes(operating: &Operating) -> Routes {
    jobs::operations()
        .with_state(operating.clone())
        .merge(agents::operations().with_state(operating.clone()))
        .merge(health::operations().with_state(operating.clone()))
        .merge(configuration::operations().with_state(operating.clone()))
        .merge(notices::operations().with_state(operating.clone()))
}

/// A proof with a scope to act in: of an organisation, or of the installation. What can be done with jobs is the same in
/// both.
trait Proven: Send {
    /// The scope to act in.
    fn scope(&self) -> &Scope;
}

impl<P: Send> Proven for hustings_http::Proof<P> {
    fn scope(&self) -> &Scope {
        self.scope()
    }
}

impl<P: Send> Proven for hustings_http::InstallationProof<P> {
    fn scope(&self) -> &Scope {
        self.scope()
    }
}
