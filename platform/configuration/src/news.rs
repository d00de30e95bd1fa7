//! How memory learns that an organisation chose something else.

use std::time::Duration;

use hustings_events::Follower;
use hustings_vocabulary::{experiment, flag, setting};
use tokio_util::sync::CancellationToken;

use crate::Configuration;

/// How long to wait before trying again when the log cannot be read.
const AGAIN: Duration = Duration::from_millis(200);

/// The kinds of events after which something remembered is wrong: whatever happens to settings, flags and experiments.
pub(crate) fn kinds() -> Vec<&'static str> {
    let nouns = [setting::EVENTS, flag::EVENTS, experiment::EVENTS];
    nouns.concat().into_iter().map(|event| event.kind).collect()
}

/// Follows the log for what is configured. Run it once per process.
#[derive(Debug)]
pub struct ConfigurationWorker {
    configuration: Configuration,
    follower: Follower,
}

impl ConfigurationWorker {
    pub(crate) fn new(configuration: Configuration, follower: Follower) -> Self {
        Self {
            configuration,
            follower,
        }
    }

    /// Runs until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.follow() => {}
        }
    }

    async fn follow(&mut self) {
        loop {
            match self.follower.next().await {
                Ok(events) => {
                    for event in events {
                        self.configuration.changed(event.org);
                    }
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "what is configured cannot be followed in the log; the database is asked meanwhile"
                    );
                    tokio::time::sleep(AGAIN).await;
                }
            }
        }
    }
}
