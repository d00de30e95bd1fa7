//! The SQL of finding out whom to tell.

use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, StoreError};
use hustings_vocabulary::invitation::InvitationId;

/// Nobody needs more admins than this; were there more, the longest-serving would be told.
const MOST_ADMINS: i64 = 200;

/// Those who run the organisation.
pub(super) async fn admins(on: &mut impl ScopedConnection) -> Result<Vec<MemberId>, StoreError> {
    let org = on.scope().org().uuid();
    let admins = sqlx::query_scalar!(
        "SELECT member_id FROM members WHERE org_id = $1 AND status = 'active' AND role = 'admin'
         ORDER BY joined_at, member_id LIMIT $2",
        org,
        MOST_ADMINS,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(admins.into_iter().map(MemberId::from).collect())
}

/// Who sent an invitation.
pub(super) async fn inviter(
    on: &mut impl ScopedConnection,
    invitation: InvitationId,
) -> Result<Option<MemberId>, StoreError> {
    let org = on.scope().org().uuid();
    let inviter = sqlx::query_scalar!(
        "SELECT invited_by FROM invitations WHERE org_id = $1 AND invitation_id = $2",
        org,
        invitation.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(inviter.map(MemberId::from))
}
