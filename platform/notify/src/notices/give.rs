//! Telling members something, in the transaction that gives reason to.

use chrono::{DateTime, Utc};
use hustings_events::{Append as _, Draft};
use hustings_kernel::MemberId;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::notice::{NoticeGiven, NoticeId};
use uuid::Uuid;

use super::{Notice, rows};
use crate::metric;

/// Whom, what of, and by whose doing.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The members to tell.
    pub members: &'a [MemberId],
    /// What caused it, such as an event: nobody is told the same of the same thing twice.
    pub about: Uuid,
    /// Whose doing it was, if a member's. Nobody is told what they did themselves.
    pub by: Option<MemberId>,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// Tells members of the transaction's organisation something.
pub trait Notify {
    /// Tells each of them, unless they were told before. Says how many were told.
    fn notify<N: Notice>(
        &mut self,
        notice: &N,
        told: Told<'_>,
    ) -> impl Future<Output = Result<usize, StoreError>> + Send;
}

impl Notify for ScopedTx {
    async fn notify<N: Notice>(&mut self, notice: &N, told: Told<'_>) -> Result<usize, StoreError> {
        let others = told.members.iter().filter(|member| told.by != Some(**member));
        let others: Vec<Uuid> = others.map(|member| member.uuid()).collect();
        if others.is_empty() {
            return Ok(0);
        }
        let ids: Vec<Uuid> = others.iter().map(|_| self.sources().id()).collect();
        let new = rows::NewNotices {
            kind: N::KIND,
            facts: rows::facts(notice)?,
            about: told.about,
            by: told.by.map(MemberId::uuid),
            given_at: told.at,
            now: self.sources().now(),
            notices: &ids,
            members: &others,
        };
        let given = rows::insert(self, &new).await?;
        let count = given.len();
        let events = given.into_iter().map(|(notice, member)| {
            let event = NoticeGiven {
                notice: NoticeId::from(notice),
                member: member.into(),
                notice_kind: N::KIND.to_owned(),
            };
            Ok(Draft::of(&event)?.occurred_at(told.at))
        });
        let events = events.collect::<Result<Vec<_>, StoreError>>()?;
        self.append_drafts(events).await?;
        metric::NOTICES.with(&[("kind", N::KIND)]).increment(count as u64);
        Ok(count)
    }
}
