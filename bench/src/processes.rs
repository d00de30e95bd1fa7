//! Programs a benchmark starts: ended with it, and their processor time counted.

use std::collections::BTreeMap;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// A program and all it started, ended when this is dropped.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts it in a process group of its own, so that its workers end with it.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("could not start {name}"))?;
        Ok(Self { child })
    }

    /// What it and all it started have used so far.
    pub(crate) fn processor_time(&self) -> Result<Duration> {
        processor_time(self.child.id())
    }

    /// What it and its children hold in memory now.
    pub(crate) fn memory(&self) -> Result<Memory> {
        let processes = processes()?;
        let mut memory = Memory {
            own: megabytes_of(self.child.id(), "Rss:")?,
            children: 0.0,
        };
        for process in processes.keys().filter(|process| **process != self.child.id()) {
            if is_below(&processes, *process, self.child.id()) {
                // Their shared memory, divided among them.
                memory.children += megabytes_of(*process, "Pss:")?;
            }
        }
        Ok(memory)
    }

    /// Waits until something accepts connections there, or the program ended.
    pub(crate) fn wait_for(&mut self, address: SocketAddr) -> Result<()> {
        let deadline = Instant::now() + Duration::from_mins(1);
        while TcpStream::connect(address).is_err() {
            if let Some(status) = self.child.try_wait()? {
                bail!("it ended before it listened on {address}: {status}");
            }
            if Instant::now() > deadline {
                bail!("nothing listens on {address} after a minute");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // The group may be gone already; there is nothing to do about it then.
            let _ = kill_process_group(group, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}

/// A port nobody listens on.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

/// In megabytes.
pub(crate) struct Memory {
    /// Of the program itself.
    pub(crate) own: f64,
    /// Of what it started.
    pub(crate) children: f64,
}

fn megabytes_of(process: u32, field: &str) -> Result<f64> {
    let path = format!("/proc/{process}/smaps_rollup");
    let text = fs::read_to_string(&path).with_context(|| format!("could not read {path}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes: f64 = line
        .and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .with_context(|| format!("{path} names no {field}"))?;
    Ok(kilobytes / 1024.0)
}

/// The processor time a process and everything below it have used, ended children included.
pub(crate) fn processor_time(id: u32) -> Result<Duration> {
    let processes = processes()?;
    let below = processes
        .iter()
        .filter(|(process, _)| is_below(&processes, **process, id));
    let ticks: u64 = below.map(|(_, usage)| usage.ticks).sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "ticks of a benchmark are far below 2^52"
    )]
    Ok(Duration::from_secs_f64(
        ticks as f64 / rustix::param::clock_ticks_per_second() as f64,
    ))
}

fn processes() -> Result<BTreeMap<u32, Usage>> {
    let mut processes = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let Some(process) = entry?
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        // A process may end between being listed and being read.
        let Ok(line) = fs::read_to_string(format!("/proc/{process}/stat")) else {
            continue;
        };
        processes.insert(
            process,
            Usage::parse(&line).context("/proc has an unexpected form")?,
        );
    }
    Ok(processes)
}

fn is_below(processes: &BTreeMap<u32, Usage>, process: u32, ancestor: u32) -> bool {
    let mut current = process;
    loop {
        if current == ancestor {
            return true;
        }
        match processes.get(&current) {
            Some(usage) if usage.parent != current => current = usage.parent,
            _ => return false,
        }
    }
}

struct Usage {
    parent: u32,
    /// Its own and that of children it has waited for.
    ticks: u64,
}

impl Usage {
    /// One line of `/proc/<id>/stat`: the name in parentheses may hold anything, so fields are counted after it.
    fn parse(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks: Option<Vec<u64>> = fields
            .get(11..15)?
            .iter()
            .map(|field| field.parse().ok())
            .collect();
        Some(Self {
            parent: fields.get(1)?.parse().ok()?,
            ticks: ticks?.iter().sum(),
        })
    }
}

#[cfg(test)]
mod tests {
    use anyhow::ensure;

    use super::*;

    #[test]
    fn a_line_of_proc_is_read_past_a_strange_name() {
        let line = "7 (a) b) S 3 7 7 0 -1 0 0 0 0 0 10 20 3 4 20 0 1 0 0";
        let usage = Usage::parse(line);
        assert_eq!(usage.map(|usage| (usage.parent, usage.ticks)), Some((3, 37)));
    }

    #[test]
    fn our_own_time_is_counted() -> Result<()> {
        let before = processor_time(std::process::id())?;
        let deadline = Instant::now() + Duration::from_mins(1);
        while processor_time(std::process::id())? <= before {
            ensure!(
                Instant::now() < deadline,
                "a minute of work costs no processor time"
            );
        }
        Ok(())
    }
}
