//! What organisations chose, remembered until the log says that it changed.
//!
//! A lookup that was under way while something changed may have seen the time before, so what it found is kept only if
//! nothing was forgotten since it began.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use hustings_kernel::OrgId;

use crate::Held;

/// Beyond so many organisations all are forgotten and looked up again as needed.
const MOST: usize = 10_000;

/// What one organisation chose, by key.
pub(crate) type Chosen = HashMap<String, Held>;

/// A moment in the memory's life, taken before something is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(u64);

/// What is remembered.
#[derive(Debug, Default)]
pub(crate) struct Memory(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    forgotten: u64,
    organisations: HashMap<OrgId, Arc<Chosen>>,
}

impl Memory {
    /// Now, before looking something up.
    pub(crate) fn moment(&self) -> Moment {
        Moment(self.0.read().unwrap_or_else(PoisonError::into_inner).forgotten)
    }

    pub(crate) fn recall(&self, org: OrgId) -> Option<Arc<Chosen>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.organisations.get(&org).cloned()
    }

    pub(crate) fn keep(&self, since: Moment, org: OrgId, chosen: Arc<Chosen>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if Moment(known.forgotten) != since {
            return;
        }
        if known.organisations.len() >= MOST {
            known.organisations.clear();
        }
        known.organisations.insert(org, chosen);
    }

    pub(crate) fn forget(&self, org: OrgId) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.forgotten += 1;
        known.organisations.remove(&org);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_looked_up_before_a_change_is_not_kept_after_it() {
        let memory = Memory::default();
        let org = Uuid::from_u128(1).into();
        let late = memory.moment();
        memory.forget(org);
        memory.keep(late, org, Arc::default());
        assert!(memory.recall(org).is_none());
        memory.keep(memory.moment(), org, Arc::default());
        assert!(memory.recall(org).is_some());
        memory.forget(Uuid::from_u128(2).into());
        assert!(memory.recall(org).is_some(), "another's change is none of ours");
    }
}
