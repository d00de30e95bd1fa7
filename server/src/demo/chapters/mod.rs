//! The chapters of the story: each capability adds its own, in a file or folder here, and a line in [`CHAPTERS`].

mod people;

use std::fmt;

use anyhow::Result;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;

use super::calendar::Calendar;
use super::dice::Dice;
use super::performance::Performance;

/// What a capability adds to the story.
pub(crate) struct Chapter {
    /// Its name, from which its dice follow: what one chapter throws changes nothing in another.
    pub(crate) name: &'static str,
    /// What happens in it, in any order.
    pub(crate) scenes: fn(&Setting, &mut Dice) -> Vec<Scene>,
}

/// Every chapter.
pub(crate) const CHAPTERS: &[Chapter] = &[people::CHAPTER];

/// What every chapter is planned on. The first `members` of the cast become members, those after them are asked and do not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The weeks of the story.
    pub(crate) calendar: Calendar,
    /// How many become members.
    pub(crate) members: usize,
}

impl Setting {
    /// How many are asked and do not come.
    pub(crate) fn absent(&self) -> usize {
        self.members / 7 + 6
    }
}

/// Something that happens at a moment.
pub(crate) struct Scene {
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// What.
    pub(crate) act: Box<dyn Act>,
}

impl Scene {
    /// At this moment, this.
    pub(crate) fn new(at: DateTime<Utc>, act: impl Act + 'static) -> Self {
        Self {
            at,
            act: Box::new(act),
        }
    }
}

/// What happens. It prints as what it is, so that two plans can be compared.
pub(crate) trait Act: fmt::Debug + Send + Sync {
    /// Lets it happen.
    fn play<'a>(&'a self, on: &'a mut Performance) -> BoxFuture<'a, Result<()>>;
}

/// All scenes of all chapters, in the order in which they happen.
pub(crate) fn plan(setting: &Setting, seed: u64) -> Vec<Scene> {
    let mut scenes: Vec<Scene> = CHAPTERS
        .iter()
        .flat_map(|chapter| (chapter.scenes)(setting, &mut Dice::new(seed, chapter.name)))
        .collect();
    // Stable: what a chapter plans for one moment happens in the order it was planned.
    scenes.sort_by_key(|scene| scene.at);
    scenes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(seed: u64) -> Vec<String> {
        let setting = Setting {
            calendar: Calendar::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap(), 10),
            members: 280,
        };
        let scenes = plan(&setting, seed);
        scenes
            .iter()
            .map(|scene| format!("{} {:?}", scene.at, scene.act))
            .collect()
    }

    #[test]
    fn a_seed_tells_the_same_story_and_another_seed_another() {
        assert_eq!(told(1), told(1));
        assert_ne!(told(1), told(2));
        assert!(told(1).len() > 600, "{}", told(1).len());
    }
}
