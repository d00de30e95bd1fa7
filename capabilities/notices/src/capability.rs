//! Notices as the server puts them together with the other capabilities.

use hustings_capability::Capability;
use hustings_events::Agents;
use hustings_jobs::ScheduleError;
use hustings_kernel::Event as _;
use hustings_notify::notices::Notices;
use hustings_vocabulary::{consent, notice};

use crate::deliver::DeliverNotices;
use crate::{jobs, live, permissions, routes, schedules};

/// The kinds of events notices emit.
const EMITS: &[&str] = &[
    notice::NoticeGiven::KIND,
    notice::NoticesMarked::KIND,
    consent::ConsentChanged::KIND,
];

/// What members are told.
pub fn capability(notices: &Notices) -> Result<Capability, ScheduleError> {
    let mut capability = Capability::new("notices", routes(notices));
    capability.agents = Agents::new().with(DeliverNotices(notices.clone()));
    capability.jobs = jobs(notices);
    capability.schedules = schedules()?;
    capability.permissions = permissions::ALL_PERMISSIONS;
    capability.live = live::TOPICS;
    capability.emits = EMITS;
    Ok(capability)
}
