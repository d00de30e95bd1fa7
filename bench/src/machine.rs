//! Which machine a figure was taken on.

use std::fmt;
use std::fs;
use std::thread;

use anyhow::{Context as _, Result};
use serde::Serialize;

/// What of a machine moves a figure.
#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    processor: String,
    cores: usize,
    memory_megabytes: u64,
    kernel: String,
}

impl Machine {
    /// The machine this program runs on. Linux only, as the benchmarks are.
    pub(crate) fn this() -> Result<Self> {
        let read = |path: &str| fs::read_to_string(path).with_context(|| format!("could not read {path}"));
        let processors = read("/proc/cpuinfo")?;
        let memory = read("/proc/meminfo")?;
        Ok(Self {
            processor: value_of(&processors, "model name")
                .unwrap_or("unknown")
                .to_owned(),
            cores: thread::available_parallelism()?.get(),
            memory_megabytes: kilobytes(&memory).context("/proc/meminfo names no MemTotal")? / 1024,
            kernel: read("/proc/sys/kernel/osrelease")?.trim().to_owned(),
        })
    }
}

fn value_of<'text>(text: &'text str, key: &str) -> Option<&'text str> {
    text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == key).then(|| value.trim())
    })
}

fn kilobytes(meminfo: &str) -> Option<u64> {
    value_of(meminfo, "MemTotal")?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

impl fmt::Display for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            processor,
            cores,
            memory_megabytes,
            kernel,
        } = self;
        write!(
            formatter,
            "{processor}, {cores} cores, {memory_megabytes} MB, Linux {kernel}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_and_the_memory_are_read() {
        assert_eq!(
            value_of("processor\t: 0\nmodel name\t: Fast One\n", "model name"),
            Some("Fast One")
        );
        assert_eq!(
            kilobytes("MemTotal:       24000000 kB\nMemFree: 1 kB\n"),
            Some(24_000_000)
        );
    }
}
