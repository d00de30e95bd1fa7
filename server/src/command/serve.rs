//! `hustings serve`: runs until it is told to stop.

use std::net::SocketAddr;

use anyhow::Result;
use hustings_kernel::Sources;
use tokio::signal::unix::{SignalKind, signal};

use crate::composition;
use crate::node::Node;
use crate::settings::Settings;

/// Starts a node and keeps it until a signal comes.
pub async fn serve(settings: &Settings) -> Result<()> {
    let sources = Sources::system();
    let telemetry = hustings_telemetry::init(&settings.telemetry, &sources, composition::METRICS)?;
    composition::describe_metrics();
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let node = Node::start(settings, &telemetry, sources).await?;
    if let Some(address) = node.address() {
        welcome(settings, address);
    }
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    super::say("stopping: finishing what was begun");
    node.stop().await?;
    telemetry.flush();
    Ok(())
}

fn welcome(settings: &Settings, address: SocketAddr) {
    let people = &settings.http.public_url;
    super::say(&format!(
        "Hustings listens on {address}; people find it at {people}"
    ));
    super::say(&format!("the API is described at {people}/reference"));
}
