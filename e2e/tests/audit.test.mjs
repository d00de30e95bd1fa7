import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { until } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { checkFailure, done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  const { admin, org } = world;
  const ben = await addMember(world.server, admin, org, { email: "ben@example.org", name: "Ben Oyelaran" });
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/role`, { role: "leader" });
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/suspension`, { reason: "Insulted others twice." });
  await admin.post(`/v1/orgs/${org}/roles`, { name: "Steward", permissions: ["members.read"] });
  // Entries are sealed a moment after they happen.
  await until(async () => (await admin.get(`/v1/orgs/${org}/audit/verification`)).unsealed === 0);
});

const row = (page, name) => page.getByRole("row", { name });

test("the log tells who did what to whom, and is filtered by what, whom, thing and day", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/audit");
  await heading(page, "Audit log").waitFor();
  await row(page, /Ben Oyelaran was Member and is Leader now/).waitFor();
  await row(page, /ben@example\.org was invited as Member/).waitFor();
  await row(page, /Ben Oyelaran was suspended: Insulted others twice/).waitFor();
  await checkAccessible(page);
  await picture(page, "audit");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "audit-phone");
  await page.setViewportSize({ width: 1280, height: 860 });

  await page.getByLabel("What happened").selectOption("member.role-changed");
  await page.waitForURL(/kind=member/);
  await row(page, /suspended/).waitFor({ state: "detached" });
  await row(page, /is Leader now/).waitFor();
  assert.equal(await page.getByRole("row").count(), 2);
  await page.getByLabel("What happened").selectOption("");
  await page.getByLabel("About").selectOption("role");
  await row(page, /A role was made/).waitFor();
  assert.equal(await page.getByRole("row").count(), 2);
  await page.getByLabel("Until").fill("2020-01-01");
  await page.getByRole("heading", { name: "Nothing fits" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Remove 2 filters" }).click();
  // Whoever is suspended is found as well, and Ben has done nothing here yet.
  const who = page.getByRole("combobox", { name: "Who" });
  await who.fill("ben");
  await page.getByRole("option", { name: "Ben Oyelaran" }).click();
  await page.waitForURL(/actor=member/);
  await page.getByRole("heading", { name: "Nothing fits" }).waitFor();
  await who.fill("ada");
  await page.getByRole("option", { name: "Ada Example" }).click();
  await row(page, /Ben Oyelaran was suspended/).waitFor();
  await done(page);
});

test("an entry is opened, and leads to everything that happened to the same thing", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/audit");
  await page.getByRole("button", { name: /was suspended/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Place in the chain").waitFor();
  await sheet.getByText("Ada Example").waitFor();
  await checkAccessible(page);
  await picture(page, "audit-entry");
  await sheet.getByRole("button", { name: "Only what happened to this" }).click();
  await page.waitForURL(/subject=/);
  await row(page, /A role was made/).waitFor({ state: "detached" });
  await row(page, /Ben Oyelaran was Member and is Leader now/).waitFor();
  await done(page);
});

test("the log is verified, and a broken chain is shown loudly", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/audit");
  await page.getByRole("button", { name: "Verify" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The log is whole").waitFor();
  await dialog.getByText("Last link that holds").waitFor();
  await checkAccessible(page);
  await picture(page, "audit-verified");

  await page.route("**/audit/verification", (route) =>
    route.fulfill({
      json: {
        verified: 41,
        forgotten: 0,
        first_break: { sequence: 42, event: crypto.randomUUID(), what: "event-altered" },
        head: "ab".repeat(32),
        unsealed: 0,
        without_event: 2,
      },
    }),
  );
  await dialog.getByRole("button", { name: "Verify again" }).click();
  await dialog.getByText("The log is broken at place 42").waitFor();
  await dialog.getByText("The entry is not what was sealed.").waitFor();
  await checkAccessible(page);
  await picture(page, "audit-broken");
  await done(page);
});

test("the whole log is exported, and so is what is filtered", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/audit?kind=role.created");
  await row(page, /A role was made/).waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog");
  await checkAccessible(page);
  await picture(page, "audit-export");
  const whole = page.waitForEvent("download");
  await dialog.getByRole("button", { name: /The whole log/ }).click();
  const lines = (await readFile(await (await whole).path(), "utf8")).trim().split("\n").map(JSON.parse);
  assert.ok(lines.some((entry) => entry.kind === "member.suspended"));
  await dialog.getByText(`${lines.length} rows were saved.`).waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Export" }).click();
  const table = page.waitForEvent("download");
  await dialog.getByRole("button", { name: /What is filtered/ }).click();
  const text = await readFile(await (await table).path(), "utf8");
  assert.equal(text.trim().split("\r\n").length, 2);
  assert.match(text, /role\.created/);
  await done(page);
});

test("whoever may not read the log is told so", async () => {
  const { admin, org } = world;
  await addMember(world.server, admin, org, { email: "mia@example.org", name: "Mia" });
  const mia = await world.newPage();
  await signInPage(mia, "mia@example.org", PASSWORD, "/o/riverbend/audit");
  await heading(mia, "This is not yours to see").waitFor();
  await checkAccessible(mia);
  await done(mia);
});

test("when the server fails, the log says so and is tried again", () =>
  checkFailure(world, {
    at: "/o/riverbend/audit",
    api: `/v1/orgs/${world.org}/audit`,
    shows: (page) => row(page, /Ben Oyelaran was suspended/),
  }));

test("German speaks of it in German", async () => {
  const greta = { email: "greta@example.org", name: "Greta", role: "admin", language: "de" };
  await addMember(world.server, world.admin, world.org, greta);
  const page = await world.newPage({ locale: "de-DE" });
  await page.goto("/sign-in?next=/o/riverbend/audit");
  await page.getByLabel("E-Mail-Adresse").fill("greta@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await heading(page, "Protokoll").waitFor();
  await row(page, /Ben Oyelaran war Mitglied und ist jetzt/).waitFor();
  await checkAccessible(page);
  await page.goto("/o/riverbend/roles");
  await heading(page, "Rollen").waitFor();
  await checkAccessible(page);
  await page.goto("/o/riverbend/members");
  await heading(page, "Mitglieder").waitFor();
  await checkAccessible(page);
  await picture(page, "members-german");
  await done(page);
});
