//! What an event says about a person.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// A value about a person, readable only as long as that person has a key.
///
/// In an event's payload it is a tagged object; the log seals every such object when it takes the event and opens it
/// when it is read. Once the person's key is deleted, what remains is [`Personal::Erased`].
#[derive(Clone, PartialEq, Eq)]
pub enum Personal<T> {
    /// The value.
    Known {
        /// Whom it is about: an account or a member.
        of: Uuid,
        /// What is said about them.
        value: T,
    },
    /// The value is gone, because the person's key was deleted.
    Erased {
        /// Whom it was about.
        of: Uuid,
    },
}

/// How it looks in JSON. Sealed values have a third form, `$sealed`, which only the log reads and writes.
#[derive(Serialize, Deserialize)]
enum Tagged<T> {
    #[serde(rename = "$personal")]
    Known { of: Uuid, value: T },
    #[serde(rename = "$erased")]
    Erased { of: Uuid },
}

impl<T> Personal<T> {
    /// A value about this account or member.
    pub fn new(of: impl Into<Uuid>, value: T) -> Self {
        Self::Known { of: of.into(), value }
    }

    /// Whom it is about.
    pub fn of(&self) -> Uuid {
        match self {
            Self::Known { of, .. } | Self::Erased { of } => *of,
        }
    }

    /// The value, unless it was erased.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::Erased { .. } => None,
        }
    }

    /// The value, unless it was erased.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::Erased { .. } => None,
        }
    }
}

// Printed without the value, so that it does not end up in a log line.
impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known { of, .. } => write!(formatter, "Personal({of})"),
            Self::Erased { of } => write!(formatter, "Erased({of})"),
        }
    }
}

impl<T: Serialize> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known { of, value } => Tagged::Known { of: *of, value },
            Self::Erased { of } => Tagged::Erased { of: *of },
        }
        .serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Tagged::deserialize(deserializer)? {
            Tagged::Known { of, value } => Self::Known { of, value },
            Tagged::Erased { of } => Self::Erased { of },
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_survive_json() {
        let of = Uuid::from_u128(3);
        let known = Personal::new(of, "Ada".to_owned());
        let erased: Personal<String> = Personal::Erased { of };
        for (personal, wanted) in [
            (&known, json!({"$personal": {"of": of, "value": "Ada"}})),
            (&erased, json!({"$erased": {"of": of}})),
        ] {
            let json = serde_json::to_value(personal).unwrap();
            assert_eq!(json, wanted);
            assert_eq!(
                serde_json::from_value::<Personal<String>>(json).unwrap(),
                *personal
            );
        }
    }

    #[test]
    fn a_value_that_is_still_sealed_is_not_taken_for_one() {
        let sealed = json!({"$sealed": {"of": Uuid::nil(), "box": "AAAA"}});
        assert!(serde_json::from_value::<Personal<String>>(sealed).is_err());
    }

    #[test]
    fn printing_one_does_not_tell() {
        let personal = Personal::new(Uuid::nil(), "Ada");
        assert!(!format!("{personal:?}").contains("Ada"));
    }
}
