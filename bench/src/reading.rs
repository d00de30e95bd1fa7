//! Reading one row by its key over HTTP: what every server here is measured by.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Result;

use crate::cluster::BenchCluster;
use crate::load::{Pace, Target};
use crate::processes::Running;

/// How long each load is measured.
const LENGTH: Duration = Duration::from_secs(6);
/// Requests a second when the load is paced.
pub(crate) const PACE: u32 = 2000;

/// A server that runs, and how to ask it for rows.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) address: SocketAddr,
    pub(crate) paths: Vec<String>,
    /// The session.
    pub(crate) header: String,
    pub(crate) running: Running,
}

/// What one server reached. Latencies are in milliseconds, processor time is in microseconds for each request.
#[derive(Clone, Copy)]
pub(crate) struct Reached {
    pub(crate) rate: f64,
    pub(crate) server_each: f64,
    pub(crate) database_each: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

/// Loads a server once: first as much as it answers, then at a moderate pace.
pub(crate) fn measure(subject: &Subject, cluster: &BenchCluster) -> Result<Reached> {
    let headers = std::slice::from_ref(&subject.header);
    let target = Target {
        address: subject.address,
        paths: &subject.paths,
        headers,
    };
    let server_before = subject.running.processor_time()?;
    let database_before = cluster.processor_time()?;
    let flood = target.load(Pace::Closed, LENGTH)?;
    let server = subject.running.processor_time()?.saturating_sub(server_before);
    let database = cluster.processor_time()?.saturating_sub(database_before);
    let paced = target.load(Pace::PerSecond(PACE), LENGTH)?;
    let each = |spent: Duration| spent.as_secs_f64() * 1e6 / flood.with_warm_up();
    Ok(Reached {
        rate: flood.per_second,
        server_each: each(server),
        database_each: each(database),
        p50: paced.p50,
        p99: paced.p99,
    })
}

/// Measures servers in turn, so that a noisy minute hits all of them, and takes the median of each number.
pub(crate) fn medians(subjects: &[&Subject], cluster: &BenchCluster, rounds: usize) -> Result<Vec<Reached>> {
    let mut reached: Vec<Vec<Reached>> = subjects.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for (subject, reached) in subjects.iter().zip(&mut reached) {
            reached.push(measure(subject, cluster)?);
        }
    }
    Ok(reached.iter().map(|rounds| median(rounds)).collect())
}

fn median(rounds: &[Reached]) -> Reached {
    let of = |number: fn(&Reached) -> f64| {
        let mut numbers: Vec<f64> = rounds.iter().map(number).collect();
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Reached {
        rate: of(|reached| reached.rate),
        server_each: of(|reached| reached.server_each),
        database_each: of(|reached| reached.database_each),
        p50: of(|reached| reached.p50),
        p99: of(|reached| reached.p99),
    }
}
