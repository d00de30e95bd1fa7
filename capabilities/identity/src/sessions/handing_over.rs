//! Handing over the tokens of a session: into cookies for a browser, into the answer for a program.

use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_http::{AccessClaims, Client, CookieKind, Json, SetCookie, TokenKeyError, WithCookies};
use hustings_kernel::{AccountId, SessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::starting::{REFRESH_AGE, SessionState};
use crate::Identity;
use crate::values::SecretText;

/// How long an access token can be used.
const ACCESS_AGE: Duration = Duration::from_hours(1);
/// The only address that gets to see the refresh cookie.
const REFRESH_PATH: &str = "/v1/session/refresh";

/// Where the tokens go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Delivery {
    /// Into cookies that no script can read.
    #[default]
    Cookies,
    /// Into the answer, for a program that keeps them itself.
    Body,
}

/// A session that was started or refreshed.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SessionView {
    /// The session.
    session: SessionId,
    /// Whose it is.
    account: AccountId,
    /// When the access token expires; the session is to be refreshed before.
    access_until: DateTime<Utc>,
    /// When the refresh token expires.
    refresh_until: DateTime<Utc>,
    /// For the header `X-CSRF-Token` of a browser's unsafe requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf_token: Option<String>,
    /// The access token, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<SecretText>,
    /// The refresh token, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<SecretText>,
}

/// Makes the tokens of a session and hands them over.
pub(crate) fn hand_over(
    identity: &Identity,
    client: &Client,
    state: &SessionState,
    delivery: Delivery,
) -> Result<WithCookies<Json<SessionView>>, TokenKeyError> {
    let issued_at = identity.store.sources().now();
    let access_until = issued_at + ACCESS_AGE;
    let access = identity.tokens.issue(&AccessClaims {
        account: state.account,
        session: state.session,
        assurance: state.assurance,
        issued_at: issued_at.timestamp(),
        expires_at: access_until.timestamp(),
    })?;
    let refresh = identity.refresh_key.issue(state.session, state.generation);
    let mut view = SessionView {
        session: state.session,
        account: state.account,
        access_until,
        refresh_until: state.refresh_until,
        csrf_token: None,
        access_token: None,
        refresh_token: None,
    };
    let cookies = match delivery {
        Delivery::Cookies => {
            view.csrf_token = Some(client.csrf_token(state.session));
            cookies(client, &access, &refresh)
        }
        Delivery::Body => {
            view.access_token = Some(access.into());
            view.refresh_token = Some(refresh.into());
            Vec::new()
        }
    };
    Ok(WithCookies {
        cookies,
        answer: Json(view),
    })
}

fn cookies(client: &Client, access: &str, refresh: &str) -> Vec<SetCookie> {
    let refresh_age = REFRESH_AGE.to_std().unwrap_or(Duration::ZERO);
    let set = [
        client.set_cookie(CookieKind::Access, access, "/", ACCESS_AGE),
        client.set_cookie(CookieKind::Refresh, refresh, REFRESH_PATH, refresh_age),
    ];
    set.into_iter().flatten().collect()
}

/// Takes the cookies of a session back.
pub(crate) fn cookies_taken_back(client: &Client) -> Vec<SetCookie> {
    let taken = [
        client.clear_cookie(CookieKind::Access, "/"),
        client.clear_cookie(CookieKind::Refresh, REFRESH_PATH),
    ];
    taken.into_iter().flatten().collect()
}
