//! Something that is told, in the form of either kind of client.

use std::sync::OnceLock;

use engineioxide::Str;

use crate::frame::{self, Frame};

/// What Engine.IO puts before a message.
const MESSAGE: &str = "4";

/// A packet on its way to one client or many.
#[derive(Debug)]
pub(crate) struct Message {
    packet: Str,
    /// Encoded for the first websocket that hears it, and shared by all.
    frame: OnceLock<Frame>,
}

impl From<String> for Message {
    fn from(packet: String) -> Self {
        Self {
            packet: packet.into(),
            frame: OnceLock::new(),
        }
    }
}

impl Message {
    /// For the library's transports.
    pub(crate) fn packet(&self) -> &Str {
        &self.packet
    }

    /// For ours.
    pub(crate) fn frame(&self) -> &Frame {
        self.frame.get_or_init(|| frame::text(&[MESSAGE, &self.packet]))
    }
}
