//! Why an operator did something, in their own words.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use hustings_kernel::{Actor, Scope};
use hustings_vocabulary::Personal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

/// The longest reason.
const LONGEST: usize = 200;

/// A line of text that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

/// Why a text is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("A reason is a line of 1 to 200 characters.")]
pub struct InvalidReason;

impl Reason {
    /// The reason as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The reason as the log keeps it: sealed with the key of the person whose words they are. The server itself gives
    /// none.
    pub(crate) fn told_by(&self, by: &Scope) -> Option<Personal<String>> {
        match by.actor() {
            Actor::Account(account) => Some(Personal::new(*account, self.0.clone())),
            _ => None,
        }
    }
}

impl FromStr for Reason {
    type Err = InvalidReason;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        fits.then_some(Self(text)).ok_or(InvalidReason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Reason {
    fn schema_name() -> Cow<'static, str> {
        "Reason".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST,
            "description": "Why, in the operator's own words.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_line_that_says_something() {
        let parse = |text: &str| text.parse::<Reason>().map(|reason| reason.to_string());
        assert_eq!(
            parse("  the mail\nserver moves "),
            Ok("the mail server moves".to_owned())
        );
        for text in ["", " \n", "bell\u{7}", &"a".repeat(201)] {
            assert_eq!(parse(text), Err(InvalidReason), "{text:?}");
        }
    }
}
