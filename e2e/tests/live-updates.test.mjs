import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/api.mjs";
import { checkAccessible, picture } from "../support/browser.mjs";
import { addMember, found, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  world.ben = await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
  world.town = await found(world.admin, { organisation: "Town Hall", slug: "town" });
  const { server, admin, town } = world;
  world.zoe = await addMember(server, admin, town.org, { email: "zoe@example.org", name: "Zoe Adler", role: "admin" });
});

const row = (page, name) => page.getByRole("row", { name: new RegExp(name) });
/** Whoever is there is only known once the live connection stands. */
const connected = (page) =>
  page
    .locator("aside")
    .getByText(/(Only you are|people are) here/)
    .waitFor();
const add = (org, name) =>
  addMember(world.server, world.admin, org, { email: `${name.replace(" ", ".").toLowerCase()}@example.org`, name });

test("members, roles, keys, invitations and the audit log follow what others do", async () => {
  const { admin, org } = world;
  const page = await world.open("/o/riverbend/members");
  await connected(page);
  const carol = await add(org, "Carol Danvers");
  await row(page, "Carol Danvers").getByText("Member", { exact: true }).waitFor();
  await admin.put(`/v1/orgs/${org}/members/${carol.id}/role`, { role: "moderator" });
  await row(page, "Carol Danvers").getByText("Moderator", { exact: true }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Invitations" }).click();
  await heading(page, "Invitations").waitFor();
  await admin.post(`/v1/orgs/${org}/invitations`, { email: "later@example.org", role: "member" });
  await row(page, "later@example.org").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
  await heading(page, "Roles").waitFor();
  await admin.post(`/v1/orgs/${org}/roles`, { name: "Steward", permissions: ["members.read"] });
  await page.getByText("Steward").first().waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "API keys" }).click();
  await heading(page, "API keys").waitFor();
  await admin.post(`/v1/orgs/${org}/keys`, { name: "Newsletter robot", permissions: ["members.read"] });
  await row(page, "Newsletter robot").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Audit log" }).click();
  await heading(page, "Audit log").waitFor();
  await admin.put(`/v1/orgs/${org}/members/${carol.id}/suspension`, { reason: "Insulted others twice." });
  await row(page, "Carol Danvers was suspended").waitFor();
  await world.server.letterTo("later@example.org");
  await done(page);
});

test("a list somebody has selected in waits until they want to see what changed", async () => {
  const page = await world.open("/o/riverbend/members");
  await connected(page);
  await row(page, "Ben Oyelaran").getByRole("checkbox").check();
  await add(world.org, "Abel Aaronson");
  const changes = page.getByRole("button", { name: "One change – show it" });
  await changes.waitFor();
  assert.equal(await row(page, "Abel Aaronson").count(), 0);
  await checkAccessible(page);
  await picture(page, "live-changes");
  await changes.click();
  await row(page, "Abel Aaronson").waitFor();
  assert.ok(await row(page, "Ben Oyelaran").getByRole("checkbox").isChecked());
  await changes.waitFor({ state: "detached" });
  await done(page);
});

test("what one may do follows one's role at once, and a suspended member is shown the door", async () => {
  const { admin, org, ben } = world;
  const page = await world.open("/o/riverbend", { as: "ben@example.org" });
  await connected(page);
  const audit = page.getByRole("navigation").getByRole("link", { name: "Audit log" });
  assert.equal(await audit.count(), 0);
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/role`, { role: "admin" });
  await audit.waitFor();
  page.expect(`GET /v1/orgs/${org}`);
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/suspension`, { reason: "For the test." });
  await heading(page, "Your membership is suspended").waitFor();
  await admin.delete(`/v1/orgs/${org}/members/${ben.id}/suspension`);
  await heading(page, "Riverbend Together").waitFor();
  await done(page);
});

