//! Frames of websockets: what is right is read however it comes, what is wrong ends the connection with its reason.

use hustings_testkit::{AppSettings, TestApp};
use serde_json::json;

use crate::client::connect;
use crate::raw::{CLOSE, PING, PONG, Raw, TEXT, frame};

const PROTOCOL: u16 = 1002;
const BINARY: u16 = 1003;
const NOT_TEXT: u16 = 1007;
const TOO_LONG: u16 = 1009;

#[tokio::test]
async fn a_frame_that_is_wrong_ends_its_connection_with_the_reason_and_nothing_else() {
    let app = TestApp::new().await;
    let (_, admin) = app.founded().await;
    let mut steady = connect(&app.node, &admin).await;
    let mut unmasked = frame(TEXT, b"42[\"who\",{}]");
    unmasked[1] &= 0x7f;
    let mut endless = vec![TEXT, 0xff];
    endless.extend(u64::MAX.to_be_bytes());
    endless.extend([0; 4]);
    let half = "é".as_bytes().split_at(1).0;
    let pieces = |first, payloads: &[&[u8]]| {
        let mut bytes = frame(first, payloads[0]);
        for payload in &payloads[1..] {
            bytes.extend(frame(0x00, payload));
        }
        bytes
    };
    for (bytes, code) in [
        (unmasked, PROTOCOL),
        (frame(TEXT | 0x40, b"40"), PROTOCOL),
        (frame(TEXT | 0x10, b"40"), PROTOCOL),
        (frame(0x83, b""), PROTOCOL),
        (frame(0x8b, b""), PROTOCOL),
        (frame(PING, &[b'x'; 126]), PROTOCOL),
        (frame(PING & 0x7f, b"x"), PROTOCOL),
        (frame(0x80, b"40"), PROTOCOL),
        ([frame(0x01, b"4"), frame(TEXT, b"40")].concat(), PROTOCOL),
        (frame(CLOSE, b"\x03"), PROTOCOL),
        (frame(CLOSE, &1005_u16.to_be_bytes()), PROTOCOL),
        (frame(0x82, b"x"), BINARY),
        (frame(TEXT, &[b'4', 0xff]), NOT_TEXT),
        (frame(TEXT, half), NOT_TEXT),
        (endless, TOO_LONG),
        (frame(TEXT, &[b'x'; 5_000]), TOO_LONG),
        (pieces(0x01, &[&[b'x'; 2_000][..]; 3]), TOO_LONG),
    ] {
        let mut raw = Raw::enter(&app.node, &admin).await;
        raw.send(&bytes).await;
        let rest = raw.rest().await;
        assert_eq!(rest, [(CLOSE, code.to_be_bytes().to_vec())], "{bytes:x?}");
    }
    steady.refused("who", json!({}), "invalid-input").await;
}

#[tokio::test]
async fn packets_that_no_client_sends_over_a_websocket_end_its_connection() {
    let app = TestApp::new().await;
    let (_, admin) = app.founded().await;
    for packet in ["", "0{}", "1", "2probe", "5", "6", "7", "é", "b4AAAA"] {
        let mut raw = Raw::enter(&app.node, &admin).await;
        raw.say(packet).await;
        let rest = raw.rest().await;
        let normal = 1000_u16.to_be_bytes().to_vec();
        assert_eq!(rest, [(TEXT, b"1".to_vec()), (CLOSE, normal)], "{packet}");
    }
}

#[tokio::test]
async fn a_message_is_read_in_whatever_pieces_it_comes_and_pings_between_them_are_answered() {
    let app = TestApp::new().await;
    let (_, admin) = app.founded().await;
    let mut raw = Raw::enter(&app.node, &admin).await;
    let text = "421[\"who\",{\"org\":\"ä\"}]".as_bytes();
    let middle = text.iter().position(|byte| *byte == 0xc3).unwrap() + 1;
    let (one, two) = text.split_at(middle);
    raw.send(&frame(0x01, one)).await;
    raw.send(&frame(PING, b"still there?")).await;
    assert_eq!(raw.next().await, Some((PONG, b"still there?".to_vec())));
    raw.send(&frame(0x00, b"")).await;
    raw.send(&frame(0x80, two)).await;
    assert!(raw.text().await.starts_with("431[{\"ok\":false"));
    for byte in frame(TEXT, text) {
        raw.send(&[byte]).await;
    }
    assert!(raw.text().await.starts_with("431[{\"ok\":false"));
    // A pong that nobody asked for, and two messages at once.
    let both = [frame(PONG, b"x"), frame(TEXT, text), frame(TEXT, text)].concat();
    raw.send(&both).await;
    for _ in 0..2 {
        assert!(raw.text().await.starts_with("431[{\"ok\":false"));
    }
    for (sent, answered) in [(&b"\x03\xe9bye"[..], &b"\x03\xe9"[..]), (b"", b"")] {
        let mut raw = Raw::enter(&app.node, &admin).await;
        raw.send(&frame(CLOSE, sent)).await;
        assert_eq!(raw.rest().await, [(CLOSE, answered.to_vec())]);
    }
}

#[tokio::test]
async fn whoever_does_not_say_who_they_are_is_sent_away() {
    let mut settings = AppSettings::default();
    settings.live.handshake_seconds = 3;
    let app = TestApp::start(settings).await;
    let (_, admin) = app.founded().await;
    let mut idle = Raw::open(&app.node, &admin).await;
    let mut quick = Raw::enter(&app.node, &admin).await;
    assert_eq!(idle.next().await, Some((TEXT, b"1".to_vec())));
    idle.rest().await;
    quick.say("421[\"who\",{}]").await;
    assert!(quick.text().await.starts_with("431["));
}

#[tokio::test]
async fn whoever_does_not_answer_a_ping_is_disconnected_and_whoever_does_stays() {
    let mut settings = AppSettings::default();
    settings.live.ping_seconds = 1;
    settings.live.ping_timeout_seconds = 5;
    let app = TestApp::start(settings).await;
    let (_, admin) = app.founded().await;
    let mut dead = Raw::enter(&app.node, &admin).await;
    let mut steady = connect(&app.node, &admin).await;
    assert_eq!(dead.text().await, "2");
    let rest = dead.rest().await;
    assert_eq!(rest[0], (TEXT, b"1".to_vec()), "asked once, and then no more");
    steady.refused("who", json!({}), "invalid-input").await;
}
