//! Frames of websockets (RFC 6455), as a server writes and reads them.
//!
//! What a server writes is not masked, so a message is encoded once for everybody who hears it. What it reads comes
//! from strangers: a frame is refused by its head, before anything it announces is waited for, and nothing is kept of
//! what has been read.

use std::sync::Arc;

/// A frame that can be written, to as many as one likes.
pub(crate) type Frame = Arc<[u8]>;

const FINAL: u8 = 0x80;
const RESERVED: u8 = 0x70;
const MASKED: u8 = 0x80;
/// What a frame that is none of a message may carry at most.
const LONGEST_CONTROL: usize = 125;

/// The end was meant.
pub(crate) const NORMAL: u16 = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opcode {
    Continuation = 0,
    Text = 1,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// What the other end said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A message, put together from its pieces.
    Text(String),
    /// It wants to hear this again.
    Ping(Vec<u8>),
    /// It heard something again.
    Pong,
    /// It ends the connection, perhaps with a code.
    Close(Option<u16>),
}

/// Why nothing can be read any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No frame, or not now.
    Protocol,
    /// A binary message, of which we know none.
    Binary,
    /// Text that is none.
    NotText,
    /// Longer than we read.
    TooLong,
}

impl Fault {
    /// The code that tells the other end.
    pub(crate) fn code(self) -> u16 {
        match self {
            Self::Protocol => 1002,
            Self::Binary => 1003,
            Self::NotText => 1007,
            Self::TooLong => 1009,
        }
    }
}

/// A message of these texts, one behind the other.
pub(crate) fn text(parts: &[&str]) -> Frame {
    let length = parts.iter().map(|part| part.len()).sum();
    let mut frame = head(Opcode::Text, length);
    for part in parts {
        frame.extend_from_slice(part.as_bytes());
    }
    frame.into()
}

/// The answer to a ping.
pub(crate) fn pong(heard: &[u8]) -> Frame {
    let mut frame = head(Opcode::Pong, heard.len());
    frame.extend_from_slice(heard);
    frame.into()
}

/// The last frame.
pub(crate) fn close(code: Option<u16>) -> Frame {
    let code = code.map(u16::to_be_bytes);
    let code = code.as_ref().map_or(&[][..], |code| code);
    let mut frame = head(Opcode::Close, code.len());
    frame.extend_from_slice(code);
    frame.into()
}

/// The head of a whole frame, with room for the rest.
fn head(opcode: Opcode, length: usize) -> Vec<u8> {
    let mut frame = Vec::with_capacity(length + 10);
    frame.push(FINAL | opcode as u8);
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(length @ 0..=125), _) => frame.push(length),
        (_, Ok(length)) => {
            frame.push(126);
            frame.extend(length.to_be_bytes());
        }
        _ => {
            frame.push(127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame
}

/// Reads frames from bytes that come in whatever pieces.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Bytes that came, of which the first so many have been read.
    came: Vec<u8>,
    read: usize,
    /// A message whose end has not come yet.
    begun: Option<Vec<u8>>,
    longest: usize,
}

/// What stands before the payload.
struct Head {
    is_final: bool,
    opcode: Opcode,
    mask: [u8; 4],
    length: u64,
    size: usize,
}

impl Reader {
    /// A reader of messages of so many bytes at most.
    pub(crate) fn new(longest: usize) -> Self {
        Self {
            came: Vec::new(),
            read: 0,
            begun: None,
            longest,
        }
    }

