//! Values that are valid once they exist: e-mail addresses, names, slugs, languages, time zones.
//!
//! Each is parsed once, where it enters, and says in its error what it wants.

mod email;
mod language;
mod name;
mod picture_address;
mod secret;
mod slug;
mod time_zone;

pub use email::EmailAddress;
pub use language::Language;
pub use name::{Label, Note, PersonName, fold, words};
pub use picture_address::PictureAddress;
pub use secret::SecretText;
pub use slug::Slug;
pub use time_zone::TimeZone;

/// Why a text is not such a value. The sentence is for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidValue(pub &'static str);

/// Gives a newtype over text its conversions: into text, from JSON through its `parse`, and its schema.
macro_rules! text_value {
    ($name:ident, $description:literal, $min:literal..=$max:literal) => {
        impl $name {
            /// The value as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::values::InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = ::std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(::serde::de::Error::custom)
            }
        }

        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "type": "string",
                    "minLength": $min,
                    "maxLength": $max,
                    "description": $description,
                })
            }
        }
    };
}
pub(crate) use text_value;
