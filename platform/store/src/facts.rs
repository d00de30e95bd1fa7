//! What a database is like, for whoever examines an installation.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Connection, PgConnection};

use crate::StoreError;

/// What `doctor` wants to know of a database.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The server's version in full.
    pub version: String,
    /// Its major version.
    pub major: u32,
    /// The server's time.
    pub now: DateTime<Utc>,
    /// The role that owns the tables: the one we log in as.
    pub owner: String,
    /// Is it a superuser?
    pub owner_is_superuser: bool,
    /// Working roles that do not exist or that the owner may not become.
    pub missing_roles: Vec<String>,
    /// Tables without forced row-level security.
    pub unprotected_tables: Vec<String>,
}

/// Looks at the database behind `url`.
pub async fn facts(url: &str) -> Result<Facts, StoreError> {
    let mut connection = PgConnection::connect(url).await?;
    let facts = look(&mut connection).await?;
    connection.close().await?;
    Ok(facts)
}

/// Looks at the database at the other end. Whoever works there, the owner is who logged in.
pub(crate) async fn look(connection: &mut PgConnection) -> Result<Facts, StoreError> {
    let (version, number, now, owner, owner_is_superuser): (String, i32, DateTime<Utc>, String, bool) =
        sqlx::query_as(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int,
                    clock_timestamp(), session_user::text,
                    (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)",
        )
        .fetch_one(&mut *connection)
        .await?;
    let missing_roles = sqlx::query_scalar(
        "SELECT wanted FROM unnest(ARRAY['hustings_app', 'hustings_agent']) AS wanted
         WHERE NOT EXISTS (
             SELECT FROM pg_roles WHERE rolname = wanted AND pg_has_role(session_user, oid, 'MEMBER'))",
    )
    .fetch_all(&mut *connection)
    .await?;
    let unprotected_tables = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND c.relname <> '_sqlx_migrations' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
         ORDER BY 1",
    )
    .fetch_all(&mut *connection)
    .await?;
    let major = u32::try_from(number / 10_000).unwrap_or_default();
    Ok(Facts {
        version,
        major,
        now,
        owner,
        owner_is_superuser,
        missing_roles,
        unprotected_tables,
    })
}

/// Until when every table partitioned by month has partitions without a gap, counted from the month of `now`: the
/// first day of the first month that one of them lacks.
pub(crate) async fn partitioned_until(
    connection: &mut PgConnection,
    now: DateTime<Utc>,
) -> Result<Option<NaiveDate>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT min(month)::date
         FROM partitioned_tables
         CROSS JOIN generate_series(date_trunc('month', $1 AT TIME ZONE 'UTC'),
             date_trunc('month', $1 AT TIME ZONE 'UTC') + interval '5 years', interval '1 month') AS month
         WHERE to_regclass(quote_ident(table_name || '_' || to_char(month, 'YYYY_MM'))) IS NULL",
    )
    .bind(now)
    .fetch_one(connection)
    .await?)
}
