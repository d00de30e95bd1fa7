// A real server with a data folder of its own, for one test file.
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveFolder } from "./front.mjs";

export const BINARY =
  process.env.HUSTINGS_BINARY ?? fileURLToPath(new URL("../../target/debug/hustings", import.meta.url));
/** A folder with a built web client to be served in place of the one in the binary, for working on screens. */
const WEB_DIST = process.env.HUSTINGS_WEB_DIST;
const START_MS = 90_000;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server; resolves when it is ready. */
export async function startServer({ settings = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "hustings-e2e-"));
  const port = await freePort();
  const front = WEB_DIST ? await serveFolder(WEB_DIST, port) : null;
  const url = front?.url ?? `http://localhost:${port}`;
  const server = new Server({ folder, port, url, settings, front });
  await server.start();
  return server;
}

class Server {
  #options;
  #child;
  #output = "";

  constructor(options) {
    this.#options = options;
    this.url = options.url;
    this.folder = options.folder;
  }

  /** What it has printed so far; for a test that fails. */
  get output() {
    return this.#output;
  }

  /** The token that it prints for setting up, a moment after it is ready. */
  async setupToken() {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      const token = /\/setup#token=([\w-]+)/.exec(this.#output)?.[1];
      if (token) return token;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`no token was printed:\n${this.#output}`);
  }

  #spawn(...command) {
    const { folder, port, url, settings } = this.#options;
    const env = {
      ...process.env,
      HUSTINGS__DATA_DIR: folder,
      HUSTINGS__HTTP__LISTEN: `127.0.0.1:${port}`,
      HUSTINGS__HTTP__PUBLIC_URL: url,
      ...settings,
    };
    return spawn(BINARY, command, { env, stdio: ["ignore", "pipe", "pipe"], cwd: folder });
  }

  /** Runs a command of an operator beside the server; what it printed. */
  async run(...command) {
    const child = this.#spawn(...command);
    let [printed, complained] = ["", ""];
    child.stdout.on("data", (text) => (printed += text));
    child.stderr.on("data", (text) => (complained += text));
    const code = await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
    if (code !== 0) throw new Error(`hustings ${command.join(" ")} ended with ${code}:\n${complained}`);
    return printed;
  }

  async start() {
    const { port } = this.#options;
    const child = this.#spawn("serve");
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.#output += text));
    const ended = new Promise((_, reject) => {
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${this.#output}`)));
      child.once("error", reject);
    });
    ended.catch(() => undefined);
    await Promise.race([this.#ready(`http://127.0.0.1:${port}/readyz`), ended]);
  }

  async #ready(address) {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      const answer = await fetch(address).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server was not ready in time:\n${this.#output}`);
  }

  /** Ends it at once, as a power cut would; `start` brings it back. */
  async kill() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  async stop() {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    await this.#options.front?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The newest letter to an address; waits for it. Its `link` is the first with a token in it. */
  async letterTo(address, { subject } = {}) {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      const letters = await this.#letters();
      const found = letters.findLast(
        (letter) => letter.to.includes(address) && (!subject || letter.subject.includes(subject)),
      );
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no letter came to ${address}`);
  }

  async #letters() {
    const outbox = join(this.folder, "outbox");
    const names = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
    return Promise.all(names.map(async (name) => parseLetter(await readFile(join(outbox, name), "utf8"))));
  }
}

function parseLetter(text) {
  const [head, ...rest] = text.replaceAll("\r\n", "\n").split("\n\n");
  const header = (name) =>
    decodeWords(new RegExp(`^${name}: (.*(?:\\n[ \\t].*)*)`, "im").exec(head)?.[1]?.replace(/\n[ \t]/g, " ") ?? "");
  let body = rest.join("\n\n");
  if (/content-transfer-encoding: *quoted-printable/i.test(text)) body = decodeQuotedPrintable(body);
  return {
    to: header("To"),
    subject: header("Subject"),
    unsubscribe: header("List-Unsubscribe").replace(/\s/g, ""),
    unsubscribePost: header("List-Unsubscribe-Post"),
    body,
    links: [...body.matchAll(/https?:\/\/[^\s"<>]+#token=[\w-]+/g)].map(([link]) => link),
    get link() {
      return this.links[0];
    },
  };
}

function decodeQuotedPrintable(text) {
  const joined = text.replace(/=\n/g, "");
  const bytes = joined.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function decodeWords(text) {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_, kind, word) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : decodeQuotedPrintable(word.replaceAll("_", " ")),
    );
}
