//! `cargo xtask screenshots`: the pictures of the book, taken of a platform that is filled with the demo.
//!
//! The demo's seed is fixed, so that each run shows the same people with the same roles; its end is the present, so that
//! what they do moves with the days of the week. What is driven where stands in `e2e/screenshots.mjs`.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{command, install, web};

/// Where the book finds them.
const PICTURES: &str = "docs/src/pictures";

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    install::postgresql()?;
    let folder = workspace.root().join(PICTURES);
    let mut driver = web::in_browser(workspace, "node")?;
    command::run(driver.arg("screenshots.mjs").arg(folder))
}
