// Letters through a real mail server: secured, with a password, and with readers it does not know or keeps waiting.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { SMTPServer } from "smtp-server";
import { checkAccessible, newPage, picture, signInPage, startBrowser } from "../support/browser.mjs";
import { PASSWORD, setUp } from "../support/people.mjs";
import { BINARY, startServer } from "../support/server.mjs";

const USER = "hustings";
const SECRET = "a password of its own";

let server;
let browser;
let world;
let post;
let settings;

/** A mail server that takes letters only over a secured connection and from whoever knows the password. */
async function startPost(folder) {
  const names = [{ name: "commonName", value: "localhost" }];
  const pair = await generate(names, {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  const certificate = join(folder, "post.pem");
  await writeFile(certificate, pair.cert);
  const letters = [];
  const keptWaiting = new Set();
  const listener = new SMTPServer({
    key: pair.private,
    cert: pair.cert,
    onAuth: ({ username, password }, session, done) =>
      username === USER && password === SECRET && session.secure
        ? done(null, { user: username })
        : done(new Error("who are you?")),
    onRcptTo: ({ address }, _session, done) => {
      if (address.startsWith("nobody@")) return done(refusal(550, `5.1.1 <${address}>: no such mailbox`));
      if (address.startsWith("later@") && !keptWaiting.has(address)) {
        keptWaiting.add(address);
        return done(refusal(450, "4.2.0 greylisted"));
      }
      return done();
    },
    onData: (stream, session, done) => {
      let text = "";
      stream.on("data", (part) => (text += part));
      stream.on("end", () => {
        letters.push({ to: session.envelope.rcptTo.map((to) => to.address), text });
        done();
      });
    },
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return {
    certificate,
    port: listener.server.address().port,
    letters,
    close: () => new Promise((resolve) => listener.close(resolve)),
  };
}

const refusal = (responseCode, message) => Object.assign(new Error(message), { responseCode });

async function eventually(what, condition) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`never came to be: ${what}`);
}

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hustings-post-"));
  post = await startPost(folder);
  settings = {
    HUSTINGS__MAIL__FROM: "office@riverbend.example",
    HUSTINGS__MAIL__FROM_NAME: "Riverbend Together",
    HUSTINGS__MAIL__SMTP__HOST: "localhost",
    HUSTINGS__MAIL__SMTP__PORT: String(post.port),
    HUSTINGS__MAIL__SMTP__USERNAME: USER,
    HUSTINGS__MAIL__SMTP__PASSWORD: SECRET,
    HUSTINGS__MAIL__SMTP__CERTIFICATE: post.certificate,
  };
  [server, browser] = await Promise.all([startServer({ settings }), startBrowser()]);
  world = await setUp(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await post?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("letters arrive, and whoever invites sees which did not", async () => {
  const invite = (email) => world.admin.post(`/v1/orgs/${world.org}/invitations`, { email, role: "member" });
  for (const email of ["ben@example.org", "later@example.org", "nobody@example.org"]) await invite(email);
  const arrived = (address) => post.letters.filter((letter) => letter.to.includes(address));
  await eventually("both letters are there", () =>
    ["ben@example.org", "later@example.org"].every((address) => arrived(address).length === 1),
  );
  const [letter] = arrived("ben@example.org");
  assert.match(letter.text, /From: "Riverbend Together" <office@riverbend\.example>/);
  const states = async () => {
    const { items } = await world.admin.get(`/v1/orgs/${world.org}/invitations`);
    return Object.fromEntries(items.map((one) => [one.email, one.letter?.state]));
  };
  await eventually("what became of each is recorded", async () => {
    const known = await states();
    return (
      known["ben@example.org"] === "sent" &&
      known["later@example.org"] === "sent" &&
      known["nobody@example.org"] === "refused"
    );
  });
  const page = await newPage(browser, server.url);
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/invitations");
  const row = page.getByRole("row", { name: /nobody@example\.org/ });
  await row.getByText("Refused by the mail server").waitFor();
  await row.getByText("550 5.1.1 <•••>: no such mailbox").waitFor();
  assert.equal(await page.getByText("Refused by the mail server").count(), 1);
  await checkAccessible(page);
  await picture(page, "invitations-refused");
  assert.equal(arrived("nobody@example.org").length, 0);
  assert.equal(arrived("later@example.org").length, 1);
  page.faults();
  await page.context().close();
});

test("an operator tries at the command line whether letters get through", async () => {
  const run = (environment, ...words) =>
    promisify(execFile)(BINARY, words, {
      env: { ...process.env, HUSTINGS__DATA_DIR: server.folder, ...settings, ...environment },
      cwd: server.folder,
    });
  const said = await run({}, "mail", "test", "ops@example.org");
  assert.match(said.stdout, new RegExp(`localhost:${post.port} took it: 250`));
  assert.equal(post.letters.at(-1).to[0], "ops@example.org");
  await assert.rejects(run({}, "mail", "test", "nobody@example.org"), /refused: 550/);
  await assert.rejects(run({ HUSTINGS__MAIL__SMTP__PASSWORD: "wrong" }, "mail", "test", "ops@example.org"), /not sent/);
});
