//! The SQL of imports: they themselves, the rows they rejected, and invitations, many in one statement.

use chrono::{DateTime, Utc};
use hustings_kernel::{MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use hustings_vocabulary::member_import::MemberImportId;
use uuid::Uuid;

use crate::roles::Role;

/// An import as stored, without its file.
#[derive(Debug, Clone)]
pub(super) struct ImportRow {
    pub(super) org_id: Uuid,
    pub(super) import_id: Uuid,
    pub(super) started_by: Uuid,
    pub(super) role: String,
    pub(super) state: String,
    pub(super) stopped_because: Option<String>,
    pub(super) row_count: i32,
    pub(super) done: i32,
    pub(super) invited: i32,
    pub(super) rejected: i32,
    pub(super) file_id: Uuid,
    pub(super) started_at: DateTime<Utc>,
    pub(super) moved_at: DateTime<Utc>,
}

/// The index that keeps an organisation from having two imports at a time.
pub(super) const ONE_RUNS: &str = "member_imports_one_runs";

/// Selects imports: the columns once, what follows them from each question.
macro_rules! select_imports {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            ImportRow,
            "SELECT org_id, import_id, started_by, role, state, stopped_because, row_count, done, invited, rejected, \
                 file_id, started_at, moved_at FROM member_imports " + $rest,
            $($argument),+
        )
    };
}

pub(super) async fn insert(
    on: &mut impl ScopedConnection,
    new: &ImportRow,
    file_sealed: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO member_imports (org_id, import_id, started_by, role, state, row_count, done, invited, rejected,
             file_id, file_sealed, started_at, moved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        new.org_id,
        new.import_id,
        new.started_by,
        new.role,
        new.state,
        new.row_count,
        new.done,
        new.invited,
        new.rejected,
        new.file_id,
        file_sealed,
        new.started_at,
        new.moved_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Does an import run in this organisation?
pub(super) async fn one_runs(on: &mut impl ScopedConnection, org: OrgId) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM member_imports WHERE org_id = $1 AND state = 'running') AS "exists!""#,
        org.uuid(),
    )
    .fetch_one(on.connection())
    .await?)
}

pub(super) async fn one(
    on: &mut impl ScopedConnection,
    org: OrgId,
    import: MemberImportId,
) -> Result<Option<ImportRow>, StoreError> {
    let query = select_imports!("WHERE org_id = $1 AND import_id = $2", org.uuid(), import.uuid());
    Ok(query.fetch_optional(on.connection()).await?)
}

/// An import that runs, locked until the transaction ends.
pub(super) async fn lock_running(
    on: &mut impl ScopedConnection,
    org: OrgId,
    import: MemberImportId,
) -> Result<Option<ImportRow>, StoreError> {
    let query = select_imports!(
        "WHERE org_id = $1 AND import_id = $2 AND state = 'running' FOR NO KEY UPDATE",
        org.uuid(),
        import.uuid(),
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

/// Imports, the newest first.
pub(super) async fn list(
    on: &mut impl ScopedConnection,
    org: OrgId,
    before: Option<MemberImportId>,
    at_most: i64,
) -> Result<Vec<ImportRow>, StoreError> {
    let before = before.map_or(Uuid::max(), MemberImportId::uuid);
    let query = select_imports!(
        "WHERE org_id = $1 AND import_id < $2 ORDER BY import_id DESC LIMIT $3",
        org.uuid(),
        before,
        at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// The file of an import that runs, and what it is sealed with.
pub(super) async fn file(
    on: &mut impl ScopedConnection,
    org: OrgId,
    import: MemberImportId,
) -> Result<Option<(Uuid, Vec<u8>)>, StoreError> {
    let found = sqlx::query!(
        r#"SELECT file_id, file_sealed AS "file_sealed!" FROM member_imports
           WHERE org_id = $1 AND import_id = $2 AND state = 'running'"#,
        org.uuid(),
        import.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.map(|row| (row.file_id, row.file_sealed)))
}

/// Writes how far it is.
pub(super) async fn advance(on: &mut impl ScopedConnection, row: &ImportRow) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE member_imports SET done = $3, invited = $4, rejected = $5, moved_at = $6
         WHERE org_id = $1 AND import_id = $2",
        row.org_id,
        row.import_id,
        row.done,
        row.invited,
        row.rejected,
        row.moved_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Ends it, and destroys its file.
pub(super) async fn end(on: &mut impl ScopedConnection, row: &ImportRow) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE member_imports SET state = $3, stopped_because = $4, moved_at = $5, file_sealed = NULL
         WHERE org_id = $1 AND import_id = $2",
        row.org_id,
        row.import_id,
        row.state,
        row.stopped_because,
        row.moved_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn insert_rejections(
    on: &mut impl ScopedConnection,
    import: MemberImportId,
    lines: &[i64],
    sealed: &[Vec<u8>],
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "INSERT INTO member_import_rejections (org_id, import_id, line, row_sealed)
         SELECT $1, $2, line, row_sealed FROM unnest($3::bigint[], $4::bytea[]) AS new (line, row_sealed)",
        org,
        import.uuid(),
        lines,
        sealed,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Rejected rows after a line, in the order of the file, sealed.
pub(super) async fn rejections(
    on: &mut impl ScopedConnection,
    org: OrgId,
    import: MemberImportId,
    after: u32,
    at_most: i64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT row_sealed FROM member_import_rejections WHERE org_id = $1 AND import_id = $2 AND line > $3
         ORDER BY line LIMIT $4",
        org.uuid(),
        import.uuid(),
        i64::from(after),
        at_most,
    )
    .fetch_all(on.connection())
    .await?)
}

/// Some imports that run, or do not, and have not moved since that time. Asked from outside the organisations.
pub(super) async fn unmoved_since(
    on: &mut impl ScopedConnection,
    running: bool,
    before: DateTime<Utc>,
    at_most: i64,
) -> Result<Vec<(OrgId, MemberImportId)>, StoreError> {
    let unmoved = sqlx::query!(
        "SELECT org_id, import_id FROM member_imports WHERE (state = 'running') = $1 AND moved_at <= $2
         ORDER BY moved_at LIMIT $3",
        running,
        before,
        at_most,
    )
    .fetch_all(on.connection())
    .await?;
    let unmoved = unmoved.into_iter();
    Ok(unmoved
        .map(|row| (row.org_id.into(), row.import_id.into()))
        .collect())
}

/// Deletes an import with the rows it rejected.
pub(super) async fn forget(
    on: &mut impl ScopedConnection,
    org: OrgId,
    import: MemberImportId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM member_imports WHERE org_id = $1 AND import_id = $2",
        org.uuid(),
        import.uuid(),
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

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

pub(super) async fn insert_invitations(
    on: &mut impl ScopedConnection,
    new: &NewInvitations,
) -> Result<(), StoreError> {
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
