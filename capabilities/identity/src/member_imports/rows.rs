//! The SQL of imports: many rows in one statement each.

use chrono::{DateTime, Utc};
use hustings_kernel::{MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use crate::roles::Role;

/// Which of these addresses belong to members who have not left. Asked from the doors.
pub(super) async fn members_among(
    on: &mut impl ScopedConnection,
    org: OrgId,
    email_indexes: &[Vec<u8>],
) -> Result<Vec<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT a.email_index AS "email_index!" FROM accounts a JOIN members m ON m.account_id = a.account_id
           WHERE a.email_index = ANY ($2) AND a.state = 'active' AND m.org_id = $1 AND m.status <> 'left'"#,
        org.uuid(),
        email_indexes,
    )
    .fetch_all(on.connection())
    .await?)
}

/// Which of these addresses have an invitation that still holds.
pub(super) async fn invited_among(
    on: &mut impl ScopedConnection,
    org: OrgId,
    email_indexes: &[Vec<u8>],
    now: DateTime<Utc>,
) -> Result<Vec<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT email_index FROM invitations
         WHERE org_id = $1 AND email_index = ANY ($2) AND state = 'open' AND expires_at > $3",
        org.uuid(),
        email_indexes,
        now,
    )
    .fetch_all(on.connection())
    .await?)
}

/// New invitations, a column each.
#[derive(Debug)]
pub(super) struct NewInvitations {
    pub(super) ids: Vec<Uuid>,
    pub(super) emails: Vec<Vec<u8>>,
    pub(super) indexes: Vec<Vec<u8>>,
    pub(super) names: Vec<Option<Vec<u8>>>,
    pub(super) languages: Vec<Option<String>>,
    pub(super) expires_at: DateTime<Utc>,
    roles: Vec<&'static str>,
    own_roles: Vec<Option<Uuid>>,
    invited_by: MemberId,
    now: DateTime<Utc>,
}

impl NewInvitations {
    /// None yet.
    pub(super) fn new(invited_by: MemberId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Self {
        Self {
            ids: Vec::new(),
            emails: Vec::new(),
            indexes: Vec::new(),
            names: Vec::new(),
            languages: Vec::new(),
            expires_at,
            roles: Vec::new(),
            own_roles: Vec::new(),
            invited_by,
            now,
        }
    }

    /// The role of the next one.
    pub(super) fn push_role(&mut self, role: Role) {
        let (name, own) = role.columns();
        self.roles.push(name);
        self.own_roles.push(own);
    }
}

/// Ends the invitations of these addresses whose time is over, so that others can be sent.
pub(super) async fn clear_expired(
    on: &mut impl ScopedConnection,
    new: &NewInvitations,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "UPDATE invitations SET state = 'expired', settled_at = $3, token_hash = NULL, link_hash = NULL,
             version = version + 1
         WHERE org_id = $1 AND email_index = ANY ($2) AND state = 'open' AND expires_at <= $3",
        org,
        &new.indexes,
        new.now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn insert(on: &mut impl ScopedConnection, new: &NewInvitations) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "INSERT INTO invitations (org_id, invitation_id, email_sealed, email_index, name_sealed, language, role, role_id,
             invited_by, state, created_at, times_sent, expires_at, version)
         SELECT $1, invitation_id, email_sealed, email_index, name_sealed, language, role, role_id, $9, 'open', $10, 0,
             $11, 1
         FROM unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::text[], $8::uuid[])
             AS new (invitation_id, email_sealed, email_index, name_sealed, language, role, role_id)",
        org,
        &new.ids,
        &new.emails,
        &new.indexes,
        &new.names as &[Option<Vec<u8>>],
        &new.languages as &[Option<String>],
        &new.roles as &[&str],
        &new.own_roles as &[Option<Uuid>],
        new.invited_by.uuid(),
        new.now,
        new.expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}
