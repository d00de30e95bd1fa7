//! The ledger of consent: what members said about being written to, when, and where. Rows are added and never changed.
//!
//! The newest word about a purpose holds; where there is none, the kind of notice says what is usual. It is asked in the
//! transaction that notes that a letter is being sent, and once more right before the letter goes.

mod rows;
mod token;

use chrono::{DateTime, Utc};
use hustings_events::Append as _;
use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, ScopedTx, StoreError};
use hustings_vocabulary::consent::ConsentChanged;
use hustings_vocabulary::notice::NoticeId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::notices::{Choice, Letters, NoticeKind};

pub use token::Unsubscribing;

/// By which way something reaches people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail.
    Letter,
}

impl Channel {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
        }
    }
}

/// Where somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Signed in, among their notices.
    Preferences,
    /// With the button of their mail program.
    OneClick,
    /// On the page a letter leads to.
    Link,
}

impl Source {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Preferences => "preferences",
            Self::OneClick => "one-click",
            Self::Link => "link",
        }
    }

    /// As it stands in the table, whose constraint knows no other word.
    fn of(text: &str) -> Self {
        match text {
            "one-click" => Self::OneClick,
            "link" => Self::Link,
            _ => Self::Preferences,
        }
    }
}

/// One thing somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Word {
    /// Did they agree? Else they took it back.
    pub granted: bool,
    /// Where they said it.
    pub source: Source,
    /// The notice whose letter led there, if one did.
    pub notice: Option<NoticeId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What somebody says now.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// Who.
    pub member: MemberId,
    /// About which kind of notice.
    pub purpose: &'a str,
    /// Do they agree?
    pub granted: bool,
    /// Where they say it.
    pub source: Source,
    /// The notice whose letter led there, if one did.
    pub notice: Option<NoticeId>,
}

/// Writes down what somebody says about letters, unless it is what they said last. True if it is news.
pub async fn say(tx: &mut ScopedTx, saying: &Saying<'_>) -> Result<bool, StoreError> {
    let Saying { member, purpose, .. } = *saying;
    rows::queue(tx, member, purpose, Channel::Letter).await?;
    let last = rows::last(tx, member, purpose, Channel::Letter).await?;
    if last.is_some_and(|word| word.granted == saying.granted) {
        return Ok(false);
    }
    let now = tx.sources().now();
    rows::add(tx, saying, Channel::Letter, now).await?;
    tx.append(&ConsentChanged {
        member,
        purpose: purpose.to_owned(),
        channel: Channel::Letter.as_str().to_owned(),
        granted: saying.granted,
    })
    .await?;
    Ok(true)
}

/// What a member last said about letters of each kind they ever said something about.
pub async fn last_words(
    on: &mut impl ScopedConnection,
    member: MemberId,
) -> Result<Vec<(String, Word)>, StoreError> {
    rows::last_of_each(on, member, Channel::Letter).await
}

/// Everything a member said about letters of one kind, the newest first.
pub async fn history(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
) -> Result<Vec<Word>, StoreError> {
    rows::history(on, member, purpose, Channel::Letter).await
}

/// What a member last said about letters of one kind.
pub async fn last_word(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
) -> Result<Option<Word>, StoreError> {
    rows::last(on, member, purpose, Channel::Letter).await
}

/// Is a letter of this kind leaving for this member right now?
pub async fn is_leaving(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
) -> Result<bool, StoreError> {
    rows::is_leaving(on, member, purpose).await
}

/// Does somebody who last said this want letters of this kind?
pub fn wants(kind: &NoticeKind, last: Option<&Word>) -> bool {
    match (kind.choice, last) {
        (Choice::Essential, _) => true,
        (Choice::Free, Some(word)) => word.granted,
        (Choice::Free, None) => kind.letters == Letters::Usually,
    }
}

/// Whose wish a letter depends on.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub(crate) member: MemberId,
    pub(crate) kind: NoticeKind,
}

impl Wish {
    /// Do they want it, as things stand in this transaction?
    pub(crate) async fn holds(&self, on: &mut impl ScopedConnection) -> Result<bool, StoreError> {
        let last = rows::last(on, self.member, self.kind.kind, Channel::Letter).await?;
        Ok(wants(&self.kind, last.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_read_as_it_was_written() {
        for source in ["preferences", "one-click", "link"] {
            assert_eq!(Source::of(source).as_str(), source);
        }
    }
}
