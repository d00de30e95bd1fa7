//! The agent that has letters written of notices, for whoever wants them.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_events::{Agent, AgentContext, AgentFailure};
use hustings_jobs::{Enqueue as _, EnqueueError, Options};
use hustings_kernel::{AgentName, Envelope, Event as _, MemberId};
use hustings_notify::consents;
use hustings_notify::notices::{NoticeKind, Notices, Urgency, WriteNotice, quiet_hours};
use hustings_store::StoreError;
use hustings_vocabulary::notice::NoticeGiven;

/// A letter about something older than this would surprise more than it helps. After a long standstill the inbox tells it.
const LATEST: TimeDelta = TimeDelta::days(3);

/// Has letters written of notices, at once or when their readers' quiet hours are over.
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
        let options = Options {
            run_at: self.due(ctx, event, kind, given.member).await?,
            ..Options::default()
        };
        let notice = given.notice;
        match ctx.scoped().enqueue_with(&WriteNotice { notice }, options).await {
            Ok(_) => Ok(()),
            Err(EnqueueError::Store(error)) => Err(error.into()),
            Err(error @ EnqueueError::Payload(_)) => {
                Err(AgentFailure::permanent("a job cannot be written as JSON").because(error))
            }
        }
    }
}

impl DeliverNotices {
    /// When the letter may go, if not at once.
    async fn due(
        &self,
        ctx: &mut AgentContext,
        event: &Envelope,
        kind: &NoticeKind,
        member: MemberId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        if kind.urgency == Urgency::Urgent {
            return Ok(None);
        }
        let Some(hours) = quiet_hours(ctx.scoped(), member).await? else {
            return Ok(None);
        };
        let Some(addressee) = self.0.book().addressee(event.org, member).await? else {
            return Ok(None);
        };
        let now = ctx.sources().now();
        Ok(Some(hours.after(now, &addressee.time_zone)).filter(|due| *due > now))
    }
}
