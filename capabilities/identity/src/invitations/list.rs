//! List invitations, the newest first.

use hustings_http::{Failure, Operation, Page, PageRequest, Proof, State};
use hustings_store::Freshness;
use hustings_vocabulary::invitation::InvitationId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{InvitationState, InvitationView, rows};
use crate::Identity;
use crate::permissions::InviteMembers;

/// Which invitations.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InvitationFilter {
    /// What became of them; open if nothing is said.
    #[serde(default)]
    state: InvitationState,
}

async fn list_invitations(
    may: Proof<InviteMembers>,
    request: PageRequest<InvitationId, InvitationFilter>,
    State(identity): State<Identity>,
) -> Result<Page<InvitationView>, Failure> {
    let state = request.filter().state.as_str();
    let before = request.after().copied();
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let found = rows::list(&mut read, may.org(), state, before, request.rows()).await?;
    let subjects: Vec<_> = found.iter().map(|row| row.invitation_id).collect();
    let mut letters = hustings_notify::latest(&mut read, &subjects).await?;
    drop(read);
    let keys = identity.store.vault().for_opening(&subjects).await?;
    let views = found
        .iter()
        .map(|row| InvitationView::of(row, &keys, letters.remove(&row.invitation_id)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(request.page(views, |view| view.id, |view| view))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/invitations",
        "list_invitations",
        "List invitations",
        list_invitations,
    )
}
