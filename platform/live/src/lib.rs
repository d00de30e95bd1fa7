//! What happens, told to pages and programs at once: a Socket.IO gateway that follows the log.
//!
//! Start with [`Topic`]: how a capability says which of its events somebody may hear of. [`open`] gives what
//! answers `/socket.io`; [`LiveWorker`] follows the log for it. What is sent are notices without content, so who may see what
//! stays with the API. `docs/src/live.md` is the protocol. A connection that begins with a websocket is ours (`session`);
//! polling, and upgrading from it, are the library's (`polled`). The few packets of Socket.IO above both are ours
//! (`packet`), so that a notice is encoded once for everybody who hears it.

mod checks;
mod client;
mod cursor;
mod follow;
mod frame;
mod gateway;
mod guests;
mod message;
mod metric;
mod neighbours;
mod outbox;
mod packet;
mod polled;
mod presence;
mod refusal;
mod request;
mod requests;
mod rooms;
mod seat;
mod service;
mod session;
mod settings;
mod spot;
mod topic;
mod wire;
mod writer;

pub use follow::LiveWorker;
pub use gateway::{GatewayParts, open};
pub use metric::METRICS;
pub use neighbours::redis_answers;
pub use settings::{LiveSettings, RedisUrl};
pub use topic::{Reach, Topic, kinds};
