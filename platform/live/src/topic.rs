//! Topics: which events somebody may hear of, as data.

use std::collections::{BTreeSet, HashMap};

use hustings_events::Logged;
use hustings_kernel::{OrgId, PermissionName};
use uuid::Uuid;

/// Something one can hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// Its name, which clients subscribe to: `members`.
    pub name: &'static str,
    /// The kinds of events it is about.
    pub kinds: &'static [&'static str],
    /// Who hears of which of them.
    pub reach: Reach,
}

/// Who hears of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everybody in the organisation who holds the permission hears of all of it there.
    Organisation(PermissionName),
    /// Whoever holds the permission in the organisation hears of what concerns them: the payload's field of this name
    /// is their member id.
    Member(PermissionName, &'static str),
    /// Everybody who is signed in hears of what concerns them: the payload's field of this name is their account's id.
    Account(&'static str),
    /// Whoever holds the permission over the installation hears of all of it, from every organisation.
    Installation(PermissionName),
}

/// A topic's place among all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TopicIndex(u16);

/// Those who hear the same: a topic, of one organisation or of the installation, perhaps of one person only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RoomKey {
    pub(crate) topic: TopicIndex,
    pub(crate) org: Option<OrgId>,
    pub(crate) own: Option<Uuid>,
}

impl RoomKey {
    /// The same as bytes, to which a cursor is bound.
    pub(crate) fn bytes(&self, topics: &Topics) -> Vec<u8> {
        let name = topics.get(self.topic).name.as_bytes();
        let org = self.org.map_or(Uuid::nil(), OrgId::uuid);
        let own = self.own.unwrap_or(Uuid::nil());
        [org.as_bytes().as_slice(), own.as_bytes(), name].concat()
    }
}

/// All topics, found by name and by kind of event.
#[derive(Debug)]
pub(crate) struct Topics {
    all: Vec<Topic>,
    by_name: HashMap<&'static str, TopicIndex>,
    by_kind: HashMap<&'static str, Vec<TopicIndex>>,
}

impl Topics {
    pub(crate) fn new(topics: impl IntoIterator<Item = Topic>) -> Self {
        let all: Vec<Topic> = topics.into_iter().collect();
        let mut by_name = HashMap::new();
        let mut by_kind: HashMap<_, Vec<_>> = HashMap::new();
        for (number, topic) in (0..).zip(&all) {
            let before = by_name.insert(topic.name, TopicIndex(number));
            assert!(before.is_none(), "two topics are called {}", topic.name);
            for kind in topic.kinds {
                by_kind.entry(*kind).or_default().push(TopicIndex(number));
            }
        }
        Self {
            all,
            by_name,
            by_kind,
        }
    }

    pub(crate) fn named(&self, name: &str) -> Option<(TopicIndex, Topic)> {
        let index = *self.by_name.get(name)?;
        Some((index, *self.get(index)))
    }

    pub(crate) fn get(&self, index: TopicIndex) -> &Topic {
        &self.all[usize::from(index.0)]
    }

    /// The rooms that hear of an event.
    pub(crate) fn rooms<'a>(&'a self, event: &'a Logged) -> impl Iterator<Item = RoomKey> + 'a {
        let topics = self.by_kind.get(event.kind.as_str()).into_iter().flatten();
        topics.filter_map(|topic| self.room(*topic, event))
    }

    /// The room of a topic that hears of an event.
    pub(crate) fn room(&self, topic: TopicIndex, event: &Logged) -> Option<RoomKey> {
        let field = |name: &str| event.payload.get(name)?.as_str()?.parse::<Uuid>().ok();
        let (org, own) = match self.get(topic).reach {
            Reach::Organisation(_) => (Some(event.org), None),
            Reach::Member(_, name) => (Some(event.org), Some(field(name)?)),
            Reach::Account(name) => (None, Some(field(name)?)),
            Reach::Installation(_) => (None, None),
        };
        Some(RoomKey { topic, org, own })
    }
}

/// The kinds of events the gateway follows with these topics, for whoever puts the feed together.
pub fn kinds(topics: &[Topic]) -> BTreeSet<&'static str> {
    let told = topics.iter().flat_map(|topic| topic.kinds.iter().copied());
    told.chain(crate::checks::KINDS.iter().copied()).collect()
}
