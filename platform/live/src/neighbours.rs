//! The other nodes, through Redis: who is where with them, and who types there.
//!
//! Each node says what stands with itself, whenever that changes and again and again, and the others believe it for as
//! long as a lease; so a node that dies takes its people along, and whatever got lost heals. Without Redis every node
//! goes on with those it has itself: nothing but presence and typing goes this way. What is said are ids, and tags of
//! places that only nodes with the same key can make.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use futures::{Stream, StreamExt as _};
use redis::aio::MultiplexedConnection;
use redis::{Msg, RedisError};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::gateway::Gateway;
use crate::metric;
use crate::presence::At;
use crate::settings::RedisUrl;

/// How long Redis may take to answer anything.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long to wait before trying again, at first and at most.
const AGAIN: Duration = Duration::from_millis(250);
const AGAIN_AT_MOST: Duration = Duration::from_secs(5);
/// A word says this many members at most, unless a single place has more.
const MEMBERS: usize = 2_000;

/// What nodes say to each other.
#[derive(Debug, Serialize, Deserialize)]
struct Word {
    node: Uuid,
    said: Said,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Said {
    /// I have just come: who is where?
    Hello,
    /// All who are at these places with me, until the lease ends or I say otherwise.
    Here(Vec<At>),
    /// These are typing with me.
    Typing(Vec<At>),
    /// I leave, and everybody with me.
    Bye,
}

/// Why nothing comes through.
#[derive(Debug)]
enum Lost {
    Redis(RedisError),
    /// It did not answer.
    Silent,
    /// It takes what is said, but what this node says does not come back.
    Deaf,
    /// It ended the connection.
    Ended,
}

impl fmt::Display for Lost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Redis(error) => error.fmt(formatter),
            Self::Silent => formatter.write_str("it does not answer"),
            Self::Deaf => formatter.write_str("what is published does not come back"),
            Self::Ended => formatter.write_str("the connection ended"),
        }
    }
}

impl From<RedisError> for Lost {
    fn from(error: RedisError) -> Self {
        Self::Redis(error)
    }
}

/// This node among others.
pub(crate) struct Neighbours {
    node: Uuid,
    url: RedisUrl,
    channel: String,
    lease: Duration,
}

/// The two directions of a conversation.
struct Line {
    say: MultiplexedConnection,
    hear: Pin<Box<dyn Stream<Item = Msg> + Send>>,
}

/// Does Redis answer?
pub async fn redis_answers(url: &RedisUrl) -> Result<(), String> {
    let ping = async {
        let mut connection = url.client()?.get_multiplexed_async_connection().await?;
        redis::cmd("PING").exec_async(&mut connection).await
    };
    match tokio::time::timeout(PATIENCE, ping).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(Lost::Silent.to_string()),
    }
}

impl Neighbours {
    /// Those who meet at this Redis and have the same key.
    pub(crate) fn at(url: RedisUrl, node: Uuid, installation: Uuid, lease: Duration) -> Self {
        Self {
            node,
            url,
            channel: format!("hustings:live:v1:{installation}"),
            lease,
        }
    }

    /// Talks to them until told to stop.
    pub(crate) async fn run(self, gateway: &Gateway, stop: &CancellationToken) {
        let (mut wait, mut is_known) = (AGAIN, false);
        metric::REDIS_UP.plain().set(0.0);
        loop {
            let connected_at = Instant::now();
            let lost = match tokio::time::timeout(PATIENCE, self.connect()).await {
                Err(_) => Lost::Silent,
                Ok(Err(error)) => error.into(),
                Ok(Ok(line)) => {
                    if std::mem::take(&mut is_known) {
                        tracing::info!(
                            "redis is back: presence and typing are shared with other nodes again"
                        );
                    }
                    metric::REDIS_UP.plain().set(1.0);
                    gateway.presence.share(true);
                    let ended = self.talk(line, gateway, stop).await;
                    gateway.presence.share(false);
                    metric::REDIS_UP.plain().set(0.0);
                    match ended {
                        Ok(()) => return,
                        Err(lost) => lost,
                    }
                }
            };
            if !std::mem::replace(&mut is_known, true) {
                tracing::warn!(
                    reason = %lost,
                    "redis is away: this node goes on alone with the presence and typing of those it has itself"
                );
            }
            wait = if connected_at.elapsed() > AGAIN_AT_MOST {
                AGAIN
            } else {
                (wait * 2).min(AGAIN_AT_MOST)
            };
            if tokio::time::timeout(wait, stop.cancelled()).await.is_ok() {
                return;
            }
        }
    }

