//! What the doors measure.

use std::sync::OnceLock;

use http::StatusCode;
use metrics::{Counter, Histogram};

hustings_telemetry::metrics! {
    /// Requests answered, by operation and class of status.
    REQUESTS: counter "hustings_http_requests_total" Count;
    /// Time from the request's headers to the answer's, by operation.
    REQUEST_SECONDS: histogram "hustings_http_request_seconds" Seconds
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    /// Connections open now.
    CONNECTIONS: gauge "hustings_http_connections" Count;
    /// Requests refused because of a limit, by the limit's name.
    LIMITED: counter "hustings_http_limited_total" Count;
}

/// The handles of one operation, looked up once and kept.
#[derive(Debug, Clone)]
struct Handles {
    classes: [Counter; 4],
    seconds: Histogram,
}

/// Where one operation's requests are counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured(OnceLock<Handles>);

impl Measured {
    pub(crate) fn record(&self, operation: &'static str, status: StatusCode, seconds: f64) {
        let handles = self.0.get_or_init(|| Handles {
            classes: ["2xx", "3xx", "4xx", "5xx"]
                .map(|class| REQUESTS.with(&[("operation", operation), ("status", class)])),
            seconds: REQUEST_SECONDS.with(&[("operation", operation)]),
        });
        let class = match status.as_u16() {
            0..=299 => 0,
            300..=399 => 1,
            400..=499 => 2,
            _ => 3,
        };
        handles.classes[class].increment(1);
        handles.seconds.record(seconds);
    }
}
