//! The packets of Socket.IO (revision 5 of its protocol) that travel here: texts in the main namespace.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use crate::message::Message;

/// What a client sends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Packet {
    /// It wants in, with this.
    Connect(Option<Value>),
    /// It wants into a namespace that does not exist.
    ConnectElsewhere(String),
    /// It leaves.
    Disconnect,
    /// It asks for something, and perhaps waits for the answer with this number.
    Event(Call),
    /// It answers something; we never ask.
    Ack,
}

/// An event with its first argument.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) body: Value,
    pub(crate) ack: Option<u64>,
}

/// Not a packet that we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoPacket;

/// Reads a packet.
pub(crate) fn parse(text: &str) -> Result<Packet, NoPacket> {
    let kind = text.chars().next().ok_or(NoPacket)?;
    let rest = &text[kind.len_utf8()..];
    let (namespace, rest) = namespace(rest);
    if namespace.is_some_and(|name| name != "/") {
        let name = namespace.unwrap_or_default().to_owned();
        return if kind == '0' {
            Ok(Packet::ConnectElsewhere(name))
        } else {
            Err(NoPacket)
        };
    }
    match kind {
        '0' if rest.is_empty() => Ok(Packet::Connect(None)),
        '0' => serde_json::from_str(rest)
            .map(|auth| Packet::Connect(Some(auth)))
            .map_err(|_| NoPacket),
        '1' => Ok(Packet::Disconnect),
        '2' => event(rest).map(Packet::Event),
        '3' => Ok(Packet::Ack),
        _ => Err(NoPacket),
    }
}

/// Takes the namespace off, which stands before the first comma if it stands there at all.
fn namespace(text: &str) -> (Option<&str>, &str) {
    if !text.starts_with('/') {
        return (None, text);
    }
    let (name, rest) = text.split_once(',').unwrap_or((text, ""));
    // A query behind it is of older clients, and means nothing.
    (name.split('?').next(), rest)
}

fn event(text: &str) -> Result<Call, NoPacket> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, arguments) = text.split_at(digits);
    let ack = match number {
        "" => None,
        number => Some(number.parse().map_err(|_| NoPacket)?),
    };
    let arguments: Vec<Value> = serde_json::from_str(arguments).map_err(|_| NoPacket)?;
    let mut arguments = arguments.into_iter();
    let Some(Value::String(name)) = arguments.next() else {
        return Err(NoPacket);
    };
    let body = arguments.next().unwrap_or(Value::Null);
    match arguments.next() {
        None => Ok(Call { name, body, ack }),
        Some(_) => Err(NoPacket),
    }
}

/// Tells a client that it is in.
pub(crate) fn connected(sid: &str) -> Message {
    Message::from(format!("0{{\"sid\":\"{sid}\"}}"))
}

/// Tells a client that it is not, and why.
pub(crate) fn refused(message: &str, data: &impl Serialize) -> Message {
    let payload = serde_json::json!({ "message": message, "data": data });
    Message::from(format!("4{payload}"))
}

/// The same, for a namespace that does not exist.
pub(crate) fn refused_elsewhere(namespace: &str) -> Message {
    let payload = serde_json::json!({ "message": "Invalid namespace" });
    Message::from(format!("4{namespace},{payload}"))
}

/// Tells a client to leave.
pub(crate) fn disconnect() -> Message {
    Message::from("1".to_owned())
}

/// Tells something.
pub(crate) fn told(name: &str, body: &impl Serialize) -> Message {
    let mut text = String::with_capacity(256);
    // What we tell is made of texts, numbers and ids: writing it does not fail.
    let body = serde_json::to_string(body).unwrap_or_default();
    let _ = write!(text, "2[\"{name}\",{body}]");
    Message::from(text)
}

/// Answers something.
pub(crate) fn answered(ack: u64, body: &impl Serialize) -> Message {
    let body = serde_json::to_string(body).unwrap_or_default();
    Message::from(format!("3{ack}[{body}]"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn call(name: &str, body: Value, ack: Option<u64>) -> Packet {
        Packet::Event(Call {
            name: name.to_owned(),
            body,
            ack,
        })
    }

    #[test]
    fn what_stock_clients_send_is_read() {
        for (text, packet) in [
            ("0", Packet::Connect(None)),
            ("0{\"key\":\"x\"}", Packet::Connect(Some(json!({ "key": "x" })))),
            ("0/,{\"key\":1}", Packet::Connect(Some(json!({ "key": 1 })))),
            ("0/admin,", Packet::ConnectElsewhere("/admin".to_owned())),
            ("0/admin?a=1,{}", Packet::ConnectElsewhere("/admin".to_owned())),
            ("1", Packet::Disconnect),
            (
                "2[\"who\",{\"org\":\"o\"}]",
                call("who", json!({ "org": "o" }), None),
            ),
            ("213[\"who\",{}]", call("who", json!({}), Some(13))),
            ("20[\"who\"]", call("who", Value::Null, Some(0))),
            ("31[]", Packet::Ack),
        ] {
            assert_eq!(parse(text), Ok(packet), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_packet() {
        for text in [
            "",
            "x",
            "é",
            "2",
            "2{}",
            "2[]",
            "2[1]",
            "2[\"a\",1,2]",
            "299999999999999999999[\"a\"]",
            "0{",
            "2/admin,[\"a\"]",
            "51-[\"a\",{\"_placeholder\":true,\"num\":0}]",
            "61-[]",
            "4{}",
        ] {
            assert_eq!(parse(text), Err(NoPacket), "{text}");
        }
    }

    #[test]
    fn what_is_told_is_what_stock_clients_read() {
        assert_eq!(said(&connected("abc")), "0{\"sid\":\"abc\"}");
        assert_eq!(
            said(&told("changed", &json!({ "a": 1 }))),
            "2[\"changed\",{\"a\":1}]"
        );
        assert_eq!(said(&answered(7, &json!({ "ok": true }))), "37[{\"ok\":true}]");
        let refusal = refused("No.", &json!({ "code": "x" }));
        assert_eq!(
            parse_json(&said(&refusal)[1..]),
            json!({ "message": "No.", "data": { "code": "x" } })
        );
        assert_eq!(
            said(&refused_elsewhere("/a")),
            "4/a,{\"message\":\"Invalid namespace\"}"
        );
    }

    fn said(message: &Message) -> &str {
        message.packet().as_str()
    }

    fn parse_json(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }
}
