//! One letter on its way, and what is kept of it.

use std::collections::HashMap;
use std::time::Instant;

use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use hustings_jobs::{JobContext, JobFailure, describe};
use hustings_store::{Freshness, ScopedConnection, StoreError};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::consents::Wish;
use crate::post::{Cover, Gate};
use crate::{Letter, Outcome, Post, metric, rows};

/// The longest answer of a mail server that is kept.
const LONGEST_ANSWER: usize = 500;

/// How a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryState {
    /// It is being handed over.
    Sending,
    /// The mail server could not take it yet; it is tried again.
    Waiting,
    /// The mail server took it.
    Sent,
    /// The mail server will never take it.
    Refused,
    /// Whether the mail server took it is not known, so it is not sent again by itself.
    Unknown,
    /// Its reader does not want such letters.
    Withheld,
}

impl DeliveryState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Withheld => "withheld",
        }
    }

    /// As it stands in the table, whose constraint knows no other word.
    pub(crate) fn of(text: &str) -> Self {
        match text {
            "sending" => Self::Sending,
            "waiting" => Self::Waiting,
            "sent" => Self::Sent,
            "refused" => Self::Refused,
            "withheld" => Self::Withheld,
            _ => Self::Unknown,
        }
    }
}

/// What became of a letter, for whoever caused it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LetterState {
    /// How it stands.
    pub state: DeliveryState,
    /// Since when.
    pub at: DateTime<Utc>,
    /// What the mail server said last, if it said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub answer: Option<String>,
}

/// The newest letter about each of these, as far as there is one on record.
pub async fn latest(
    on: &mut impl ScopedConnection,
    about: &[Uuid],
) -> Result<HashMap<Uuid, LetterState>, StoreError> {
    if about.is_empty() {
        return Ok(HashMap::new());
    }
    rows::latest(on, about).await
}

/// A process ended, or a connection broke, between a letter and the mail server's answer.
#[derive(Debug, thiserror::Error)]
#[error(
    "whether the mail server took this letter is not known; look whether it arrived, and retry this job if it did not"
)]
struct NobodyKnows;

/// Somebody else is sending this very letter.
#[derive(Debug, thiserror::Error)]
#[error("another attempt of the same job is sending this letter")]
struct Overtaken;

/// A letter that is still to be sent.
#[derive(Debug)]
pub struct Delivery<'a> {
    post: &'a Post,
    ctx: &'a JobContext,
    purpose: &'static str,
    about: Uuid,
    is_first: bool,
}

impl Post {
    /// Opens the delivery of the one letter this job writes; none if it was sent or refused before. Asked first of all:
    /// a second attempt must not make a new link when the old one is on its way already.
    pub async fn open<'a>(
        &'a self,
        ctx: &'a JobContext,
        purpose: &'static str,
        about: Uuid,
    ) -> Result<Option<Delivery<'a>>, JobFailure> {
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        let state = rows::state(&mut tx, ctx.id()).await?;
        match state {
            Some(DeliveryState::Sent | DeliveryState::Refused | DeliveryState::Withheld) => return Ok(None),
            // An attempt before this one never came back from the mail server.
            Some(DeliveryState::Sending) if !self.may_repeat() => {
                let now = ctx.sources().now();
                rows::record(&mut tx, ctx.id(), DeliveryState::Unknown, None, now).await?;
                tx.commit().await?;
                count(DeliveryState::Unknown);
                return Err(JobFailure::permanent(NobodyKnows));
            }
            // An unknown one comes here only because a person looked at it and had the job run again.
            Some(DeliveryState::Sending | DeliveryState::Waiting | DeliveryState::Unknown) | None => {}
        }
        Ok(Some(Delivery {
            post: self,
            ctx,
            purpose,
            about,
            is_first: state.is_none(),
        }))
    }
}

