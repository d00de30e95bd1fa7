//! What can be configured, as data: declared by the capability it belongs to.

use std::collections::BTreeSet;

use hustings_kernel::PermissionName;

use crate::SettingKind;

/// One thing that can be configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Configurable {
    /// Its stable name: `invitations.lifetime-days`.
    pub key: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// Which further permission changing it takes, beside that to change anything here.
    pub guarded_by: Option<PermissionName>,
    /// What it is.
    pub what: What,
}

/// What something that can be configured is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A value.
    Setting(SettingKind),
    /// Something that is there or is not.
    Flag {
        /// Is it there where nobody said anything?
        on: bool,
    },
    /// Something that is shown in one of several ways, to find out which is best.
    Experiment {
        /// The ways, the usual one first.
        variants: &'static [&'static str],
    },
}

impl What {
    /// How its rows are marked.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Setting(_) => "setting",
            Self::Flag { .. } => "flag",
            Self::Experiment { .. } => "experiment",
        }
    }
}

/// Why what was declared does not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeclarationError {
    /// Two things have one key.
    #[error("{0} is declared twice")]
    Twice(&'static str),
    /// A key is not made of words.
    #[error("{0:?} is no key: lower-case words, joined by hyphens and one dot")]
    Key(&'static str),
    /// A default lies outside of what is accepted.
    #[error("the default of {0} is none of its own values")]
    Default(&'static str),
    /// There is nothing to compare.
    #[error("{0} has fewer than two variants, or one of them twice")]
    Variants(&'static str),
}

impl Configurable {
    fn check(&self) -> Result<(), DeclarationError> {
        let is_word = |word: &str| {
            let letters = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
            !word.is_empty() && word.bytes().all(letters)
        };
        if !matches!(self.key.split_once('.'), Some((noun, name)) if is_word(noun) && is_word(name)) {
            return Err(DeclarationError::Key(self.key));
        }
        match self.what {
            What::Setting(kind) if kind.accept(kind.default_value()).is_err() => {
                Err(DeclarationError::Default(self.key))
            }
            What::Experiment { variants }
                if variants.len() < 2 || variants.iter().collect::<BTreeSet<_>>().len() < variants.len() =>
            {
                Err(DeclarationError::Variants(self.key))
            }
            What::Setting(_) | What::Flag { .. } | What::Experiment { .. } => Ok(()),
        }
    }
}

/// Everything declared, in the order of its keys, if it is declared well.
pub(crate) fn in_order(
    all: impl IntoIterator<Item = Configurable>,
) -> Result<Vec<Configurable>, DeclarationError> {
    let mut all: Vec<Configurable> = all.into_iter().collect();
    all.sort_by_key(|one| one.key);
    for one in &all {
        one.check()?;
    }
    match all.windows(2).find(|pair| pair[0].key == pair[1].key) {
        Some(pair) => Err(DeclarationError::Twice(pair[0].key)),
        None => Ok(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Experiment, Flag, Setting};

    #[test]
    fn what_is_declared_badly_is_refused_at_the_start() {
        let flag = |key| Flag::new(key, "", true).configurable();
        let choice = |default| Setting::choice("a.b", "", &["one", "two"], default).configurable();
        let experiment = |variants| Experiment::new("a.b", "", variants).configurable();
        let refusal = |one: &[Configurable]| in_order(one.iter().copied()).err();
        assert_eq!(refusal(&[flag("a.b"), flag("a.c")]), None);
        assert_eq!(
            refusal(&[flag("a.b"), flag("a.b")]),
            Some(DeclarationError::Twice("a.b"))
        );
        for key in ["ab", "a.", ".b", "A.b", "a.b c", "a.b.c"] {
            assert_eq!(refusal(&[flag(key)]), Some(DeclarationError::Key(key)));
        }
        assert_eq!(refusal(&[choice("two")]), None);
        assert_eq!(
            refusal(&[choice("three")]),
            Some(DeclarationError::Default("a.b"))
        );
        assert_eq!(refusal(&[experiment(&["one", "two"])]), None);
        for variants in [&["one"][..], &["one", "one"]] {
            assert_eq!(
                refusal(&[experiment(variants)]),
                Some(DeclarationError::Variants("a.b"))
            );
        }
    }
}
