//! What holds in an organisation, answered from memory.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hustings_events::{Feed, Staleness, Wanted};
use hustings_kernel::{MemberId, OrgId, Scope};
use hustings_store::{Freshness, ScopedConnection, Store, StoreError};

use crate::configurable::in_order;
use crate::memory::{Chosen, Memory};
use crate::{
    Configurable, ConfigurationWorker, DeclarationError, Experiment, ExperimentPlan, Flag, FlagRule, Held,
    Setting, What, Who, experiment, flag, metric, news, rows,
};

/// How old the last news may be before memory is not believed any more.
const BELIEVED_FOR: Duration = Duration::from_secs(2);
/// Keeps the lottery of flags and experiments apart from everything else that is hashed.
const LOTTERY: &str = "configuration lottery";

/// What holds in each organisation. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Configuration(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    store: Store,
    memory: Memory,
    news: OnceLock<Staleness>,
    declared: OnceLock<Vec<Configurable>>,
}

impl Configuration {
    /// Over a database. Until the log is followed, the database is asked each time.
    pub fn new(store: Store) -> Self {
        Self(Arc::new(Shared {
            store,
            memory: Memory::default(),
            news: OnceLock::new(),
            declared: OnceLock::new(),
        }))
    }

    /// Says what can be configured, once all capabilities are there. Whoever reads needs none of it: it is for those who
    /// look and change.
    pub fn declare(&self, all: impl IntoIterator<Item = Configurable>) -> Result<(), DeclarationError> {
        let all = in_order(all)?;
        self.0.declared.get_or_init(|| all);
        Ok(())
    }

    /// Everything that can be configured, in the order of its keys.
    pub fn declared(&self) -> &[Configurable] {
        self.0.declared.get().map_or(&[], Vec::as_slice)
    }

    /// What has this key, if anything has.
    pub fn find(&self, key: &str) -> Option<&Configurable> {
        self.declared().iter().find(|one| one.key == key)
    }

