//! Notices to members: what somebody is told, once, in a list of their own and, if they want, by letter.
//!
//! A capability makes a type of each kind ([`Notice`]), lists it ([`NoticeKind`]), and tells members in the transaction
//! that gives them reason to ([`Notify`]). [`inbox`] is what a member does with theirs; [`Notices`] knows every kind and
//! puts what is stored into words.

mod catalogue;
mod forget;
mod give;
pub mod inbox;
mod kind;
mod letter;
mod quiet;
mod rows;

pub use catalogue::{AddressBook, Addressee, KindError, Notices, NoticesParts, Standing, Surroundings};
pub use forget::{ForgetNotices, ForgetNoticesHandler};
pub use give::{Notify, Told};
pub use kind::{Choice, Letters, Notice, NoticeKind, NoticeState, Telling, Tongue, Urgency, Worded, Words};
pub use letter::{NoticeWriter, WriteNotice};
pub use quiet::{QuietHours, quiet_hours, set_quiet_hours};
