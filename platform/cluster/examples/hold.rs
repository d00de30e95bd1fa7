//! Runs a private cluster until its input ends, and says where it is.
//!
//! `cargo run -p hustings-cluster --example hold -- FOLDER`, then psql with the URL it prints. The tests kill it to
//! see what becomes of the server it leaves behind.

use std::error::Error;
use std::io::{self, Read, Write};

use hustings_cluster::{Cluster, ClusterOptions};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name the data folder")?;
    let cluster = Cluster::start(&ClusterOptions::disposable(folder))?;
    writeln!(io::stdout(), "{}", cluster.url("postgres"))?;
    io::stdin().read_to_end(&mut Vec::new())?;
    cluster.stop()?;
    Ok(())
}
