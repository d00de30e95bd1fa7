//! People, and what they hold: accounts, passes, memberships, keys.

use hustings_identity::values::{EmailAddress, Language, PersonName, TimeZone};
use hustings_identity::{AccountByHand, create_account};
use reqwest::Method;
use serde_json::json;

use super::{Reply, TestApp, TestNode, token_in};

/// What every person's password is, unless a test says otherwise.
pub const PASSWORD: &str = "correct horse battery staple";

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub account: String,
    /// The address it is reached at.
    pub email: String,
}

/// Tokens as a program keeps them.
#[derive(Debug, Clone)]
pub struct Pass {
    /// The session; empty for an API key.
    pub session: String,
    /// The access token, or the API key itself.
    pub access: String,
    /// The refresh token; empty for an API key.
    pub refresh: String,
}

impl Pass {
    /// The tokens in the answer to somebody who signed in as a program.
    #[track_caller]
    pub fn of(reply: &Reply) -> Self {
        let text = |field: &str| reply.json[field].as_str().unwrap().to_owned();
        Self {
            session: text("session"),
            access: text("access_token"),
            refresh: text("refresh_token"),
        }
    }

    fn of_key(secret: &str) -> Self {
        Self {
            session: String::new(),
            access: secret.to_owned(),
            refresh: String::new(),
        }
    }
}

/// Somebody in an organisation.
#[derive(Debug, Clone)]
pub struct Member {
    /// The membership.
    pub id: String,
    /// The address of the person's account.
    pub email: String,
    /// What the person signed in with.
    pub pass: Pass,
}

impl TestNode {
    /// Tries to sign in as a program.
    pub async fn try_sign_in(&self, email: &str, password: &str) -> Reply {
        let credentials = json!({ "email": email, "password": password, "tokens": "body" });
        self.post("/v1/session", &credentials).await
    }

    /// Signs in with the usual password.
    pub async fn sign_in(&self, email: &str) -> Pass {
        let reply = self.try_sign_in(email, PASSWORD).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        Pass::of(&reply)
    }

    /// Tries to refresh a session as a program.
    pub async fn try_refresh(&self, token: &str) -> Reply {
        self.post("/v1/session/refresh", &json!({ "refresh_token": token }))
            .await
    }
}

impl TestApp {
    /// Somebody with an account and the usual password.
    pub async fn person(&self, email: &str) -> Person {
        self.account(email, false).await
    }

    /// Somebody who runs the installation.
    pub async fn platform_admin(&self, email: &str) -> Person {
        self.account(email, true).await
    }

    async fn account(&self, email: &str, platform_admin: bool) -> Person {
        let new = AccountByHand {
            email: EmailAddress::parse(email).unwrap(),
            name: PersonName::parse("Ada Lovelace").unwrap(),
            language: Language::english(),
            time_zone: TimeZone::utc(),
            platform_admin,
        };
        let (account, link) = create_account(&self.node.identity, &new).await.unwrap().unwrap();
        let reset = json!({ "token": token_in(&link), "password": PASSWORD });
        self.node
            .post("/v1/password-resets/confirm", &reset)
            .await
            .expect(204);
        if self.settings.mail.smtp.host.is_some() {
            // The letter goes to the mail server of the test.
            self.work().await;
        } else {
            assert_eq!(self.letter().await.subject, "Your password was changed");
        }
        Person {
            account: account.to_string(),
            email: email.to_owned(),
        }
    }

    /// An organisation, and its admin, who runs the installation as well.
    pub async fn founded(&self) -> (String, Pass) {
        self.founded_as("city", "admin@example.org").await
    }

    /// The same with this short name, founded by whoever has this address.
    pub async fn founded_as(&self, slug: &str, email: &str) -> (String, Pass) {
        let admin = self.platform_admin(email).await;
        let pass = self.node.sign_in(&admin.email).await;
        (self.found(&pass, slug).await, pass)
    }

    /// An organisation, founded by whoever holds this pass.
    pub async fn found(&self, founder: &Pass, slug: &str) -> String {
        let found = json!({ "organisation": { "name": "City 27", "slug": slug }, "name": "Admin" });
        let reply = self
            .node
            .send(Method::POST, "/v1/orgs", Some(founder), Some(&found))
            .await;
        let org = reply.expect(201)["organisation"]["id"].as_str().unwrap();
        org.to_owned()
    }

    /// The same, open to everybody.
    pub async fn found_open(&self, founder: &Pass, slug: &str) -> String {
        let org = self.found(founder, slug).await;
        let change = json!({ "sign_up": "open" });
        let path = format!("/v1/orgs/{org}");
        let request = self
            .node
            .request(Method::PATCH, &path, Some(founder), Some(&change));
        Reply::of(request.header("if-match", "*")).await.expect(200);
        org
    }

    /// Invites an address and returns the token of its letter.
    pub async fn invited(&self, org: &str, by: &Pass, email: &str, role: &str) -> String {
        let path = format!("/v1/orgs/{org}/invitations");
        let body = json!({ "email": email, "role": role });
        let reply = self.node.send(Method::POST, &path, Some(by), Some(&body)).await;
        reply.expect(201);
        let letter = self.letter().await;
        assert_eq!(letter.to, email);
        letter.token()
    }

    /// A member with this role, invited and arrived with a new account.
    pub async fn member(&self, org: &str, by: &Pass, email: &str, role: &str) -> Member {
        let token = self.invited(org, by, email, role).await;
        let body = json!({ "token": token, "name": email, "password": PASSWORD });
        let reply = self.node.post("/v1/invitations/join", &body).await;
        Member {
            id: reply.expect(201)["member"].as_str().unwrap().to_owned(),
            email: email.to_owned(),
            pass: self.node.sign_in(email).await,
        }
    }

    /// A role of the organisation's own with these permissions.
    pub async fn role(&self, org: &str, by: &Pass, name: &str, permissions: &[&str]) -> String {
        let path = format!("/v1/orgs/{org}/roles");
        let body = json!({ "name": name, "permissions": permissions });
        let reply = self.node.send(Method::POST, &path, Some(by), Some(&body)).await;
        reply.expect(201)["role"].as_str().unwrap().to_owned()
    }

    /// An API key of this member with these permissions: its id, and the pass of whoever holds it.
    pub async fn key(&self, org: &str, by: &Pass, permissions: &[&str]) -> (String, Pass) {
        let path = format!("/v1/orgs/{org}/keys");
        let body = json!({ "name": "robot", "permissions": permissions });
        let reply = self.node.send(Method::POST, &path, Some(by), Some(&body)).await;
        let made = reply.expect(201);
        let pass = Pass::of_key(made["secret"].as_str().unwrap());
        (made["key"]["id"].as_str().unwrap().to_owned(), pass)
    }
}