impl Delivery<'_> {
    /// Is this the first attempt at this letter?
    pub fn is_first(&self) -> bool {
        self.is_first
    }

    /// Sends it. What the mail server will never take is recorded and done with; what it cannot take now is tried again.
    pub async fn send(self, to: &str, letter: &Letter<'_>) -> Result<(), JobFailure> {
        self.send_for(None, to, letter).await
    }

    /// Sends it if its reader wants it: asked in the transaction that notes the sending, and once more right before it goes.
    pub(crate) async fn send_if_wanted(
        self,
        wish: &Wish,
        unsubscribe: Option<&str>,
        to: &str,
        letter: &Letter<'_>,
    ) -> Result<(), JobFailure> {
        self.send_for(Some((wish, unsubscribe)), to, letter).await
    }

    async fn send_for(
        self,
        asked: Option<(&Wish, Option<&str>)>,
        to: &str,
        letter: &Letter<'_>,
    ) -> Result<(), JobFailure> {
        let (wish, unsubscribe) = asked.map_or((None, None), |(wish, address)| (Some(wish), address));
        let ctx = self.ctx;
        let now = ctx.sources().now();
        if !self.mark_sending(wish, now).await? {
            count(DeliveryState::Withheld);
            return Ok(());
        }

        let begun = Instant::now();
        let name = ctx.id().to_string();
        let cover = Cover {
            name: &name,
            to,
            date: now,
            unsubscribe,
        };
        let gate = WishGate { ctx, wish };
        let outcome = self.post.carry_through(&gate, &cover, letter).await;
        metric::HANDED_OVER.plain().record(begun.elapsed().as_secs_f64());
        let (state, answer, result) = match outcome {
            Outcome::Sent(answer) => (DeliveryState::Sent, answer, Ok(())),
            Outcome::Refused(answer) => (DeliveryState::Refused, answer, Ok(())),
            Outcome::Withheld => (DeliveryState::Withheld, String::new(), Ok(())),
            Outcome::Waiting(cause) => (
                DeliveryState::Waiting,
                cause.clone(),
                Err(JobFailure::retry(Withheld(without(&cause, to)))),
            ),
            Outcome::Unknown(cause) => (
                DeliveryState::Unknown,
                cause,
                Err(JobFailure::permanent(NobodyKnows)),
            ),
        };
        count(state);
        let answer = without(&answer, to);
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        rows::record(&mut tx, ctx.id(), state, Some(&answer), ctx.sources().now()).await?;
        tx.commit().await?;
        result
    }

    /// Notes that it is being sent; false if its reader does not want it, which is noted instead.
    async fn mark_sending(&self, wish: Option<&Wish>, now: DateTime<Utc>) -> Result<bool, JobFailure> {
        let ctx = self.ctx;
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        let is_wanted = match wish {
            Some(wish) => wish.holds(&mut tx).await?,
            None => true,
        };
        let mark = rows::Mark {
            job: ctx.id(),
            purpose: self.purpose,
            about: self.about,
            reader: wish.map(|wish| wish.member.uuid()),
            even_if_sending: self.post.may_repeat(),
            now,
        };
        if !rows::mark_sending(&mut tx, &mark).await? {
            return Err(JobFailure::retry(Overtaken));
        }
        if !is_wanted {
            rows::record(&mut tx, ctx.id(), DeliveryState::Withheld, None, now).await?;
        }
        tx.commit().await?;
        Ok(is_wanted)
    }
}

/// Asks once more whether the reader wants the letter.
struct WishGate<'a> {
    ctx: &'a JobContext,
    wish: Option<&'a Wish>,
}

impl WishGate<'_> {
    async fn look(&self, wish: &Wish) -> Result<bool, StoreError> {
        let mut read = self.ctx.store().read(self.ctx.scope(), Freshness::Latest).await?;
        wish.holds(&mut read).await
    }
}

impl Gate for WishGate<'_> {
    fn pass(&self) -> BoxFuture<'_, Result<(), Outcome>> {
        async {
            let Some(wish) = self.wish else { return Ok(()) };
            match self.look(wish).await {
                Ok(true) => Ok(()),
                Ok(false) => Err(Outcome::Withheld),
                Err(error) => Err(Outcome::Waiting(describe(&error))),
            }
        }
        .boxed()
    }
}

fn count(state: DeliveryState) {
    metric::LETTERS.with(&[("outcome", state.as_str())]).increment(1);
}

/// A failure as text, without the reader's address: failures of jobs are kept in the clear.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Withheld(String);

/// What was said, without the address it was said about, and not too long.
fn without(text: &str, address: &str) -> String {
    let user = address.rsplit_once('@').map_or(address, |(user, _)| user);
    let mut text = replace_whatever_the_case(text, address);
    // Shorter ones are words like any other.
    if user.len() > 3 {
        text = replace_whatever_the_case(&text, user);
    }
    if text.len() > LONGEST_ANSWER {
        let end = (0..=LONGEST_ANSWER)
            .rev()
            .find(|end| text.is_char_boundary(*end))
            .unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

fn replace_whatever_the_case(text: &str, secret: &str) -> String {
    // In ASCII only, which keeps every position where it was.
    let (lower, secret) = (text.to_ascii_lowercase(), secret.to_ascii_lowercase());
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in lower.match_indices(&secret) {
        kept.push_str(&text[from..at]);
        kept.push_str("•••");
        from = at + found.len();
    }
    kept.push_str(&text[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_names_nobody_and_is_not_too_long() {
        let answer = without(
            "550 5.1.1 <Ada.L@Example.org>: no user ADA.L here",
            "ada.l@example.org",
        );
        assert_eq!(answer, "550 5.1.1 <•••>: no user ••• here");
        assert_eq!(without("451 bo is busy", "bo@example.org"), "451 bo is busy");
        assert!(without(&"ä".repeat(2_000), "x@example.org").len() <= LONGEST_ANSWER + '…'.len_utf8());
    }

    #[test]
    fn every_state_is_read_as_it_was_written() {
        for state in ["sending", "waiting", "sent", "refused", "unknown", "withheld"] {
            assert_eq!(DeliveryState::of(state).as_str(), state);
        }
    }
}