    /// These bytes came. Whoever gives them reads until nothing is left before giving more.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.came.extend_from_slice(bytes);
    }

    /// The next thing that was said; `None` once more bytes are needed. Behind a fault there is nothing to be read.
    pub(crate) fn next(&mut self) -> Result<Option<Said>, Fault> {
        while let Some((head, mut payload)) = self.frame()? {
            for (byte, mask) in payload.iter_mut().zip(head.mask.iter().cycle()) {
                *byte ^= mask;
            }
            match head.opcode {
                Opcode::Close => return closed(&payload).map(Some),
                Opcode::Ping => return Ok(Some(Said::Ping(payload))),
                Opcode::Pong => return Ok(Some(Said::Pong)),
                Opcode::Text | Opcode::Continuation => {
                    let whole = match self.begun.take() {
                        Some(mut begun) => {
                            begun.append(&mut payload);
                            begun
                        }
                        None => payload,
                    };
                    if head.is_final {
                        let text = String::from_utf8(whole).map_err(|_| Fault::NotText)?;
                        return Ok(Some(Said::Text(text)));
                    }
                    self.begun = Some(whole);
                }
            }
        }
        // Clients say little: between two messages nothing is kept.
        self.came.drain(..self.read);
        self.read = 0;
        if self.came.is_empty() {
            self.came = Vec::new();
        }
        Ok(None)
    }

    /// The next frame, if all of it is there, with its payload still masked.
    fn frame(&mut self) -> Result<Option<(Head, Vec<u8>)>, Fault> {
        let unread = self.came.get(self.read..).unwrap_or_default();
        let Some(head) = Head::first(unread)? else {
            return Ok(None);
        };
        let begun = self.begun.as_ref();
        let at_most = match (head.opcode, begun) {
            (Opcode::Text, Some(_)) | (Opcode::Continuation, None) => return Err(Fault::Protocol),
            (Opcode::Text | Opcode::Continuation, begun) => self.longest - begun.map_or(0, Vec::len),
            (Opcode::Close | Opcode::Ping | Opcode::Pong, _) => LONGEST_CONTROL,
        };
        let length = usize::try_from(head.length).ok();
        let length = length.filter(|length| *length <= at_most).ok_or(Fault::TooLong)?;
        let Some(payload) = unread.get(head.size..head.size + length) else {
            return Ok(None);
        };
        let payload = payload.to_vec();
        self.read += head.size + length;
        Ok(Some((head, payload)))
    }
}

impl Head {
    /// The head that these bytes begin with, once it is all there.
    fn first(bytes: &[u8]) -> Result<Option<Self>, Fault> {
        let Some((&[first, second], rest)) = bytes.split_first_chunk() else {
            return Ok(None);
        };
        let opcode = match first & !(FINAL | RESERVED) {
            0 => Opcode::Continuation,
            1 => Opcode::Text,
            2 => return Err(Fault::Binary),
            8 => Opcode::Close,
            9 => Opcode::Ping,
            10 => Opcode::Pong,
            _ => return Err(Fault::Protocol),
        };
        let is_final = first & FINAL != 0;
        let is_control = matches!(opcode, Opcode::Close | Opcode::Ping | Opcode::Pong);
        let short = second & !MASKED;
        // No extension was agreed upon that would give the reserved bits a meaning.
        let is_odd = first & RESERVED != 0 || second & MASKED == 0;
        if is_odd || is_control && (!is_final || usize::from(short) > LONGEST_CONTROL) {
            return Err(Fault::Protocol);
        }
        let (length, rest) = match short {
            126 => match rest.split_first_chunk() {
                Some((length, rest)) => (u16::from_be_bytes(*length).into(), rest),
                None => return Ok(None),
            },
            127 => match rest.split_first_chunk() {
                Some((length, rest)) => (u64::from_be_bytes(*length), rest),
                None => return Ok(None),
            },
            short => (short.into(), rest),
        };
        let Some((mask, payload)) = rest.split_first_chunk() else {
            return Ok(None);
        };
        Ok(Some(Self {
            is_final,
            opcode,
            mask: *mask,
            length,
            size: bytes.len() - payload.len(),
        }))
    }
}

