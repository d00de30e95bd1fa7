//! What clients ask, parsed: a request that exists is well formed.

use hustings_kernel::OrgId;
use serde::Deserialize;
use serde_json::Value;

use crate::cursor;
use crate::packet::Call;
use crate::refusal::{LiveRefusal, Refused};

/// The longest name of a page or an object.
const LONGEST_NAME: usize = 100;
const LONGEST_TOPIC: usize = 64;

/// What a client asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Request {
    Subscribe(Subscription, Option<String>),
    Unsubscribe(Subscription),
    Presence(Place),
    Absence(Place),
    Who(Place),
    Typing(Place),
}

/// A topic, of an organisation or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub(crate) org: Option<OrgId>,
    pub(crate) topic: String,
}

/// Where somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) org: OrgId,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) page: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) object: Option<Box<str>>,
}

impl Request {
    /// Reads a request.
    pub(crate) fn parse(call: &Call) -> Result<Self, Refused> {
        let name = call.name.as_str();
        let fields: &[&str] = match name {
            "subscribe" => &["org", "topic", "since"],
            "unsubscribe" => &["org", "topic"],
            "presence" | "absence" | "who" | "typing" => &["org", "page", "object"],
            _ => return Err(LiveRefusal::NotFound.into()),
        };
        let body = Body::of(&call.body, fields)?;
        Ok(match name {
            "subscribe" => Self::Subscribe(body.subscription()?, body.since()?),
            "unsubscribe" => Self::Unsubscribe(body.subscription()?),
            "presence" => Self::Presence(body.place()?),
            "absence" => Self::Absence(body.place()?),
            "who" => Self::Who(body.place()?),
            _ => Self::Typing(body.place()?),
        })
    }
}

/// The object of a request, none of whose fields is unknown.
struct Body<'a>(&'a serde_json::Map<String, Value>);

impl<'a> Body<'a> {
    fn of(body: &'a Value, known: &[&str]) -> Result<Self, Refused> {
        let Value::Object(fields) = body else {
            return Err(Refused::field("", "Expected an object."));
        };
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(Self(fields)),
            Some(unknown) => {
                let name: String = unknown.chars().take(LONGEST_NAME).collect();
                Err(Refused::field(name, "There is no such field."))
            }
        }
    }

    /// A text of at most so many bytes. `null` is as good as nothing, because `undefined` becomes it on some ways.
    fn text(&self, name: &str, longest: usize) -> Result<Option<&'a str>, Refused> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if (1..=longest).contains(&text.len()) => Ok(Some(text)),
            Some(Value::String(_)) => {
                let detail = format!("Expected 1 to {longest} characters.");
                Err(Refused::field(name, detail))
            }
            Some(_) => Err(Refused::field(name, "Expected a text.")),
        }
    }

    fn org(&self) -> Result<Option<OrgId>, Refused> {
        let Some(text) = self.text("org", 36)? else {
            return Ok(None);
        };
        let id = text.parse().ok().filter(|org| *org != OrgId::INSTALLATION);
        id.map(Some)
            .ok_or_else(|| Refused::field("org", "Expected the id of an organisation."))
    }

    fn subscription(&self) -> Result<Subscription, Refused> {
        let topic = self
            .text("topic", LONGEST_TOPIC)?
            .ok_or_else(|| Refused::field("topic", "Name a topic."))?;
        Ok(Subscription {
            org: self.org()?,
            topic: topic.to_owned(),
        })
    }

    fn since(&self) -> Result<Option<String>, Refused> {
        Ok(self.text("since", cursor::LONGEST)?.map(str::to_owned))
    }

    fn place(&self) -> Result<Place, Refused> {
        let org = self
            .org()?
            .ok_or_else(|| Refused::field("org", "Name an organisation."))?;
        let (page, object) = (self.name("page")?, self.name("object")?);
        if object.is_some() && page.is_none() {
            return Err(Refused::field("page", "An object is on a page."));
        }
        Ok(Place { org, page, object })
    }

    fn name(&self, field: &str) -> Result<Option<Box<str>>, Refused> {
        let Some(text) = self.text(field, LONGEST_NAME)? else {
            return Ok(None);
        };
        let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.:/".contains(&letter);
        if text.bytes().all(is_plain) {
            Ok(Some(text.into()))
        } else {
            let detail = "Expected letters, digits and -_.:/ only.";
            Err(Refused::field(field, detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ORG: &str = "01900000-0000-7000-8000-000000000001";

    fn parse(name: &str, body: Value) -> Result<Request, Refused> {
        Request::parse(&Call {
            name: name.to_owned(),
            body,
            ack: None,
        })
    }

    #[test]
    fn what_is_well_formed_is_read() {
        let org: OrgId = ORG.parse().unwrap();
        let members = Subscription {
            org: Some(org),
            topic: "members".to_owned(),
        };
        assert_eq!(
            parse(
                "subscribe",
                json!({ "org": ORG, "topic": "members", "since": null })
            ),
            Ok(Request::Subscribe(members, None))
        );
        let account = Subscription {
            org: None,
            topic: "account".to_owned(),
        };
        assert_eq!(
            parse("unsubscribe", json!({ "topic": "account" })),
            Ok(Request::Unsubscribe(account))
        );
        let place = Place {
            org,
            page: Some("members/list".into()),
            object: None,
        };
        assert_eq!(
            parse("who", json!({ "org": ORG, "page": "members/list" })),
            Ok(Request::Who(place))
        );
    }

    #[test]
    fn what_is_not_is_refused_with_its_field() {
        let long = "x".repeat(1000);
        for (name, body, field) in [
            ("subscribe", json!(null), ""),
            ("subscribe", json!([1]), ""),
            ("subscribe", json!({}), "topic"),
            ("subscribe", json!({ "topic": 7 }), "topic"),
            ("subscribe", json!({ "topic": "" }), "topic"),
            ("subscribe", json!({ "topic": long }), "topic"),
            ("subscribe", json!({ "topic": "a", "org": "city" }), "org"),
            ("subscribe", json!({ "topic": "a", "org": { "$ne": 1 } }), "org"),
            ("subscribe", json!({ "topic": "a", "since": long }), "since"),
            ("subscribe", json!({ "topic": "a", "__proto__": 1 }), "__proto__"),
            ("unsubscribe", json!({ "topic": "a", "since": "b" }), "since"),
            ("presence", json!({ "page": "a" }), "org"),
            ("presence", json!({ "org": ORG, "page": "a b" }), "page"),
            ("presence", json!({ "org": ORG, "object": "a" }), "page"),
            (
                "typing",
                json!({ "org": ORG, "page": "a", "object": 1.5 }),
                "object",
            ),
            (
                "who",
                json!({ "org": "00000000-0000-0000-0000-000000000000" }),
                "org",
            ),
        ] {
            let refused = parse(name, body.clone()).unwrap_err();
            assert_eq!(refused.problem.code, "invalid-input");
            assert_eq!(refused.field.as_deref(), Some(field), "{name} {body}");
        }
        let unknown = parse("drop", json!({})).unwrap_err();
        assert_eq!(unknown.problem.code, "not-found");
    }
}
