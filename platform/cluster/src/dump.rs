//! Copies of a database for backups, and their way back.

use std::fmt::Write as _;
use std::path::{Path, absolute};

use crate::{Binaries, ClusterError, OWNER, SUPERUSER, error, tools};

impl Binaries {
    /// Writes a consistent copy of the database at `url` to a file, in `pg_dump`'s own format. Uncompressed, because
    /// an archive around it compresses better. The role must be one whom row-level security shows every row: a
    /// superuser, or the owner that every table of Hustings has a policy for.
    pub fn dump(&self, url: &str, file: &Path) -> Result<(), ClusterError> {
        let file = absolute(file).map_err(error::io("resolve", file))?;
        let mut command = tools::clean_command(&self.tool("pg_dump"));
        command
            .args([
                "--format=custom",
                "--compress=0",
                // Without it, pg_dump refuses an owner who is bound by policies, even by ones that show everything.
                "--enable-row-security",
                "--no-password",
                "--dbname",
                url,
                "--file",
            ])
            .arg(file);
        tools::run("pg_dump", command, "").map(drop)
    }

    /// Fills the empty database at `url` from such a file: all of it or nothing. The roles it names must exist.
    pub fn restore(&self, url: &str, file: &Path) -> Result<(), ClusterError> {
        self.fill(url, file, &[])
    }

    fn fill(&self, url: &str, file: &Path, options: &[&str]) -> Result<(), ClusterError> {
        let file = absolute(file).map_err(error::io("resolve", file))?;
        let mut command = tools::clean_command(&self.tool("pg_restore"));
        command
            .args([
                "--single-transaction",
                "--exit-on-error",
                "--no-password",
                "--dbname",
                url,
            ])
            .args(options)
            .arg(file);
        tools::run("pg_restore", command, "").map(drop)
    }

    /// Does the database at `url` hold nothing yet?
    pub fn is_empty(&self, url: &str) -> Result<bool, ClusterError> {
        let tables = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
        Ok(tools::psql(self, url, tables)?.trim() == "0")
    }

    /// Fills an empty database of somebody else's server, as a role that may make roles and is no superuser. What
    /// belonged to `owner` where the copy was taken belongs to that role then.
    pub fn restore_elsewhere(
        &self,
        url: &str,
        roles: &str,
        file: &Path,
        owner: &str,
    ) -> Result<(), ClusterError> {
        tools::psql(self, url, roles)?;
        self.fill(url, file, &["--no-owner"])?;
        let user = tools::psql(self, url, "SELECT current_user")?;
        tools::psql(self, url, &adoption(owner, user.trim())).map(drop)
    }

    /// The statements that make the roles of the server at `url`, without passwords. [`OWNER`] and [`SUPERUSER`] are
    /// left out, since every private cluster has them; running the statements twice does no harm.
    pub fn roles(&self, url: &str) -> Result<String, ClusterError> {
        let mut command = tools::clean_command(&self.tool("pg_dumpall"));
        command.args([
            "--roles-only",
            "--no-role-passwords",
            "--no-password",
            "--dbname",
            url,
        ]);
        Ok(repeatable(&tools::run("pg_dumpall", command, "")?))
    }
}

/// Hands what belongs to one role over to another, with the policies that name it.
pub(crate) fn adoption(from: &str, to: &str) -> String {
    let (from, to) = (from.replace('\'', "''"), to.replace('\'', "''"));
    format!(
        "DO $adoption$
         DECLARE
             policy record;
             old oid := (SELECT oid FROM pg_roles WHERE rolname = '{from}');
         BEGIN
             IF '{from}' = '{to}' OR old IS NULL THEN
                 RETURN;
             END IF;
             FOR policy IN
                 SELECT polname AS name, polrelid::regclass AS target FROM pg_policy WHERE polroles = ARRAY[old]
             LOOP
                 EXECUTE format('ALTER POLICY %I ON %s TO %I', policy.name, policy.target, '{to}');
             END LOOP;
             IF EXISTS (SELECT FROM pg_class WHERE relowner = old) THEN
                 EXECUTE format('REASSIGN OWNED BY %I TO %I', '{from}', '{to}');
             END IF;
         END $adoption$;"
    )
}

/// `CREATE ROLE` knows no "if not exists".
fn repeatable(roles: &str) -> String {
    let everywhere = [OWNER, SUPERUSER];
    let mut script = String::new();
    for line in roles
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
    {
        let created = line
            .strip_prefix("CREATE ROLE ")
            .map(|rest| rest.trim_end_matches(';'));
        let altered = line
            .strip_prefix("ALTER ROLE ")
            .and_then(|rest| rest.split(' ').next());
        if created.or(altered).is_some_and(|role| everywhere.contains(&role)) {
            continue;
        }
        let _ = match created {
            Some(_) => {
                writeln!(
                    script,
                    "DO $$ BEGIN {line} EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                )
            }
            None => writeln!(script, "{line}"),
        };
    }
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_made_only_where_they_are_missing() {
        let dumped = "--\n-- Roles\n--\n\nCREATE ROLE hustings;\nALTER ROLE hustings WITH NOSUPERUSER;\n\
                      CREATE ROLE hustings_app;\nALTER ROLE hustings_app WITH NOLOGIN;\n\
                      GRANT hustings_app TO hustings GRANTED BY postgres;\n";
        assert_eq!(
            repeatable(dumped),
            "DO $$ BEGIN CREATE ROLE hustings_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n\
             ALTER ROLE hustings_app WITH NOLOGIN;\n\
             GRANT hustings_app TO hustings GRANTED BY postgres;\n"
        );
    }
}
