//! Which notices a member wants letters of, and when. What they say is kept for good, in the ledger of consent.

mod choose;
mod history;
mod list;
mod quiet_hours;

use hustings_http::Operations;
use hustings_notify::notices::Notices;

pub(crate) fn operations() -> Operations<Notices> {
    Operations::new("inbox")
        .add(list::operation())
        .add(choose::operation())
        .add(history::operation())
        .add(quiet_hours::read())
        .add(quiet_hours::choose())
}
