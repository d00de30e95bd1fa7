//! The agent that has letters written of notices, for whoever wants them.

use chrono::TimeDelta;
use hustings_events::{Agent, AgentContext, AgentFailure};
use hustings_jobs::{Enqueue as _, EnqueueError};
use hustings_kernel::{AgentName, Envelope, Event as _};
use hustings_notify::consents;
use hustings_notify::notices::{Notices, WriteNotice};
use hustings_vocabulary::notice::NoticeGiven;

/// A letter about something older than this would surprise more than it helps. After a long standstill the inbox tells it.
const LATEST: TimeDelta = TimeDelta::days(3);

/// Has letters written of notices.
#[derive(Debug, Clone)]
pub(crate) struct DeliverNotices(pub(crate) Notices);

impl Agent for DeliverNotices {
    const NAME: AgentName = AgentName::new("notices.deliver");
    const READS: &'static [&'static str] = &[NoticeGiven::KIND];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let given: NoticeGiven = event.decode()?;
        let Some(kind) = self.0.find(&given.notice_kind) else {
            return Ok(());
        };
        let is_late = ctx.sources().now() - event.occurred_at > LATEST;
        let word = consents::last_word(ctx.scoped(), given.member, kind.kind).await?;
        if is_late || !consents::wants(kind, word.as_ref()) {
            return Ok(());
        }
        // Even if the log is read again, there is one letter.
        if !ctx.effect(event, "letter").await? {
            return Ok(());
        }
        let notice = given.notice;
        match ctx.scoped().enqueue(&WriteNotice { notice }).await {
            Ok(_) => Ok(()),
            Err(EnqueueError::Store(error)) => Err(error.into()),
            Err(error @ EnqueueError::Payload(_)) => {
                Err(AgentFailure::permanent("a job cannot be written as JSON").because(error))
            }
        }
    }
}
