//! Metrics, declared once per crate with their unit and what they mean.

use ::metrics::{Counter, Gauge, Histogram, Label, Unit};

/// What a metric counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricUnit {
    /// Things.
    Count,
    /// Seconds; the name ends in `_seconds`.
    Seconds,
    /// Bytes; the name ends in `_bytes`.
    Bytes,
}

/// What kind of metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MetricKind {
    /// Only rises; the name ends in `_total`.
    Counter,
    /// Rises and falls.
    Gauge,
    /// A distribution, counted into buckets with these upper bounds.
    Histogram(&'static [f64]),
}

/// A metric as declared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Declared {
    /// Its name, which begins with `hustings_`.
    pub name: &'static str,
    /// Its kind.
    pub kind: MetricKind,
    /// Its unit.
    pub unit: MetricUnit,
    /// What it means.
    pub help: &'static str,
}

impl Declared {
    /// Tells the recorder what the metric means.
    pub(crate) fn describe(&self) {
        let unit = match self.unit {
            MetricUnit::Count => Unit::Count,
            MetricUnit::Seconds => Unit::Seconds,
            MetricUnit::Bytes => Unit::Bytes,
        };
        match self.kind {
            MetricKind::Counter => ::metrics::describe_counter!(self.name, unit, self.help),
            MetricKind::Gauge => ::metrics::describe_gauge!(self.name, unit, self.help),
            MetricKind::Histogram(_) => ::metrics::describe_histogram!(self.name, unit, self.help),
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident, $handle:ident, $register:ident;)+) => {
        $(
            $(#[$doc])+
            #[derive(Debug, Clone, Copy, PartialEq)]
            pub struct $name(pub Declared);

            #[expect(clippy::disallowed_macros, reason = "a metric that is registered here is declared")]
            impl $name {
                /// The metric without labels. Keep the handle where it is used often.
                pub fn plain(&self) -> $handle {
                    ::metrics::$register!(self.0.name)
                }

                /// The metric with these labels. Keep the handle where it is used often. A label's values are few
                /// and known: never an id, never what somebody typed.
                pub fn with(&self, labels: &[(&'static str, &'static str)]) -> $handle {
                    let labels: Vec<Label> =
                        labels.iter().map(|(key, value)| Label::from_static_parts(key, value)).collect();
                    ::metrics::$register!(self.0.name, labels)
                }
            }
        )+
    };
}

kinds! {
    /// Something that only rises.
    CounterMetric, Counter, counter;
    /// Something that rises and falls.
    GaugeMetric, Gauge, gauge;
    /// A distribution.
    HistogramMetric, Histogram, histogram;
}

/// Declares the metrics of a crate and lists them in `METRICS`:
///
/// ```
/// hustings_telemetry::metrics! {
///     /// Posts published.
///     POSTS: counter "hustings_posts_total" Count;
///     /// Posts waiting for a moderator.
///     WAITING: gauge "hustings_posts_waiting" Count;
///     /// Time from publishing to moderation.
///     MODERATION: histogram "hustings_moderation_seconds" Seconds [0.1, 1.0, 10.0];
/// }
/// POSTS.with(&[("topic", "open")]).increment(1);
/// assert_eq!(METRICS.len(), 3);
/// ```
#[macro_export]
macro_rules! metrics {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ident $text:literal $unit:ident $([$($bound:literal),+])?;)+) => {
        $(
            $(#[doc = $doc])+
            pub(crate) const $name: $crate::metrics!(@type $kind) = $crate::metrics!(@make $kind)($crate::Declared {
                name: $text,
                kind: $crate::metrics!(@kind $kind $([$($bound),+])?),
                unit: $crate::MetricUnit::$unit,
                help: ($($doc,)+).0.trim_ascii(),
            });
        )+

        /// Every metric of this crate.
        pub const METRICS: &[$crate::Declared] = &[$($name.0),+];
    };
    (@type counter) => { $crate::CounterMetric };
    (@type gauge) => { $crate::GaugeMetric };
    (@type histogram) => { $crate::HistogramMetric };
    (@make counter) => { $crate::CounterMetric };
    (@make gauge) => { $crate::GaugeMetric };
    (@make histogram) => { $crate::HistogramMetric };
    (@kind counter) => { $crate::MetricKind::Counter };
    (@kind gauge) => { $crate::MetricKind::Gauge };
    (@kind histogram [$($bound:literal),+]) => { $crate::MetricKind::Histogram(&[$($bound),+]) };
}
