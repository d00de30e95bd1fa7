//! What a browser makes of the web client: Lighthouse on the sign-in page and on home, and what has to be loaded.
//!
//! `bench/web/` drives the installed Chromium. Scores, times and sizes are medians of three first visits.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use crate::folder::Folder;
use crate::hustings::{Hustings, ask};
use crate::peers::install_node;
use crate::report::Figure;

const EMAIL: &str = "ada@example.org";
const PASSWORD: &str = "ninety-seven quiet harbours";

/// What `bench/web/measure.mjs` writes.
#[derive(Deserialize)]
struct Measured {
    what: String,
    value: f64,
    unit: String,
}

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let tools = install_node(Path::new("bench/web"))?;
    let folder = Folder::create("web")?;
    let server = Hustings::start(folder.path(), &[])?;
    let setup = json!({
        "token": server.setup_token()?,
        "organisation": { "name": "Bench", "slug": "bench", "language": "en", "time_zone": "UTC" },
        "admin": { "name": "Ada", "email": EMAIL, "password": PASSWORD },
    });
    let made = ask(server.address, "POST", "/v1/setup", &[], Some(&setup))?;
    made.json().context("setting up")?;

    let mut measure = Command::new("node");
    measure.arg("measure.mjs").current_dir(tools);
    measure
        .env("URL", format!("http://localhost:{}", server.address.port()))
        .env(
            "DIST",
            Path::new("web/dist")
                .canonicalize()
                .context("web/dist is not built")?,
        )
        .env("EMAIL", EMAIL)
        .env("PASSWORD", PASSWORD);
    let output = measure
        .stderr(Stdio::inherit())
        .output()
        .context("could not start node")?;
    ensure!(output.status.success(), "Lighthouse failed: {}", output.status);
    let measured: Vec<Measured> =
        serde_json::from_slice(&output.stdout).context("Lighthouse wrote something unexpected")?;
    let figures = measured.into_iter();
    Ok(figures
        .map(|one| Figure::new(one.what, one.value, one.unit))
        .collect())
}
