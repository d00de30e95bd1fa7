//! Inviting everybody in a part of a file whom nothing speaks against, and noting the others.

use chrono::TimeDelta;
use hustings_events::Append as _;
use hustings_jobs::{Enqueue as _, EnqueueError};
use hustings_kernel::MemberId;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::Personal;
use hustings_vocabulary::invitation::{InvitationCreated, InvitationId};
use hustings_vocabulary::member_import::MemberImportId;
use uuid::Uuid;

use super::JudgedRow;
use super::judging::Candidate;
use super::rows::{self, NewInvitations};
use crate::mail::SendLetter;

/// Invites them all: rows, events and letters, each in one round trip.
pub(super) async fn invite(
    tx: &mut ScopedTx,
    invited_by: MemberId,
    candidates: &[Candidate],
    holds_for: TimeDelta,
) -> Result<(), EnqueueError> {
    if candidates.is_empty() {
        return Ok(());
    }
    let now = tx.sources().now();
    let expires_at = now + holds_for;
    let mut ids: Vec<Uuid> = candidates.iter().map(|_| tx.sources().id()).collect();
    // Made within one millisecond; the list shows them in the order of the file, backwards.
    ids.sort_unstable();
    let mut new = NewInvitations::new(invited_by, now, expires_at);
    let keys = tx.vault().for_sealing(&ids).await?;
    for (id, candidate) in ids.iter().zip(candidates) {
        let name = candidate.name.as_ref();
        let name = name.map(|name| keys.seal(*id, name.as_str().as_bytes()));
        new.ids.push(*id);
        new.emails
            .push(keys.seal(*id, candidate.email.as_str().as_bytes())?);
        new.indexes.push(candidate.index.to_vec());
        new.names.push(name.transpose()?);
        new.push_role(candidate.role);
        let language = candidate.language.as_ref();
        new.languages
            .push(language.map(|language| language.as_str().to_owned()));
    }
    rows::clear_expired(tx, &new).await?;
    rows::insert_invitations(tx, &new).await?;
    append(tx, &ids, candidates, &new).await?;
    enqueue(tx, &ids).await?;
    Ok(())
}

async fn append(
    tx: &mut ScopedTx,
    ids: &[Uuid],
    candidates: &[Candidate],
    new: &NewInvitations,
) -> Result<(), StoreError> {
    let created: Vec<InvitationCreated> = ids
        .iter()
        .zip(candidates)
        .map(|(id, candidate)| {
            let invitation = InvitationId::from(*id);
            InvitationCreated {
                invitation,
                email: Personal::new(invitation, candidate.email.as_str().to_owned()),
                role: candidate.role.to_string(),
                expires_at: new.expires_at,
            }
        })
        .collect();
    tx.append_all(&created).await?;
    Ok(())
}

async fn enqueue(tx: &mut ScopedTx, ids: &[Uuid]) -> Result<(), EnqueueError> {
    let letters: Vec<SendLetter> = ids
        .iter()
        .map(|id| SendLetter::Invitation {
            invitation: InvitationId::from(*id),
        })
        .collect();
    tx.enqueue_all(&letters).await?;
    Ok(())
}

/// Notes the rows that were rejected.
pub(super) async fn reject(
    tx: &mut ScopedTx,
    import: MemberImportId,
    rejected: &[JudgedRow],
) -> Result<(), EnqueueError> {
    if rejected.is_empty() {
        return Ok(());
    }
    let subject = import.uuid();
    let keys = tx.vault().for_opening(&[subject]).await?;
    let (mut lines, mut sealed) = (Vec::new(), Vec::new());
    for row in rejected {
        lines.push(i64::from(row.line));
        sealed.push(keys.seal(subject, &serde_json::to_vec(row)?)?);
    }
    rows::insert_rejections(tx, import, &lines, &sealed).await?;
    Ok(())
}
