//! What a kind of notice is: a type, like an event or a job.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A language that the server's own texts exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// German.
    German,
}

impl Tongue {
    /// The one that comes nearest to a language tag; English if none does.
    pub fn of(tag: &str) -> Self {
        match tag.split('-').next() {
            Some(language) if language.eq_ignore_ascii_case("de") => Self::German,
            _ => Self::English,
        }
    }

    /// Its tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The one of two texts that is in it.
    pub fn pick<T>(self, english: T, german: T) -> T {
        match self {
            Self::English => english,
            Self::German => german,
        }
    }
}

/// Does a letter go out with a notice, if the member has not said otherwise?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Yes.
    Usually,
    /// No: only for whoever asks for them.
    OnRequest,
}

/// May a member do without this kind of notice?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Yes, in every channel.
    Free,
    /// No: it is about the safety of what is theirs, or they would not learn of it otherwise.
    Essential,
}

/// May a letter wait?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Yes: until morning, and until there is room in the day's budget. Once the notice was read there is none.
    Usual,
    /// No.
    Urgent,
}

/// Whom something is told and what surrounds it, when words are made of it.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The reader's language.
    pub tongue: Tongue,
    /// The organisation's name.
    pub organisation: &'a str,
    /// The name of the member whose doing it was, if it was a member's.
    pub by: Option<&'a str>,
}

impl<'a> Telling<'a> {
    /// Whose doing it was, to begin a sentence with.
    pub fn who(&self) -> &'a str {
        self.by.unwrap_or(self.tongue.pick("Somebody", "Jemand"))
    }
}

/// A notice in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What happened, in a line. Also the subject of the letter.
    pub title: String,
    /// What it means for the reader, in a sentence or two.
    pub text: String,
    /// What the link is called.
    pub action: &'static str,
}

/// A kind of notice. Its fields are what the words are made of: ids and names of things, never anything about a person.
/// A person is a member's id, whose name is looked up when the notice is read.
pub trait Notice: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind's name, for ever: `identity.role-changed`.
    const KIND: &'static str;
    /// Does a letter go out with it, if the member has not said otherwise?
    const LETTERS: Letters;
    /// May a member do without it?
    const CHOICE: Choice = Choice::Free;
    /// May its letter wait?
    const URGENCY: Urgency = Urgency::Usual;

    /// What such notices are called where members choose among them.
    fn name(tongue: Tongue) -> &'static str;

    /// What it says.
    fn words(&self, telling: &Telling<'_>) -> Words;

    /// The page it leads to, below the organisation's own: `keys`. None leads to that itself.
    fn page(&self) -> Option<String> {
        None
    }
}

/// A kind of notice as data: what a capability lists.
#[derive(Clone, Copy)]
pub struct NoticeKind {
    /// The kind's name.
    pub kind: &'static str,
    /// Does a letter go out with it, if the member has not said otherwise?
    pub letters: Letters,
    /// May a member do without it?
    pub choice: Choice,
    /// May its letter wait?
    pub urgency: Urgency,
    name: fn(Tongue) -> &'static str,
    word: fn(&Value, &Telling<'_>) -> Result<Worded, serde_json::Error>,
}

/// What is shown of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// What it says.
    pub words: Words,
    /// The page it leads to.
    pub page: Option<String>,
}

impl NoticeKind {
    /// The entry of a type.
    pub const fn of<N: Notice>() -> Self {
        Self {
            kind: N::KIND,
            letters: N::LETTERS,
            choice: N::CHOICE,
            urgency: N::URGENCY,
            name: N::name,
            word: word::<N>,
        }
    }

    /// What such notices are called.
    pub fn name(&self, tongue: Tongue) -> &'static str {
        (self.name)(tongue)
    }

    /// A stored one in words.
    pub(crate) fn word(&self, facts: &Value, telling: &Telling<'_>) -> Result<Worded, serde_json::Error> {
        (self.word)(facts, telling)
    }
}

impl std::fmt::Debug for NoticeKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("NoticeKind").field(&self.kind).finish()
    }
}

fn word<N: Notice>(facts: &Value, telling: &Telling<'_>) -> Result<Worded, serde_json::Error> {
    let notice = N::deserialize(facts)?;
    Ok(Worded {
        words: notice.words(telling),
        page: notice.page(),
    })
}

/// How a notice stands with its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeState {
    /// Not read yet.
    Unread,
    /// Read.
    Read,
    /// Thrown away: not listed any more, and forgotten after a while.
    Deleted,
}

impl NoticeState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Deleted => "deleted",
        }
    }

    /// As it stands in the table, whose constraint knows no other word.
    pub(crate) fn of(text: &str) -> Self {
        match text {
            "unread" => Self::Unread,
            "read" => Self::Read,
            _ => Self::Deleted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_reads_neither_language_reads_english() {
        for (tag, tongue) in [
            ("de", Tongue::German),
            ("DE-at", Tongue::German),
            ("en-GB", Tongue::English),
            ("den", Tongue::English),
            ("", Tongue::English),
        ] {
            assert_eq!(Tongue::of(tag), tongue, "{tag}");
        }
    }

    #[test]
    fn every_state_is_read_as_it_was_written() {
        for state in ["unread", "read", "deleted"] {
            assert_eq!(NoticeState::of(state).as_str(), state);
        }
    }
}
