//! The SQL of what choices refer to.

use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// Which of these are roles of the organisation's own.
pub(super) async fn own_roles_among(
    on: &mut impl ScopedConnection,
    roles: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let org = on.scope().org().uuid();
    Ok(sqlx::query_scalar!(
        r#"SELECT role_id AS "role_id!" FROM role_directory WHERE org_id = $1 AND role_id = ANY ($2)"#,
        org,
        roles,
    )
    .fetch_all(on.connection())
    .await?)
}
