//! Setting it all up, once per process.

use std::io::IsTerminal;
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_kernel::Sources;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{ExporterBuildError, WithExportConfig};
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{EnvFilter, LevelFilter, Targets};
use tracing_subscriber::fmt::format::JsonFields;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::Registry;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use crate::line::{JsonLine, TextLine};
use crate::measure::{Declared, MetricKind};
use crate::{LogFormat, Tasks, TelemetrySettings, process};

crate::metrics! {
    /// Background tasks that panicked.
    TASK_PANICS: counter "hustings_task_panics_total" Count;
    /// Background tasks that ended early and were started again.
    TASK_RESTARTS: counter "hustings_task_restarts_total" Count;
}

/// Spans under this target are traces: made only when a collector wants them.
pub const TRACE_TARGET: &str = "hustings::trace";
/// How often the recorder moves fresh samples into its buckets; they take memory until then.
const UPKEEP: Duration = Duration::from_secs(5);

/// Why nothing could be told.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter in the settings does not parse.
    #[error("the setting `log` is not a level or a list of levels: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// It was set up before, in this process.
    #[error("logging is set up twice")]
    Twice(#[from] TryInitError),
    /// A metric was declared with empty buckets, or a recorder is there already.
    #[error("metrics could not be set up")]
    Metrics(#[from] BuildError),
    /// The endpoint for traces is not usable.
    #[error("traces could not be set up")]
    Traces(#[from] ExporterBuildError),
}

/// What was set up; kept until the end of the process.
#[derive(Debug)]
pub struct Telemetry {
    metrics: PrometheusHandle,
    traces: Option<SdkTracerProvider>,
    started: DateTime<Utc>,
}

/// Parts that write down what they are given, personal or not: the queue logs the payload of every job. What there is
/// to know of a job, the job platform says itself.
const SILENCED: [&str; 2] = ["graphile_worker=off", "graphile_worker_migrations=warn"];

/// Sets up logs, metrics and traces for this process. `declared` are the metrics of every crate that has some.
pub fn init(
    settings: &TelemetrySettings,
    sources: &Sources,
    declared: &[&[Declared]],
) -> Result<Telemetry, TelemetryError> {
    let filter = filter(&settings.log)?;
    let traces = traces(settings)?;
    let exported = traces.as_ref().map(|provider| {
        tracing_opentelemetry::layer()
            .with_tracer(provider.tracer("hustings"))
            .with_filter(Targets::new().with_target(TRACE_TARGET, LevelFilter::TRACE))
    });
    tracing_subscriber::registry()
        .with(lines(settings, sources).with_filter(filter))
        .with(exported)
        .try_init()?;
    log_panics();
    Ok(Telemetry {
        metrics: recorder(declared)?,
        traces,
        started: sources.now(),
    })
}

/// What the settings ask for, except for what must never be written.
fn filter(wanted: &str) -> Result<EnvFilter, TelemetryError> {
    SILENCED
        .iter()
        .try_fold(wanted.parse::<EnvFilter>()?, |filter, part| {
            Ok(filter.add_directive(part.parse()?))
        })
}

impl Telemetry {
    /// Every metric, in the text form Prometheus reads.
    pub fn render(&self) -> String {
        let mut text = self.metrics.render();
        text.push_str(&process::render(self.started));
        text
    }

    /// A handle that renders the metrics, for whoever serves them.
    pub fn renderer(&self) -> impl Fn() -> String + Send + Sync + Clone + 'static {
        let (metrics, started) = (self.metrics.clone(), self.started);
        move || {
            let mut text = metrics.render();
            text.push_str(&process::render(started));
            text
        }
    }

    /// Starts the recorder's housekeeping.
    pub fn start(&self, tasks: &Tasks) {
        let metrics = self.metrics.clone();
        tasks.supervise("telemetry.upkeep", move |stop| {
            let metrics = metrics.clone();
            async move {
                let mut beat = tokio::time::interval(UPKEEP);
                loop {
                    tokio::select! {
                        () = stop.cancelled() => return,
                        _ = beat.tick() => metrics.run_upkeep(),
                    }
                }
            }
        });
    }

    /// Sends what is still to be sent.
    pub fn flush(&self) {
        if let Some(traces) = &self.traces
            && let Err(cause) = traces.shutdown()
        {
            tracing::warn!(%cause, "the last traces were not delivered");
        }
    }
}

fn lines(settings: &TelemetrySettings, sources: &Sources) -> Box<dyn Layer<Registry> + Send + Sync> {
    let is_text = match settings.log_format {
        LogFormat::Auto => std::io::stderr().is_terminal(),
        LogFormat::Json => false,
        LogFormat::Text => true,
    };
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    if is_text {
        layer.event_format(TextLine::new(sources.clone())).boxed()
    } else {
        layer
            .event_format(JsonLine(sources.clone()))
            .fmt_fields(JsonFields::new())
            .boxed()
    }
}

fn traces(settings: &TelemetrySettings) -> Result<Option<SdkTracerProvider>, TelemetryError> {
    let Some(endpoint) = &settings.otlp_endpoint else {
        return Ok(None);
    };
    let exporter = opentelemetry_otlp::SpanExporter::builder()
        .with_http()
        .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
        .with_timeout(Duration::from_secs(10))
        .build()?;
    let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.trace_share)));
    let resource = opentelemetry_sdk::Resource::builder()
        .with_service_name("hustings")
        .build();
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_sampler(sampler)
        .with_resource(resource)
        .build();
    Ok(Some(provider))
}

