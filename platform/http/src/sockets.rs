//! Connections that stay: long polls and upgraded connections, below a path of their own.
//!
//! The edge gives such a request its id and its answer the usual headers, and otherwise lets it take its time. Who is
//! at the other end is proved later, once the connection has said what it brings: a [`Visitor`] keeps what the request
//! came with until then.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use futures::future::BoxFuture;
use http::header::{AUTHORIZATION, ORIGIN};
use http::{HeaderMap, Request};
use hustings_kernel::Problem;
use zeroize::Zeroizing;

use crate::context::Context;
use crate::cookies::{self, CookieKind};
use crate::door::{Caller, Trust};
use crate::edge::log_fault;
use crate::proof::{API_KEY_PREFIX, live_session};
use crate::refusal::{EdgeRefusal, INTERNAL, Refused, Rejection, UNAVAILABLE};

/// Answers everything below a path.
pub trait Sockets: Send + Sync + 'static {
    /// The path, without a slash at its end.
    fn path(&self) -> &'static str;

    /// Answers one request, in its own time.
    fn answer(&self, request: Request<Body>) -> BoxFuture<'static, Response>;
}

/// Is this path the one, or below it?
pub(crate) fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whoever opens a connection, before they have proved who they are.
pub struct Visitor {
    context: Arc<Context>,
    brings: Credential,
}

enum Credential {
    Nothing,
    Unreadable,
    Key(Zeroizing<String>),
    Bearer(Zeroizing<String>),
    /// With it comes whether a page of this very site sent it.
    Cookie(Zeroizing<String>, Result<(), EdgeRefusal>),
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Visitor")
            .field("address", &self.context.address)
            .finish_non_exhaustive()
    }
}

impl Visitor {
    /// Whoever sent this request, unless a page of a foreign site did: those are refused, whatever they bring.
    pub fn of<B>(request: &Request<B>) -> Result<Self, Refused> {
        let context = Context::of(request.extensions())?;
        let headers = request.headers();
        let from_here = context.shared.csrf.check_site(headers);
        let allowed = &context.shared.settings.cors_origins;
        let is_allowed = headers
            .get(ORIGIN)
            .is_some_and(|origin| allowed.iter().any(|one| origin == one.as_str()));
        if !is_allowed {
            from_here.clone()?;
        }
        let name = CookieKind::Access.name(context.shared.cookies);
        let brings = brought(headers, name, from_here);
        Ok(Self { context, brings })
    }

    /// Where they come from.
    pub fn address(&self) -> IpAddr {
        self.context.address
    }

    /// Who it is, by the API key they named or else by what the request brought. It counts like a request.
    pub async fn prove(&self, key: Option<&str>) -> Result<Caller, Problem> {
        let proved = match self.recognise(key).await {
            Ok(caller) => self
                .context
                .charge_caller(&caller, Trust::Ordinary)
                .map(|()| caller)
                .map_err(Rejection::from),
            Err(Rejection::Edge(refused)) if refused.problem().status == 401 => {
                Err(match self.context.charge_address() {
                    Ok(()) => refused.into(),
                    Err(too_often) => too_often.into(),
                })
            }
            Err(rejection) => Err(rejection),
        };
        proved.map_err(|rejection| match rejection {
            Rejection::Refused(never) => match never {},
            Rejection::Edge(refused) => *refused.0,
            Rejection::Fault(fault) => {
                log_fault(&*fault, &self.context);
                fault
                    .retry_after()
                    .map_or(INTERNAL, |after| UNAVAILABLE.with_retry_after(after))
            }
        })
    }

    async fn recognise(&self, key: Option<&str>) -> Result<Caller, Rejection> {
        if let Some(secret) = key {
            return self.holder(secret).await;
        }
        match &self.brings {
            Credential::Nothing => Err(EdgeRefusal::NotSignedIn.into()),
            Credential::Unreadable => Err(EdgeRefusal::TokenInvalid.into()),
            Credential::Key(secret) => self.holder(secret).await,
            Credential::Bearer(token) => Ok(Caller::Session(live_session(&self.context, token).await?)),
            Credential::Cookie(token, from_here) => {
                from_here.clone()?;
                Ok(Caller::Session(live_session(&self.context, token).await?))
            }
        }
    }

    async fn holder(&self, secret: &str) -> Result<Caller, Rejection> {
        let found = self.context.shared.door.key(secret).wait().await?;
        Ok(Caller::Key(found.ok_or(EdgeRefusal::KeyInvalid)?))
    }
}

fn brought(headers: &HeaderMap, cookie: &str, from_here: Result<(), EdgeRefusal>) -> Credential {
    let Some(header) = headers.get(AUTHORIZATION) else {
        return cookies::read(headers, cookie).map_or(Credential::Nothing, |token| {
            Credential::Cookie(token.to_owned().into(), from_here)
        });
    };
    let credential = header
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, credential)| credential.trim_ascii());
    match credential {
        None => Credential::Unreadable,
        Some(secret) if secret.starts_with(API_KEY_PREFIX) => Credential::Key(secret.to_owned().into()),
        Some(token) => Credential::Bearer(token.to_owned().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_below_a_prefix_only_at_a_slash() {
        for (path, below) in [
            ("/socket.io", true),
            ("/socket.io/", true),
            ("/socket.io/x", true),
            ("/socket.iox", false),
            ("/socket", false),
        ] {
            assert_eq!(is_below(path, "/socket.io"), below, "{path}");
        }
    }
}
