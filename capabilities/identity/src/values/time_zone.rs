//! The time zone somebody lives by.

use chrono_tz::Tz;

use super::{InvalidValue, text_value};

/// A zone of the IANA database: `Europe/Berlin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeZone(String);

text_value!(TimeZone, "A time zone such as Europe/Berlin or UTC.", 2..=40);

impl TimeZone {
    /// Reads a zone's name.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        text.parse::<Tz>()
            .map(|zone| Self(zone.name().to_owned()))
            .map_err(|_| InvalidValue("a time zone is written like Europe/Berlin or UTC"))
    }

    /// Universal time.
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_one_of_the_database() {
        assert_eq!(
            TimeZone::parse("Europe/Berlin").unwrap().as_str(),
            "Europe/Berlin"
        );
        assert_eq!(TimeZone::parse("UTC").unwrap(), TimeZone::utc());
        assert!(TimeZone::parse("Mars/Olympus").is_err());
        assert!(TimeZone::parse("").is_err());
    }
}
