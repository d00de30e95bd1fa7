//! What needs the attention of those who run the installation.

use chrono::TimeDelta;
use hustings_events::{AgentHealth, ControlError, Verdict};
use hustings_jobs::desk;
use hustings_kernel::Scope;
use hustings_store::{Freshness, StoreError};

use super::{Notice, NoticeKind, NoticePlace};
use crate::agents::PATIENCE;
use crate::{Operating, nodes};

/// A release is news for so long.
const NEWS: TimeDelta = TimeDelta::days(14);

/// What there is.
pub(super) async fn notices(operating: &Operating) -> Result<Vec<Notice>, StoreError> {
    let store = &operating.store;
    let mut notices = Vec::new();
    let health = operating
        .agents
        .health(PATIENCE)
        .await
        .or_else(|error| match error {
            ControlError::Store(error) => Err(error),
            // Nobody was named, so nothing can be missing.
            ControlError::NoSuchAgent(_) | ControlError::NoSuchDeadLetter(_) => Ok(Vec::new()),
        })?;
    notices.extend(health.iter().filter(|agent| fails(agent)).map(failing));

    let letters = operating.agents.count_letters(None).await?;
    if letters.streams > 0 {
        notices.push(of_all(NoticeKind::DeadLetters, letters.streams, letters.since));
    }
    let scope = Scope::system(store.sources().id());
    let mut read = store.read(&scope, Freshness::Latest).await?;
    let dead = desk::dead(&mut read).await?;
    drop(read);
    if dead.jobs > 0 {
        notices.push(of_all(NoticeKind::DeadJobs, dead.jobs, dead.since));
    }
    let change = nodes::latest_change(store).await?;
    if let Some(release) = change.filter(|release| store.sources().now() - release.running_since < NEWS) {
        notices.push(Notice {
            target: Some(release.version),
            ..of_all(NoticeKind::NewRelease, 1, Some(release.running_since))
        });
    }
    Ok(notices)
}

/// Paused by an operator is no failure: somebody knows.
fn fails(agent: &AgentHealth) -> bool {
    matches!(
        agent.verdict,
        Verdict::Failed | Verdict::Stuck | Verdict::Unattended
    )
}

fn failing(agent: &AgentHealth) -> Notice {
    Notice {
        target: Some(agent.name.clone()),
        ..of_all(NoticeKind::FailingAgent, 1, Some(agent.progressed_at))
    }
}

fn of_all(kind: NoticeKind, count: i64, since: Option<chrono::DateTime<chrono::Utc>>) -> Notice {
    Notice {
        kind,
        place: NoticePlace::Installation,
        count,
        since,
        target: None,
    }
}
