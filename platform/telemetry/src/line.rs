//! How a log line is written: one JSON object, or text for a terminal. Both carry the request's id.

use std::fmt;

use hustings_kernel::Sources;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::{Compact, Format, FormatFields, Writer};
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormattedFields};
use tracing_subscriber::registry::LookupSpan;

use crate::correlation::current_correlation;

/// The injected clock, as the library wants it.
#[derive(Clone)]
pub(crate) struct Time(pub(crate) Sources);

impl FormatTime for Time {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{}", self.0.now().format("%Y-%m-%dT%H:%M:%S%.6fZ"))
    }
}

/// One JSON object per line: `time`, `level`, `target`, `message`, `request_id`, the event's fields, and `spans`.
pub(crate) struct JsonLine(pub(crate) Sources);

impl<S, N> FormatEvent<S, N> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        ctx: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = Map::new();
        let time = self.0.now().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
        line.insert("time".to_owned(), time.into());
        let level = event.metadata().level().as_str().to_ascii_lowercase();
        line.insert("level".to_owned(), level.into());
        line.insert("target".to_owned(), event.metadata().target().into());
        if let Some(id) = current_correlation() {
            line.insert("request_id".to_owned(), id.to_string().into());
        }
        event.record(&mut Fields(&mut line));
        let spans: Vec<Value> = ctx
            .event_scope()
            .into_iter()
            .flat_map(tracing_subscriber::registry::Scope::from_root)
            .map(|span| {
                let extensions = span.extensions();
                let fields = extensions
                    .get::<FormattedFields<N>>()
                    .map(|fields| fields.fields.as_str());
                // The span's fields were written as JSON by `JsonFields`; anything else stays text.
                let mut value = fields
                    .and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok())
                    .unwrap_or_default();
                value.insert("name".to_owned(), span.name().into());
                Value::Object(value)
            })
            .collect();
        if !spans.is_empty() {
            line.insert("spans".to_owned(), spans.into());
        }
        let text = serde_json::to_string(&line).map_err(|_| fmt::Error)?;
        writeln!(writer, "{text}")
    }
}

/// Gathers an event's fields.
struct Fields<'a>(&'a mut Map<String, Value>);

impl Fields<'_> {
    fn put(&mut self, field: &Field, value: impl Into<Value>) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for Fields<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }

    /// An error with everything that caused it: the outermost alone rarely says what happened.
    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        let mut text = value.to_string();
        let mut source = value.source();
        while let Some(cause) = source {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            source = cause.source();
        }
        self.put(field, text);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, format!("{value:?}"));
    }
}

/// Text for people, with the request's id in front of the message.
pub(crate) struct TextLine(Format<Compact, Time>);

impl TextLine {
    pub(crate) fn new(sources: Sources) -> Self {
        Self(Format::default().compact().with_timer(Time(sources)))
    }
}

impl<S, N> FormatEvent<S, N> for TextLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        ctx: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        if let Some(id) = current_correlation() {
            write!(writer, "[{id}] ")?;
        }
        self.0.format_event(ctx, writer, event)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use chrono::DateTime;
    use futures::FutureExt;
    use hustings_kernel::{ManualClock, SeededRandomness};
    use tracing_subscriber::fmt::format::JsonFields;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;
    use crate::correlated;

    #[derive(Clone, Default)]
    struct Captured(Arc<Mutex<Vec<u8>>>);

    impl Write for Captured {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_is_an_object_that_carries_the_request_and_its_spans() {
        let captured = Captured::default();
        let writer = captured.clone();
        let clock = ManualClock::at(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let layer = tracing_subscriber::fmt::layer()
            .event_format(JsonLine(Sources::new(clock, SeededRandomness::new(1))))
            .fmt_fields(JsonFields::new())
            .with_writer(move || writer.clone());
        let subscriber = tracing_subscriber::registry().with(layer);
        let id = hustings_kernel::CorrelationId::from(uuid());
        tracing::subscriber::with_default(subscriber, || {
            let work = async {
                let _span = tracing::info_span!("agent", agent = "community.moderate").entered();
                tracing::warn!(tries = 3, ok = false, cause = %"a \"quoted\"\nline", "it failed");
            };
            correlated(id, work).now_or_never();
        });
        let bytes = captured.0.lock().unwrap().clone();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.lines().count(), 1);
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["time"], "2027-01-15T08:00:00.000000Z");
        assert_eq!(line["level"], "warn");
        assert_eq!(line["message"], "it failed");
        assert_eq!(line["tries"], 3);
        assert_eq!(line["ok"], false);
        assert_eq!(line["cause"], "a \"quoted\"\nline");
        assert_eq!(line["request_id"], id.to_string());
        assert_eq!(line["spans"][0]["name"], "agent");
        assert_eq!(line["spans"][0]["agent"], "community.moderate");
    }

    fn uuid() -> hustings_kernel::macros::uuid::Uuid {
        hustings_kernel::macros::uuid::Uuid::from_u128(5)
    }
}