test("one sees who is there: a person in several tabs once, and gone after the last of them", async () => {
  const page = await world.open("/o/riverbend/members");
  const here = page.locator("aside");
  await here.getByText("Only you are here").waitFor();
  const ben = await world.open("/o/riverbend", { as: "ben@example.org" });
  await here.getByText("2 people are here").waitFor();
  const second = await ben.context().newPage();
  await second.goto("/o/riverbend");
  await connected(second);
  await here.getByText("2 people are here").waitFor();
  await row(page, "Ben Oyelaran").getByText("(online now)").waitFor();
  await here.getByRole("button", { name: "2 people are here" }).click();
  await page.getByRole("dialog", { name: "Here right now" }).getByText("Ben Oyelaran").waitFor();
  await checkAccessible(page);
  await picture(page, "presence");
  await page.keyboard.press("Escape");
  await second.close();
  await connected(ben);
  await here.getByText("2 people are here").waitFor();
  await done(ben);
  await here.getByText("Only you are here").waitFor();
  await row(page, "Ben Oyelaran").getByText("(online now)").waitFor({ state: "detached" });
  await done(page);
});

test("nothing of one organisation ever appears in another, live events included", async () => {
  const { admin, town, org } = world;
  const here = await world.open("/o/riverbend/members", { as: "ben@example.org" });
  const there = await world.open("/o/town/members", { as: "zoe@example.org" });
  const frames = { here: [], there: [] };
  for (const [name, page] of [
    ["here", here],
    ["there", there],
  ]) {
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames[name].push(String(payload))));
    page.on("response", async (response) => {
      if (response.url().includes("/v1/")) frames[name].push(await response.text().catch(() => ""));
    });
    // From the very beginning.
    await page.reload();
    await connected(page);
  }
  await there.locator("aside").getByText("Only you are here").waitFor();
  const greta = await add(town.org, "Greta Town");
  const henry = await add(org, "Henry River");
  await row(there, "Greta Town").waitFor();
  await row(here, "Henry River").waitFor();
  await admin.put(`/v1/orgs/${town.org}/members/${greta.id}/role`, { role: "moderator" });
  await admin.put(`/v1/orgs/${org}/members/${henry.id}/role`, { role: "moderator" });
  await row(there, "Greta Town").getByText("Moderator", { exact: true }).waitFor();
  await row(here, "Henry River").getByText("Moderator", { exact: true }).waitFor();
  const seen = { here: frames.here.join("\n"), there: frames.there.join("\n") };
  assert.ok(seen.here.includes(henry.id) && seen.there.includes(greta.id), "both heard of their own");
  for (const [whose, foreign] of [
    ["here", [greta.id, world.zoe.id, town.org, "Greta Town", "Town Hall"]],
    ["there", [henry.id, world.ben.id, org, "Henry River", "Riverbend"]],
  ]) {
    for (const word of foreign) assert.ok(!seen[whose].includes(word), `${word} came to the other organisation`);
  }
  assert.equal(await row(here, "Greta Town").count(), 0);
  assert.equal(await row(there, "Henry River").count(), 0);
  await done(here);
  await done(there);
});

test("a server that is killed and started again: open pages come back by themselves and show the truth", async () => {
  const pages = [await world.open("/o/riverbend/members"), await world.open("/o/riverbend", { as: "ben@example.org" })];
  const [page] = pages;
  for (const one of pages) {
    await connected(one);
    one.expect("console: WebSocket connection");
  }
  await world.server.kill();
  for (const one of pages) await one.getByText("The connection to the server is lost.").waitFor();
  await checkAccessible(page);
  await picture(page, "live-lost");
  await world.server.start();
  // What happens before the page is back is not missed.
  await add(world.org, "Nils Holm");
  for (const one of pages) {
    await one.getByText("You are connected again.").waitFor({ timeout: 60_000 });
    await one.getByText("The connection to the server is lost.").waitFor({ state: "detached" });
  }
  await row(page, "Nils Holm").waitFor();
  for (const one of pages) await one.locator("aside").getByText("2 people are here").waitFor({ timeout: 60_000 });
  await add(world.org, "Olga Prinz");
  await row(page, "Olga Prinz").waitFor();
  for (const one of pages) await done(one);
});

test("a session that is ended elsewhere is over at once: the page asks to sign in again", async () => {
  const page = await world.open("/o/riverbend", { as: "ben@example.org" });
  await connected(page);
  page.expect("GET /v1");
  await world.ben.delete("/v1/sessions");
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await dialog.waitFor({ state: "detached" });
  await connected(page);
  await until(async () => (await page.getByRole("dialog").count()) === 0);
  await done(page);
});
