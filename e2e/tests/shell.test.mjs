import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, found, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  await found(world.admin, { organisation: "Town Hall", slug: "town" });
  world.ben = await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});

test("home shows how the organisation stands, and only what one's permissions open", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await page.getByText("At a glance").waitFor();
  await page.getByText("Open invitations", { exact: true }).waitFor();
  await checkAccessible(page);
  await picture(page, "home");
  assert.equal(await page.title(), "Home · Riverbend Together · Hustings");
  await done(page);

  const member = await world.newPage();
  await signInPage(member, "ben@example.org", PASSWORD, "/o/riverbend");
  await heading(member, "Riverbend Together").waitFor();
  await member.getByText("What you can do here").waitFor();
  await member.getByText("See who the members are").waitFor();
  assert.equal(await member.getByText("Open invitations", { exact: true }).count(), 0);
  await checkAccessible(member);
  await picture(member, "home-member");
  member.faults();
  await member.context().close();
});

test("an organisation one does not belong to is not there, nor is a page that does not exist", async () => {
  const page = await world.newPage();
  await signInPage(page, "ben@example.org", PASSWORD, "/o/town");
  await heading(page, "There is nothing here").waitFor();
  await checkAccessible(page);
  await page.goto("/no/such/page");
  await heading(page, "There is nothing here").waitFor();
  await checkAccessible(page);
  await done(page);
});

test("a suspended member is told so, and let in again when reinstated", async () => {
  const { admin, org } = world;
  const eve = await addMember(world.server, admin, org, { email: "eve@example.org", name: "Eve" });
  await admin.put(`/v1/orgs/${org}/members/${eve.id}/suspension`, { reason: "rude" });
  const page = await world.newPage();
  await signInPage(page, "eve@example.org", PASSWORD, "/o/riverbend");
  await heading(page, "Your membership is suspended").waitFor();
  await checkAccessible(page);
  await page.goto("/organisations");
  await page.getByText("Suspended").waitFor();
  await checkAccessible(page);
  await admin.delete(`/v1/orgs/${org}/members/${eve.id}/suspension`);
  await page.goto("/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await done(page);
});

test("the keyboard finds everything: the palette, the help, the content, home", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/organisations");
  await heading(page, "Your organisations").waitFor();
  await checkAccessible(page);
  await picture(page, "organisations");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await checkAccessible(page);
  await page.keyboard.type("town");
  await page.getByRole("option", { name: /Town Hall/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/o/town");
  await heading(page, "Town Hall").waitFor();
  // Whoever listens is taken to the head of the new page.
  await page.waitForFunction(() => document.activeElement?.hasAttribute("data-page-title"));
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "What the keyboard does" }).waitFor();
  await checkAccessible(page);
  await page.keyboard.press("Escape");
  await page.goto("/organisations");
  await heading(page, "Your organisations").waitFor();
  await page.keyboard.press("Tab");
  await page.getByRole("link", { name: "To the content" }).press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
  await done(page);
});

test("a phone has the navigation in a sheet", async () => {
  const page = await world.newPage({ width: 390, height: 780 });
  await signInPage(page, world.email, PASSWORD, "/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await picture(page, "home-phone");
  await page.getByRole("button", { name: "Open the navigation" }).click();
  const sheet = page.getByRole("dialog", { name: "Navigation" });
  await sheet.getByRole("link", { name: "Home" }).waitFor();
  await picture(page, "navigation-phone");
  await sheet.getByRole("button", { name: /Switch organisation/ }).click();
  await page.getByRole("menuitem", { name: "Town Hall" }).click();
  await heading(page, "Town Hall").waitFor();
  await done(page);
});

test("theme and language are chosen in the profile menu; the language goes with the account", async () => {
  const page = await world.newPage();
  await signInPage(page, "ben@example.org", PASSWORD, "/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await page.getByText("Auf einen Blick").waitFor();
  await picture(page, "home-dark-german");
  await page.reload();
  await page.getByText("Auf einen Blick").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
  await done(page);
  // Another browser that asks for English learns it from the account.
  const other = await world.newPage();
  await signInPage(other, "ben@example.org", PASSWORD, "/o/riverbend");
  await other.getByText("Auf einen Blick").waitFor();
  await done(other);
  await world.ben.patch("/v1/account", { language: "en" }, { "if-match": "*" }).catch(() => undefined);
});

test("signing out leads to the door in every tab; signing out everywhere ends the others too", async () => {
  const page = await world.newPage({ expected: ["GET /v1", "POST /v1/session/refresh 401"] });
  await signInPage(page, world.email, PASSWORD, "/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  const second = await page.context().newPage();
  await second.goto("/o/riverbend");
  await heading(second, "Riverbend Together").waitFor();
  const elsewhere = await world.newPage({ expected: ["GET /v1", "POST /v1/session/refresh 401"] });
  await signInPage(elsewhere, world.email, PASSWORD, "/o/riverbend");
  await heading(elsewhere, "Riverbend Together").waitFor();

  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("**/sign-in");
  await second.waitForURL("**/sign-in");
  // By itself: its live connection was closed with the session.
  await elsewhere.getByRole("dialog", { name: "Sign in again" }).waitFor();
  await elsewhere.getByRole("button", { name: "Leave instead" }).click();
  await elsewhere.waitForURL("**/sign-in");
  for (const one of [page, elsewhere]) one.faults();
  await page.context().close();
  await elsewhere.context().close();
});

for (const [way, told] of [
  ["at once", true],
  ["with the next request, where live updates do not come through", false],
]) {
  test(`a session that ends while something is typed is begun anew above it, ${way}, and nothing is lost`, async () => {
    const page = await world.newPage({
      expected: ["POST /v1/orgs 401", "POST /v1/orgs 403", "POST /v1/session/refresh 401", "GET /v1"],
    });
    if (!told) {
      await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
      await page.route("**/socket.io/**", (route) => route.abort());
    }
    await signInPage(page, world.email, PASSWORD, "/organisations/new");
    await page.getByLabel("Name", { exact: true }).fill("Harbour Union");
    await page.getByLabel("Short name").fill(told ? "harbour" : "harbour-two");
    // Ended from another device.
    const elsewhere = await signIn(world.server.url, world.email, PASSWORD);
    await elsewhere.delete("/v1/sessions");
    world.admin = elsewhere;
    if (!told) await page.getByRole("button", { name: "Found it" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await dialog.waitFor();
    await checkAccessible(page);
    await picture(page, "session-lost");
    assert.equal(await dialog.getByLabel("E-mail address").inputValue(), world.email);
    await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    // The request that waited goes through by itself; what was only typed still stands there.
    if (told) {
      await dialog.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Found it" }).click();
    }
    await page.waitForURL(told ? "**/o/harbour" : "**/o/harbour-two");
    await heading(page, "Harbour Union").waitFor();
    await done(page);
  });
}
