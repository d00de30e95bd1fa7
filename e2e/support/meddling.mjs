// What breaks in life and cannot be broken through the API: letters that cannot be written, rows that were tampered with.
import { execFile } from "node:child_process";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Runs a statement in the server's own database, past everything that would stop it; returns what it printed. */
export async function tamper(server, statement) {
  const socket = join(server.folder, "postgres/socket");
  const asked = ["-h", socket, "-U", "postgres", "-d", "hustings", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement];
  const { stdout } = await promisify(execFile)("psql", asked);
  return stdout.trim();
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
