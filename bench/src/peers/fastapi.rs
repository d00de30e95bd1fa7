//! FastAPI with asyncpg under uvicorn: one worker per core, uvloop and httptools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{Database, Subject, database, install_once, run, session, unpack, workers};
use crate::processes::{Running, free_address};

pub(super) fn start(database: &Database) -> Result<Subject> {
    let folder = install()?;
    let address = free_address()?;
    let mut uvicorn = Command::new(folder.join("venv/bin/uvicorn"));
    uvicorn.args([
        "app:app",
        "--host",
        "127.0.0.1",
        "--port",
        &address.port().to_string(),
    ]);
    uvicorn.args([
        "--workers",
        &workers()?.to_string(),
        "--loop",
        "uvloop",
        "--http",
        "httptools",
    ]);
    uvicorn.args(["--no-access-log", "--log-level", "warning"]);
    uvicorn
        .current_dir(folder)
        .envs(database.environment())
        .env("SESSION_SECRET", session::SECRET);
    let mut running = Running::start(&mut uvicorn)?;
    running
        .wait_for(address)
        .context("fastapi-asyncpg did not start")?;
    Ok(Subject {
        name: "FastAPI + asyncpg",
        address,
        paths: database::paths(),
        header: session::header()?,
        running,
    })
}

fn install() -> Result<PathBuf> {
    let folder = unpack(Path::new("bench/peers/fastapi-asyncpg"))?;
    let lock = fs::read(folder.join("requirements.txt"))?;
    install_once(&folder, &lock, |folder| {
        run(Command::new("python3")
            .args(["-m", "venv", "--clear", "venv"])
            .current_dir(folder))?;
        let mut pip = Command::new(folder.join("venv/bin/pip"));
        run(pip
            .args(["install", "--quiet", "--requirement", "requirements.txt"])
            .current_dir(folder))
    })?;
    Ok(folder)
}
