//! The demo: a believable organisation with weeks of history, made by the same operations that people use.
//!
//! From a seed follow a [`cast`] and a plan: the [`chapters`], one for each capability, say who does what when. The plan is
//! then played, scene by scene, on the real application in this process, whose clock the story moves ([`stage`]). The same
//! seed and end tell the same story; secrets, tokens and ids are unpredictable all the same.

mod calendar;
mod cast;
mod chapters;
mod dice;
mod performance;
mod secret;
mod stage;

use std::pin::Pin;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use http::Method;
use hustings_identity::AddressTaken;
use hustings_identity::values::SecretText;
use serde::Serialize;
use serde_json::Value;

use self::calendar::Calendar;
use self::cast::{Cast, LOGINS, Who};
use self::chapters::{Scene, Setting};
use self::performance::Performance;
use self::stage::{Ask, Stage};
use crate::settings::Settings;

/// What the organisation is called.
const NAME: &str = "Riverbend Together";
/// The time zone it lives by.
const LOCAL_TIME_ZONE: &str = "Europe/London";

/// Which story.
#[derive(Debug, Clone)]
pub struct Story {
    /// What everything that might be otherwise follows from.
    pub seed: u64,
    /// The moment it ends.
    pub until: DateTime<Utc>,
    /// How many weeks it takes.
    pub weeks: u16,
    /// How many become members.
    pub members: usize,
    /// The organisation's name in addresses, and the domain of everybody's address.
    pub slug: String,
}

/// A login that somebody may use.
#[derive(Debug, Serialize)]
pub struct Login {
    /// What for.
    pub role: &'static str,
    /// Whose.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The password, which is kept nowhere.
    pub password: SecretText,
}

/// What was made.
#[derive(Debug, Serialize)]
pub struct Told {
    /// The organisation's id.
    pub organisation: String,
    /// What it is called.
    pub name: &'static str,
    /// Where it is found.
    pub address: String,
    /// How many became members.
    pub members: usize,
    /// How many scenes were played.
    pub scenes: usize,
    /// Who may sign in, one for each role.
    pub logins: Vec<Login>,
}

/// What an installation has already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// No organisation at all.
    Nothing,
    /// A demo and nothing else.
    Demo,
    /// Somebody's own organisation.
    Organisation,
}

/// Everything that is needed to tell a story, made ready. Nothing is written yet but the schema.
pub struct Demo {
    stage: Stage,
    story: Story,
    public_url: String,
}

impl Demo {
    /// Makes it ready. The database is brought up if no server runs, and put away by [`close`](Self::close).
    pub async fn open(settings: &Settings, story: Story) -> Result<Self> {
        let stage = Stage::set(settings, story.calendar().start()).await?;
        let public_url = settings.http.public_url.as_str().to_owned();
        Ok(Self {
            stage,
            story,
            public_url,
        })
    }

    /// What there is already.
    pub async fn existing(&self) -> Result<Existing> {
        let setup = self.stage.ask(Ask::new(Method::GET, "/v1/setup")).await?;
        let is = |what: &str| setup[what] == Value::Bool(true);
        Ok(match (is("needed"), is("demo")) {
            (true, false) => Existing::Nothing,
            (true, true) => Existing::Demo,
            (false, _) => Existing::Organisation,
        })
    }

    /// Tells the story, unless it is interrupted. `heard` is told how far it is: scenes played, of how many, and when the
    /// last one happened.
    pub async fn tell<T>(
        self,
        interrupted: impl Future<Output = T>,
        mut heard: impl FnMut(usize, usize, DateTime<Utc>),
    ) -> (Self, Result<Told>) {
        let Self {
            stage,
            story,
            public_url,
        } = self;
        let setting = story.setting();
        let cast = Cast::new(story.seed, setting.members + setting.absent(), &story.domain());
        let scenes = chapters::plan(&setting, story.seed);
        let mut performance = Performance::new(stage, cast, &story.slug);
        let interrupted = std::pin::pin!(interrupted);
        let played = play(&mut performance, &story, &scenes, interrupted, &mut heard).await;
        let told = played.and_then(|()| outcome(&performance, &story, &public_url, scenes.len()));
        let Performance { stage, .. } = performance;
        (
            Self {
                stage,
                story,
                public_url,
            },
            told,
        )
    }

    /// Puts everything away.
    pub async fn close(self) -> Result<()> {
        self.stage.strike().await
    }
}

impl Story {
    fn calendar(&self) -> Calendar {
        Calendar::new(self.until, self.weeks)
    }

    fn setting(&self) -> Setting {
        Setting {
            calendar: self.calendar(),
            members: self.members,
        }
    }

    /// A domain that nobody can have.
    fn domain(&self) -> String {
        format!("{}.example", self.slug)
    }

    /// The address of whoever runs it.
    pub fn operator(&self) -> String {
        format!("operator@{}", self.domain())
    }
}

async fn play<T>(
    on: &mut Performance,
    story: &Story,
    scenes: &[Scene],
    mut interrupted: Pin<&mut impl Future<Output = T>>,
    heard: &mut impl FnMut(usize, usize, DateTime<Utc>),
) -> Result<()> {
    for (number, scene) in scenes.iter().enumerate() {
        on.stage.turn_to(scene.at);
        let played = tokio::select! {
            played = scene.act.play(on) => played,
            _ = &mut interrupted => Err(anyhow!("it was interrupted")),
        };
        if let Err(error) = played {
            let advice = broken_off(&error, story, scene);
            return Err(error.context(advice));
        }
        heard(number + 1, scenes.len(), scene.at);
    }
    on.read_letters(&[]).await
}

/// What to do about a scene that failed, in words. The first one finds out whether the story was told before.
fn broken_off(error: &anyhow::Error, story: &Story, scene: &Scene) -> String {
    let Story { slug, .. } = story;
    let operator = story.operator();
    if error.downcast_ref::<AddressTaken>().is_some() {
        return format!(
            "there is a demo at /o/{slug} already, run by {operator} (`hustings admin reset-password {operator}` prints a link \
             to a new password). It is removed by closing it in its settings; `hustings demo --slug {slug}-2` fills another"
        );
    }
    format!(
        "the story broke off at {:?}. What was made so far stays: `hustings admin reset-password {operator}` prints a link \
         with which somebody looks at it and closes it, and `hustings demo --slug {slug}-2` tells the story anew",
        scene.act
    )
}

fn outcome(on: &Performance, story: &Story, public_url: &str, scenes: usize) -> Result<Told> {
    let logins = LOGINS.iter().enumerate().map(|(place, login)| {
        let who = Who(place);
        let person = on.person(who)?;
        Ok(Login {
            role: login.role,
            name: person.name,
            email: person.email,
            password: on.password(who)?.into(),
        })
    });
    Ok(Told {
        organisation: on.org.clone(),
        name: NAME,
        address: format!("{public_url}/o/{}", story.slug),
        members: story.members,
        scenes,
        logins: logins.collect::<Result<_>>()?,
    })
}
