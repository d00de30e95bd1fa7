//! The process itself: memory, processor time, open files. Named as Prometheus names them everywhere.
//!
//! Written by hand, because the recorder's counters are whole numbers and processor time is not.

use std::fmt::Write;

use chrono::{DateTime, Utc};

/// The lines about this process. What the system does not tell is left out.
pub(crate) fn render(started: DateTime<Utc>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, kind: &str, help: &str, value: f64| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
    };
    line(
        "process_cpu_seconds_total",
        "counter",
        "Processor time used, in seconds.",
        cpu_seconds(),
    );
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 fit a double for 200,000 years"
    )]
    let start = started.timestamp_millis() as f64 / 1000.0;
    line(
        "process_start_time_seconds",
        "gauge",
        "When the process started, in seconds of the Unix clock.",
        start,
    );
    if let Some(bytes) = resident_bytes() {
        line(
            "process_resident_memory_bytes",
            "gauge",
            "Memory in use, in bytes.",
            bytes,
        );
    }
    if let Some(count) = open_files() {
        line("process_open_fds", "gauge", "Open file descriptors.", count);
    }
    text
}

fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a process does not run for 200 million years"
    )]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}

fn resident_bytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u32 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(f64::from(kilobytes) * 1024.0)
}

fn open_files() -> Option<f64> {
    let count = std::fs::read_dir("/proc/self/fd").ok()?.count();
    u32::try_from(count).ok().map(f64::from)
}
