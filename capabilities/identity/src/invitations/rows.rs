//! The SQL of invitations.

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use hustings_vocabulary::invitation::InvitationId;
use uuid::Uuid;

/// An invitation as stored.
#[derive(Debug, Clone)]
pub(crate) struct InvitationRow {
    pub(crate) org_id: Uuid,
    pub(crate) invitation_id: Uuid,
    pub(crate) email_sealed: Vec<u8>,
    pub(crate) email_index: Vec<u8>,
    pub(crate) name_sealed: Option<Vec<u8>>,
    pub(crate) language: Option<String>,
    pub(crate) role: String,
    pub(crate) role_id: Option<Uuid>,
    pub(crate) invited_by: Uuid,
    pub(crate) token_hash: Option<Vec<u8>>,
    pub(crate) link_hash: Option<Vec<u8>>,
    pub(crate) state: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) sent_at: Option<DateTime<Utc>>,
    pub(crate) times_sent: i32,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) settled_at: Option<DateTime<Utc>>,
}

impl InvitationRow {
    /// Does it wait for an answer, and is this the token of its letter or of its link?
    pub(crate) fn opens_with(&self, token_hash: &[u8]) -> bool {
        let is_link = self.link_hash.as_deref() == Some(token_hash);
        self.state == "open" && (is_link || self.came_by_letter(token_hash))
    }

    /// Was this token in a letter? Then whoever has it can read what goes to the address.
    pub(crate) fn came_by_letter(&self, token_hash: &[u8]) -> bool {
        self.token_hash.as_deref() == Some(token_hash)
    }
}

/// The index that keeps one address from being invited twice at a time.
pub(crate) const ALREADY_INVITED: &str = "invitations_open_email_unique";

/// Selects invitations: the columns once, what follows them from each question.
macro_rules! select_invitations {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            InvitationRow,
            "SELECT i.org_id, i.invitation_id, i.email_sealed, i.email_index, i.name_sealed, i.language, i.role, \
                 i.role_id, i.invited_by, i.token_hash, i.link_hash, i.state, i.created_at, i.sent_at, i.times_sent, i.expires_at, i.settled_at \
             FROM invitations i " + $rest,
            $($argument),+
        )
    };
}

pub(crate) async fn insert(on: &mut impl ScopedConnection, new: &InvitationRow) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO invitations (org_id, invitation_id, email_sealed, email_index, name_sealed, language, role, role_id,
             invited_by, state, created_at, times_sent, expires_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, 1)",
        new.org_id,
        new.invitation_id,
        new.email_sealed,
        new.email_index,
        new.name_sealed,
        new.language,
        new.role,
        new.role_id,
        new.invited_by,
        new.state,
        new.created_at,
        new.expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The open invitation that this token opens, as seen from the doors. It may change until it is locked.
