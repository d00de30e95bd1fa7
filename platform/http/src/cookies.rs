//! The cookies of a browser's session: their names, how they are read, how they are set.

use std::time::Duration;

use cookie::{Cookie, SameSite};
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// The access token.
    Access,
    /// The refresh token, sent to its own path only.
    Refresh,
    /// What ties a browser that is not signed in to its CSRF token.
    Visitor,
}

/// How cookies are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieNaming {
    /// With the prefixes that make a browser insist on https and on this very host.
    Prefixed,
    /// Without: browsers refuse prefixed cookies over plain http, which is allowed on localhost only.
    Plain,
}

impl CookieKind {
    /// The cookie's name.
    pub const fn name(self, naming: CookieNaming) -> &'static str {
        match (self, naming) {
            (Self::Access, CookieNaming::Prefixed) => "__Host-hustings-access",
            (Self::Access, CookieNaming::Plain) => "hustings-access",
            // A `__Host-` cookie must have the path `/`, and this one must not travel with every request.
            (Self::Refresh, CookieNaming::Prefixed) => "__Secure-hustings-refresh",
            (Self::Refresh, CookieNaming::Plain) => "hustings-refresh",
            (Self::Visitor, CookieNaming::Prefixed) => "__Host-hustings-visitor",
            (Self::Visitor, CookieNaming::Plain) => "hustings-visitor",
        }
    }

    const fn same_site(self) -> SameSite {
        match self {
            // Lax, so that a link in a mail finds its reader signed in.
            Self::Access | Self::Visitor => SameSite::Lax,
            Self::Refresh => SameSite::Strict,
        }
    }
}

/// The value of a cookie in a request, found without copying anything.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim_ascii().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A `Set-Cookie` header. Its value is a secret of the client's.
#[derive(Clone)]
pub struct SetCookie(pub(crate) HeaderValue);

impl std::fmt::Debug for SetCookie {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SetCookie(…)")
    }
}

/// Builds a `Set-Cookie` header; an empty value with no age takes the cookie back.
pub(crate) fn set(
    kind: CookieKind,
    naming: CookieNaming,
    value: &str,
    path: &str,
    age: Duration,
) -> Option<SetCookie> {
    let age = i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
    let cookie = Cookie::build((kind.name(naming), value))
        .path(path.to_owned())
        .http_only(true)
        .secure(naming == CookieNaming::Prefixed)
        .same_site(kind.same_site())
        .max_age(cookie::time::Duration::seconds(age))
        .build();
    let mut header = HeaderValue::try_from(cookie.to_string()).ok()?;
    header.set_sensitive(true);
    Some(SetCookie(header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; hustings-access=x=y;b=2"));
        headers.append(COOKIE, HeaderValue::from_static("c=3"));
        assert_eq!(read(&headers, "hustings-access"), Some("x=y"));
        assert_eq!(read(&headers, "c"), Some("3"));
        assert_eq!(read(&headers, "access"), None);
    }

    #[test]
    fn cookies_are_locked_down_by_name_and_attributes() {
        let hour = Duration::from_hours(1);
        let header = set(CookieKind::Access, CookieNaming::Prefixed, "v", "/", hour).unwrap();
        assert_eq!(
            header.0.to_str().unwrap(),
            "__Host-hustings-access=v; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=3600"
        );
        let plain = set(CookieKind::Refresh, CookieNaming::Plain, "v", "/v1/x", hour).unwrap();
        assert_eq!(
            plain.0.to_str().unwrap(),
            "hustings-refresh=v; HttpOnly; SameSite=Strict; Path=/v1/x; Max-Age=3600"
        );
    }
}
