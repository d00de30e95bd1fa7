import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../support/api.mjs";
import { checkAccessible, newPage, picture, signInPage, startBrowser } from "../support/browser.mjs";
import { tamper } from "../support/meddling.mjs";
import { addMember, PASSWORD, setUp } from "../support/people.mjs";
import { startServer } from "../support/server.mjs";

const DAYS = "Days an invitation holds";

let server;
let browser;
let world;
let leader;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  world = await setUp(server);
  leader = await addMember(server, world.admin, world.org, {
    email: "lea@example.org",
    name: "Lea Leader",
    role: "leader",
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const row = (page, name) => page.getByRole("region", { name, exact: true });
const configured = (key) => world.admin.get(`/v1/orgs/${world.org}/configuration/${key}`);
const change = async (key, choice) =>
  world.admin.put(`/v1/orgs/${world.org}/configuration/${key}`, choice, { "if-match": "*" });

test("a setting is saved, undone from its notice, and its history tells who did it", async () => {
  const page = await newPage(browser, server.url);
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/configuration");
  await heading(page, "Configuration").waitFor();
  await checkAccessible(page);
  await picture(page, "configuration");
  const days = row(page, DAYS);
  await days.getByLabel(DAYS, { exact: true }).fill("1000");
  await days.getByRole("button", { name: "Save" }).click();
  assert.equal(await days.getByLabel(DAYS, { exact: true }).getAttribute("aria-invalid"), "true");
  await days.getByLabel(DAYS, { exact: true }).fill("3");
  await days.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  await days.getByText(/Changed by Ada Example/).waitFor();
  assert.equal((await configured("invitations.lifetime-days")).what.value, 3);

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText("Undone.", { exact: true }).waitFor();
  await until(async () => (await days.getByLabel(DAYS, { exact: true }).inputValue()) === "14");
  await days.getByRole("button", { name: `History of ${DAYS}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("undoes change 1").waitFor();
  await checkAccessible(page);
  await picture(page, "configuration-history");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await dialog.getByText("Change 3").waitFor();
  await page.keyboard.press("Escape");
  await until(async () => (await days.getByLabel(DAYS, { exact: true }).inputValue()) === "3");
  await days.getByRole("button", { name: "As it was at first" }).click();
  await until(async () => (await days.getByLabel(DAYS, { exact: true }).inputValue()) === "14");
  page.faults();
  await page.context().close();
});

test("each kind of setting has its control", async () => {
  const page = await newPage(browser, server.url);
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/configuration");
  const names = row(page, "Members choose their names");
  await names.getByRole("switch").click();
  await until(async () => (await configured("members.choose-own-name")).what.value === false);
  await row(page, "Role of whoever joins").getByRole("combobox").selectOption("member");
  await until(async () => (await configured("members.joining-role")).what.value === "member");
  const greeting = row(page, "A sentence in invitations");
  await greeting.getByRole("textbox").fill("We meet on Mondays.");
  await greeting.getByRole("button", { name: "Save" }).click();
  await until(async () => (await configured("invitations.greeting")).what.value === "We meet on Mondays.");
  page.faults();
  await page.context().close();
});

test("who changes it second is told, and sees what holds by now", async () => {
  const path = `/v1/orgs/${world.org}/configuration/invitations.lifetime-days`;
  const page = await newPage(browser, server.url, { expected: [`PUT ${path} 412`] });
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/configuration");
  const days = row(page, DAYS);
  await days.getByLabel(DAYS, { exact: true }).fill("5");
  await change("invitations.lifetime-days", { value: 21 });
  await days.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else changed this in the meantime.").waitFor();
  await until(async () => (await days.getByLabel(DAYS, { exact: true }).inputValue()) === "21");
  page.faults();
  await page.context().close();
});

test("a feature is switched off for some, and is gone from their pages", async () => {
  const admin = await newPage(browser, server.url);
  await signInPage(admin, world.email, PASSWORD, "/o/riverbend/configuration?part=features");
  const other = await newPage(browser, server.url);
  await signInPage(other, leader.email, PASSWORD, "/o/riverbend/invitations/new");
  await other.getByRole("tab", { name: "From a file" }).waitFor();

  const flag = row(admin, "Inviting from a file");
  await checkAccessible(admin);
  await flag.getByLabel("A share of the members").check();
  await flag.getByRole("slider").fill("0");
  await picture(admin, "features");
  await checkAccessible(admin);
  await flag.getByRole("button", { name: "Save" }).click();
  await admin.getByText("Saved.").first().waitFor();
  await other.reload();
  await heading(other, "Invite people").waitFor();
  await until(async () => (await other.getByRole("tab", { name: "From a file" }).count()) === 0);
  const command = other.getByRole("option", { name: /Invite people from a file/ });
  await other.keyboard.press("Control+k");
  await other
    .getByRole("option", { name: /Invite people/ })
    .first()
    .waitFor();
  assert.equal(await command.count(), 0);
  await other.keyboard.press("Escape");

  await flag.getByLabel("Some roles").check();
  await flag.getByLabel("Leader").check();
  await checkAccessible(admin);
  await flag.getByRole("button", { name: "Save" }).click();
  await until(async () => (await configured("members.import")).what.rule.for === "roles");
  await other.reload();
  await other.getByRole("tab", { name: "From a file" }).waitFor();
  await other.keyboard.press("Control+k");
  await command.waitFor();
  for (const page of [admin, other]) {
    page.faults();
    await page.context().close();
  }
});

test("a role that was deleted is said to be, and goes with the next change", async () => {
  const { role } = await world.admin.post(`/v1/orgs/${world.org}/roles`, { name: "Scribe", permissions: [] });
  await change("members.import", { rule: { for: "roles", roles: ["leader", role] } });
  const watching = await newPage(browser, server.url);
  await signInPage(watching, leader.email, PASSWORD, "/o/riverbend/configuration?part=features");
  await row(watching, "Inviting from a file").getByText("Scribe, Leader").waitFor();
  await world.admin.delete(`/v1/orgs/${world.org}/roles/${role}`);
  await row(watching, "Inviting from a file").getByText("a role that was deleted, Leader").waitFor();
  await checkAccessible(watching);

  const page = await newPage(browser, server.url);
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/configuration?part=features");
  const flag = row(page, "Inviting from a file");
  await flag.getByText("It was also for a role that was deleted.").waitFor();
  await checkAccessible(page);
  await flag.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").first().waitFor();
  assert.deepEqual((await configured("members.import")).what.rule.roles, ["leader"]);
  for (const one of [watching, page]) {
    one.faults();
    await one.context().close();
  }
});

test("an experiment is started, changes the front page, counts who saw it, and is stopped", async () => {
  const page = await newPage(browser, server.url);
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/configuration?part=experiments");
  const experiment = row(page, "First steps");
  await experiment.getByText("Everybody sees: All at once").waitFor();
  await checkAccessible(page);
  await experiment.getByRole("slider", { name: "All at once" }).fill("0");
  await experiment.getByRole("button", { name: "Start the experiment" }).click();
  await experiment.getByText("Nobody has been shown anything yet.").waitFor();

  const other = await newPage(browser, server.url);
  await signInPage(other, leader.email, PASSWORD, "/o/riverbend");
  await other.getByText("Next", { exact: true }).waitFor();
  await checkAccessible(other);
  await picture(other, "home-one-step");
  await until(async () => (await configured("home.first-steps")).what.exposures["one-at-a-time"] === 1);

  await page.reload();
  await experiment.getByText(/1 member · 100/).waitFor();
  await checkAccessible(page);
  await picture(page, "experiments");
  await experiment.getByLabel("All at once").last().check();
  await experiment.getByRole("button", { name: "Stop, and show this to everybody" }).click();
  await experiment.getByText("Not running").waitFor();
  await other.reload();
  await heading(other, "Riverbend Together").waitFor();
  await until(async () => (await other.getByText("Next", { exact: true }).count()) === 0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await experiment.getByText("Running", { exact: true }).waitFor();
  for (const one of [page, other]) {
    one.faults();
    await one.context().close();
  }
});

test("German speaks of it in German", async () => {
  const greta = { email: "greta@example.org", name: "Greta", role: "admin", language: "de" };
  await addMember(server, world.admin, world.org, greta);
  const page = await newPage(browser, server.url, { locale: "de-DE" });
  await page.goto("/sign-in?next=/o/riverbend/configuration");
  await page.getByLabel("E-Mail-Adresse").fill(greta.email);
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await heading(page, "Konfiguration").waitFor();
  const days = row(page, "Tage, die eine Einladung gilt");
  await days.getByText(/Geändert von Ada Example/).waitFor();
  await days.getByRole("button", { name: /^Verlauf/ }).click();
  await page
    .getByRole("dialog")
    .getByText(/Änderung 1/)
    .first()
    .waitFor();
  await checkAccessible(page);
  await page.keyboard.press("Escape");
  for (const part of ["Funktionen", "Versuche"]) {
    await page.getByRole("tab", { name: part }).click();
    await checkAccessible(page);
  }
  page.faults();
  await page.context().close();
});

test("who may look sees what holds without a way to change it", async () => {
  const page = await newPage(browser, server.url);
  await signInPage(page, leader.email, PASSWORD, "/o/riverbend/configuration");
  await page.getByText("You can look at everything here.").waitFor();
  await row(page, DAYS).getByText("21", { exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
  await checkAccessible(page);
  await page.getByRole("tab", { name: "Experiments" }).click();
  await page.getByText("First steps").first().waitFor();
  assert.equal(await page.getByRole("slider").count(), 0);
  page.faults();
  await page.context().close();
});

test("who may not look is told so, and what cannot be read says so", async () => {
  const member = await addMember(server, world.admin, world.org, { email: "ben@example.org", name: "Ben" });
  const page = await newPage(browser, server.url);
  await signInPage(page, member.email, PASSWORD, "/o/riverbend/configuration");
  await heading(page, "This is not yours to see").waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();

  const path = `/v1/orgs/${world.org}/configuration`;
  const broken = await newPage(browser, server.url, { expected: [`GET ${path} 500`] });
  await broken.route(`**${path}`, (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 500, code: "internal", title: "Something went wrong on our side." }),
    }),
  );
  await signInPage(broken, world.email, PASSWORD, "/o/riverbend/configuration");
  await broken.getByRole("alert").waitFor();
  await checkAccessible(broken);
  await broken.unroute(`**${path}`);
  await broken.getByRole("button", { name: "Try again" }).click();
  await row(broken, DAYS).waitFor();
  broken.faults();
  await broken.context().close();
});

test("where a proof is asked for anew, it is given above the page, and the page goes on", async () => {
  await change("sessions.longest-hours", { value: 1 });
  const page = await newPage(browser, server.url, { expected: [`GET /v1/orgs/${world.org}`] });
  await signInPage(page, leader.email, PASSWORD, "/o/riverbend/members");
  await heading(page, "Members").waitFor();
  await page.goto("about:blank");
  // As if they had signed in this morning. What the server remembers of them is gone when it starts again.
  const latest = "SELECT session_id FROM sessions ORDER BY created_at DESC LIMIT 1";
  await tamper(server, `UPDATE sessions SET proved_at = proved_at - interval '2 hours' WHERE session_id = (${latest})`);
  await server.kill();
  await server.start();
  await page.goto("/o/riverbend/members");
  const dialog = page.getByRole("dialog", { name: "Is it still you?" });
  await dialog.waitFor();
  await checkAccessible(page);
  await dialog.getByLabel("Your password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await heading(page, "Members").waitFor();
  await dialog.waitFor({ state: "detached" });
  page.faults();
  await page.context().close();
});
