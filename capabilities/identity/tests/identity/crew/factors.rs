//! An authenticator app, as a test holds it in its hand.

use std::fmt::Write as _;

use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};
use reqwest::Method;
use ring::hmac;
use serde_json::json;

/// An app that was set up.
pub(crate) struct Authenticator {
    secret: Vec<u8>,
    /// What stands in for it, each once.
    pub(crate) recovery_codes: Vec<String>,
}

impl Authenticator {
    /// Sets one up for whoever has this pass. A letter tells them so.
    pub(crate) async fn set_up(app: &TestApp, pass: &Pass) -> Self {
        let begun = app
            .node
            .send(Method::POST, "/v1/account/authenticator", Some(pass), None)
            .await;
        let mut one = Self::of(begun.expect(200)["secret"].as_str().unwrap());
        let code = json!({ "code": one.code(app) });
        let path = "/v1/account/authenticator/confirm";
        let confirmed = app.node.send(Method::POST, path, Some(pass), Some(&code)).await;
        one.recovery_codes = codes_in(&confirmed);
        assert_eq!(app.letter().await.subject, "Your account has a second factor");
        // The code that was shown is used up.
        app.clock().advance(std::time::Duration::from_secs(30));
        one
    }

    /// Of the secret that is typed into it.
    pub(crate) fn of(base32: &str) -> Self {
        let mut bits = String::new();
        for letter in base32.bytes() {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'2'..=b'7' => letter - b'2' + 26,
                _ => panic!("no base 32: {base32}"),
            };
            write!(bits, "{value:05b}").unwrap();
        }
        let byte = |place: usize| u8::from_str_radix(&bits[place * 8..place * 8 + 8], 2).unwrap();
        Self {
            secret: (0..bits.len() / 8).map(byte).collect(),
            recovery_codes: Vec::new(),
        }
    }

    /// What it shows now.
    pub(crate) fn code(&self, app: &TestApp) -> String {
        let step = app.database.sources().now().timestamp() / 30;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.secret);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let offset = usize::from(tag.as_ref()[19] & 15);
        let four: [u8; 4] = tag.as_ref()[offset..offset + 4].try_into().unwrap();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }

    /// What its codes are made of.
    pub(crate) fn secret(&self) -> &[u8] {
        &self.secret
    }

    /// A code that it does not show.
    pub(crate) fn wrong_code(&self, app: &TestApp) -> String {
        let right: u32 = self.code(app).parse().unwrap();
        format!("{:06}", (right + 500_000) % 1_000_000)
    }

    /// Signs in with the usual password and a code of this app.
    pub(crate) async fn sign_in(&self, app: &TestApp, email: &str) -> Pass {
        let challenge = challenged(app, email).await;
        Pass::of(&answer(app, &challenge, &self.code(app)).await)
    }

    /// Signs in half a minute later, when it shows another code.
    pub(crate) async fn sign_in_again(&self, app: &TestApp, email: &str) -> Pass {
        app.clock().advance(std::time::Duration::from_secs(30));
        self.sign_in(app, email).await
    }
}

/// New recovery codes in an answer.
pub(crate) fn codes_in(reply: &Reply) -> Vec<String> {
    let codes = reply.expect(200)["recovery_codes"].as_array().unwrap();
    codes
        .iter()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect()
}

/// Gives the right password; what is asked for then.
pub(crate) async fn challenged(app: &TestApp, email: &str) -> String {
    let reply = app.node.try_sign_in(email, PASSWORD).await;
    reply.expect(202)["challenge"].as_str().unwrap().to_owned()
}

/// Answers it with a code.
pub(crate) async fn answer(app: &TestApp, challenge: &str, code: &str) -> Reply {
    let body = json!({ "challenge": challenge, "code": code, "tokens": "body" });
    app.node.post("/v1/session/challenge", &body).await
}

/// Proves once more that it is them.
pub(crate) async fn prove(app: &TestApp, pass: &Pass, field: &str, value: &str) -> Reply {
    let body = json!({ field: value });
    app.node
        .send(Method::POST, "/v1/session/proof", Some(pass), Some(&body))
        .await
}
