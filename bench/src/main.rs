//! The benchmarks of Hustings. `cargo xtask bench NAME` builds this program in release and runs it.
//!
//! A bench is a function that returns figures; [`BENCHES`] lists them. Where there is a peer (`bench/peers/`), it does
//! the same work on the same machine in the same run, and the figure carries both. The HTTP load comes from this
//! program too, started as a process of its own ([`load`]), so that one client measures both sides.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench talks to the person who started it"
)]

mod cluster;
mod crypto;
mod events;
mod folder;
mod http;
mod hustings;
mod jobs;
mod live;
mod load;
mod machine;
mod peers;
mod processes;
mod reading;
mod report;
mod server;
mod store;
mod web;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

use crate::report::Figure;

/// The benchmarks of Hustings.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run one benchmark, or all of them
    Run {
        /// Which one; without a name, all
        name: Option<String>,
    },
    /// Name the benchmarks there are
    List,
    /// Load one address over HTTP and write what was measured as JSON (what the benchmarks start themselves)
    Load(load::Options),
    /// Run the agents of the `events` benchmark (what it starts itself)
    Agents(events::agents::Options),
}

/// One benchmark.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<Vec<Figure>>,
}

/// All there are. One line adds one.
const BENCHES: &[Bench] = &[
    Bench {
        name: "store",
        about: "rows with their events, durable, one by one against batched",
        run: store::bench,
    },
    Bench {
        name: "events",
        about: "from an event appended to an event handled, and how fast a full log is drained",
        run: events::bench,
    },
    Bench {
        name: "jobs",
        about: "trivial durable jobs, enqueued and run, beside BullMQ on Redis",
        run: jobs::bench,
    },
    Bench {
        name: "crypto",
        about: "a sealed column beside one in the clear, for each row written and read",
        run: crypto::bench,
    },
    Bench {
        name: "http",
        about: "one row read by key, signed session, row-level security, beside Fastify and FastAPI",
        run: http::bench,
    },
    Bench {
        name: "live",
        about: "notices fanned out to a thousand sockets and to five thousand, beside Socket.IO on Node",
        run: live::bench,
    },
    Bench {
        name: "server",
        about: "memory of an idle server, and the time it takes to start",
        run: server::bench,
    },
    Bench {
        name: "web",
        about: "what has to be loaded, and what Lighthouse makes of sign-in and home",
        run: web::bench,
    },
    Bench {
        name: "peers",
        about: "what the peers reach on this machine by themselves",
        run: peers::bench,
    },
];

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run { name } => run(name.as_deref()),
        Task::List => {
            for bench in BENCHES {
                println!("{:10} {}", bench.name, bench.about);
            }
            Ok(())
        }
        Task::Load(options) => load::run(&options),
        Task::Agents(options) => events::agents::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(name: Option<&str>) -> Result<()> {
    let chosen: Vec<_> = BENCHES
        .iter()
        .filter(|bench| name.is_none_or(|name| name == bench.name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = BENCHES.iter().map(|bench| bench.name).collect();
        anyhow::bail!("there is no such benchmark; there are: {}", names.join(", "));
    }
    for bench in chosen {
        println!("\n{}: {}", bench.name, bench.about);
        let figures = (bench.run)().with_context(|| format!("the benchmark `{}` failed", bench.name))?;
        report::publish(bench.name, &figures)?;
    }
    Ok(())
}
