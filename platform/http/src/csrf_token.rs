//! Give a browser the token that its unsafe requests must carry.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Anyone, Client, CookieKind, Failure, Json, Operation, WithCookies};

/// How long a browser that is not signed in keeps its token.
const VISITOR_AGE: Duration = Duration::from_hours(24);

/// The token, for the header `X-CSRF-Token`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CsrfToken {
    /// Valid until the session ends, or until sign-in for a browser that is not signed in.
    token: String,
}

/// The operation; it belongs to no capability, because every browser needs it.
pub(crate) fn operation() -> Operation<()> {
    Operation::get(
        "/csrf",
        "csrf_token",
        "Get the token that unsafe requests of a browser carry",
        csrf_token,
    )
}

async fn csrf_token(_: Anyone, client: Client) -> Result<WithCookies<Json<CsrfToken>>, Failure> {
    if let Some(session) = client.session().await? {
        let token = client.csrf_token(session);
        return Ok(WithCookies {
            cookies: Vec::new(),
            answer: Json(CsrfToken { token }),
        });
    }
    let visitor = match client.cookie(CookieKind::Visitor) {
        // Two tabs share it.
        Some(known) if known.len() == 22 => known.to_owned(),
        _ => URL_SAFE_NO_PAD.encode(client.random::<16>()),
    };
    let token = client.visitor_token(&visitor);
    let cookie = client.set_cookie(CookieKind::Visitor, &visitor, "/", VISITOR_AGE);
    Ok(WithCookies {
        cookies: cookie.into_iter().collect(),
        answer: Json(CsrfToken { token }),
    })
}