/// What a last frame says.
fn closed(payload: &[u8]) -> Result<Said, Fault> {
    let Some((code, reason)) = payload.split_first_chunk() else {
        return if payload.is_empty() {
            Ok(Said::Close(None))
        } else {
            Err(Fault::Protocol)
        };
    };
    if str::from_utf8(reason).is_err() {
        return Err(Fault::NotText);
    }
    match u16::from_be_bytes(*code) {
        // The others are given to nobody, or may never be sent.
        code @ (1000..=1003 | 1007..=1014 | 3000..=4999) => Ok(Said::Close(Some(code))),
        _ => Err(Fault::Protocol),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const MASK: [u8; 4] = [0xa5, 0x00, 0xff, 0x3c];

    /// A frame as a client sends it, of less than 64 kB.
    fn sent(first: u8, payload: &[u8]) -> Vec<u8> {
        let mut frame = vec![first];
        if let Ok(length @ 0..=125) = u8::try_from(payload.len()) {
            frame.push(MASKED | length);
        } else {
            frame.push(MASKED | 0x7e);
            frame.extend(u16::try_from(payload.len()).unwrap().to_be_bytes());
        }
        frame.extend(MASK);
        frame.extend(
            payload
                .iter()
                .zip(MASK.iter().cycle())
                .map(|(byte, mask)| byte ^ mask),
        );
        frame
    }

    fn read(bytes: &[u8]) -> Result<Vec<Said>, Fault> {
        let mut reader = Reader::new(300);
        reader.feed(bytes);
        let mut said = Vec::new();
        while let Some(one) = reader.next()? {
            said.push(one);
        }
        assert!(reader.came.capacity() == 0 || !reader.came.is_empty());
        Ok(said)
    }

    fn said(text: &str) -> Said {
        Said::Text(text.to_owned())
    }

    #[test]
    fn what_is_said_is_read_in_whatever_pieces_it_comes() {
        let long = "ä".repeat(150);
        let bytes = [
            sent(0x81, b"4one"),
            sent(0x81, b""),
            sent(0x01, "é".as_bytes().split_at(1).0),
            sent(0x89, b"ping"),
            sent(0x00, b""),
            sent(0x80, "é".as_bytes().split_at(1).1),
            sent(0x8a, &[0xff; 125]),
            sent(0x81, long.as_bytes()),
            sent(0x88, b"\x03\xe9bye"),
        ]
        .concat();
        let expected = [
            said("4one"),
            said(""),
            Said::Ping(b"ping".to_vec()),
            said("é"),
            Said::Pong,
            said(&long),
            Said::Close(Some(1001)),
        ];
        assert_eq!(read(&bytes).unwrap(), expected);
        for size in [1, 2, 3, 7, 100] {
            let mut reader = Reader::new(300);
            let mut heard = Vec::new();
            for piece in bytes.chunks(size) {
                reader.feed(piece);
                while let Some(one) = reader.next().unwrap() {
                    heard.push(one);
                }
            }
            assert_eq!(heard, expected, "in pieces of {size}");
            assert_eq!(reader.came.capacity(), 0, "nothing is kept");
        }
        assert_eq!(read(&sent(0x88, b"")).unwrap(), [Said::Close(None)]);
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        let mut unmasked = sent(0x81, b"4x");
        unmasked[1] &= !MASKED;
        let invalid = [0xf0, 0x28, 0x8c, 0xbc];
        for (bytes, fault) in [
            (unmasked, Fault::Protocol),
            (sent(0xc1, b"4x"), Fault::Protocol),
            (sent(0xa1, b"4x"), Fault::Protocol),
            (sent(0x91, b"4x"), Fault::Protocol),
            (sent(0x83, b""), Fault::Protocol),
            (sent(0x8b, b""), Fault::Protocol),
            (sent(0x8f, b""), Fault::Protocol),
            (sent(0x89, &[0; 126]), Fault::Protocol),
            (sent(0x88, &[3; 126]), Fault::Protocol),
            (sent(0x09, b""), Fault::Protocol),
            (sent(0x08, b""), Fault::Protocol),
            (sent(0x80, b"4x"), Fault::Protocol),
            (sent(0x00, b"4x"), Fault::Protocol),
            ([sent(0x01, b"4"), sent(0x81, b"4x")].concat(), Fault::Protocol),
            (sent(0x88, b"\x03"), Fault::Protocol),
            (sent(0x88, &1005_u16.to_be_bytes()), Fault::Protocol),
            (sent(0x88, &999_u16.to_be_bytes()), Fault::Protocol),
            (sent(0x88, &5000_u16.to_be_bytes()), Fault::Protocol),
            (sent(0x88, b"\x03\xe8\xff"), Fault::NotText),
            (sent(0x81, &invalid), Fault::NotText),
            (sent(0x81, "é".as_bytes().split_at(1).0), Fault::NotText),
            ([sent(0x01, &invalid), sent(0x80, b"x")].concat(), Fault::NotText),
            (sent(0x82, b"x"), Fault::Binary),
            (sent(0x02, b"x"), Fault::Binary),
            (sent(0x81, &[b'x'; 301]), Fault::TooLong),
            (
                [sent(0x01, &[b'x'; 200]), sent(0x80, &[b'x'; 101])].concat(),
                Fault::TooLong,
            ),
        ] {
            assert_eq!(read(&bytes), Err(fault), "{bytes:x?}");
        }
        assert_eq!(read(&sent(0x81, &[b'x'; 300])).unwrap(), [said(&"x".repeat(300))]);
    }

    #[test]
    fn a_message_that_is_too_long_is_refused_before_it_comes() {
        for length in [301, 1 << 20, u64::MAX] {
            let mut head = vec![0x81, MASKED | 0x7f];
            head.extend(length.to_be_bytes());
            head.extend(MASK);
            assert_eq!(read(&head), Err(Fault::TooLong), "{length}");
        }
    }

    /// What is heard of bytes that come in pieces of this size, up to a fault.
    fn heard(bytes: &[u8], size: usize) -> (Vec<Said>, Option<Fault>) {
        let mut reader = Reader::new(300);
        let mut said = Vec::new();
        for piece in bytes.chunks(size) {
            reader.feed(piece);
            loop {
                match reader.next() {
                    Ok(Some(one)) => said.push(one),
                    Ok(None) => break,
                    Err(fault) => return (said, Some(fault)),
                }
            }
            // A frame that is not all there yet, and a message that has no end yet.
            assert!(reader.came.len() < 300 + 14 && reader.begun.as_ref().map_or(0, Vec::len) <= 300);
        }
        (said, None)
    }

    /// Heads that could be right, before a little of anything.
    fn almost_frames() -> impl Strategy<Value = Vec<u8>> {
        let first = prop_oneof![
            Just(0x81),
            Just(0x01),
            Just(0x00),
            Just(0x80),
            Just(0x89),
            any::<u8>()
        ];
        let frame = (first, vec(any::<u8>(), 0..140), 0..200_u8);
        let frames = frame.prop_map(|(first, payload, spoilt)| {
            let mut frame = sent(first, &payload);
            if let Some(byte) = frame.get_mut(usize::from(spoilt)) {
                *byte = byte.wrapping_add(spoilt);
            }
            frame
        });
        vec(frames, 0..8).prop_map(|frames| frames.concat())
    }

    proptest! {
        #[test]
        fn whatever_comes_is_heard_alike_in_all_pieces_and_little_of_it_is_kept(
            bytes in prop_oneof![almost_frames(), vec(any::<u8>(), 0..400)],
            size in 1_usize..50,
        ) {
            prop_assert_eq!(heard(&bytes, size), heard(&bytes, usize::MAX));
        }

        #[test]
        fn a_text_is_heard_as_it_was_said_however_it_was_cut(text in ".{0,60}", cuts in vec(0_usize..60, 0..5)) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(text.len())).collect();
            cuts.sort_unstable();
            cuts.push(text.len());
            let (mut bytes, mut from) = (Vec::new(), 0);
            for (number, cut) in cuts.iter().enumerate() {
                let first = u8::from(number == 0) | if number + 1 == cuts.len() { FINAL } else { 0 };
                bytes.extend(sent(first, &text.as_bytes()[from..*cut]));
                bytes.extend(sent(0x89, b""));
                from = *cut;
            }
            let (said, fault) = heard(&bytes, usize::MAX);
            let texts: Vec<_> = said.into_iter().filter(|one| matches!(one, Said::Text(_))).collect();
            prop_assert_eq!((texts, fault), (vec![Said::Text(text)], None));
        }
    }

    #[test]
    fn what_is_written_is_a_frame() {
        assert_eq!(*text(&["4", "é"]), [0x81, 3, b'4', 0xc3, 0xa9]);
        assert_eq!(text(&[&"x".repeat(125)])[..2], [0x81, 125]);
        assert_eq!(text(&[&"x".repeat(126)])[..4], [0x81, 126, 0, 126]);
        assert_eq!(text(&[&"x".repeat(65_535)])[..4], [0x81, 126, 255, 255]);
        let longest = text(&[&"x".repeat(65_536)]);
        assert_eq!(longest[..10], [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
        assert_eq!(longest.len(), 65_546);
        assert_eq!(*pong(b"x"), [0x8a, 1, b'x']);
        assert_eq!(*close(Some(NORMAL)), [0x88, 2, 3, 0xe8]);
        assert_eq!(*close(None), [0x88, 0]);
    }
}
