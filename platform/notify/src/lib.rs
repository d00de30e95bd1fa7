//! Letters: how they look, how they leave, and what became of each; and notices to members.
//!
//! What members are told, in lists of their own and by letter, is in [`notices`].
//!
//! A capability writes a [`Letter`] in a job of its own and hands it to the [`Post`]: [`Post::open`] says whether it is
//! still to be sent, [`Delivery::send`] sends it. Without a mail server in the settings letters become files in the
//! outbox. What is recorded of a delivery is in `delivery`; the conversation with the server, and at which of its words
//! a failure leaves the outcome unknown, in `smtp`.

mod compose;
pub mod consents;
mod delivery;
mod forget;
mod letter;
mod metric;
pub mod notices;
mod outbox;
mod post;
mod rows;
mod settings;
mod smtp;

pub use delivery::{Delivery, DeliveryState, LetterState, latest};
pub use forget::{ForgetDeliveries, ForgetDeliveriesHandler};
pub use letter::Letter;
pub use metric::METRICS;
pub use post::{Post, PostError};
pub use settings::{MailSettings, Security, SmtpSettings};
pub use smtp::Outcome;

hustings_store::migrations! {
    /// What became of letters, and what members were told.
    pub const MIGRATIONS = ["20261120000300_deliveries", "20261120000310_notices", "20261120000320_consents",
        "20261120000330_quiet_hours"];
}
