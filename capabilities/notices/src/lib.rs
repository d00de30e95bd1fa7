//! What members are told, and what they do with it.
//!
//! Every capability tells members things through `hustings_notify`; this one lets them read, and sends the letters. Start
//! with [`capability`], then `inbox` and
//! `preferences` for what a member can do, `unsubscribing` for what the holder of a letter can, `deliver` for how a notice becomes a letter.

mod capability;
mod deliver;
mod inbox;
mod leaving;
mod live;
pub mod permissions;
mod preferences;
mod unsubscribing;

use hustings_http::Routes;
use hustings_jobs::{JobRegistry, Schedule, ScheduleError};
use hustings_notify::notices::{ForgetNotices, ForgetNoticesHandler, NoticeWriter, Notices, WriteNotice};

pub use capability::capability;

/// Everything that can be asked of notices.
pub fn routes(notices: &Notices) -> Routes {
    inbox::operations()
        .with_state(notices.clone())
        .merge(preferences::operations().with_state(notices.clone()))
        .merge(unsubscribing::operations().with_state(notices.clone()))
}

/// Everything notices do in the background.
pub fn jobs(notices: &Notices) -> JobRegistry {
    JobRegistry::new()
        .with::<WriteNotice, _>(NoticeWriter(notices.clone()))
        .with::<ForgetNotices, _>(ForgetNoticesHandler)
}

/// Everything notices do by the clock.
pub fn schedules() -> Result<Vec<Schedule>, ScheduleError> {
    Ok(vec![ForgetNotices::schedule()?])
}
