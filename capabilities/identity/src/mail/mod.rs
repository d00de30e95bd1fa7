//! Letters about accounts: what they say, how they look, and the outbox they are put into.
//!
//! A job carries only ids; the token a letter needs is made when it is written, so that no queue ever holds one.

mod job;
mod letter;
mod outbox;

pub(crate) use job::{LetterWriter, SendLetter};
pub(crate) use letter::{Letter, Written};
pub(crate) use outbox::{deliver, deliver_written};
