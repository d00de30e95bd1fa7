//! `hustings serve`: runs until it is told to stop.

use std::net::SocketAddr;

use anyhow::Result;
use hustings_identity::organisations::issue_setup_token;
use hustings_identity::values::SecretText;
use hustings_kernel::Sources;
use tokio::signal::unix::{SignalKind, signal};

use super::say;
use crate::composition;
use crate::node::Node;
use crate::settings::Settings;

/// Starts a node and keeps it until a signal comes.
pub async fn serve(settings: &Settings) -> Result<()> {
    let sources = Sources::system();
    let telemetry = hustings_telemetry::init(&settings.telemetry, &sources, composition::METRICS)?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let node = Node::start(settings, &telemetry, sources).await?;
    if let Some(address) = node.address() {
        let setup = issue_setup_token(node.identity()).await?;
        welcome(settings, address, setup.as_ref());
    }
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    say("stopping: finishing what was begun");
    node.stop().await?;
    telemetry.flush();
    Ok(())
}

fn welcome(settings: &Settings, address: SocketAddr, setup: Option<&SecretText>) {
    let people = &settings.http.public_url;
    say(&format!(
        "Hustings listens on {address}; people find it at {people}"
    ));
    say(&format!("the API is described at {people}/reference"));
    if let Some(token) = setup {
        say(&format!(
            r"
There is no organisation of your own yet. This address sets up the first one, and the account that runs it; the token in
it is good for a day, and every start prints a new one until then:

    {people}/setup#token={token}
",
            token = token.reveal()
        ));
    }
}
