//! A feature flag: something that is there for nobody, for everybody, for a share of the members, or for some roles.

use std::collections::BTreeSet;

use hustings_kernel::{MemberId, OrgId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Configurable, What};

/// More roles than this no organisation has.
const MOST_ROLES: usize = 60;
/// No role's name is longer.
const LONGEST_ROLE: usize = 64;

/// For whom a feature is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "for", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FlagRule {
    /// For nobody.
    Nobody,
    /// For everybody.
    Everybody,
    /// For a share of the members. Raising it keeps all who have the feature.
    Share {
        /// How many of a hundred.
        #[schemars(range(min = 0, max = 100))]
        percent: u8,
    },
    /// For whoever holds one of these roles.
    Roles {
        /// Names of built-in roles, ids of own ones.
        #[schemars(length(min = 1, max = 60))]
        roles: BTreeSet<String>,
    },
}

/// A member, as far as flags and experiments are concerned.
#[derive(Debug, Clone, Copy)]
pub struct Who<'a> {
    /// The member.
    pub member: MemberId,
    /// The name of their built-in role, or the id of an own one.
    pub role: &'a str,
}

impl FlagRule {
    /// What holds where nobody said anything.
    pub fn as_declared(on: bool) -> Self {
        if on { Self::Everybody } else { Self::Nobody }
    }

    /// The rule as it is kept, or what is wrong with it.
    pub(crate) fn accept(self) -> Result<Self, String> {
        let fits = match &self {
            Self::Nobody | Self::Everybody => true,
            Self::Share { percent } => *percent <= 100,
            Self::Roles { roles } => {
                let is_name = |role: &String| {
                    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                    (1..=LONGEST_ROLE).contains(&role.len()) && role.bytes().all(letters)
                };
                (1..=MOST_ROLES).contains(&roles.len()) && roles.iter().all(is_name)
            }
        };
        fits.then_some(self)
            .ok_or_else(|| "A share of 0 to 100 percent, or 1 to 60 roles.".to_owned())
    }

    /// Is it there for this member? `draw` is their number in the lottery of this flag: the same every time.
    pub(crate) fn opens(&self, who: &Who<'_>, draw: impl FnOnce() -> u64) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everybody => true,
            Self::Share { percent } => (u128::from(draw()) * 100) >> 64 < u128::from(*percent),
            Self::Roles { roles } => roles.contains(who.role),
        }
    }
}

/// A feature that can be switched. Made as a constant, and listed by its [`configurable`](Self::configurable).
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    configurable: Configurable,
}

impl Flag {
    /// Names it and says whether it is there where nobody said anything.
    pub const fn new(key: &'static str, description: &'static str, on: bool) -> Self {
        let what = What::Flag { on };
        Self {
            configurable: Configurable {
                key,
                description,
                guarded_by: None,
                what,
            },
        }
    }

    /// What it is, as data.
    pub const fn configurable(&self) -> Configurable {
        self.configurable
    }
}

/// What a member's lottery number in a flag is drawn from.
pub(crate) fn ticket(key: &str, org: OrgId, member: MemberId) -> String {
    format!("{key}/{org}/{member}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn who(role: &str) -> Who<'_> {
        Who {
            member: uuid::Uuid::nil().into(),
            role,
        }
    }

    #[test]
    fn a_rule_says_for_whom() {
        let roles = FlagRule::Roles {
            roles: ["leader".to_owned()].into(),
        };
        assert!(roles.opens(&who("leader"), || 0));
        assert!(!roles.opens(&who("admin"), || 0));
        assert!(!FlagRule::Nobody.opens(&who("leader"), || 0));
        assert!(FlagRule::Everybody.opens(&who("leader"), || u64::MAX));
        let share = |percent, draw| FlagRule::Share { percent }.opens(&who("member"), || draw);
        assert!(!share(0, 0) && share(100, u64::MAX) && share(50, 0) && !share(50, u64::MAX));
    }

    #[test]
    fn a_rule_that_cannot_be_is_refused() {
        assert!(FlagRule::Share { percent: 101 }.accept().is_err());
        for roles in [vec![], vec![String::new()], vec!["no such/role".to_owned()]] {
            let roles = roles.into_iter().collect();
            assert!(FlagRule::Roles { roles }.accept().is_err());
        }
    }

    proptest! {
        #[test]
        fn raising_the_share_takes_the_feature_from_nobody(draw: u64, percent in 0_u8..100, more in 1_u8..100) {
            let opens = |percent| FlagRule::Share { percent }.opens(&who("member"), || draw);
            prop_assert!(!opens(percent) || opens((percent + more).min(100)));
        }
    }
}
