//! `?fields=a,b.c`: only what the reader wants, cut from the answer.

use axum::body::Body;
use axum::response::Response;
use http::Uri;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::BodyExt;
use serde_json::{Map, Value};

use crate::page::IsPage;
use crate::query;

/// Which fields, as a tree; an empty branch is the whole field.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, Fields)>);

impl Fields {
    /// What the address asks for, if it asks.
    pub(crate) fn asked(uri: &Uri) -> Option<Self> {
        let text = query::reserved(uri, "fields")?
            .replace("%2C", ",")
            .replace("%2c", ",");
        let mut fields = Self::default();
        for path in text.split(',').filter(|path| !path.is_empty()).take(100) {
            fields.add(path);
        }
        (!fields.0.is_empty()).then_some(fields)
    }

    fn add(&mut self, path: &str) {
        let mut branch = self;
        for name in path.split('.').take(10) {
            let known = branch.0.iter().position(|(known, _)| known == name);
            let at = known.unwrap_or_else(|| {
                branch.0.push((name.to_owned(), Self::default()));
                branch.0.len() - 1
            });
            branch = &mut branch.0[at].1;
        }
    }

    fn cut(&self, value: Value) -> Value {
        if self.0.is_empty() {
            return value;
        }
        match value {
            Value::Array(items) => Value::Array(items.into_iter().map(|item| self.cut(item)).collect()),
            Value::Object(mut object) => {
                let mut kept = Map::new();
                for (name, rest) in &self.0 {
                    if let Some(value) = object.remove(name) {
                        kept.insert(name.clone(), rest.cut(value));
                    }
                }
                Value::Object(kept)
            }
            other => other,
        }
    }
}

/// Cuts a successful JSON answer down to the fields; anything else stays as it is.
pub(crate) async fn apply(fields: &Fields, response: Response) -> Response {
    let is_json = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/json");
    if !is_json || !response.status().is_success() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The body of a JSON answer is in memory already.
    let Ok(bytes) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return Response::from_parts(parts, Body::empty());
    };
    let Ok(mut value) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    if parts.extensions.get::<IsPage>().is_some() {
        if let Some(items) = value.get_mut("items") {
            *items = fields.cut(items.take());
        }
    } else {
        value = fields.cut(value);
    }
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(value.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(query: &str, expected: &Value) {
        let uri: Uri = format!("/x?{query}").parse().unwrap();
        let value = json!({ "id": 1, "author": { "name": "A", "age": 2 }, "tags": [{ "a": 1, "b": 2 }] });
        let cut = Fields::asked(&uri).map_or_else(|| value.clone(), |fields| fields.cut(value.clone()));
        assert_eq!(cut, *expected, "{query}");
    }

    #[test]
    fn fields_are_cut_by_path() {
        check("fields=id", &json!({ "id": 1 }));
        check(
            "fields=author.name,id",
            &json!({ "author": { "name": "A" }, "id": 1 }),
        );
        check(
            "fields=author%2Cid",
            &json!({ "author": { "name": "A", "age": 2 }, "id": 1 }),
        );
        check("fields=tags.b", &json!({ "tags": [{ "b": 2 }] }));
        check("fields=nothing", &json!({}));
        check("fields=id.deeper", &json!({ "id": 1 }));
        let whole = json!({ "id": 1, "author": { "name": "A", "age": 2 }, "tags": [{ "a": 1, "b": 2 }] });
        check("fields=", &whole);
        check("other=1", &whole);
    }
}
