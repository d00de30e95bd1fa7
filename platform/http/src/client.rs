//! The other end of the wire, for the few operations that deal with it: signing in, refreshing, listing sessions.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use aide::operation::OperationInput;
use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::header::USER_AGENT;
use http::request::Parts;
use hustings_kernel::{CorrelationId, SessionId};

use crate::context::Context;
use crate::cookies::{self, CookieKind, SetCookie};
use crate::proof::live_session;
use crate::refusal::Rejection;

/// The client of this request.
pub struct Client {
    context: Arc<Context>,
    headers: HeaderMap,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Client").finish_non_exhaustive()
    }
}

impl Client {
    /// Its address, as the nearest trusted proxy saw it.
    pub fn address(&self) -> IpAddr {
        self.context.address
    }

    /// What it calls itself, cut to a sane length; empty if it says nothing.
    pub fn user_agent(&self) -> &str {
        let text = self
            .headers
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        // `to_str` lets only visible ASCII through, so any index is a character's boundary.
        &text[..text.len().min(300)]
    }

    /// This request's id.
    pub fn correlation(&self) -> CorrelationId {
        self.context.correlation
    }

    /// Where people find this installation, without a slash at the end.
    pub fn public_url(&self) -> &str {
        self.context.shared.settings.public_url.as_str()
    }

    /// The value of a cookie.
    pub fn cookie(&self, kind: CookieKind) -> Option<&str> {
        cookies::read(&self.headers, kind.name(self.context.shared.cookies))
    }

    /// Sets a cookie. `None` if the value or the path cannot stand in a header.
    pub fn set_cookie(&self, kind: CookieKind, value: &str, path: &str, age: Duration) -> Option<SetCookie> {
        cookies::set(kind, self.context.shared.cookies, value, path, age)
    }

    /// Takes a cookie back.
    pub fn clear_cookie(&self, kind: CookieKind, path: &str) -> Option<SetCookie> {
        self.set_cookie(kind, "", path, Duration::ZERO)
    }

    /// The session whose cookie the client presents, if it still stands.
    pub(crate) async fn session(&self) -> Result<Option<SessionId>, Rejection> {
        let Some(token) = self.cookie(CookieKind::Access) else {
            return Ok(None);
        };
        match live_session(&self.context, token).await {
            Ok(session) => Ok(Some(session.session)),
            Err(Rejection::Fault(fault)) => Err(Rejection::Fault(fault)),
            Err(_) => Ok(None),
        }
    }

    /// Unpredictable bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        self.context.shared.sources.bytes()
    }

    /// The CSRF token of a browser that is not signed in.
    pub(crate) fn visitor_token(&self, visitor: &str) -> String {
        self.context.shared.csrf.visitor_token(visitor)
    }

    /// The CSRF token that belongs to a session.
    pub fn csrf_token(&self, session: SessionId) -> String {
        self.context.shared.csrf.session_token(session)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self {
            context: Context::of(&parts.extensions)?,
            headers: parts.headers.clone(),
        })
    }
}

impl OperationInput for Client {}
