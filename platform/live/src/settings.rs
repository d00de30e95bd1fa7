//! The settings of the gateway.

use std::time::Duration;

use engineioxide::config::EngineIoConfig;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The Socket.IO gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LiveSettings {
    /// Sockets on this node at most.
    pub sockets: u32,
    /// Sockets from one address (one /64 network, for IPv6) at most. Offices and phone networks share one.
    pub sockets_per_address: u32,
    /// Sockets of one person or one API key at most, on this node.
    pub sockets_per_person: u32,
    /// Topics one socket may hear at once.
    pub subscriptions: u32,
    /// Places one socket may be present at, at once.
    pub places: u32,
    /// Requests of one socket per second, on average. It may send three times as many at once.
    pub requests_per_second: u32,
    /// The longest request, in bytes.
    pub request_bytes: usize,
    /// Messages that may wait for one slow reader; one more, and it is dropped. None is longer than 32 kB, and all of
    /// them together are not longer than 2 MB.
    pub waiting_messages: usize,
    /// How often a client is asked whether it is still there.
    pub ping_seconds: u32,
    /// How long it may take to answer, or to take what was sent to it.
    pub ping_timeout_seconds: u32,
    /// How long a connection may take to say who it is.
    pub handshake_seconds: u32,
    /// How often it is looked at whether every session still stands and every permission still holds, beside what the
    /// log says at once.
    pub recheck_seconds: u32,
    /// Missed notices that are told one by one to whoever comes back; more, and they are told to read everything anew.
    pub missed: usize,
    /// How long somebody who left a place still counts as there, so that a reload is not news.
    pub grace_milliseconds: u32,
    /// How long comings and goings are gathered before they are told.
    pub gather_milliseconds: u32,
    /// `redis://…` or `unix://…` of a Redis through which nodes share presence and typing. Without it each node knows
    /// of those it has itself. Ids alone go there, but the network to it must be trusted: TLS is not spoken.
    #[schemars(with = "Option<String>")]
    pub redis_url: Option<RedisUrl>,
    /// How long the others believe what a node said who has died since, or from whom Redis separates them.
    pub lease_seconds: u32,
}

impl Default for LiveSettings {
    fn default() -> Self {
        Self {
            sockets: 20_000,
            sockets_per_address: 2_000,
            sockets_per_person: 50,
            subscriptions: 64,
            places: 8,
            requests_per_second: 20,
            request_bytes: 4_096,
            waiting_messages: 256,
            ping_seconds: 25,
            ping_timeout_seconds: 20,
            handshake_seconds: 10,
            recheck_seconds: 30,
            missed: 200,
            grace_milliseconds: 4_000,
            gather_milliseconds: 250,
            redis_url: None,
            lease_seconds: 15,
        }
    }
}

/// Where Redis is, perhaps with a password: never shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct RedisUrl(Zeroizing<String>);

impl RedisUrl {
    pub(crate) fn client(&self) -> Result<redis::Client, redis::RedisError> {
        redis::Client::open(self.0.as_str())
    }
}

impl TryFrom<String> for RedisUrl {
    type Error = &'static str;

    fn try_from(url: String) -> Result<Self, Self::Error> {
        let url = Self(Zeroizing::new(url));
        match url.client() {
            Ok(_) => Ok(url),
            Err(_) => Err("expected redis://host:port or unix:///path"),
        }
    }
}

impl std::fmt::Debug for RedisUrl {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("RedisUrl").finish_non_exhaustive()
    }
}

impl Serialize for RedisUrl {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("(not shown)")
    }
}

/// The longest message either side sends.
pub(crate) const LARGEST_MESSAGE: u32 = 32 * 1024;

impl LiveSettings {
    pub(crate) fn ping(&self) -> Duration {
        Duration::from_secs(self.ping_seconds.max(1).into())
    }

    pub(crate) fn stall(&self) -> Duration {
        Duration::from_secs(self.ping_timeout_seconds.max(1).into())
    }

    pub(crate) fn handshake(&self) -> Duration {
        Duration::from_secs(self.handshake_seconds.max(1).into())
    }

    pub(crate) fn recheck(&self) -> Duration {
        Duration::from_secs(self.recheck_seconds.max(1).into())
    }

    pub(crate) fn grace(&self) -> Duration {
        Duration::from_millis(self.grace_milliseconds.into())
    }

    pub(crate) fn gather(&self) -> Duration {
        Duration::from_millis(self.gather_milliseconds.max(10).into())
    }

    pub(crate) fn lease(&self) -> Duration {
        Duration::from_secs(self.lease_seconds.max(1).into())
    }

    /// Messages that may wait for one socket.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting_messages.max(8)
    }

    /// Notices that are handed out together: a fraction of those that may wait.
    pub(crate) fn together(&self) -> usize {
        (self.waiting_messages / 16).clamp(1, 16)
    }

    /// The same, as the library's transports are told.
    pub(crate) fn transports(&self, path: &'static str) -> EngineIoConfig {
        EngineIoConfig::builder()
            .req_path(path)
            .ping_interval(self.ping())
            .ping_timeout(self.stall())
            .max_buffer_size(self.waiting())
            .max_payload(LARGEST_MESSAGE.into())
            .ws_max_message_size(LARGEST_MESSAGE as usize)
            .ws_max_frame_size(LARGEST_MESSAGE as usize)
            // Clients say little; what they hear is written elsewhere.
            .ws_read_buffer_size(1_024)
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_redis_is_checked_and_never_shown() {
        let url: RedisUrl = "redis://:hunter2@localhost:6379/1".to_owned().try_into().unwrap();
        let shown = format!("{url:?} {}", serde_json::to_string(&url).unwrap());
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(RedisUrl::try_from("unix:///run/redis.sock".to_owned()).is_ok());
        for wrong in ["localhost:6379", "http://localhost", "rediss://localhost", ""] {
            assert!(RedisUrl::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
