//! Lists, page by page.
//!
//! A page continues after the key of its last row, never at an offset. The key travels to the client and back as a
//! cursor that only we can open: it may hold what others must not learn (how busy another organisation is), and
//! nobody can make one up.

use std::fmt;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use aide::generate::GenContext;
use aide::openapi::{Operation, Response as DocumentedResponse};
use aide::operation::{OperationInput, OperationOutput};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{ETAG, LINK};
use http::request::Parts;
use http::{HeaderValue, StatusCode, Uri};
use hustings_kernel::{FieldProblem, Sources};
use schemars::{JsonSchema, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use std::sync::Arc;

use crate::conditional::content_tag;
use crate::context::Context;
use crate::document;
use crate::json::respond;
use crate::query;
use crate::refusal::{EdgeRefusal, Rejection};

/// How many items a page has if nobody says.
const USUAL_LIMIT: u16 = 50;
/// How many it has at most.
const LARGEST_LIMIT: u16 = 100;

/// A list without filters.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// Which page of a list is asked for: after which key, how many, filtered how.
pub struct PageRequest<K, F = NoFilter> {
    after: Option<K>,
    limit: u16,
    filter: F,
    context: Arc<Context>,
    uri: Uri,
}

impl<K: fmt::Debug, F: fmt::Debug> fmt::Debug for PageRequest<K, F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PageRequest")
            .field("after", &self.after)
            .field("limit", &self.limit)
            .field("filter", &self.filter)
            .finish_non_exhaustive()
    }
}

impl<K, F> PageRequest<K, F> {
    /// The key of the last row of the page before; `None` for the first page.
    pub fn after(&self) -> Option<&K> {
        self.after.as_ref()
    }

    /// The filters.
    pub fn filter(&self) -> &F {
        &self.filter
    }

    /// How many rows to read: one more than the page has, to know whether another page follows.
    pub fn rows(&self) -> i64 {
        i64::from(self.limit) + 1
    }
}

impl<K: Serialize, F> PageRequest<K, F> {
    /// Makes the page from the rows read: what each row's key is, and how it is shown.
    pub fn page<Row, T>(
        &self,
        mut rows: Vec<Row>,
        key: impl Fn(&Row) -> K,
        show: impl FnMut(Row) -> T,
    ) -> Page<T> {
        let limit = usize::from(self.limit);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).and_then(|last| {
            self.context
                .shared
                .cursors
                .seal(&self.context.shared.sources, self.list(), &key(last))
        });
        let link = next.as_deref().and_then(|cursor| self.link(cursor));
        Page {
            items: rows.into_iter().map(show).collect(),
            next,
            link,
            tag: None,
        }
    }

    /// The list a cursor belongs to; it opens no other.
    fn list(&self) -> &'static str {
        self.context.operation().map_or("", |operation| operation.id)
    }

    fn link(&self, cursor: &str) -> Option<HeaderValue> {
        let others = self.uri.query().unwrap_or_default().split('&');
        let others = others.filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let mut query: String = others.flat_map(|pair| [pair, "&"]).collect();
        query.push_str("cursor=");
        query.push_str(cursor);
        HeaderValue::try_from(format!("<{}?{query}>; rel=\"next\"", self.uri.path())).ok()
    }
}

impl<K: DeserializeOwned + Send, F: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S>
    for PageRequest<K, F>
{
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(&parts.extensions)?;
        let filter = query::read(&parts.uri)?;
        let limit = match query::reserved(&parts.uri, "limit") {
            None => USUAL_LIMIT,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=LARGEST_LIMIT).contains(limit))
                .ok_or_else(|| bad_field("limit", "out-of-range", "A page has 1 to 100 items."))?,
        };
        let list = context.operation().map_or("", |operation| operation.id);
        let after = query::reserved(&parts.uri, "cursor")
            .map(|cursor| {
                let opened = context.shared.cursors.open(list, cursor);
                opened.ok_or_else(|| {
                    bad_field("cursor", "invalid", "This cursor does not belong to this list.")
                })
            })
            .transpose()?;
        Ok(Self {
            after,
            limit,
            filter,
            context,
            uri: parts.uri.clone(),
        })
    }
}

