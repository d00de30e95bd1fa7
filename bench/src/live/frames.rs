//! As much of websockets, Engine.IO and Socket.IO as a client needs that subscribes once and then counts.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use uuid::Uuid;

/// What a notice begins with.
const NOTICE: &[u8] = b"42[\"changed\",";
const ID: &[u8] = b"\"id\":\"";

/// A frame of the server: its opcode, what it says, and how many bytes it is in all.
pub(super) struct Frame<'bytes> {
    opcode: u8,
    pub(super) text: &'bytes [u8],
    pub(super) length: usize,
}

/// What a frame means to us.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Something that happened, with the moment that stands in its id.
    Notice(Duration),
    /// The server asks whether we are still there.
    Ping,
    /// The server has had enough.
    Close,
    /// Anything else.
    Other,
}

impl<'bytes> Frame<'bytes> {
    /// The first frame, once it is all there.
    pub(super) fn first(bytes: &'bytes [u8]) -> Result<Option<Self>> {
        let [head, short, ..] = *bytes else {
            return Ok(None);
        };
        ensure!(head & 0x80 != 0, "a message came in pieces");
        ensure!(short & 0x80 == 0, "a server does not mask");
        let (start, length) = match short {
            126 => {
                let Some([_, _, high, low]) = bytes.first_chunk() else {
                    return Ok(None);
                };
                (4, usize::from(u16::from_be_bytes([*high, *low])))
            }
            127 => anyhow::bail!("a message is longer than 64 kB"),
            short => (2, usize::from(short)),
        };
        let Some(text) = bytes.get(start..start + length) else {
            return Ok(None);
        };
        Ok(Some(Self {
            opcode: head & 0x0f,
            text,
            length: start + length,
        }))
    }

    pub(super) fn heard(&self) -> Result<Heard> {
        Ok(match (self.opcode, self.text) {
            (8, _) | (1, b"1" | b"41") => Heard::Close,
            (1, b"2") => Heard::Ping,
            (1, text) if text.starts_with(NOTICE) => Heard::Notice(moment_of(text)?),
            _ => Heard::Other,
        })
    }
}

/// A text as a client sends it: masked, as it must be, but with nothing.
pub(super) fn masked(text: &str) -> Result<Vec<u8>> {
    let mut frame = vec![0x81];
    match u16::try_from(text.len())? {
        length @ 0..126 => frame.push(0x80 | u8::try_from(length)?),
        length => {
            frame.push(0xfe);
            frame.extend(length.to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(text.as_bytes());
    Ok(frame)
}

/// An id that says when it was made: every notice of it says so too.
pub(super) fn id_at(moment: Duration) -> Result<Uuid> {
    let nanoseconds = u64::try_from(moment.as_nanos())?;
    let high = 0x7000_u64;
    Ok(Uuid::from_u64_pair(high, 1 << 63 | nanoseconds))
}

fn moment_of(notice: &[u8]) -> Result<Duration> {
    let at = notice
        .windows(ID.len())
        .position(|window| window == ID)
        .context("a notice without an id")?;
    let id = notice
        .get(at + ID.len()..at + ID.len() + 36)
        .context("half an id")?;
    let id = Uuid::try_parse_ascii(id)?;
    Ok(Duration::from_nanos(id.as_u64_pair().1 & !(1 << 63)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(text: &str) -> Result<Vec<u8>> {
        let mut frame = vec![0x81];
        match u8::try_from(text.len())? {
            length @ 0..126 => frame.push(length),
            length => frame.extend([126, 0, length]),
        }
        frame.extend(text.as_bytes());
        Ok(frame)
    }

    #[test]
    fn a_notice_says_when_its_id_was_made() -> Result<()> {
        let moment = Duration::from_nanos(1_234_567_890_123);
        let id = id_at(moment)?;
        let text = format!(
            "42[\"changed\",{{\"org\":\"o\",\"topic\":\"members\",\"number\":1,\"noun\":\"member\",\"id\":\"{id}\",\"kind\":\"member.changed\"}}]"
        );
        let bytes = [served(&text)?, served("2")?].concat();
        let first = Frame::first(&bytes)?.context("all of it is there")?;
        assert_eq!(first.heard()?, Heard::Notice(moment));
        let second = Frame::first(&bytes[first.length..])?.context("all of it is there")?;
        assert_eq!(second.heard()?, Heard::Ping);
        assert!(Frame::first(&bytes[..first.length - 1])?.is_none());
        assert!(Frame::first(&bytes[..3])?.is_none());
        Ok(())
    }

    #[test]
    fn the_end_is_heard_and_answers_are_not_counted() -> Result<()> {
        for (text, heard) in [("41", Heard::Close), ("430[{\"ok\":true}]", Heard::Other)] {
            let bytes = served(text)?;
            let frame = Frame::first(&bytes)?.context("all of it is there")?;
            assert_eq!(frame.heard()?, heard);
        }
        Ok(())
    }
}
