//! What a running server measures can be understood.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use reqwest::Method;

use crate::data_folder;
use crate::served::Served;

#[tokio::test]
async fn every_metric_of_a_running_server_says_what_it_means() {
    let folder = data_folder();
    let mut served = Served::start(&folder.path().join("data"), &[]);
    let founded = served.set_up().await;
    let own = format!("/v1/orgs/{}/membership", founded.org);
    served
        .call(Method::GET, &own, Some(&founded.access), None, 200)
        .await;
    let text = served.metrics().await;
    served.stop();

    let explained: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# HELP ")?.split_once(' '))
        .filter(|(_, help)| !help.trim().is_empty())
        .map(|(name, _)| name)
        .collect();
    let unexplained: BTreeSet<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split(['{', ' ']).next())
        .filter(|name| !explained.contains(family(name)) && !explained.contains(name))
        .collect();
    assert_eq!(unexplained, BTreeSet::new(), "{text}");
    for recorded in [
        "hustings_http_requests_total",
        "hustings_events_appended_total",
        "hustings_agent_leases",
        "hustings_sign_ins_total",
    ] {
        assert!(explained.contains(recorded), "nothing about {recorded}:\n{text}");
    }
    assert!(
        text.contains("hustings_http_request_seconds_bucket{"),
        "a distribution is counted into buckets:\n{text}"
    );
    promtool(&text);
}

/// The name under which the parts of a distribution are explained.
fn family(name: &str) -> &str {
    ["_bucket", "_sum", "_count"]
        .into_iter()
        .find_map(|part| name.strip_suffix(part))
        .unwrap_or(name)
}

/// Prometheus's own opinion, where it is installed; continuous integration has it.
fn promtool(text: &str) {
    let started = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut promtool) = started else { return };
    let mut input = promtool.stdin.take().unwrap();
    input.write_all(text.as_bytes()).unwrap();
    drop(input);
    let output = promtool.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
