//! The performance: what is known while the story is played. Who has signed in, whose letter has come, what was made.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use http::Method;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::cast::{Cast, Person, Who};
use super::secret;
use super::stage::{Ask, Stage};

/// An access token is used for so long; it holds for an hour.
const ACCESS_FRESH: TimeDelta = TimeDelta::minutes(50);
/// A session is refreshed after no more than this; its refresh token holds for a week.
const REFRESH_FRESH: TimeDelta = TimeDelta::days(6);

/// What somebody in the cast has at hand.
#[derive(Default)]
struct Hands {
    password: Option<Zeroizing<String>>,
    /// Who they are in the organisation.
    member: Option<String>,
    /// The invitation they got, and the token of its last letter.
    invitation: Option<String>,
    token: Option<String>,
    pass: Option<Pass>,
}

/// Tokens, as a program keeps them.
struct Pass {
    access: Zeroizing<String>,
    refresh: Zeroizing<String>,
    issued_at: DateTime<Utc>,
}

/// The story while it is played.
pub(crate) struct Performance {
    /// The application.
    pub(crate) stage: Stage,
    /// The organisation, once it is founded.
    pub(crate) org: String,
    /// Its name in addresses.
    pub(crate) slug: String,
    cast: Cast,
    hands: HashMap<Who, Hands>,
    /// What was made in the story, by the name it has in the plan: a role's or a key's id.
    made: HashMap<&'static str, String>,
    /// The secrets of API keys, by the same names.
    secrets: HashMap<&'static str, Zeroizing<String>>,
}

impl Performance {
    /// Before the first scene.
    pub(crate) fn new(stage: Stage, cast: Cast, slug: &str) -> Self {
        Self {
            stage,
            org: String::new(),
            slug: slug.to_owned(),
            cast,
            hands: HashMap::new(),
            made: HashMap::new(),
            secrets: HashMap::new(),
        }
    }

    /// Somebody.
    pub(crate) fn person(&self, who: Who) -> Result<Person> {
        self.cast
            .person(who)
            .cloned()
            .with_context(|| format!("nobody plays {who:?}"))
    }

    /// An address of the organisation: `members/imports` is `/v1/orgs/…/members/imports`.
    pub(crate) fn below_org(&self, rest: &str) -> String {
        format!("/v1/orgs/{}/{rest}", self.org)
    }

