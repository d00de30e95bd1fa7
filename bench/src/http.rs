//! An authenticated read of one row by its key, under row-level security, through the real server: how much there is
//! to get, how long one waits at a moderate pace, and what it costs the processor. Beside Fastify and FastAPI.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::cluster::BenchCluster;
use crate::folder::Folder;
use crate::hustings::Hustings;
use crate::peers;
use crate::reading::{PACE, Reached, Subject, medians};
use crate::report::Figure;

const DATABASE: &str = "hustings";
const ROUNDS: usize = 3;

/// A thousand members of the organisation, written past the API: inviting each would take an hour of hashing.
const MEMBERS: &str = "
    INSERT INTO accounts (account_id, email_confirmed_at, language, time_zone, state, created_at)
    SELECT ('00000000-0000-7000-a000-' || lpad(number::text, 12, '0'))::uuid, moment, 'en', 'UTC', 'closed', moment
    FROM generate_series(1, 1000) AS number, (VALUES (timestamptz '2026-01-01 00:00:00+00')) AS at (moment);
    INSERT INTO members (org_id, member_id, account_id, name, name_folded, role, status, joined_at, changed_at, version)
    SELECT org_id, ('00000000-0000-7000-9000-' || lpad(number::text, 12, '0'))::uuid,
        ('00000000-0000-7000-a000-' || lpad(number::text, 12, '0'))::uuid,
        'Member ' || number, 'member ' || number, 'member', 'active', moment, moment, 1
    FROM organisations, generate_series(1, 1000) AS number,
        (VALUES (timestamptz '2026-01-01 00:00:00+00')) AS at (moment);
    ANALYZE accounts, members;
";

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let cluster = BenchCluster::start(DATABASE)?;
    let folder = Folder::create("http")?;
    let ours = serve(&cluster, folder.path())?;
    let peers = peers::http(&cluster)?;
    let subjects: Vec<&Subject> = std::iter::once(&ours).chain(&peers).collect();
    let reached = medians(&subjects, &cluster, ROUNDS)?;
    let (ours, theirs) = reached.split_first().context("our own server was measured")?;
    Ok(peers
        .iter()
        .zip(theirs)
        .flat_map(|(peer, theirs)| beside(ours, peer.name, theirs))
        .collect())
}

fn beside(ours: &Reached, peer: &str, theirs: &Reached) -> [Figure; 5] {
    let figure = |what: &str, unit: &str, number: fn(&Reached) -> f64| {
        Figure::new(what, number(ours), unit).beside(peer, number(theirs))
    };
    [
        figure("read one row, 64 connections", "/s", |reached| reached.rate),
        figure(&format!("paced at {PACE}/s, p50"), "ms", |reached| reached.p50),
        figure(&format!("paced at {PACE}/s, p99"), "ms", |reached| reached.p99),
        figure("processor of the server for each", "µs", |reached| {
            reached.server_each
        }),
        figure("processor of PostgreSQL for each", "µs", |reached| {
            reached.database_each
        }),
    ]
}

/// Hustings with one organisation, its admin signed in.
fn serve(cluster: &BenchCluster, folder: &Path) -> Result<Subject> {
    let url = cluster.cluster().url(DATABASE);
    let server = Hustings::start(folder, &[("HUSTINGS__DATABASE__POOL__URL", url)])?;
    let founded = server.found()?;
    cluster
        .cluster()
        .run_sql(DATABASE, MEMBERS)
        .context("writing the members")?;
    let org = founded.org;
    let paths =
        (1..=1000).map(|number| format!("/v1/orgs/{org}/members/00000000-0000-7000-9000-{number:012}"));
    Ok(Subject {
        name: "Hustings",
        address: server.address,
        paths: paths.collect(),
        header: founded.cookies,
        running: server.running,
    })
}
