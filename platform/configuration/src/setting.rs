//! A setting: a value an organisation may choose, within bounds.

use hustings_kernel::PermissionName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Configurable, What};

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SettingValue {
    /// Yes or no.
    Switch(bool),
    /// A whole number.
    Number(i64),
    /// One of several choices, or a line of text.
    Text(String),
}

/// Which values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// Yes or no.
    Switch {
        /// Where nobody chose.
        default: bool,
    },
    /// A whole number.
    Number {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
        /// Where nobody chose.
        default: i64,
    },
    /// One of several choices.
    Choice {
        /// The choices, in the order in which they are offered.
        choices: &'static [&'static str],
        /// Where nobody chose.
        default: &'static str,
    },
    /// A line of text, empty where nobody wrote one.
    Text {
        /// Its most characters.
        longest: usize,
    },
}

impl SettingKind {
    /// What holds where nobody chose.
    pub fn default_value(self) -> SettingValue {
        match self {
            Self::Switch { default } => SettingValue::Switch(default),
            Self::Number { default, .. } => SettingValue::Number(default),
            Self::Choice { default, .. } => SettingValue::Text(default.to_owned()),
            Self::Text { .. } => SettingValue::Text(String::new()),
        }
    }

    /// The value as it is kept, or what would be accepted instead.
    pub(crate) fn accept(self, value: SettingValue) -> Result<SettingValue, String> {
        match (self, value) {
            (Self::Switch { .. }, value @ SettingValue::Switch(_)) => Ok(value),
            (Self::Number { least, most, .. }, SettingValue::Number(number))
                if (least..=most).contains(&number) =>
            {
                Ok(SettingValue::Number(number))
            }
            (Self::Choice { choices, .. }, SettingValue::Text(text)) if choices.contains(&text.as_str()) => {
                Ok(SettingValue::Text(text))
            }
            (Self::Text { longest }, SettingValue::Text(text)) => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let fits = line.chars().count() <= longest && !line.chars().any(char::is_control);
                fits.then_some(SettingValue::Text(line))
                    .ok_or_else(|| self.expects())
            }
            _ => Err(self.expects()),
        }
    }

    fn expects(self) -> String {
        match self {
            Self::Switch { .. } => "Yes or no: true or false.".to_owned(),
            Self::Number { least, most, .. } => format!("A whole number from {least} to {most}."),
            Self::Choice { choices, .. } => format!("One of: {}.", choices.join(", ")),
            Self::Text { longest } => format!("A line of at most {longest} characters."),
        }
    }
}

/// A setting that is read as a `T`. Made as a constant, and listed by its [`configurable`](Self::configurable).
#[derive(Debug, Clone, Copy)]
pub struct Setting<T> {
    configurable: Configurable,
    read: fn(What, SettingValue) -> Option<T>,
}

impl<T: Default> Setting<T> {
    const fn new(
        key: &'static str,
        description: &'static str,
        kind: SettingKind,
        read: fn(What, SettingValue) -> Option<T>,
    ) -> Self {
        let configurable = Configurable {
            key,
            description,
            guarded_by: None,
            what: What::Setting(kind),
        };
        Self { configurable, read }
    }

    /// What it is, as data.
    pub const fn configurable(&self) -> Configurable {
        self.configurable
    }

    /// Whoever wants to change it needs this permission too.
    #[must_use]
    pub const fn guarded_by(mut self, permission: PermissionName) -> Self {
        self.configurable.guarded_by = Some(permission);
        self
    }

    /// What holds: what was chosen if this release still takes it, or the default.
    pub(crate) fn value(&self, chosen: Option<&SettingValue>) -> T {
        let what = self.configurable.what;
        let read = |value| (self.read)(what, value);
        let as_declared = || match what {
            What::Setting(kind) => read(kind.default_value()),
            What::Flag { .. } | What::Experiment { .. } => None,
        };
        let chosen = chosen.cloned().and_then(read);
        chosen.or_else(as_declared).unwrap_or_default()
    }
}