    /// Somebody signed in does something; the answer.
    pub(crate) async fn act(
        &mut self,
        who: Who,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Value> {
        let access = self.access(who).await?;
        let person = self.person(who)?;
        let mut ask = Ask::new(method, path).with(&access).from(&person, 0);
        if let Some(body) = body {
            ask = ask.saying(body);
        }
        self.stage.ask(ask).await
    }

    /// Somebody does something sensitive, and gives their password once more for it.
    pub(crate) async fn act_proved(
        &mut self,
        who: Who,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Value> {
        let proof = json!({ "password": self.password(who)?.as_str() });
        self.act(who, Method::POST, "/v1/session/proof", Some(proof))
            .await?;
        self.act(who, method, path, body).await
    }

    /// Somebody who need not be signed in does something; the answer.
    pub(crate) async fn knock(&self, who: Who, path: &str, body: Value) -> Result<Value> {
        let person = self.person(who)?;
        self.stage
            .ask(Ask::new(Method::POST, path).saying(body).from(&person, 0))
            .await
    }

    /// An access token that is good now: the one at hand, a refreshed one, or one of a new session.
    async fn access(&mut self, who: Who) -> Result<Zeroizing<String>> {
        let now = self.stage.now();
        match self.hands(who).pass.as_ref() {
            Some(pass) if now - pass.issued_at < ACCESS_FRESH => return Ok(pass.access.clone()),
            Some(pass) if now - pass.issued_at < REFRESH_FRESH => {
                let body = json!({ "refresh_token": pass.refresh.as_str() });
                let refreshed = self.knock(who, "/v1/session/refresh", body).await?;
                self.keep_pass(who, &refreshed)?;
            }
            _ => self.sign_in(who, 0).await?,
        }
        let pass = self
            .hands(who)
            .pass
            .as_ref()
            .context("somebody signed in has no tokens")?;
        Ok(pass.access.clone())
    }

    /// Somebody signs in on one of their devices, and goes on with that session if it is the first.
    pub(crate) async fn sign_in(&mut self, who: Who, device: usize) -> Result<()> {
        let person = self.person(who)?;
        let password = self.password(who)?;
        let body = json!({ "email": person.email, "password": password.as_str(), "tokens": "body" });
        let ask = Ask::new(Method::POST, "/v1/session")
            .saying(body)
            .from(&person, device);
        let session = self.stage.ask(ask).await?;
        if device == 0 {
            self.keep_pass(who, &session)?;
        }
        Ok(())
    }

    fn keep_pass(&mut self, who: Who, session: &Value) -> Result<()> {
        let issued_at = self.stage.now();
        self.hands(who).pass = Some(Pass {
            access: Zeroizing::new(text(session, "/access_token")?),
            refresh: Zeroizing::new(text(session, "/refresh_token")?),
            issued_at,
        });
        Ok(())
    }

    /// Somebody's session is over.
    pub(crate) fn forget_pass(&mut self, who: Who) {
        self.hands(who).pass = None;
    }

    /// Thinks a password up for somebody, whom it then belongs to.
    pub(crate) fn new_password(&mut self, who: Who) -> Zeroizing<String> {
        let password = secret::password();
        self.hands(who).password = Some(password.clone());
        password
    }

    /// Somebody's password.
    pub(crate) fn password(&self, who: Who) -> Result<Zeroizing<String>> {
        let hands = self.hands.get(&who);
        hands
            .and_then(|hands| hands.password.clone())
            .with_context(|| format!("{who:?} has no password"))
    }

    /// Somebody is this member now.
    pub(crate) fn is_member(&mut self, who: Who, member: String) {
        self.hands(who).member = Some(member);
    }

    /// Who somebody is in the organisation.
    pub(crate) fn member(&self, who: Who) -> Result<&str> {
        let hands = self.hands.get(&who);
        hands
            .and_then(|hands| hands.member.as_deref())
            .with_context(|| format!("{who:?} is no member"))
    }

    /// Somebody is invited by this invitation.
    pub(crate) fn is_invited(&mut self, who: Who, invitation: String) {
        self.hands(who).invitation = Some(invitation);
    }

    /// The invitation that somebody got by name.
    pub(crate) fn invitation(&self, who: Who) -> Result<&str> {
        let hands = self.hands.get(&who);
        hands
            .and_then(|hands| hands.invitation.as_deref())
            .with_context(|| format!("{who:?} is not invited"))
    }

    /// Somebody has this token, from a letter or a link.
    pub(crate) fn has_token(&mut self, who: Who, token: String) {
        self.hands(who).token = Some(token);
    }

    /// The token that somebody has, which is spent with that.
    pub(crate) fn token(&mut self, who: Who) -> Result<String> {
        self.hands(who)
            .token
            .take()
            .with_context(|| format!("no letter came to {who:?}"))
    }

    /// Hands out the letters that wait. Those who are not named throw theirs away.
    pub(crate) async fn read_letters(&mut self, readers: &[Who]) -> Result<()> {
        let letters = self.stage.letters().await?;
        for who in readers {
            let person = self.person(*who)?;
            let mine = letters.iter().rfind(|letter| letter.to == person.email);
            match mine.and_then(|letter| letter.token.clone()) {
                Some(token) => self.has_token(*who, token),
                None => bail!("no letter with a link came to {}", person.email),
            }
        }
        Ok(())
    }

    /// What was made under this name in the plan has this id.
    pub(crate) fn keep_made(&mut self, name: &'static str, id: String) {
        self.made.insert(name, id);
    }

    /// The id of what was made under this name in the plan.
    pub(crate) fn made(&self, name: &str) -> Result<&str> {
        self.made
            .get(name)
            .map(String::as_str)
            .with_context(|| format!("there is no {name} in the story yet"))
    }

    /// An API key was made under this name.
    pub(crate) fn keep_key(&mut self, name: &'static str, id: String, secret: String) {
        self.keep_made(name, id);
        self.secrets.insert(name, Zeroizing::new(secret));
    }

    /// The secret of an API key.
    pub(crate) fn secret(&self, name: &str) -> Result<Zeroizing<String>> {
        self.secrets
            .get(name)
            .cloned()
            .with_context(|| format!("there is no key {name} in the story yet"))
    }

    fn hands(&mut self, who: Who) -> &mut Hands {
        self.hands.entry(who).or_default()
    }
}

/// A text in an answer.
pub(crate) fn text(answer: &Value, pointer: &str) -> Result<String> {
    let found = answer.pointer(pointer).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .with_context(|| format!("the answer has no {pointer}"))
}
