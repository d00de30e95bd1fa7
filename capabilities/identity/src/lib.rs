//! Who people are and what they may do.
//!
//! An *account* is a person with credentials and belongs to no organisation; a *membership* joins it to one. What a
//! member may do there follows from a role, built in or of the organisation's own; a program acts through an API key,
//! never beyond its owner's rights. Everything sensitive is an audited event, sealed into a chain of hashes.
//!
//! Start with [`permissions`] for what may be allowed at all.

use hustings_http::Routes;
use hustings_jobs::{JobRegistry, Schedule, ScheduleError};

use self::audit::forget::{ForgetAudit, ForgetAuditHandler};
use self::member_imports::run::{MemberImporter, RunMemberImport};
use self::organisations::close_due::{CloseDue, CloseDueHandler};
use self::sessions::forget_expired::{ForgetExpired, ForgetExpiredHandler};

mod accounts;
mod address_book;
pub mod audit;
mod capability;
mod configuration;
mod door;
mod email_changes;
mod factor_resets;
mod identity;
pub mod invitations;
pub mod keys;
mod last_use;
mod live;
mod mail;
mod member_imports;
pub mod members;
mod metric;
mod notices;
mod one_time;
mod operating;
pub mod organisations;
mod password_resets;
pub mod passwords;
pub mod permissions;
pub mod roles;
mod second_factors;
mod sessions;
mod settings;
mod sign_ups;
pub mod values;

use self::mail::{LetterWriter, SendLetter};
pub use capability::capability;
pub use door::{DoorWorker, IdentityDoor};
pub use identity::{Identity, IdentityParts};
pub use metric::METRICS;
pub use operating::{
    AccountByHand, AddressTaken, FactorRemoved, create_account, mark_as_demo, password_reset_link,
    reset_second_factor,
};
pub use sessions::SessionUse;
pub use settings::{Founding, IdentitySettings};

hustings_store::migrations! {
    /// The tables of people and organisations.
    pub const MIGRATIONS = [
        "20261120000400_accounts",
        "20261120000410_organisations",
        "20261120000420_second_factors",
        "20261120000440_member_imports",
    ];
}

/// Everything that can be asked of identity.
pub fn routes(identity: &Identity) -> Routes {
    organisations::operations()
        .with_state(identity.clone())
        .merge(members::operations().with_state(identity.clone()))
        .merge(member_imports::operations().with_state(identity.clone()))
        .merge(roles::operations().with_state(identity.clone()))
        .merge(invitations::operations().with_state(identity.clone()))
        .merge(keys::operations().with_state(identity.clone()))
        .merge(audit::operations().with_state(identity.clone()))
        .merge(accounts::operations().with_state(identity.clone()))
        .merge(sign_ups::operations().with_state(identity.clone()))
        .merge(email_changes::operations().with_state(identity.clone()))
        .merge(password_resets::operations().with_state(identity.clone()))
        .merge(sessions::operations().with_state(identity.clone()))
        .merge(second_factors::operations().with_state(identity.clone()))
        .merge(factor_resets::operations().with_state(identity.clone()))
}

/// Everything identity does in the background.
pub fn jobs(identity: &Identity) -> JobRegistry {
    JobRegistry::new()
        .with::<SendLetter, _>(LetterWriter(identity.clone()))
        .with::<ForgetExpired, _>(ForgetExpiredHandler)
        .with::<CloseDue, _>(CloseDueHandler)
        .with::<RunMemberImport, _>(MemberImporter(identity.clone()))
        .with::<ForgetAudit, _>(ForgetAuditHandler(identity.clone()))
}

/// Everything identity does by the clock.
pub fn schedules() -> Result<Vec<Schedule>, ScheduleError> {
    Ok(vec![
        sessions::forget_expired::schedule()?,
        organisations::close_due::schedule()?,
        audit::forget::schedule()?,
    ])
}
