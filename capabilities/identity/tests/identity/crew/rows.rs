//! What tests do behind the scenes, and should never work unseen.

use hustings_testkit::TestDatabase;
use sqlx::PgConnection;
use uuid::Uuid;

/// Runs a statement as the owner, whom nothing stops.
pub(crate) async fn tamper(database: &TestDatabase, statement: &'static str, org: Uuid) -> u64 {
    let mut owner = database.owner().await.unwrap();
    let done = sqlx::query(statement)
        .bind(org)
        .execute(&mut owner)
        .await
        .unwrap();
    done.rows_affected()
}

/// Fills an organisation with members, and others beside it.
pub(crate) async fn fill(database: &TestDatabase, org: Uuid) {
    let mut owner = database.owner().await.unwrap();
    let statement = "
        WITH orgs AS (
            INSERT INTO organisations (org_id, name, slug, language, time_zone, sign_up, second_factor_required, state,
                created_at, version)
            SELECT gen_random_uuid(), 'x', 'x' || n, 'en', 'UTC', 'open', false, 'active', '2026-01-01', 1
            FROM generate_series(1, 4) n RETURNING org_id),
        accounts AS (
            INSERT INTO accounts (account_id, email_sealed, email_index, email_confirmed_at, language, time_zone, state,
                created_at)
            SELECT gen_random_uuid(), '\\x00', int4send(n), '2026-01-01', 'en', 'UTC', 'active', '2026-01-01'
            FROM generate_series(1, 4000) n RETURNING account_id, email_index),
        people AS (
            INSERT INTO members (org_id, member_id, account_id, name, name_folded, role, status, joined_at, changed_at,
                version)
            SELECT o.org_id, gen_random_uuid(), a.account_id, 'n' || md5(a.email_index::text), md5(a.email_index::text),
                CASE WHEN get_byte(a.email_index, 3) % 50 = 0 THEN 'leader' ELSE 'member' END,
                CASE WHEN get_byte(a.email_index, 3) % 20 = 0 THEN 'suspended' ELSE 'active' END,
                '2026-01-01'::timestamptz + (get_byte(a.email_index, 3) * interval '1 minute'), '2026-01-01', 1
            FROM accounts a CROSS JOIN (SELECT org_id FROM orgs UNION ALL SELECT $1) o
            RETURNING org_id, member_id, name_folded)
        INSERT INTO member_words (org_id, word, member_id) SELECT org_id, name_folded, member_id FROM people";
    sqlx::query(statement)
        .bind(org)
        .execute(&mut owner)
        .await
        .unwrap();
    for table in ["members", "member_words"] {
        let analyze = format!("ANALYZE {table}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(analyze))
            .execute(&mut owner)
            .await
            .unwrap();
    }
}

/// Fills every organisation with invitations, keys and audit entries; returns a member with keys in this one.
pub(crate) async fn fill_lists(database: &TestDatabase, org: Uuid) -> Uuid {
    let mut owner = database.owner().await.unwrap();
    let statement = "
        INSERT INTO invitations (org_id, invitation_id, email_sealed, email_index, role, invited_by, state, created_at,
            times_sent, expires_at, settled_at, version)
        SELECT org_id, gen_random_uuid(), '\\x00', uuid_send(member_id), 'member', member_id,
            CASE WHEN status = 'active' THEN 'open' ELSE 'revoked' END, '2026-01-01', 1, '2026-02-01',
            CASE WHEN status <> 'active' THEN '2026-01-01'::timestamptz END, 1
        FROM members;
        INSERT INTO api_keys (org_id, key_id, member_id, name, prefix, secret_hash, permissions, created_at)
        SELECT org_id, gen_random_uuid(), member_id, 'robot', 'hk_', uuid_send(member_id), '{}', '2026-01-01'
        FROM members;
        INSERT INTO events (position, id, org_id, noun, stream_id, stream_version, lane, kind, version, actor,
            occurred_at, recorded_at, correlation_id, payload)
        SELECT 1000000 + row_number() OVER (), member_id, org_id, 'filled', member_id, 1, 0,
            CASE WHEN role = 'leader' THEN 'member.left' ELSE 'member.joined' END, 1,
            CASE WHEN status = 'active' THEN 'member:' || member_id ELSE 'system' END,
            '2026-06-01', '2026-06-01', member_id, '{}'
        FROM members;
        INSERT INTO audit_chain (org_id, sequence, event_id, position, recorded_at, kind, actor, noun, stream_id,
            salt, digest, link)
        SELECT org_id, 1000 + row_number() OVER (PARTITION BY org_id), id, position, recorded_at, kind, actor,
            CASE WHEN kind = 'member.left' THEN 'role' ELSE 'member' END, stream_id,
            '\\x00', '\\x00', '\\x00'
        FROM events WHERE noun = 'filled';
        ANALYZE invitations; ANALYZE api_keys; ANALYZE events; ANALYZE audit_chain";
    sqlx::raw_sql(statement).execute(&mut owner).await.unwrap();
    sqlx::query_scalar("SELECT member_id FROM api_keys WHERE org_id = $1 LIMIT 1")
        .bind(org)
        .fetch_one(&mut owner)
        .await
        .unwrap()
}

/// The plan of a stored query with these arguments, made without looking at them, as the application's role.
pub(crate) async fn plan(database: &TestDatabase, org: Uuid, query: &str, arguments: &str) -> String {
    let mut owner = database.owner().await.unwrap();
    let statement = format!(
        "SET ROLE hustings_app; SET hustings.org = '{org}'; SET hustings.place = 'organisation'; \
         SET plan_cache_mode = force_generic_plan; PREPARE asked AS {query};"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
        .execute(&mut owner)
        .await
        .unwrap();
    let explain = format!("EXPLAIN EXECUTE asked ({arguments})");
    let lines: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(explain))
        .persistent(false)
        .fetch_all(&mut owner)
        .await
        .unwrap();
    lines.join("\n")
}

/// Lets whoever invites wait once the organisation has that many invitations, until the connection is dropped.
pub(crate) async fn hold_invitations(database: &TestDatabase, beyond: u32) -> PgConnection {
    let mut owner = database.owner().await.unwrap();
    let statement = format!(
        "CREATE OR REPLACE FUNCTION hold_invitations() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF (SELECT count(*) FROM invitations) >= {beyond} THEN PERFORM pg_advisory_xact_lock(42); END IF;
             RETURN NULL;
         END $$;
         CREATE OR REPLACE TRIGGER hold_invitations BEFORE INSERT ON invitations
             FOR EACH STATEMENT EXECUTE FUNCTION hold_invitations();
         SELECT pg_advisory_lock(42)"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
        .execute(&mut owner)
        .await
        .unwrap();
    owner
}

/// Gives the jobs of workers that died to the living, as theirs do after a while.
pub(crate) async fn take_over(database: &TestDatabase) {
    let mut owner = database.owner().await.unwrap();
    let statement = "
        INSERT INTO graphile_worker._private_workers (id, last_heartbeat_at)
        SELECT DISTINCT locked_by, '2000-01-01'::timestamptz FROM graphile_worker._private_jobs
        WHERE locked_by IS NOT NULL;
        SELECT jobs.take_over('10 seconds', false)";
    sqlx::raw_sql(statement).execute(&mut owner).await.unwrap();
}

/// What is kept of an import that nobody must find again: its file, and the keys of it and of the rows it rejected.
pub(crate) async fn kept_of_import(database: &TestDatabase, import: Uuid) -> (bool, i64, i64) {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_as(
        "SELECT i.file_sealed IS NOT NULL,
             (SELECT count(*) FROM subject_keys WHERE subject_id = i.file_id),
             (SELECT count(*) FROM subject_keys WHERE subject_id = i.import_id)
         FROM member_imports i WHERE i.import_id = $1",
    )
    .bind(import)
    .fetch_one(&mut owner)
    .await
    .unwrap()
}

/// Does the text stand anywhere in the rows of imports?
pub(crate) async fn imports_mention(database: &TestDatabase, text: &str) -> bool {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM member_imports i LEFT JOIN member_import_rejections r USING (org_id, import_id)
             WHERE position(convert_to($1, 'UTF8') IN i.file_sealed) > 0
                OR position(convert_to($1, 'UTF8') IN r.row_sealed) > 0)",
    )
    .bind(text)
    .fetch_one(&mut owner)
    .await
    .unwrap()
}
