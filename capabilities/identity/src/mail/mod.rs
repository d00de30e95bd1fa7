//! Letters about accounts: which there are, and what they say. How they look and leave is `hustings_notify`'s.
//!
//! A job carries only ids; the token a letter needs is made when it is written, so that no queue ever holds one.

mod job;
mod letter;
mod notice;

pub(crate) use job::{LetterWriter, SendLetter, Side};
pub(crate) use letter::AccountLetter;
pub(crate) use notice::Notice;
