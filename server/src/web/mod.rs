//! The web client: files that were built beforehand and are carried by the binary.
//!
//! Each file comes in the smallest encoding the browser takes, compressed once when it was built. Files whose name holds
//! a hash of what is in them are kept for a year; the others are asked for again, which costs an empty answer. Whoever
//! walks to an address that is no file gets the client's page, which knows its own addresses.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY,
};
use http::{HeaderMap, HeaderValue};
use hustings_http::LandingPage;

/// A file of the web client.
#[derive(Debug)]
struct File {
    /// Where it is served, without the leading slash.
    path: &'static str,
    /// Changes whenever its bytes do, as it stands in an `ETag`.
    version: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

const FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/web_files.rs"));

const SCRIPT: &str = "text/javascript; charset=utf-8";
/// The page that starts the client.
const PAGE: &str = "index.html";
/// Where the files are whose names hold their hash.
const HASHED: &str = "assets/";

/// The client's files. Without a built client there are none.
pub(crate) fn files() -> Router {
    FILES
        .iter()
        .filter(|file| file.path != PAGE)
        .fold(Router::new(), |router, file| {
            let answer = async move |request: Request| file.answer(request.headers());
            router.route(&format!("/{}", file.path), get(answer))
        })
}

/// Answers a person who walks to an address of the client, if there is one.
pub(crate) fn landing() -> Option<LandingPage> {
    let page = FILES.iter().find(|file| file.path == PAGE)?;
    Some(Arc::new(|headers| page.answer(headers)))
}

impl File {
    fn answer(&self, asked: &HeaderMap) -> Response {
        let accepted = asked
            .get(ACCEPT_ENCODING)
            .and_then(|accepted| accepted.to_str().ok())
            .unwrap_or_default();
        let (bytes, encoding) = self.in_encoding(accepted);
        let mut response = Body::from(bytes).into_response();
        let headers = response.headers_mut();
        let kind = kind(self.path);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if kind == SCRIPT {
            // A worker works under the policy it came with, and the one for data would let it fetch nothing.
            headers.insert(
                CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'self'"),
            );
        }
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        let keep = if self.path.starts_with(HASHED) {
            HeaderValue::from_static("public, max-age=31536000, immutable")
        } else {
            headers.insert(ETAG, HeaderValue::from_static(self.version));
            HeaderValue::from_static("no-cache")
        };
        headers.insert(CACHE_CONTROL, keep);
        response
    }

    fn in_encoding(&self, accepted: &str) -> (&'static [u8], Option<&'static str>) {
        match (self.brotli, self.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts(accepted, "gzip") => (gzip, Some("gzip")),
            _ => (self.plain, None),
        }
    }
}

/// Whether this encoding is among those the browser takes. One it takes with weight zero is one it refuses.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight: String = weight.chars().filter(|letter| !letter.is_whitespace()).collect();
        let refused = weight
            .strip_prefix("q=")
            .is_some_and(|weight| weight.parse().is_ok_and(|weight: f32| weight <= 0.0));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

fn kind(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => "text/html; charset=utf-8",
        "js" => SCRIPT,
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: File = File {
        path: "assets/shell-5f2c.js",
        version: "\"1\"",
        plain: b"plain",
        brotli: Some(b"br"),
        gzip: Some(b"gz"),
    };

    #[test]
    fn a_file_comes_in_the_smallest_encoding_the_browser_takes() {
        assert_eq!(FILE.in_encoding("gzip, deflate, br"), (&b"br"[..], Some("br")));
        assert_eq!(FILE.in_encoding("gzip;q=0.8"), (&b"gz"[..], Some("gzip")));
        assert_eq!(FILE.in_encoding("br;q=0, identity"), (&b"plain"[..], None));
        assert_eq!(FILE.in_encoding(""), (&b"plain"[..], None));
    }

    #[test]
    fn what_is_named_by_its_hash_is_kept_for_a_year_and_the_page_is_asked_for_again() {
        let hashed = FILE.answer(&HeaderMap::new());
        assert_eq!(
            hashed.headers()[CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        let page = File { path: PAGE, ..FILE }.answer(&HeaderMap::new());
        assert_eq!(page.headers()[CACHE_CONTROL], "no-cache");
        assert_eq!(page.headers()[ETAG], "\"1\"");
        assert_eq!(page.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }
}
