//! Hustings itself, as an operator runs it: the release binary in a process of its own.

mod client;
mod founding;

use std::env;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::processes::{Running, free_address};

pub(crate) use client::ask;

/// A server that runs and is ready. It ends when this is dropped.
pub(crate) struct Hustings {
    pub(crate) address: SocketAddr,
    pub(crate) running: Running,
    /// From starting the program until it said it was ready.
    pub(crate) ready_after: Duration,
    told: PathBuf,
}

impl Hustings {
    /// Starts it on a data folder, with settings beyond those every benchmark needs.
    pub(crate) fn start(data_folder: &Path, settings: &[(&str, String)]) -> Result<Self> {
        let address = free_address()?;
        let binary = env::current_exe()?.with_file_name("hustings");
        fs::create_dir_all(data_folder)?;
        let told = data_folder.join("told");
        let mut server = Command::new(&binary);
        server
            .arg("serve")
            .current_dir(data_folder)
            .stdout(File::create(&told)?)
            .stderr(File::create(data_folder.join("complained"))?);
        server
            .env("HUSTINGS__DATA_DIR", data_folder)
            .env("HUSTINGS__HTTP__LISTEN", address.to_string())
            .env(
                "HUSTINGS__HTTP__PUBLIC_URL",
                format!("http://localhost:{}", address.port()),
            )
            // One caller stands for many people here.
            .env("HUSTINGS__HTTP__LIMITS__PERSON_PER_SECOND", "1000000")
            .env("HUSTINGS__HTTP__LIMITS__PERSON_BURST", "1000000");
        server.envs(settings.iter().map(|(name, value)| (*name, value)));
        let start = Instant::now();
        let mut running = Running::start(&mut server)?;
        running
            .wait_for(address)
            .with_context(|| complaint(data_folder))?;
        wait_until_ready(address)?;
        Ok(Self {
            address,
            running,
            ready_after: start.elapsed(),
            told,
        })
    }

    /// The one-time token it prints while there is no organisation, a moment after it is ready.
    pub(crate) fn setup_token(&self) -> Result<String> {
        let deadline = Instant::now() + Duration::from_mins(1);
        loop {
            let told = fs::read_to_string(&self.told)?;
            let token = told
                .lines()
                .find_map(|line| Some(line.split_once("/setup#token=")?.1.trim()));
            if let Some(token) = token.filter(|token| !token.is_empty()) {
                return Ok(token.to_owned());
            }
            ensure!(
                Instant::now() < deadline,
                "the server printed no setup token:\n{told}"
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn complaint(data_folder: &Path) -> String {
    let said =
        ["told", "complained"].map(|name| fs::read_to_string(data_folder.join(name)).unwrap_or_default());
    format!("hustings did not start:\n{}", said.concat())
}

fn wait_until_ready(address: SocketAddr) -> Result<()> {
    let deadline = Instant::now() + Duration::from_mins(1);
    while ask(address, "GET", "/readyz", &[], None)?.status != 200 {
        ensure!(Instant::now() < deadline, "hustings is not ready after a minute");
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
