//! The first organisation of a fresh server, and its admin.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{Hustings, ask};

const EMAIL: &str = "ada@example.org";
const PASSWORD: &str = "ninety-seven quiet harbours";

/// An organisation whose admin is signed in.
pub(crate) struct Founded {
    /// The organisation's id.
    pub(crate) org: String,
    /// The header that makes a request the admin's.
    pub(crate) cookies: String,
}

impl Hustings {
    /// Sets it up, as a person would on the first run.
    pub(crate) fn found(&self) -> Result<Founded> {
        let setup = json!({
            "token": self.setup_token()?,
            "organisation": { "name": "Bench", "slug": "bench", "language": "en", "time_zone": "UTC" },
            "admin": { "name": "Ada", "email": EMAIL, "password": PASSWORD },
        });
        let made = ask(self.address, "POST", "/v1/setup", &[], Some(&setup))?
            .json()
            .context("setting up")?;
        let org = made
            .pointer("/organisation/id")
            .and_then(Value::as_str)
            .context("setting up names no organisation")?;
        let sign_in = json!({ "email": EMAIL, "password": PASSWORD });
        let signed_in = ask(self.address, "POST", "/v1/session", &[], Some(&sign_in))?;
        signed_in.json().context("signing in")?;
        Ok(Founded {
            org: org.to_owned(),
            cookies: signed_in.cookies(),
        })
    }
}
