//! The settings of the doors. Plain structs with defaults; `server/` assembles them into one annotated reference.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::Uri;
use ipnet::IpNet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cookies::CookieNaming;
use crate::limits::LimitSettings;

/// The doors: where they are and how much they let through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HttpSettings {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Where people find this installation: `https://…`, or `http://localhost` (with a port) for trying it out.
    pub public_url: PublicUrl,
    /// Proxies whose `X-Forwarded-For` and `X-Request-Id` are believed: addresses or networks.
    #[schemars(with = "Vec<String>")]
    pub trusted_proxies: Vec<IpNet>,
    /// A token that whoever asks for `/metrics` sends as `Authorization: Bearer`. Without it, only this machine may ask.
    pub metrics_token: Option<String>,
    /// How often somebody may call.
    pub limits: LimitSettings,
    /// Other sites whose pages may call the API with a token of their own; cookies never work from there.
    pub cors_origins: Vec<String>,
    /// The largest body an operation takes unless it says otherwise.
    pub body_limit_bytes: usize,
    /// The longest a request may take unless its operation says otherwise.
    pub request_timeout_seconds: u32,
    /// The longest a client may take to send its headers, and a connection may stay open without a request.
    pub header_timeout_seconds: u32,
    /// Connections beyond this number wait to be accepted.
    pub max_connections: u32,
    /// How long readiness is red before the server stops taking connections, so that a balancer notices.
    pub drain_seconds: u32,
    /// The longest that running requests are waited for when the server stops.
    pub shutdown_seconds: u32,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: PublicUrl::default(),
            trusted_proxies: Vec::new(),
            metrics_token: None,
            limits: LimitSettings::default(),
            cors_origins: Vec::new(),
            body_limit_bytes: 1024 * 1024,
            request_timeout_seconds: 30,
            header_timeout_seconds: 30,
            max_connections: 10_000,
            drain_seconds: 0,
            shutdown_seconds: 30,
        }
    }
}

/// Where people find this installation: scheme, host and perhaps a port; no path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(transparent)]
pub struct PublicUrl(String);

/// Why a text is no public URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// Not scheme, host and perhaps a port.
    #[error("expected https://host or http://localhost, with a port if it is not the usual one, and no path")]
    Shape,
    /// Credentials would travel in the open.
    #[error("plain http is for localhost only; put a proxy with https in front of it")]
    PlainHttp,
}

impl PublicUrl {
    /// The URL without a slash at its end, which is also the `Origin` a browser sends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is it https?
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// How cookies are named under this URL.
    pub fn cookie_naming(&self) -> CookieNaming {
        if self.is_https() {
            CookieNaming::Prefixed
        } else {
            CookieNaming::Plain
        }
    }
}

impl Default for PublicUrl {
    fn default() -> Self {
        Self("http://localhost:8080".to_owned())
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.parse().map_err(|_| PublicUrlError::Shape)?;
        let host = uri
            .host()
            .filter(|host| !host.is_empty())
            .ok_or(PublicUrlError::Shape)?;
        let has_user = uri
            .authority()
            .is_some_and(|authority| authority.as_str().contains('@'));
        if has_user || uri.path() != "/" || uri.query().is_some() {
            return Err(PublicUrlError::Shape);
        }
        let scheme = uri.scheme_str().ok_or(PublicUrlError::Shape)?;
        let usual_port = match scheme {
            "https" => 443,
            "http" if is_loopback(host) => 80,
            "http" => return Err(PublicUrlError::PlainHttp),
            _ => return Err(PublicUrlError::Shape),
        };
        let host = host.to_ascii_lowercase();
        // A browser leaves the usual port out of `Origin`.
        Ok(Self(match uri.port_u16().filter(|port| *port != usual_port) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }))
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl TryFrom<String> for PublicUrl {
    type Error = PublicUrlError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PublicUrl> for String {
    fn from(url: PublicUrl) -> Self {
        url.0
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        for (text, origin) in [
            ("https://Hustings.example", "https://hustings.example"),
            ("https://hustings.example:443/", "https://hustings.example"),
            ("https://hustings.example:8443", "https://hustings.example:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
            ("http://[::1]:9000", "http://[::1]:9000"),
        ] {
            assert_eq!(text.parse::<PublicUrl>().unwrap().as_str(), origin);
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "",
            "hustings.example",
            "https://",
            "ftp://a",
            "https://a/b",
            "https://a?b",
            "https://u:p@a",
        ] {
            assert_eq!(text.parse::<PublicUrl>(), Err(PublicUrlError::Shape), "{text}");
        }
        assert_eq!(
            "http://hustings.example".parse::<PublicUrl>(),
            Err(PublicUrlError::PlainHttp)
        );
    }
}