/// The process's recorder, which knows every declared metric.
fn recorder(declared: &[&[Declared]]) -> Result<PrometheusHandle, TelemetryError> {
    let handle = builder(declared)?.install_recorder()?;
    describe(declared);
    Ok(handle)
}

fn builder(declared: &[&[Declared]]) -> Result<PrometheusBuilder, BuildError> {
    let mut builder = PrometheusBuilder::new();
    for metric in all(declared) {
        if let MetricKind::Histogram(bounds) = metric.kind {
            builder = builder.set_buckets_for_metric(Matcher::Full(metric.name.to_owned()), bounds)?;
        }
    }
    Ok(builder)
}

fn describe(declared: &[&[Declared]]) {
    for metric in all(declared) {
        metric.describe();
    }
}

fn all<'a>(declared: &'a [&'a [Declared]]) -> impl Iterator<Item = &'a Declared> {
    METRICS.iter().chain(declared.iter().copied().flatten())
}

/// A panic is a log line like any other, with the id of the request it broke.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("not a text");
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current();
        tracing::error!(place, thread = thread.name(), "panic: {message}");
    }));
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::{GaugeMetric, HistogramMetric, MetricUnit};

    const EXAMPLE: &[Declared] = &[
        Declared {
            name: "hustings_example_seconds",
            kind: MetricKind::Histogram(&[0.1, 1.0]),
            unit: MetricUnit::Seconds,
            help: "How long an example takes.",
        },
        Declared {
            name: "hustings_examples_waiting",
            kind: MetricKind::Gauge,
            unit: MetricUnit::Count,
            help: "Examples that wait.",
        },
    ];

    fn rendered() -> String {
        let recorder = builder(&[EXAMPLE]).unwrap().build_recorder();
        let handle = recorder.handle();
        ::metrics::with_local_recorder(&recorder, || {
            describe(&[EXAMPLE]);
            HistogramMetric(EXAMPLE[0]).plain().record(0.5);
            GaugeMetric(EXAMPLE[1]).plain().set(2.0);
            TASK_PANICS.with(&[("task", "test")]).increment(1);
        });
        handle.run_upkeep();
        handle.render() + &process::render(Sources::system().now())
    }

    #[test]
    fn every_metric_has_its_help_and_its_buckets() {
        let text = rendered();
        assert!(
            text.contains("# HELP hustings_example_seconds How long an example takes."),
            "{text}"
        );
        assert!(
            text.contains("hustings_example_seconds_bucket{le=\"1\"} 1"),
            "{text}"
        );
        assert!(
            text.contains("hustings_task_panics_total{task=\"test\"} 1"),
            "{text}"
        );
        assert!(text.contains("process_resident_memory_bytes "), "{text}");
    }

    #[test]
    fn promtool_finds_nothing_to_mend() {
        let Ok(mut promtool) = Command::new("promtool")
            .args(["check", "metrics"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
        else {
            // Not on this machine; continuous integration has it.
            return;
        };
        promtool
            .stdin
            .take()
            .unwrap()
            .write_all(rendered().as_bytes())
            .unwrap();
        let output = promtool.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    #[test]
    fn a_filter_that_does_not_parse_is_an_error() {
        let settings = TelemetrySettings {
            log: "loud=everything=now".to_owned(),
            ..TelemetrySettings::default()
        };
        let error = init(&settings, &Sources::system(), &[]).unwrap_err();
        assert!(matches!(error, TelemetryError::Filter(_)));
    }
}
