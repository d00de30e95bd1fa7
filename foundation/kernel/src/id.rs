//! Ids: one newtype per noun over UUIDv7, so that a post's id can never be passed where a topic's is meant.

use std::fmt;

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdParseError {
    /// What the id was meant to name, for example `organisation`.
    pub noun: &'static str,
}

impl fmt::Display for IdParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not a valid {} id", self.noun)
    }
}

impl std::error::Error for IdParseError {}

/// Declares an id: `id!(/// Names a post. PostId, "post");`
///
/// An id is made with [`Sources::id`](crate::Sources::id), read from text with `FromStr`, and written in
/// lower-case hyphenated form everywhere.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $noun:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::macros::uuid::Uuid);

        impl $name {
            /// What this id names, in words.
            pub const NOUN: &'static str = $noun;

            /// The id as a plain UUID, for a query's parameter.
            pub const fn uuid(self) -> $crate::macros::uuid::Uuid {
                self.0
            }
        }

        impl From<$crate::macros::uuid::Uuid> for $name {
            fn from(uuid: $crate::macros::uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for $crate::macros::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0)
            }
        }

        // Written out, because a derive cannot be told from here where serde lives.
        impl $crate::macros::serde::Serialize for $name {
            fn serialize<S: $crate::macros::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::macros::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::macros::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <$crate::macros::uuid::Uuid as $crate::macros::serde::Deserialize>::deserialize(deserializer)
                    .map(Self)
            }
        }

        impl $crate::macros::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(
                _: &mut $crate::macros::schemars::SchemaGenerator,
            ) -> $crate::macros::schemars::Schema {
                $crate::macros::schemars::json_schema!({
                    "type": "string",
                    "format": "uuid",
                    "description": concat!("The id of a ", $noun, "."),
                })
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::IdParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self).map_err(|_| $crate::IdParseError { noun: $noun })
            }
        }
    };
}

id!(
    /// Names an organisation (tenant).
    OrgId,
    "organisation"
);
id!(
    /// Names an account: a person and their credentials, in no organisation.
    AccountId,
    "account"
);
id!(
    /// Names a membership: an account inside one organisation.
    MemberId,
    "member"
);
id!(
    /// Names a signed-in session.
    SessionId,
    "session"
);
id!(
    /// Names an API key.
    ApiKeyId,
    "API key"
);
id!(
    /// Ties together everything one request or one run caused.
    CorrelationId,
    "correlation"
);
id!(
    /// Names an event of the log.
    EventId,
    "event"
);
id!(
    /// Names one background job.
    JobId,
    "job"
);

impl OrgId {
    /// The installation itself, where events and rows live that belong to no organisation
    /// (accounts, settings of the server). No organisation ever has this id.
    pub const INSTALLATION: Self = Self(uuid::Uuid::nil());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_text_and_json() {
        let id = OrgId::from(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.to_string().parse(), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<OrgId>(&json).unwrap(), id);
    }

    #[test]
    fn a_bad_id_says_what_it_should_have_named() {
        let error = "nope".parse::<MemberId>().unwrap_err();
        assert_eq!(error.to_string(), "not a valid member id");
    }
}