pub(crate) async fn by_token(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<InvitationRow>, StoreError> {
    let query = select_invitations!(
        "WHERE (i.token_hash = $1 OR i.link_hash = $1) AND i.state = 'open' AND i.expires_at > $2",
        token_hash,
        now,
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

/// An invitation of the organisation, locked until the transaction ends.
pub(crate) async fn lock(
    on: &mut impl ScopedConnection,
    org: OrgId,
    invitation: InvitationId,
) -> Result<Option<InvitationRow>, StoreError> {
    let query = select_invitations!(
        "WHERE i.org_id = $1 AND i.invitation_id = $2 FOR NO KEY UPDATE",
        org.uuid(),
        invitation.uuid(),
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

/// Invitations in one state, the newest first.
pub(crate) async fn list(
    on: &mut impl ScopedConnection,
    org: OrgId,
    state: &str,
    before: Option<InvitationId>,
    at_most: i64,
) -> Result<Vec<InvitationRow>, StoreError> {
    let before = before.map_or(Uuid::max(), InvitationId::uuid);
    let query = select_invitations!(
        "WHERE i.org_id = $1 AND i.state = $2 AND i.invitation_id < $3 ORDER BY i.invitation_id DESC LIMIT $4",
        org.uuid(),
        state,
        before,
        at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// Ends an invitation, one way or another.
pub(crate) async fn settle(
    on: &mut impl ScopedConnection,
    org: OrgId,
    invitation: InvitationId,
    state: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE invitations SET state = $3, settled_at = $4, token_hash = NULL, link_hash = NULL,
             version = version + 1
         WHERE org_id = $1 AND invitation_id = $2",
        org.uuid(),
        invitation.uuid(),
        state,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Ends the invitation of an address if its time is over, so that another can be sent.
pub(crate) async fn clear_expired(
    on: &mut impl ScopedConnection,
    org: OrgId,
    email_index: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE invitations SET state = 'expired', settled_at = $3, token_hash = NULL, link_hash = NULL,
             version = version + 1
         WHERE org_id = $1 AND email_index = $2 AND state = 'open' AND expires_at <= $3",
        org.uuid(),
        email_index,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Lets it hold until another time.
pub(crate) async fn prolong(
    on: &mut impl ScopedConnection,
    org: OrgId,
    invitation: InvitationId,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE invitations SET expires_at = $3, version = version + 1 WHERE org_id = $1 AND invitation_id = $2",
        org.uuid(),
        invitation.uuid(),
        expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Notes that a letter goes out, with this token and no other.
pub(crate) async fn set_token(
    on: &mut impl ScopedConnection,
    org: OrgId,
    invitation: InvitationId,
    token_hash: &[u8],
    is_another: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE invitations SET token_hash = $3, sent_at = $4, times_sent = times_sent + $5, version = version + 1
         WHERE org_id = $1 AND invitation_id = $2",
        org.uuid(),
        invitation.uuid(),
        token_hash,
        now,
        i32::from(is_another),
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Notes that it is handed over as a link, with this token and no other.
pub(crate) async fn set_link(
    on: &mut impl ScopedConnection,
    org: OrgId,
    invitation: InvitationId,
    link_hash: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE invitations SET link_hash = $3, version = version + 1 WHERE org_id = $1 AND invitation_id = $2",
        org.uuid(),
        invitation.uuid(),
        link_hash,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Is this the address of that account? Asked from the doors.
pub(crate) async fn is_address_of(
    on: &mut impl ScopedConnection,
    account: AccountId,
    email_index: &[u8],
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM accounts WHERE account_id = $1 AND email_index = $2 AND state = 'active')
               AS "exists!""#,
        account.uuid(),
        email_index,
    )
    .fetch_one(on.connection())
    .await?)
}

/// Some invitations that ended before that time and whose address is still known. Asked from outside the organisations.
pub(crate) async fn ended_before(
    on: &mut impl ScopedConnection,
    before: DateTime<Utc>,
    at_most: i64,
) -> Result<Vec<(OrgId, Uuid)>, StoreError> {
    let ended = sqlx::query!(
        "SELECT org_id, invitation_id FROM invitations
         WHERE email_index <> '' AND coalesce(settled_at, expires_at) <= $1
         ORDER BY coalesce(settled_at, expires_at) LIMIT $2",
        before,
        at_most,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(ended
        .into_iter()
        .map(|row| (row.org_id.into(), row.invitation_id))
        .collect())
}

/// Forgets the addresses of those of these invitations that still ended before that time, and tells which they are.
pub(crate) async fn forget_addresses(
    on: &mut impl ScopedConnection,
    org: OrgId,
    invitations: &[Uuid],
    before: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    Ok(sqlx::query_scalar!(
        "UPDATE invitations
         SET state = CASE state WHEN 'open' THEN 'expired' ELSE state END,
             settled_at = coalesce(settled_at, expires_at), token_hash = NULL, link_hash = NULL,
             email_sealed = '', email_index = '', name_sealed = NULL, version = version + 1
         WHERE org_id = $1 AND invitation_id = ANY ($2) AND coalesce(settled_at, expires_at) <= $3
         RETURNING invitation_id",
        org.uuid(),
        invitations,
        before,
    )
    .fetch_all(on.connection())
    .await?)
}
