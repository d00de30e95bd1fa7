//! The tools that come with PostgreSQL, run by us: making a cluster, SQL, dumps.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::account::Accounts;
use crate::environment::variable;
use crate::files::{Files, own_folder};
use crate::{Binaries, ClusterError, Durability, OWNER, SUPERUSER, error};

/// A command that does not see our environment: it may hold secrets, and variables meant for PostgreSQL's clients
/// would change what the tools do. It works in `/`, because the unprivileged user may not enter where we are.
pub(crate) fn clean_command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("LC_ALL", "C")
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .current_dir("/");
    if let Some(libraries) = variable("LD_LIBRARY_PATH") {
        command.env("LD_LIBRARY_PATH", libraries);
    }
    command
}

/// Makes the cluster and its owner role beside the final place and moves it there whole, so that an interrupted
/// attempt leaves nothing that looks like a cluster.
pub(crate) fn make_cluster(
    binaries: &Binaries,
    files: &Files,
    accounts: &Accounts,
    durability: Durability,
) -> Result<(), ClusterError> {
    let draft = files.home.join("data.new");
    if draft.exists() {
        fs::remove_dir_all(&draft).map_err(error::io("remove", &draft))?;
    }
    own_folder(&draft, accounts)?;

    let mut initdb = clean_command(&binaries.tool("initdb"));
    accounts.run_as_server(&mut initdb);
    initdb.arg("--pgdata").arg(&draft).args([
        "--data-checksums",
        "--encoding=UTF8",
        "--locale=C",
        "--auth-local=peer",
        "--auth-host=reject",
        "--no-instructions",
    ]);
    initdb.arg(format!("--username={SUPERUSER}"));
    if durability == Durability::Disposable {
        initdb.arg("--no-sync");
    }
    run("initdb", initdb, "")?;

    // Single-user mode needs no socket and no password, and stops at the first error only if told to.
    let mut single = clean_command(&binaries.tool("postgres"));
    accounts.run_as_server(&mut single);
    single
        .arg("--single")
        .arg("-D")
        .arg(&draft)
        .args(["-c", "exit_on_error=on", "postgres"]);
    run(
        "postgres --single",
        single,
        &format!("CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE;\n"),
    )?;

    fs::rename(&draft, &files.data).map_err(error::io("put in place", &files.data))?;
    File::open(&files.home)
        .and_then(|home| home.sync_all())
        .map_err(error::io("flush", &files.home))
}

/// Runs SQL and returns its rows, unaligned; the first error ends it.
pub(crate) fn psql(binaries: &Binaries, url: &str, sql: &str) -> Result<String, ClusterError> {
    let mut command = clean_command(&binaries.tool("psql"));
    command.args([
        "--no-psqlrc",
        "--quiet",
        "--no-align",
        "--tuples-only",
        "--no-password",
    ]);
    command.args(["--set=ON_ERROR_STOP=1", "--dbname", url]);
    run("psql", command, sql)
}

/// Feeds a tool its input and returns its output, or what it complained of.
pub(crate) fn run(tool: &'static str, mut command: Command, input: &str) -> Result<String, ClusterError> {
    let program = Path::new(command.get_program()).to_owned();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(error::io("run", &program))?;
    let stdin = child.stdin.take();
    // Written beside the reading, or a long input and a long output would wait for each other.
    let output = thread::scope(|scope| {
        scope.spawn(move || {
            // A tool that ends early closes its end; its exit status says why.
            let _ = stdin.map(|mut stdin| stdin.write_all(input.as_bytes()));
        });
        child.wait_with_output()
    });
    let Output {
        status,
        stdout,
        stderr,
    } = output.map_err(error::io("wait for", &program))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    let output = [stderr, stdout]
        .into_iter()
        .find(|bytes| !bytes.trim_ascii().is_empty())
        .unwrap_or_default();
    Err(ClusterError::Tool {
        tool,
        status,
        output: String::from_utf8_lossy(&output).trim().to_owned(),
    })
}
