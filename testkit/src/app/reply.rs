//! An answer, as a client sees it.

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// An answer of the server.
#[derive(Debug)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; `null` if it has none.
    pub json: Value,
}

impl Reply {
    /// Sends a request and waits for its answer, which must be JSON or empty.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.unwrap();
        let json = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).unwrap()
        };
        Self {
            status,
            headers,
            json,
        }
    }

    /// Its body, if it has this status.
    #[track_caller]
    pub fn expect(&self, status: u16) -> &Value {
        assert_eq!(self.status, status, "{self:?}");
        &self.json
    }

    /// Checks that it refuses with this status and this code.
    #[track_caller]
    pub fn expect_problem(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, &self.json["code"]),
            (status, &json!(code)),
            "{self:?}"
        );
    }

    /// What a browser would keep: name and value of each cookie that is set.
    pub fn cookies(&self) -> String {
        let pairs = self.headers.get_all("set-cookie").iter();
        let pairs: Vec<&str> = pairs
            .filter_map(|value| value.to_str().unwrap().split(';').next())
            .collect();
        pairs.join("; ")
    }
}
