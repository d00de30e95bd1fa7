//! No other site may act through a browser that is signed in here.
//!
//! Two walls. What the browser itself says (`Sec-Fetch-Site`, `Origin`) must not name another site; and an unsafe
//! request that is authenticated by a cookie carries a token which only a page of this site can have read. The token
//! is an HMAC of the session, so nothing is stored and it dies with the session. Before sign-in a random visitor
//! cookie takes the session's place, or another site could sign a browser in as somebody else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use http::header::ORIGIN;
use http::{HeaderMap, HeaderName, Method};
use hustings_kernel::SessionId;
use sha2::Sha256;

use crate::refusal::EdgeRefusal;

/// The header that carries the token.
pub const CSRF_HEADER: HeaderName = HeaderName::from_static("x-csrf-token");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Makes and checks tokens.
pub(crate) struct Csrf {
    keyed: Hmac<Sha256>,
    /// Scheme, host and port of the public URL, as a browser writes them in `Origin`.
    origin: String,
}

impl Csrf {
    pub(crate) fn new(key: &[u8; 64], origin: String) -> Self {
        let keyed = Hmac::new(key.into());
        Self { keyed, origin }
    }

    /// The token of a session.
    pub(crate) fn session_token(&self, session: SessionId) -> String {
        URL_SAFE_NO_PAD.encode(
            self.mac(b"session", session.uuid().as_bytes())
                .finalize()
                .into_bytes(),
        )
    }

    /// The token of a browser that is not signed in.
    pub(crate) fn visitor_token(&self, visitor: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(b"visitor", visitor.as_bytes()).finalize().into_bytes())
    }

    /// Checks an unsafe request that a session's cookie authenticates.
    pub(crate) fn check_session(&self, headers: &HeaderMap, session: SessionId) -> Result<(), EdgeRefusal> {
        self.check_site(headers)?;
        check_token(headers, self.mac(b"session", session.uuid().as_bytes()))
    }

    /// Checks an unsafe request before sign-in. Programs send neither header and have no cookie to abuse; a browser
    /// always sends one of the two. Whoever is signed in already may use the session's token here as well.
    pub(crate) fn check_visitor(
        &self,
        headers: &HeaderMap,
        visitor: Option<&str>,
        session: impl FnOnce() -> Option<SessionId>,
    ) -> Result<(), EdgeRefusal> {
        self.check_site(headers)?;
        if !headers.contains_key(SEC_FETCH_SITE) && !headers.contains_key(ORIGIN) {
            return Ok(());
        }
        let of_visitor = visitor.map(|visitor| self.mac(b"visitor", visitor.as_bytes()));
        if of_visitor.is_some_and(|expected| check_token(headers, expected).is_ok()) {
            return Ok(());
        }
        let session = session().ok_or(EdgeRefusal::CsrfToken)?;
        check_token(headers, self.mac(b"session", session.uuid().as_bytes()))
    }

    pub(crate) fn check_site(&self, headers: &HeaderMap) -> Result<(), EdgeRefusal> {
        // `none` is a person's own doing: an address typed, a bookmark followed.
        let site_is_ours = headers
            .get(SEC_FETCH_SITE)
            .is_none_or(|site| site == "same-origin" || site == "none");
        let origin_is_ours = headers
            .get(ORIGIN)
            .is_none_or(|origin| origin.as_bytes() == self.origin.as_bytes());
        if site_is_ours && origin_is_ours {
            Ok(())
        } else {
            Err(EdgeRefusal::CrossSite)
        }
    }

    fn mac(&self, kind: &[u8], value: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.keyed.clone();
        mac.update(kind);
        mac.update(b"\0");
        mac.update(value);
        mac
    }
}

fn check_token(headers: &HeaderMap, expected: Hmac<Sha256>) -> Result<(), EdgeRefusal> {
    let presented = headers
        .get(CSRF_HEADER)
        .and_then(|value| URL_SAFE_NO_PAD.decode(value.as_bytes()).ok())
        .ok_or(EdgeRefusal::CsrfToken)?;
    // Constant in time.
    expected
        .verify_slice(&presented)
        .map_err(|_| EdgeRefusal::CsrfToken)
}

/// Does the method only read?
pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const OURS: &str = "https://hustings.example";

    fn csrf() -> Csrf {
        Csrf::new(&[7; 64], OURS.to_owned())
    }

    fn session(number: u128) -> SessionId {
        uuid::Uuid::from_u128(number).into()
    }

    fn headers(site: Option<&str>, origin: Option<&str>, token: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [(SEC_FETCH_SITE, site), (ORIGIN, origin), (CSRF_HEADER, token)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        headers
    }

    #[test]
    fn only_this_site_with_this_sessions_token_may_act() {
        let good = csrf().session_token(session(1));
        let foreign = csrf().session_token(session(2));
        let visitors = csrf().visitor_token("abc");
        let cases = [
            (Some("same-origin"), Some(OURS), Some(good.as_str()), Ok(())),
            (None, Some(OURS), Some(&good), Ok(())),
            (None, None, Some(&good), Ok(())),
            (
                Some("cross-site"),
                Some(OURS),
                Some(&good),
                Err(EdgeRefusal::CrossSite),
            ),
            (Some("same-site"), None, Some(&good), Err(EdgeRefusal::CrossSite)),
            (
                Some("same-origin"),
                Some("https://evil.example"),
                Some(&good),
                Err(EdgeRefusal::CrossSite),
            ),
            (None, Some("null"), Some(&good), Err(EdgeRefusal::CrossSite)),
            (Some("same-origin"), Some(OURS), None, Err(EdgeRefusal::CsrfToken)),
            (
                Some("same-origin"),
                Some(OURS),
                Some(&foreign),
                Err(EdgeRefusal::CsrfToken),
            ),
            (
                Some("same-origin"),
                Some(OURS),
                Some(&visitors),
                Err(EdgeRefusal::CsrfToken),
            ),
            (
                Some("same-origin"),
                Some(OURS),
                Some("?"),
                Err(EdgeRefusal::CsrfToken),
            ),
        ];
        for (site, origin, token, expected) in cases {
            let headers = headers(site, origin, token);
            assert_eq!(
                csrf().check_session(&headers, session(1)),
                expected,
                "{headers:?}"
            );
        }
    }

    #[test]
    fn before_sign_in_a_browser_carries_a_visitors_token() {
        let good = csrf().visitor_token("abc");
        let of_session = csrf().session_token(session(1));
        let browser = |token| headers(Some("same-origin"), Some(OURS), token);
        let check =
            |headers: &HeaderMap, visitor| csrf().check_visitor(headers, visitor, || Some(session(1)));
        assert_eq!(check(&headers(None, None, None), None), Ok(()));
        assert_eq!(check(&browser(Some(good.as_str())), Some("abc")), Ok(()));
        assert_eq!(
            check(&browser(Some(good.as_str())), Some("abd")),
            Err(EdgeRefusal::CsrfToken)
        );
        assert_eq!(check(&browser(None), Some("abc")), Err(EdgeRefusal::CsrfToken));
        let foreign = headers(Some("cross-site"), None, None);
        assert_eq!(check(&foreign, None), Err(EdgeRefusal::CrossSite));
        assert_eq!(check(&browser(Some(of_session.as_str())), None), Ok(()));
        let signed_out = csrf().check_visitor(&browser(Some(of_session.as_str())), None, || None);
        assert_eq!(signed_out, Err(EdgeRefusal::CsrfToken));
    }
}
