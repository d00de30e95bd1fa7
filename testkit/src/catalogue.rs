//! What must hold of every table, view and function, read from the database's own catalogue.

use anyhow::Result;
use sqlx::{PgConnection, Row};

/// Everything in the database that breaks the rules of tenancy, a sentence each; empty when all is well.
///
/// Exempt by name are the job queue's own schema and the list of applied migrations.
pub async fn tenancy_violations(owner: &mut PgConnection) -> Result<Vec<String>> {
    let mut violations = Vec::new();
    for (rule, query) in RULES {
        for row in sqlx::query(*query).fetch_all(&mut *owner).await? {
            violations.push(format!("{}: {rule}", row.try_get::<String, _>(0)?));
        }
    }
    Ok(violations)
}

const RULES: &[(&str, &str)] = &[
    (
        "a table without forced row-level security",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND c.relname <> '_sqlx_migrations' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
    ),
    (
        "a table whose owner has no policy, so that a migration would silently change nothing",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND c.relname <> '_sqlx_migrations'
           AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND c.relowner = ANY (p.polroles))",
    ),
    (
        "a table with org_id whose primary key does not begin with it, nor any unique key on (org_id, id)",
        "SELECT c.oid::regclass::text FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND NOT EXISTS (
               SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indkey[0] = a.attnum)",
    ),
    (
        "an organisation's table whose foreign key to another such table leaves the organisation out",
        "SELECT f.conrelid::regclass::text || '.' || f.conname FROM pg_constraint f
         JOIN pg_attribute here ON here.attrelid = f.conrelid AND here.attname = 'org_id' AND NOT here.attisdropped
         JOIN pg_attribute there ON there.attrelid = f.confrelid AND there.attname = 'org_id'
             AND NOT there.attisdropped
         WHERE f.contype = 'f' AND f.conparentid = 0
           AND NOT (here.attnum = ANY (f.conkey) AND there.attnum = ANY (f.confkey))",
    ),
    (
        "a partition that can be reached around its parent's policies",
        "SELECT c.oid::regclass::text FROM pg_class c, aclexplode(c.relacl) g
         WHERE c.relispartition AND g.grantee <> c.relowner GROUP BY c.oid",
    ),
    (
        "a view that runs with its owner's rights",
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind = 'v'
           AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)",
    ),
    (
        "a materialised view, which knows no row-level security, granted to a working role",
        "SELECT c.oid::regclass::text FROM pg_class c, aclexplode(c.relacl) g
         WHERE c.relkind = 'm' AND g.grantee <> c.relowner GROUP BY c.oid",
    ),
    (
        "a function with its owner's rights and no fixed search path",
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname IN ('public', 'scope', 'jobs') AND p.prosecdef
           AND NOT EXISTS (SELECT FROM unnest(p.proconfig) s(setting) WHERE s.setting LIKE 'search_path=%')",
    ),
    (
        "a function with its owner's rights that everybody may call",
        "SELECT p.oid::regprocedure::text FROM pg_proc p
         JOIN pg_namespace n ON n.oid = p.pronamespace,
         aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
         WHERE n.nspname IN ('public', 'scope', 'jobs') AND p.prosecdef AND g.grantee = 0",
    ),
    (
        "a working role with rights above its station",
        "SELECT rolname::text FROM pg_roles
         WHERE rolname IN ('hustings_app', 'hustings_agent') AND (rolsuper OR rolbypassrls OR rolcanlogin)",
    ),
    (
        "a constraint the database named by itself; refusals are mapped by name",
        "SELECT c.conrelid::regclass::text || '.' || c.conname FROM pg_constraint c
         JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
         WHERE n.nspname = 'public' AND c.contype IN ('c', 'u') AND c.conparentid = 0 AND NOT t.relispartition
           AND t.relname <> '_sqlx_migrations' AND c.conname ~ '_(check|key)[0-9]*$'",
    ),
];
