//! Import members: invite everybody in the file whom nothing speaks against, in one transaction.

use chrono::TimeDelta;
use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Proof, State};
use hustings_jobs::{Enqueue as _, EnqueueError};
use hustings_kernel::MemberId;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::Personal;
use hustings_vocabulary::invitation::{InvitationCreated, InvitationId, InvitationsImported};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::judging::{Candidate, Judged, judge};
use super::reading::read;
use super::rows::{self, NewInvitations};
use super::{IMPORT, ImportMembers, ImportRefusal, ImportRow, MOST_BYTES};
use crate::mail::SendLetter;
use crate::members::authority;
use crate::permissions::InviteMembers;
use crate::{Identity, roles};

/// What an import did.
#[derive(Debug, Serialize, JsonSchema)]
struct ImportedMembers {
    /// How many were invited.
    invited: usize,
    /// How many were not.
    rejected: usize,
    /// The rows that were not, in the order of the file.
    rows: Vec<ImportRow>,
}

async fn import_members(
    may: Proof<InviteMembers>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ImportMembers>,
) -> Result<Answered<Json<ImportedMembers>>, Failure<ImportRefusal>> {
    if !identity.imports_for(&may).await? {
        return Err(ImportRefusal::FeatureOff.into());
    }
    let holds_for = identity.invitations_hold_for(may.org()).await?;
    let table = read(&input.csv)?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // From here on nobody else invites or joins, so that what is judged stays so.
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    if authority.organisation.state != "active" {
        return Err(ImportRefusal::Closing.into());
    }
    roles::permissions_of(&mut tx, &identity.permissions, may.org(), input.role)
        .await?
        .ok_or(ImportRefusal::NoSuchRole)?;
    let judged = judge(&identity, &mut tx, table, input.role, &authority.permissions).await?;
    let (mut candidates, mut rejected) = (Vec::new(), Vec::new());
    for Judged { row, candidate } in judged {
        match candidate {
            Some(candidate) => candidates.push(candidate),
            None => rejected.push(row),
        }
    }
    invite(&mut tx, may.member(), &candidates, holds_for).await?;
    tx.append(&InvitationsImported {
        organisation: may.org(),
        invited: candidates.len(),
        rejected: rejected.len(),
    })
    .await?;
    let imported = Json(ImportedMembers {
        invited: candidates.len(),
        rejected: rejected.len(),
        rows: rejected,
    });
    Ok(once.finish(tx, imported).await?)
}

/// Invites them all: rows, events and letters, each in one round trip.
async fn invite(
    tx: &mut ScopedTx,
    invited_by: MemberId,
    candidates: &[Candidate],
    holds_for: TimeDelta,
) -> Result<(), Failure<ImportRefusal>> {
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
    rows::insert(tx, &new).await?;
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

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/members/imports",
        "import_members",
        "Invite everybody in a file",
        import_members,
    )
    .with_body_limit(MOST_BYTES)
    .limited(IMPORT)
}
