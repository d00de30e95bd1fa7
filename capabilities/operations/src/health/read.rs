//! How the system is doing.

use chrono::{DateTime, Utc};
use hustings_http::{Failure, InstallationProof, Json, Operation, State};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Finding, Severity, running};
use crate::Operating;
use crate::nodes::NodeView;
use crate::permissions::WatchInstallation;

/// How the system is doing.
#[derive(Debug, Serialize, JsonSchema)]
struct SystemHealth {
    /// How bad the worst finding is.
    status: Severity,
    /// When it was looked at.
    looked_at: DateTime<Utc>,
    /// The version of the process that answers.
    version: &'static str,
    /// When that process started.
    started_at: DateTime<Utc>,
    /// How long ago that is.
    uptime_seconds: u64,
    /// What was found, the worst first.
    findings: Vec<Finding>,
    /// The processes of the installation.
    nodes: Vec<NodeView>,
}

async fn read_health(
    _: InstallationProof<WatchInstallation>,
    State(operating): State<Operating>,
) -> Result<Json<SystemHealth>, Failure> {
    let (mut findings, nodes) = running::examine(&operating).await;
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let looked_at = operating.store.sources().now();
    let started_at = operating.node.started_at;
    Ok(Json(SystemHealth {
        status: findings.first().map_or(Severity::Good, |worst| worst.severity),
        looked_at,
        version: operating.node.version,
        started_at,
        uptime_seconds: (looked_at - started_at).num_seconds().try_into().unwrap_or(0),
        findings,
        nodes,
    }))
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/installation/health",
        "read_health",
        "Look at how the system is doing",
        read_health,
    )
}