    /// The kinds of events that are followed, for whoever puts the feed together.
    pub fn kinds() -> Vec<&'static str> {
        news::kinds()
    }

    /// Believes memory from now on. The worker keeps it true and wants to be run; until it does, the database is asked.
    pub async fn follow(&self, feed: &Feed) -> Result<ConfigurationWorker, StoreError> {
        let follower = feed.follow(Wanted::kinds(news::kinds()), feed.end().await?);
        self.0.news.get_or_init(|| follower.staleness());
        Ok(ConfigurationWorker::new(self.clone(), follower))
    }

    /// The value of a setting in an organisation.
    pub async fn read<T: Default>(&self, org: OrgId, setting: &Setting<T>) -> Result<T, StoreError> {
        let chosen = self.chosen(org).await?;
        Ok(setting.value(match chosen.get(setting.configurable().key) {
            Some(Held::Setting(value)) => Some(value),
            _ => None,
        }))
    }

    /// The same, asked of the database in a transaction that is under way, in the organisation it is in: for what is rare,
    /// or must not be a second old.
    pub async fn read_in<T: Default>(
        &self,
        on: &mut impl ScopedConnection,
        setting: &Setting<T>,
    ) -> Result<T, StoreError> {
        let row = rows::one(on, setting.configurable().key).await?;
        let held = row.and_then(|row| Held::of_row(&row.kind, row.value?));
        Ok(setting.value(match &held {
            Some(Held::Setting(value)) => Some(value),
            _ => None,
        }))
    }

    /// Is a feature there for this member?
    pub async fn is_on(&self, org: OrgId, flag: &Flag, who: &Who<'_>) -> Result<bool, StoreError> {
        let chosen = self.chosen(org).await?;
        Ok(self.opens(&chosen, org, &flag.configurable(), who))
    }

    /// The same, asked of the database in a transaction that is under way, in the organisation it is in.
    pub async fn is_on_in(
        &self,
        on: &mut impl ScopedConnection,
        flag: &Flag,
        who: &Who<'_>,
    ) -> Result<bool, StoreError> {
        let flag = flag.configurable();
        let org = on.scope().org();
        let row = rows::one(on, flag.key).await?;
        let held = row.and_then(|row| Some((row.key, Held::of_row(&row.kind, row.value?)?)));
        Ok(self.opens(&held.into_iter().collect(), org, &flag, who))
    }

    /// Which variant of an experiment this member gets.
    pub async fn variant(
        &self,
        org: OrgId,
        experiment: &Experiment,
        member: MemberId,
    ) -> Result<&'static str, StoreError> {
        let chosen = self.chosen(org).await?;
        Ok(self.assigned(&chosen, org, &experiment.configurable(), member).1)
    }

    /// Every feature, and whether it is there for this member.
    pub async fn features(&self, org: OrgId, who: &Who<'_>) -> Result<Vec<(&'static str, bool)>, StoreError> {
        let chosen = self.chosen(org).await?;
        let flags = self
            .declared()
            .iter()
            .filter(|one| matches!(one.what, What::Flag { .. }));
        Ok(flags
            .map(|flag| (flag.key, self.opens(&chosen, org, flag, who)))
            .collect())
    }

    /// Every experiment: its key, its plan, and which variant this member gets by it.
    pub async fn assignments(
        &self,
        org: OrgId,
        member: MemberId,
    ) -> Result<Vec<(&'static str, ExperimentPlan, &'static str)>, StoreError> {
        let chosen = self.chosen(org).await?;
        let experiments = self.declared().iter();
        let experiments = experiments.filter(|one| matches!(one.what, What::Experiment { .. }));
        let assigned = |one: &Configurable| {
            let (plan, variant) = self.assigned(&chosen, org, one, member);
            (one.key, plan, variant)
        };
        Ok(experiments.map(assigned).collect())
    }

    /// The plan of an experiment, and the variant this member gets by it.
    pub async fn assignment(
        &self,
        org: OrgId,
        experiment: &Configurable,
        member: MemberId,
    ) -> Result<(ExperimentPlan, &'static str), StoreError> {
        let chosen = self.chosen(org).await?;
        Ok(self.assigned(&chosen, org, experiment, member))
    }

    /// Forgets what an organisation chose: it chose something else. Whoever makes a change says so after the commit, so
    /// that on their node it holds for the very next request.
    pub fn changed(&self, org: OrgId) {
        self.0.memory.forget(org);
    }

    fn opens(&self, chosen: &Chosen, org: OrgId, flag: &Configurable, who: &Who<'_>) -> bool {
        let as_declared = || FlagRule::as_declared(matches!(flag.what, What::Flag { on: true }));
        let draw = || self.draw(&flag::ticket(flag.key, org, who.member));
        match chosen.get(flag.key) {
            Some(Held::Flag(rule)) => rule.opens(who, draw),
            _ => as_declared().opens(who, draw),
        }
    }

    fn assigned(
        &self,
        chosen: &Chosen,
        org: OrgId,
        experiment: &Configurable,
        member: MemberId,
    ) -> (ExperimentPlan, &'static str) {
        let What::Experiment { variants } = experiment.what else {
            return (ExperimentPlan::as_declared(&[]), "");
        };
        let plan = match chosen.get(experiment.key) {
            Some(Held::Experiment(plan)) => plan.clone(),
            _ => ExperimentPlan::as_declared(variants),
        };
        let round = plan.round();
        let ticket = |variant: &str| experiment::ticket(experiment.key, org, round, member, variant);
        let assigned = plan.assign(variants, |variant| self.draw(&ticket(variant)));
        // A variant that this release no longer has is as good as none: the usual one.
        (plan, assigned.or(variants.first().copied()).unwrap_or_default())
    }

    fn draw(&self, ticket: &str) -> u64 {
        let hash = self.0.store.vault().blind_index(LOTTERY, ticket);
        let (first, _) = hash.split_first_chunk().unwrap_or((&[0; 8], &[]));
        u64::from_be_bytes(*first)
    }

    async fn chosen(&self, org: OrgId) -> Result<Arc<Chosen>, StoreError> {
        if self.believes_memory()
            && let Some(chosen) = self.0.memory.recall(org)
        {
            return Ok(chosen);
        }
        metric::lookup();
        let since = self.0.memory.moment();
        let scope = Scope::system_in(org, self.0.store.sources().id());
        let mut read = self.0.store.read(&scope, Freshness::Latest).await?;
        let rows = rows::all(&mut read, org).await?;
        let held = rows.into_iter().filter_map(|row| {
            let held = Held::of_row(&row.kind, row.value?)?;
            Some((row.key, held))
        });
        let chosen = Arc::new(held.collect::<Chosen>());
        self.0.memory.keep(since, org, Arc::clone(&chosen));
        Ok(chosen)
    }

    fn believes_memory(&self) -> bool {
        let age = self.0.news.get().and_then(Staleness::age);
        age.is_some_and(|age| age <= BELIEVED_FOR)
    }
}