    async fn connect(&self) -> Result<Line, RedisError> {
        let client = self.url.client()?;
        let mut hear = client.get_async_pubsub().await?;
        hear.subscribe(&self.channel).await?;
        Ok(Line {
            say: client.get_multiplexed_async_connection().await?,
            hear: Box::pin(hear.into_on_message()),
        })
    }

    async fn talk(&self, mut line: Line, gateway: &Gateway, stop: &CancellationToken) -> Result<(), Lost> {
        let mut changes = tokio::time::interval(gateway.settings.gather());
        let mut renewals = tokio::time::interval(self.lease / 3);
        changes.set_missed_tick_behavior(MissedTickBehavior::Delay);
        renewals.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard_myself = Instant::now();
        self.say(&mut line.say, Said::Hello).await?;
        loop {
            tokio::select! {
                () = stop.cancelled() => {
                    // If this gets lost, the lease ends.
                    let _ = self.say(&mut line.say, Said::Bye).await;
                    return Ok(());
                }
                message = line.hear.next() => {
                    let message = message.ok_or(Lost::Ended)?;
                    let Ok(word) = serde_json::from_slice::<Word>(message.get_payload_bytes()) else {
                        tracing::debug!("a word of another node could not be read");
                        continue;
                    };
                    if word.node == self.node {
                        heard_myself = Instant::now();
                    } else if self.take(gateway, word) {
                        renewals.reset_immediately();
                    }
                }
                _ = changes.tick() => {
                    let unsaid = gateway.presence.take_unsaid();
                    if !unsaid.here.is_empty() {
                        self.say_here(&mut line.say, unsaid.here).await?;
                    }
                    if !unsaid.typing.is_empty() {
                        self.say(&mut line.say, Said::Typing(unsaid.typing)).await?;
                    }
                }
                _ = renewals.tick() => {
                    if heard_myself.elapsed() > self.lease {
                        return Err(Lost::Deaf);
                    }
                    self.say_here(&mut line.say, gateway.presence.here()).await?;
                }
            }
        }
    }

    /// Takes in what another node said; true if it wants to know who is here.
    fn take(&self, gateway: &Gateway, word: Word) -> bool {
        let now = Instant::now();
        match word.said {
            Said::Hello => return true,
            Said::Here(all) => gateway.presence.hear(word.node, all, now + self.lease, now),
            Said::Typing(all) => gateway.presence.hear_typing(&all, now),
            Said::Bye => gateway.presence.forget(word.node, now),
        }
        false
    }

    /// Says who is here in words of a moderate length, one at least: that too is a sign of life.
    async fn say_here(&self, line: &mut MultiplexedConnection, all: Vec<At>) -> Result<(), Lost> {
        let (mut some, mut members) = (Vec::new(), 0);
        for at in all {
            members += at.members.len() + 1;
            some.push(at);
            if members >= MEMBERS {
                self.say(line, Said::Here(std::mem::take(&mut some))).await?;
                members = 0;
            }
        }
        self.say(line, Said::Here(some)).await
    }

    async fn say(&self, line: &mut MultiplexedConnection, said: Said) -> Result<(), Lost> {
        let word = Word {
            node: self.node,
            said,
        };
        // Ids and nothing else: writing them does not fail.
        let word = serde_json::to_vec(&word).unwrap_or_default();
        let mut publish = redis::cmd("PUBLISH");
        publish.arg(&self.channel).arg(word);
        match tokio::time::timeout(PATIENCE, publish.exec_async(line)).await {
            Err(_) => Err(Lost::Silent),
            Ok(said) => Ok(said?),
        }
    }
}
