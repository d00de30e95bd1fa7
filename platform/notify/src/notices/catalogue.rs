//! Every kind of notice there is, and what is needed to put stored ones into words and into letters.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use futures::future::BoxFuture;
use hustings_kernel::{MemberId, OrgId};
use hustings_store::{Store, StoreError};

use super::inbox::Stored;
use super::{NoticeKind, Telling, Tongue, Worded, Words};
use crate::Post;

/// Who members are, for letters and for words. Whoever knows people's names and addresses answers it.
pub trait AddressBook: Send + Sync + 'static {
    /// Where to write to a member; none if they left, or have no address that was confirmed.
    fn addressee(&self, org: OrgId, member: MemberId)
    -> BoxFuture<'_, Result<Option<Addressee>, StoreError>>;

    /// What stands in the words of notices to this reader: the names of these members among it.
    fn surroundings<'a>(
        &'a self,
        org: OrgId,
        reader: MemberId,
        members: &'a [MemberId],
    ) -> BoxFuture<'a, Result<Surroundings, StoreError>>;
}

/// Somebody letters can be written to.
#[derive(Debug, Clone)]
pub struct Addressee {
    /// The confirmed address.
    pub email: String,
    /// The language they read.
    pub language: String,
    /// The time zone they live by.
    pub time_zone: String,
    /// The part of addresses that names the organisation.
    pub slug: String,
    /// How their membership stands.
    pub standing: Standing,
}

/// How a membership stands, as far as letters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Active,
    /// It is suspended: only what is essential is written to them.
    Suspended,
}

/// What stands in the words of notices.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The organisation's name.
    pub organisation: String,
    /// The language the reader reads.
    pub language: String,
    /// What members are called.
    pub names: HashMap<MemberId, String>,
}

/// Why the kinds of notices do not fit together.
#[derive(Debug, thiserror::Error)]
pub enum KindError {
    /// Two kinds have one name.
    #[error("two kinds of notices are called {0}")]
    Twice(&'static str),
}

/// What notices are made of.
pub struct NoticesParts {
    /// The database.
    pub store: Store,
    /// Carries letters.
    pub post: Post,
    /// Who members are.
    pub book: Arc<dyn AddressBook>,
    /// Where people find this installation.
    pub public_url: String,
}

impl std::fmt::Debug for NoticesParts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("NoticesParts").finish_non_exhaustive()
    }
}

/// Notices, with all their kinds. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Notices(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    parts: NoticesParts,
    kinds: OnceLock<BTreeMap<&'static str, NoticeKind>>,
}

impl Notices {
    /// Without any kinds yet.
    pub fn new(parts: NoticesParts) -> Self {
        Self(Arc::new(Shared {
            parts,
            kinds: OnceLock::new(),
        }))
    }

    /// Says which kinds there are, once all capabilities are there.
    pub fn declare(&self, all: impl IntoIterator<Item = NoticeKind>) -> Result<(), KindError> {
        let mut kinds = BTreeMap::new();
        for kind in all {
            if kinds.insert(kind.kind, kind).is_some() {
                return Err(KindError::Twice(kind.kind));
            }
        }
        self.0.kinds.get_or_init(|| kinds);
        Ok(())
    }

    /// The kinds, in the order of their names.
    pub fn kinds(&self) -> impl Iterator<Item = &NoticeKind> {
        self.0.kinds.get().into_iter().flat_map(BTreeMap::values)
    }

    /// The kind of this name, if there is one.
    pub fn find(&self, kind: &str) -> Option<&NoticeKind> {
        self.0.kinds.get()?.get(kind)
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.0.parts.store
    }

    pub(crate) fn post(&self) -> &Post {
        &self.0.parts.post
    }

    /// Who members are.
    pub fn book(&self) -> &dyn AddressBook {
        &*self.0.parts.book
    }

    /// Where people find this installation.
    pub fn public_url(&self) -> &str {
        &self.0.parts.public_url
    }

    /// A notice in words. One whose kind has gone, or was written by a later release, at least says what it was.
    pub fn word(&self, notice: &Stored, tongue: Tongue, surroundings: &Surroundings) -> Worded {
        let telling = Telling {
            tongue,
            organisation: &surroundings.organisation,
            by: notice
                .by()
                .and_then(|by| surroundings.names.get(&by))
                .map(String::as_str),
        };
        let worded = self
            .find(notice.kind())
            .map(|kind| kind.word(&notice.0.facts, &telling));
        match worded {
            Some(Ok(worded)) => worded,
            Some(Err(error)) => {
                tracing::warn!(kind = notice.kind(), %error, "a notice cannot be read");
                unworded(notice, tongue)
            }
            None => unworded(notice, tongue),
        }
    }
}

fn unworded(notice: &Stored, tongue: Tongue) -> Worded {
    let title = tongue.pick("A notice of the kind", "Eine Mitteilung der Art");
    Worded {
        words: Words {
            title: format!("{title} {}", notice.kind()),
            text: String::new(),
            action: tongue.pick("Look", "Ansehen"),
        },
        page: None,
    }
}
