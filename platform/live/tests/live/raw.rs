//! A websocket without a client: frames byte for byte, as somebody might send them who means no good, or reads nothing.

use std::time::Duration;

use hustings_testkit::{Pass, TestNode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

/// Generous: only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(30);
/// Whole frames by their opcodes.
pub(crate) const TEXT: u8 = 0x81;
pub(crate) const CLOSE: u8 = 0x88;
pub(crate) const PING: u8 = 0x89;
pub(crate) const PONG: u8 = 0x8a;

/// A connection that has been upgraded.
pub(crate) struct Raw {
    reading: OwnedReadHalf,
    writing: OwnedWriteHalf,
    came: Vec<u8>,
}

/// A frame as a client sends it.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mask = [1, 2, 3, 4];
    let mut frame = vec![first];
    if let Ok(length @ 0..=125) = u8::try_from(payload.len()) {
        frame.push(0x80 | length);
    } else {
        frame.push(0xfe);
        frame.extend(u16::try_from(payload.len()).unwrap().to_be_bytes());
    }
    frame.extend(mask);
    frame.extend(
        payload
            .iter()
            .zip(mask.iter().cycle())
            .map(|(byte, mask)| byte ^ mask),
    );
    frame
}

impl Raw {
    /// Connects as whoever holds this pass, up to the point where a client says who it is. Of what it does not read,
    /// its side of the connection takes only a little.
    pub(crate) async fn open(node: &TestNode, pass: &Pass) -> Self {
        let base = node.base();
        let address = base.strip_prefix("http://").unwrap();
        let address = tokio::net::lookup_host(address).await.unwrap().next().unwrap();
        let socket = match address {
            std::net::SocketAddr::V4(_) => TcpSocket::new_v4(),
            std::net::SocketAddr::V6(_) => TcpSocket::new_v6(),
        };
        let socket = socket.unwrap();
        socket.set_recv_buffer_size(4_096).unwrap();
        let mut stream = socket.connect(address).await.unwrap();
        let request = format!(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n\
             Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            pass.access
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        assert!(head.starts_with("HTTP/1.1 101"), "{head}");
        assert!(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
        let (reading, writing) = stream.into_split();
        let mut raw = Self {
            reading,
            writing,
            came: Vec::new(),
        };
        assert!(raw.text().await.starts_with("0{\"sid\":"));
        raw
    }

    /// Connects and is let in.
    pub(crate) async fn enter(node: &TestNode, pass: &Pass) -> Self {
        let mut raw = Self::open(node, pass).await;
        raw.say("40").await;
        assert!(raw.text().await.starts_with("40{"));
        raw
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        self.writing.write_all(bytes).await.unwrap();
    }

    /// Says the same again and again, and counts how often, until the server has ended the connection.
    pub(crate) async fn flood(&mut self, text: &str, said: &mut usize) {
        let bytes = frame(TEXT, text.as_bytes());
        let flooding = async {
            while self.writing.write_all(&bytes).await.is_ok() {
                *said += 1;
            }
        };
        let ended = tokio::time::timeout(PATIENCE, flooding).await;
        ended.expect("the server does not end the connection");
    }

    pub(crate) async fn say(&mut self, text: &str) {
        self.send(&frame(TEXT, text.as_bytes())).await;
    }

    /// The next frame that the server sent, its first byte and its payload; `None` once it has ended the connection.
    pub(crate) async fn next(&mut self) -> Option<(u8, Vec<u8>)> {
        tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(frame) = self.first() {
                    return Some(frame);
                }
                let read = self.reading.read_buf(&mut self.came).await;
                if read.is_err() || read.is_ok_and(|read| read == 0) {
                    return None;
                }
            }
        })
        .await
        .expect("nothing comes, and the connection does not end")
    }

    /// The next frame, which has to be a text.
    pub(crate) async fn text(&mut self) -> String {
        let (first, payload) = self.next().await.expect("ended instead of saying something");
        assert_eq!(first, TEXT, "{payload:?}");
        String::from_utf8(payload).unwrap()
    }

    /// Everything that is said until the connection ends.
    pub(crate) async fn rest(&mut self) -> Vec<(u8, Vec<u8>)> {
        let mut rest = Vec::new();
        while let Some(frame) = self.next().await {
            rest.push(frame);
        }
        rest
    }

    fn first(&mut self) -> Option<(u8, Vec<u8>)> {
        let &[first, short, ..] = &self.came[..] else {
            return None;
        };
        assert!(short < 127, "a server does not mask, and says nothing so long");
        let (start, length) = if short == 126 {
            let length = self.came.get(2..4)?;
            (4, usize::from(u16::from_be_bytes(length.try_into().unwrap())))
        } else {
            (2, usize::from(short))
        };
        let payload = self.came.get(start..start + length)?.to_vec();
        self.came.drain(..start + length);
        Some((first, payload))
    }
}
