//! Every operation of an API against everybody who must not get through: who is not signed in, who lacks the right, who
//! is of another organisation.
//!
//! The operations are read from the OpenAPI document, so one that nobody thought of is tested all the same; one that
//! names things of its own in its path and has no case here fails.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use uuid::Uuid;

/// Who stands at the doors while they are tried.
#[derive(Debug, Clone)]
pub struct Doors {
    /// Where the server listens: `http://127.0.0.1:4000`.
    pub base: String,
    /// The organisation to get into.
    pub organisation: Uuid,
    /// The access token of somebody who may do everything in that organisation.
    pub insider: String,
    /// The access token of a member of that organisation who may do nothing.
    pub powerless: String,
    /// The access token of somebody who may do everything, but in another organisation.
    pub stranger: String,
    /// An API key of that organisation.
    pub key: String,
    /// Things of another organisation, by the name of the path parameter that names them.
    pub foreign: BTreeMap<&'static str, Uuid>,
    /// Operations open to everybody, reviewed by hand.
    pub open: Vec<&'static str>,
    /// A body for each operation that has one and names things of its own in its path.
    pub bodies: BTreeMap<&'static str, Value>,
}

/// An operation as the document describes it.
#[derive(Debug)]
struct Operation {
    id: String,
    method: Method,
    path: String,
    caller: String,
    takes_body: bool,
}

impl Operation {
    /// The names of the things in its path, without the organisation.
    fn things(&self) -> impl Iterator<Item = &str> {
        self.path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .filter(|name| *name != "org")
    }

    /// Does it name things of an organisation besides that organisation itself?
    fn names_things_inside(&self) -> bool {
        self.caller == "member" && self.things().next().is_some()
    }
}

/// One request, and what it must get.
struct Attempt<'a> {
    who: &'static str,
    token: Option<&'a str>,
    path: String,
    expected: StatusCode,
    body: Option<&'a Value>,
}

impl Doors {
    /// Tries every operation in the document. Returns what went wrong, a sentence each; empty when all is well.
    pub async fn try_all(&self, document: &Value) -> Result<Vec<String>> {
        #[expect(clippy::disallowed_methods, reason = "a test talks to its own server")]
        let client = Client::new();
        let mut findings = Vec::new();
        for operation in operations(document)? {
            findings.extend(self.missing(&operation));
            for attempt in self.attempts(&operation) {
                let got = self.send(&client, &operation, &attempt).await?;
                if got != attempt.expected {
                    let Attempt { who, expected, .. } = attempt;
                    findings.push(format!(
                        "{}: {who} should get {expected}, got {got}",
                        operation.id
                    ));
                }
            }
        }
        Ok(findings)
    }

    /// What this has no case for.
    fn missing(&self, operation: &Operation) -> Option<String> {
        let id = &operation.id;
        if operation.caller == "anyone" {
            let reviewed = self.open.contains(&id.as_str());
            return (!reviewed).then(|| format!("{id} is open to everybody; is that meant?"));
        }
        if !operation.names_things_inside() {
            return None;
        }
        let unknown = operation.things().find(|name| !self.foreign.contains_key(name));
        if let Some(name) = unknown {
            return Some(format!(
                "{id}: there is no {name} of another organisation to name"
            ));
        }
        let bodiless = operation.takes_body && !self.bodies.contains_key(id.as_str());
        bodiless.then(|| format!("{id} has no body to try it with"))
    }

    fn attempts(&self, operation: &Operation) -> Vec<Attempt<'_>> {
        let nowhere = self.path(operation, &|_| Uuid::max());
        let attempt = |who, token, expected| Attempt {
            who,
            token,
            path: nowhere.clone(),
            expected,
            body: None,
        };
        let nobody = attempt("nobody", None, StatusCode::UNAUTHORIZED);
        let key = attempt("a key", Some(self.key.as_str()), StatusCode::FORBIDDEN);
        let mut attempts = match operation.caller.as_str() {
            "anyone" => return Vec::new(),
            "account" => vec![nobody, key],
            "installation" => {
                let insider = Some(self.insider.as_str());
                vec![
                    nobody,
                    key,
                    attempt("who lacks the right", insider, StatusCode::FORBIDDEN),
                ]
            }
            _ => vec![
                nobody,
                attempt("a stranger", Some(self.stranger.as_str()), StatusCode::NOT_FOUND),
                attempt(
                    "who lacks the right",
                    Some(self.powerless.as_str()),
                    StatusCode::FORBIDDEN,
                ),
            ],
        };
        if operation.names_things_inside() {
            attempts.push(Attempt {
                who: "an insider who names a thing of another organisation",
                token: Some(&self.insider),
                path: self.path(operation, &|name| {
                    self.foreign.get(name).copied().unwrap_or_default()
                }),
                expected: StatusCode::NOT_FOUND,
                body: self.bodies.get(operation.id.as_str()),
            });
        }
        attempts
    }

    fn path(&self, operation: &Operation, thing: &dyn Fn(&str) -> Uuid) -> String {
        let path = operation.path.replace("{org}", &self.organisation.to_string());
        operation.things().fold(path, |path, name| {
            path.replace(&format!("{{{name}}}"), &thing(name).to_string())
        })
    }

    async fn send(
        &self,
        client: &Client,
        operation: &Operation,
        attempt: &Attempt<'_>,
    ) -> Result<StatusCode> {
        let mut request = client.request(operation.method.clone(), format!("{}{}", self.base, attempt.path));
        if let Some(token) = attempt.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = attempt.body {
            request = request.json(body);
        }
        Ok(request.header("if-match", "*").send().await?.status())
    }
}

fn operations(document: &Value) -> Result<Vec<Operation>> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().context("no paths")? {
        for (method, operation) in methods.as_object().context("no methods")? {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            operations.push(Operation {
                id: id.to_owned(),
                method: method.to_uppercase().parse()?,
                path: path.clone(),
                caller: operation["x-caller"].as_str().context("no caller")?.to_owned(),
                takes_body: !operation["requestBody"].is_null(),
            });
        }
    }
    Ok(operations)
}
