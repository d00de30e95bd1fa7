//! Who acts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{AccountId, ApiKeyId, MemberId};

/// The name of an agent: lower-case words joined by dots and hyphens, at most 60 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentName(&'static str);

impl AgentName {
    /// Names an agent; a name that breaks the rule fails the build when used in a `const`.
    ///
    /// # Panics
    /// If the name is empty, too long or has a character other than `a-z`, `0-9`, `.` and `-`.
    pub const fn new(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        assert!(
            !bytes.is_empty() && bytes.len() <= 60,
            "an agent's name has 1 to 60 characters"
        );
        let mut index = 0;
        while index < bytes.len() {
            let byte = bytes[index];
            assert!(
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-',
                "an agent's name is made of a-z, 0-9, dots and hyphens"
            );
            index += 1;
        }
        Self(name)
    }

    /// The name as text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for AgentName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// Who did something. Written as text (`member:0190…`) in the log, in rows and in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A person inside an organisation.
    Member(MemberId),
    /// A program, through an API key.
    Key(ApiKeyId),
    /// A person outside any organisation (their own account).
    Account(AccountId),
    /// A part of Hustings that reacts to the log.
    Agent(String),
    /// Somebody who is not signed in.
    Visitor,
    /// The server itself: migrations, schedules, the command line.
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(id) => write!(formatter, "member:{id}"),
            Self::Key(id) => write!(formatter, "key:{id}"),
            Self::Account(id) => write!(formatter, "account:{id}"),
            Self::Agent(name) => write!(formatter, "agent:{name}"),
            Self::Visitor => formatter.write_str("visitor"),
            Self::System => formatter.write_str("system"),
        }
    }
}

/// Why a text names no actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorParseError;

impl fmt::Display for ActorParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .write_str("not an actor: expected member:ID, key:ID, account:ID, agent:NAME, visitor or system")
    }
}

impl std::error::Error for ActorParseError {}

impl FromStr for Actor {
    type Err = ActorParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        match kind {
            "member" => rest.parse().map(Self::Member).map_err(|_| ActorParseError),
            "key" => rest.parse().map(Self::Key).map_err(|_| ActorParseError),
            "account" => rest.parse().map(Self::Account).map_err(|_| ActorParseError),
            "agent" if !rest.is_empty() => Ok(Self::Agent(rest.to_owned())),
            "visitor" if rest.is_empty() => Ok(Self::Visitor),
            "system" if rest.is_empty() => Ok(Self::System),
            _ => Err(ActorParseError),
        }
    }
}

impl From<AgentName> for Actor {
    fn from(name: AgentName) -> Self {
        Self::Agent(name.as_str().to_owned())
    }
}

impl Serialize for Actor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_actor_survives_text() {
        let id = uuid::Uuid::from_u128(5);
        for actor in [
            Actor::Member(id.into()),
            Actor::Key(id.into()),
            Actor::Account(id.into()),
            Actor::from(AgentName::new("community.moderate")),
            Actor::Visitor,
            Actor::System,
        ] {
            assert_eq!(actor.to_string().parse(), Ok(actor));
        }
    }

    #[test]
    fn a_text_that_is_no_actor_is_refused() {
        for text in ["", "member:", "member:x", "agent:", "visitor:1", "root"] {
            assert_eq!(text.parse::<Actor>(), Err(ActorParseError), "{text}");
        }
    }
}
