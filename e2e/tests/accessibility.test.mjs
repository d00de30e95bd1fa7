// A walk over every address there is, in German, whose words are longer: nobody has to remember to add a page here.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { checkAccessible } from "../support/browser.mjs";
import { addMember } from "../support/people.mjs";
import { done, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  const { admin, org, server } = world;
  await admin.post(`/v1/orgs/${org}/roles`, { name: "Ortsgruppenvorsitzende", permissions: ["members.read"] });
  world.ben = await addMember(server, admin, org, { email: "ben@example.org", name: "Ben Oyelaran" });
  await admin.post(`/v1/orgs/${org}/invitations`, {
    email: "somebody.with-a-very-long-name.and.no.nickname@a-long-name-of-a-domain.example.org",
    role: "member",
  });
  const csv = "email,name\nfiona@example.org,Fiona\nnobody,Gus\n";
  world.import = (await admin.post(`/v1/orgs/${org}/members/imports`, { csv, role: "member" })).id;
  await admin.post(`/v1/orgs/${org}/keys`, { name: "Website", permissions: ["members.read"] });
});

const SIGNED_OUT = ["signIn", "resetPassword", "invitation", "join"];
/** What one comes back from at once, and the developers' gallery, which has a test of its own. */
const ELSEWHERE = ["start", "setup", "gallery"];

/** The addresses as the web client knows them: name and text, with what is to be filled in. */
async function addresses() {
  const source = await readFile(new URL("../../web/src/lib/paths.ts", import.meta.url), "utf8");
  const found = [...source.matchAll(/^ {2}(\w+): \(.*\) => [`"](.*)[`"],$/gm)];
  const entries = source.slice(0, source.indexOf("} as const")).match(/=> [`"]/g);
  assert.equal(found.length, entries.length, "an address is written in a way that is not understood here");
  const filled = (text) =>
    text
      .replace(/\$\{slug\}/, "riverbend")
      .replace(/\$\{member\}/, world.ben.id)
      .replace(/\$\{id\}/, world.import)
      .replace(/\$\{encodeURIComponent\(name\)\}/, "identity.seal-audit");
  return new Map(found.map(([, name, text]) => [name, filled(text)]));
}

/** Everything has been read, and nothing is a skeleton any more. */
async function arrived(page) {
  await page.locator("[data-page-title]").waitFor();
  await page.waitForLoadState("networkidle");
  await page.locator(".animate-pulse").first().waitFor({ state: "detached" });
}

test("every page is accessible, before one signs in", async () => {
  const all = await addresses();
  // None of them has what it is usually opened with.
  const page = await world.newPage({ locale: "de-DE", expected: ["GET /v1/open-organisations/riverbend 404"] });
  for (const name of SIGNED_OUT) {
    await page.goto(all.get(name));
    await arrived(page);
    await checkAccessible(page);
  }
  await done(page);
});

test("every page is accessible to whoever runs an organisation and the installation", async () => {
  const all = await addresses();
  const page = await world.open("/o/riverbend");
  await world.admin.patch("/v1/account", { language: "de" }, { "if-match": "*" });
  for (const [name, address] of all) {
    if (SIGNED_OUT.includes(name) || ELSEWHERE.includes(name)) continue;
    assert.doesNotMatch(address, /\$\{/, "something is to be filled in");
    await page.goto(address);
    await arrived(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    await checkAccessible(page);
  }
  await done(page);
});
