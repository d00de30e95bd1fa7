// What breaks in life and cannot be broken through the API: letters that cannot be written, rows that were tampered with.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const inOwnDatabase = (server) => {
  const socket = join(server.folder, "postgres/socket");
  return ["-h", socket, "-U", "postgres", "-d", "hustings", "-XAtq", "-v", "ON_ERROR_STOP=1"];
};

/** Runs a statement in the server's own database, past everything that would stop it; returns what it printed. */
export async function tamper(server, statement) {
  const { stdout } = await promisify(execFile)("psql", [...inOwnDatabase(server), "-c", statement]);
  return stdout.trim();
}

/** Lets whoever invites wait once so many more are invited, until what is returned is called. */
export async function holdInvitations(server, more) {
  const beyond = Number(await tamper(server, "SELECT count(*) FROM invitations")) + more;
  const child = spawn("psql", inOwnDatabase(server), { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  child.stdin.write(`CREATE OR REPLACE FUNCTION hold_invitations() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM invitations) >= ${beyond} THEN PERFORM pg_advisory_xact_lock(42); END IF;
      RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER hold_invitations BEFORE INSERT ON invitations
      FOR EACH STATEMENT EXECUTE FUNCTION hold_invitations();
    SELECT pg_advisory_lock(42);
    SELECT 'held';\n`);
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    if (`${text}`.includes("held")) break;
  }
  return async () => {
    child.stdin.end();
    await ended;
    await tamper(server, "DROP TRIGGER hold_invitations ON invitations");
  };
}

/** How many wait in the server's database for somebody else to let go. */
export async function waiting(server) {
  return Number(await tamper(server, "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"));
}

/** From now on no letter can be written, until what is returned is called. */
export async function breakOutbox(server) {
  const outbox = join(server.folder, "outbox");
  await rename(outbox, `${outbox}.away`);
  await writeFile(outbox, "no folder");
  return async () => {
    await rm(outbox);
    await rename(`${outbox}.away`, outbox);
  };
}
