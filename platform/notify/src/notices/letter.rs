//! The job that writes the letter of a notice.

use std::time::Duration;

use hustings_jobs::{Job, JobContext, JobFailure, JobHandler};
use hustings_kernel::MemberId;
use hustings_store::Freshness;
use hustings_vocabulary::notice::NoticeId;
use serde::{Deserialize, Serialize};

use super::inbox::Stored;
use super::{
    Addressee, Choice, NoticeKind, NoticeState, Notices, Standing, Surroundings, Tongue, Urgency, rows,
};
use crate::Letter;
use crate::consents::{Unsubscribing, Wish};

/// Writes to a member what they were told.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct WriteNotice {
    /// What they were told.
    pub notice: NoticeId,
}

impl Job for WriteNotice {
    const KIND: &'static str = "notify.write-notice";
    // As long as for any other letter.
    const MAX_ATTEMPTS: u16 = 36;
    const TIMEOUT: Duration = Duration::from_mins(5);
}

/// Does it.
#[derive(Debug, Clone)]
pub struct NoticeWriter(pub Notices);

impl JobHandler<WriteNotice> for NoticeWriter {
    async fn run(&self, ctx: &JobContext, job: WriteNotice) -> Result<(), JobFailure> {
        let notices = &self.0;
        let mut read = ctx.store().read(ctx.scope(), Freshness::Latest).await?;
        let found = rows::by_id(&mut read, job.notice).await?.map(Stored);
        drop(read);
        // Forgotten meanwhile, or its capability is gone.
        let Some(notice) = found else { return Ok(()) };
        let Some(kind) = notices.find(notice.kind()).copied() else {
            return Ok(());
        };
        if is_moot(&kind, notice.state()) {
            return Ok(());
        }
        let opened = notices.post().open(ctx, kind.kind, job.notice.uuid()).await?;
        let Some(delivery) = opened else { return Ok(()) };
        let (org, reader) = (ctx.scope().org(), MemberId::from(notice.0.member_id));
        let Some(addressee) = notices.book().addressee(org, reader).await? else {
            return Ok(());
        };
        if addressee.standing == Standing::Suspended && kind.choice == Choice::Free {
            return Ok(());
        }
        let named: Vec<MemberId> = notice.by().into_iter().collect();
        let surroundings = notices.book().surroundings(org, reader, &named).await?;
        let unsubscribing = (kind.choice == Choice::Free).then(|| Unsubscribing {
            org,
            member: reader,
            notice: job.notice,
            kind: kind.kind.to_owned(),
        });
        let token = unsubscribing.map(|one| one.seal(ctx.store().vault().keys()));
        let token = token.as_deref();
        let written = Written::of(notices, &notice, (&addressee, &surroundings), token);
        let wish = Wish { member: reader, kind };
        let button = token.map(|token| format!("{}/v1/unsubscriptions/{token}", notices.public_url()));
        delivery
            .send_if_wanted(&wish, button.as_deref(), &addressee.email, &written.letter())
            .await
    }
}

/// Nobody needs a letter about what they have read already, unless it must not be missed.
fn is_moot(kind: &NoticeKind, state: NoticeState) -> bool {
    state != NoticeState::Unread && kind.urgency == Urgency::Usual
}

/// The letter of a notice.
struct Written {
    tongue: Tongue,
    title: String,
    text: String,
    action: &'static str,
    link: String,
    closing: String,
}

impl Written {
    fn of(
        notices: &Notices,
        notice: &Stored,
        (addressee, surroundings): (&Addressee, &Surroundings),
        unsubscribe: Option<&str>,
    ) -> Self {
        let tongue = Tongue::of(&addressee.language);
        let worded = notices.word(notice, tongue, surroundings);
        let home = format!("{}/o/{}", notices.public_url(), addressee.slug);
        let link = match &worded.page {
            Some(page) => format!("{home}/{page}"),
            None => home.clone(),
        };
        let organisation = &surroundings.organisation;
        let mut closing = tongue.pick(
            format!("You get this e-mail as a member of {organisation}. All your notices are here: {home}/inbox"),
            format!("Sie erhalten diese E-Mail als Mitglied von {organisation}. Alle Ihre Mitteilungen finden Sie hier: {home}/inbox"),
        );
        if let Some(token) = unsubscribe {
            let lead = tongue.pick("No more e-mails of this kind:", "Keine E-Mails dieser Art mehr:");
            let url = notices.public_url();
            closing = format!("{closing} {lead} {url}/unsubscribe#token={token}");
        }
        Self {
            tongue,
            title: worded.words.title,
            text: worded.words.text,
            action: worded.words.action,
            link,
            closing,
        }
    }

    fn letter(&self) -> Letter<'_> {
        Letter {
            language: self.tongue.tag(),
            subject: self.title.as_str().into(),
            greeting: self.tongue.pick("Hello,", "Guten Tag,"),
            text: self.text.as_str().into(),
            action: (self.action, &self.link),
            closing: self.closing.as_str().into(),
        }
    }
}