impl<K, F: JsonSchema> OperationInput for PageRequest<K, F> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        crate::Query::<F>::operation_input(ctx, operation);
        let limit = json_schema!({
            "type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": USUAL_LIMIT
        });
        let parameters = [
            document::query_parameter("limit", "How many items the page has at most.", limit),
            document::query_parameter(
                "cursor",
                "Where the page begins: `next` of the page before.",
                json_schema!({ "type": "string" }),
            ),
        ];
        for parameter in parameters {
            document::push_parameter(operation, parameter);
        }
        document::declare_problems(ctx, operation, [EdgeRefusal::InvalidInput(Vec::new()).case()]);
    }
}

fn bad_field(field: &str, code: &str, message: &str) -> EdgeRefusal {
    EdgeRefusal::InvalidInput(vec![FieldProblem::new(field, code, message)])
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Send this as `cursor` for the next page; without it, this is the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    #[serde(skip)]
    link: Option<HeaderValue>,
    #[serde(skip)]
    tag: Option<HeaderValue>,
}

impl<T: Serialize> Page<T> {
    /// Gives the page an `ETag` that follows from its items. The cursor has no part in it: it is another one each time.
    #[must_use]
    pub fn tagged(mut self) -> Self {
        self.tag = content_tag(&(self.next.is_some(), &self.items));
        self
    }
}

/// Marks an answer whose items, not itself, `?fields=` selects from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IsPage;

impl<T: Serialize> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let mut response = respond(StatusCode::OK, &self);
        response.extensions_mut().insert(IsPage);
        if let Some(link) = self.link {
            response.headers_mut().insert(LINK, link);
        }
        if let Some(tag) = self.tag {
            response.headers_mut().insert(ETAG, tag);
        }
        response
    }
}

impl<T: JsonSchema> OperationOutput for Page<T> {
    type Inner = Self;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        document::offer_field_selection(operation);
        let response = document::json_response::<Self>(ctx, "One page of the list.");
        let response = document::with_header(
            response,
            "Link",
            "The next page, if there is one, as rel=\"next\".",
        );
        vec![(Some(200), response)]
    }
}

/// Seals and opens cursors.
pub(crate) struct Cursors(Aes256Gcm);

impl Cursors {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(Aes256Gcm::new(&Key::<Aes256Gcm>::from(*key)))
    }

    fn seal<K: Serialize>(&self, sources: &Sources, list: &str, key: &K) -> Option<String> {
        let nonce: [u8; 12] = sources.bytes();
        let text = serde_json::to_vec(key).ok()?;
        let payload = Payload {
            msg: &text,
            aad: list.as_bytes(),
        };
        let sealed = self.0.encrypt(&Nonce::from(nonce), payload).ok()?;
        let mut whole = nonce.to_vec();
        whole.extend(sealed);
        Some(URL_SAFE_NO_PAD.encode(whole))
    }

    fn open<K: DeserializeOwned>(&self, list: &str, cursor: &str) -> Option<K> {
        let whole = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (nonce, sealed) = whole.split_first_chunk::<12>()?;
        let payload = Payload {
            msg: sealed,
            aad: list.as_bytes(),
        };
        let text = self.0.decrypt(&Nonce::from(*nonce), payload).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_its_own_list_and_only_unharmed() {
        let cursors = Cursors::new(&[5; 32]);
        let cursor = cursors.seal(&Sources::system(), "find_notes", &(7, "a")).unwrap();
        assert_eq!(cursors.open("find_notes", &cursor), Some((7, "a".to_owned())));
        assert_eq!(cursors.open::<(i32, String)>("find_posts", &cursor), None);
        assert_eq!(cursors.open::<i32>("find_notes", &cursor), None);
        for at in 0..cursor.len() {
            let mut forged = cursor.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(cursors.open::<(i32, String)>("find_notes", &forged), None, "{at}");
        }
        for nonsense in ["", "A", "????", "AAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(cursors.open::<(i32, String)>("find_notes", nonsense), None);
        }
    }
}
