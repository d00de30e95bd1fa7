import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { until } from "../support/api.mjs";
import { checkAccessible, newPage, picture, signInPage, startBrowser } from "../support/browser.mjs";
import { addMember, PASSWORD, setUp } from "../support/people.mjs";
import { startServer } from "../support/server.mjs";

let server;
let browser;
let world;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  world = await setUp(server);
  const { admin, org } = world;
  const ben = await addMember(server, admin, org, { email: "ben@example.org", name: "Ben Oyelaran" });
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/role`, { role: "leader" });
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/suspension`, { reason: "Insulted others twice." });
  await admin.post(`/v1/orgs/${org}/roles`, { name: "Steward", permissions: ["members.read"] });
  // Entries are sealed a moment after they happen.
  await until(async () => (await admin.get(`/v1/orgs/${org}/audit/verification`)).unsealed === 0);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const row = (page, name) => page.getByRole("row", { name });

test("the log tells who did what to whom, and is filtered by what, whom, thing and day", async () => {
  const page = await newPage(browser, server.url);
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
  page.faults();
  await page.context().close();
});

test("an entry is opened, and leads to everything that happened to the same thing", async () => {
  const page = await newPage(browser, server.url);
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
  page.faults();
  await page.context().close();
});

test("the log is verified, and a broken chain is shown loudly", async () => {
  const page = await newPage(browser, server.url);
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
  page.faults();
  await page.context().close();
});

test("the whole log is exported, and so is what is filtered", async () => {
  const page = await newPage(browser, server.url);
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
  page.faults();
  await page.context().close();
});

test("whoever may not read the log is told so, and a failure is said", async () => {
  const { admin, org } = world;
  await addMember(server, admin, org, { email: "mia@example.org", name: "Mia" });
  const mia = await newPage(browser, server.url);
  await signInPage(mia, "mia@example.org", PASSWORD, "/o/riverbend/audit");
  await heading(mia, "This is not yours to see").waitFor();
  await checkAccessible(mia);
  mia.faults();
  await mia.context().close();

  const page = await newPage(browser, server.url, { expected: [`GET /v1/orgs/${org}/audit 500`] });
  await page.route("**/audit?*", (route) =>
    route.fulfill({ status: 500, contentType: "application/json", body: "{}" }),
  );
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/audit");
  await page.getByRole("heading", { name: "That did not work" }).waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();
});

test("German speaks of it in German", async () => {
  const greta = { email: "greta@example.org", name: "Greta", role: "admin", language: "de" };
  await addMember(server, world.admin, world.org, greta);
  const page = await newPage(browser, server.url, { locale: "de-DE" });
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
  page.faults();
  await page.context().close();
});
