//! Telemetry set up for real: one process, one collector, one span.

#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::io::{Read, Write};
use std::net::TcpListener;

use hustings_kernel::Sources;
use hustings_telemetry::{LogFormat, METRICS, TRACE_TARGET, TelemetryError, TelemetrySettings, init};

/// Takes one request of an exporter and gives back its first line.
fn collector() -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let taken = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        let mut buffer = [0; 4096];
        while !head.windows(4).any(|window| window == b"\r\n\r\n") {
            let read = stream.read(&mut buffer).unwrap();
            head.extend_from_slice(&buffer[..read]);
        }
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            .unwrap();
        String::from_utf8_lossy(&head)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    (endpoint, taken)
}

#[test]
fn a_span_reaches_the_collector_and_setting_up_twice_is_an_error() {
    let (endpoint, taken) = collector();
    let settings = TelemetrySettings {
        log: "error".to_owned(),
        log_format: LogFormat::Json,
        otlp_endpoint: Some(endpoint),
        trace_share: 1.0,
    };
    let telemetry = init(&settings, &Sources::system(), &[]).unwrap();
    tracing::trace_span!(target: TRACE_TARGET, "request", operation = "test").in_scope(|| {});
    telemetry.flush();
    assert_eq!(taken.join().unwrap(), "POST /v1/traces HTTP/1.1");
    assert!(telemetry.render().contains("process_start_time_seconds"));
    assert!(METRICS.iter().all(|metric| metric.name.starts_with("hustings_")));

    let quiet = TelemetrySettings {
        otlp_endpoint: None,
        ..settings
    };
    let again = init(&quiet, &Sources::system(), &[]);
    assert!(matches!(again, Err(TelemetryError::Twice(_))));
}