impl Setting<bool> {
    /// Yes or no.
    pub const fn switch(key: &'static str, description: &'static str, default: bool) -> Self {
        let kind = SettingKind::Switch { default };
        Self::new(key, description, kind, |_, value| match value {
            SettingValue::Switch(on) => Some(on),
            SettingValue::Number(_) | SettingValue::Text(_) => None,
        })
    }
}

impl Setting<i64> {
    /// A whole number, not below `least` and not above `most`.
    pub const fn number(
        key: &'static str,
        description: &'static str,
        (least, most): (i64, i64),
        default: i64,
    ) -> Self {
        let kind = SettingKind::Number { least, most, default };
        Self::new(key, description, kind, |what, value| match (what, value) {
            (What::Setting(SettingKind::Number { least, most, .. }), SettingValue::Number(number)) => {
                (least..=most).contains(&number).then_some(number)
            }
            _ => None,
        })
    }
}

impl Setting<&'static str> {
    /// One of several choices.
    pub const fn choice(
        key: &'static str,
        description: &'static str,
        choices: &'static [&'static str],
        default: &'static str,
    ) -> Self {
        let kind = SettingKind::Choice { choices, default };
        Self::new(key, description, kind, |what, value| match (what, value) {
            (What::Setting(SettingKind::Choice { choices, .. }), SettingValue::Text(text)) => {
                choices.iter().copied().find(|choice| *choice == text)
            }
            _ => None,
        })
    }
}

impl Setting<String> {
    /// A line of at most so many characters, empty where nobody wrote one.
    pub const fn text(key: &'static str, description: &'static str, longest: usize) -> Self {
        let kind = SettingKind::Text { longest };
        Self::new(key, description, kind, |_, value| match value {
            SettingValue::Text(text) => Some(text),
            SettingValue::Switch(_) | SettingValue::Number(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: Setting<i64> = Setting::number("a.days", "", (1, 30), 7);
    const WAY: Setting<&str> = Setting::choice("a.way", "", &["left", "right"], "left");

    fn kind(configurable: Configurable) -> SettingKind {
        match configurable.what {
            What::Setting(kind) => kind,
            What::Flag { .. } | What::Experiment { .. } => unreachable!(),
        }
    }

    #[test]
    fn a_setting_takes_what_it_was_declared_to_take() {
        let text = |text: &str| SettingValue::Text(text.to_owned());
        let days = kind(DAYS.configurable());
        for number in [1, 30] {
            assert!(days.accept(SettingValue::Number(number)).is_ok());
        }
        for other in [SettingValue::Number(0), SettingValue::Number(31), text("7")] {
            assert_eq!(days.accept(other), Err("A whole number from 1 to 30.".to_owned()));
        }
        let way = kind(WAY.configurable());
        assert_eq!(way.accept(text("right")), Ok(text("right")));
        assert_eq!(way.accept(text("up")), Err("One of: left, right.".to_owned()));
        let line = SettingKind::Text { longest: 9 };
        assert_eq!(line.accept(text("  two\n words ")), Ok(text("two words")));
        assert!(line.accept(text("too many words")).is_err());
        assert!(line.accept(text("bell\u{7}")).is_err());
        let switch = SettingKind::Switch { default: true };
        assert!(switch.accept(SettingValue::Switch(false)).is_ok());
        assert!(switch.accept(text("yes")).is_err());
    }

    #[test]
    fn what_this_release_no_longer_takes_is_as_declared() {
        assert_eq!(DAYS.value(None), 7);
        assert_eq!(DAYS.value(Some(&SettingValue::Number(14))), 14);
        assert_eq!(DAYS.value(Some(&SettingValue::Number(90))), 7);
        assert_eq!(WAY.value(Some(&SettingValue::Text("up".to_owned()))), "left");
    }
}
