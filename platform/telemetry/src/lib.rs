//! What happens, told: log lines that carry the request's id, metrics for Prometheus, traces over OTLP if wanted.
//!
//! [`init`] sets it up once per process. Each crate declares its metrics in one place with
//! [`metrics!`](crate::metrics); [`correlated`] ties the log lines of a piece of work together; [`Tasks`] owns every
//! task that runs beside the requests.

mod correlation;
mod line;
mod measure;
mod process;
mod settings;
mod setup;
mod tasks;

pub use correlation::{correlated, current_correlation};
pub use measure::{CounterMetric, Declared, GaugeMetric, HistogramMetric, MetricKind, MetricUnit};
pub use settings::{LogFormat, TelemetrySettings};
pub use setup::{METRICS, TRACE_TARGET, Telemetry, TelemetryError, init};
pub use tasks::{Crowd, Tasks};
