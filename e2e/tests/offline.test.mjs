import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessible, newPage, picture, signInPage } from "../support/browser.mjs";
import { serveReleases } from "../support/front.mjs";
import { found, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  world.town = await found(world.admin, { organisation: "Town Hall", slug: "town" });
});

const keptAddresses = (page) =>
  page.evaluate(async () => {
    if (!(await caches.has("read"))) return [];
    return (await (await caches.open("read")).keys()).map((request) => new URL(request.url).pathname);
  });

/** Signed in at home, with the service worker at work and what is seen kept. */
async function atHome() {
  const page = await world.newPage({ serviceWorkers: "allow" });
  await page.goto("/sign-in");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await signInPage(page, world.email, PASSWORD, "/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await page.getByText("Open invitations", { exact: true }).waitFor();
  await page.waitForFunction(
    async (org) =>
      (await (await caches.open("read")).keys()).some((request) => request.url.includes(`/v1/orgs/${org}/invitations`)),
    world.org,
  );
  return page;
}

test("without a network the shell opens, shows what was read last, and says so", async () => {
  const page = await atHome();
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor();
  await page.reload();
  await heading(page, "Riverbend Together").waitFor();
  await page.getByText("Open invitations", { exact: true }).waitFor();
  await page.getByText("You are offline.").waitFor();
  await checkAccessible(page);
  await picture(page, "offline");
  await page.context().setOffline(false);
  await page.getByText("You are connected again.").waitFor();
  assert.equal(await page.getByText("You are offline.").count(), 0);
  await page.context().close();
});

test("changing over to another organisation wipes what was read in the first; signing out wipes everything", async () => {
  const page = await atHome();
  assert.ok((await keptAddresses(page)).some((path) => path.startsWith(`/v1/orgs/${world.org}`)));
  await page.getByRole("button", { name: /Switch organisation/ }).click();
  await page.getByRole("menuitem", { name: "Town Hall" }).click();
  await heading(page, "Town Hall").waitFor();
  await page.waitForFunction(
    async ([gone, here]) => {
      const paths = (await (await caches.open("read")).keys()).map((request) => new URL(request.url).pathname);
      return (
        paths.some((path) => path.startsWith(`/v1/orgs/${here}`)) &&
        !paths.some((path) => path.startsWith(`/v1/orgs/${gone}`))
      );
    },
    [world.org, world.town.org],
  );
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await page.waitForURL("**/sign-in");
  assert.deepEqual(
    (await keptAddresses(page)).filter((path) => path !== "/v1/setup"),
    [],
  );
  await done(page);
});

test("open tabs learn of a new release, and load it when somebody says so", async () => {
  const front = await serveReleases(world.server.url);
  try {
    const page = await newPage(world.browser, front.url, { serviceWorkers: "allow" });
    await page.goto("/sign-in");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const second = await page.context().newPage();
    await second.goto("/sign-in");
    await second.getByLabel("E-mail address").fill("half@typed.example");
    front.release();
    // As when somebody comes back to the tab.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    for (const tab of [page, second]) await tab.getByText("There is a new release of Hustings.").waitFor();
    await checkAccessible(page);
    await picture(page, "new-release");
    await second.getByRole("button", { name: "Later" }).click();
    assert.equal(await second.getByText("There is a new release of Hustings.").count(), 0);
    const loaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Reload" }).click();
    await loaded;
    await page.getByLabel("E-mail address").waitFor();
    assert.equal(await page.getByText("There is a new release of Hustings.").count(), 0);
    // Nothing is taken from whoever did not ask for it.
    assert.equal(await second.getByLabel("E-mail address").inputValue(), "half@typed.example");
    await done(page);
  } finally {
    await front.close();
  }
});

test("a server that is killed and comes back is noticed, and the page shows the truth again", async () => {
  const page = await atHome();
  await world.server.kill();
  await page.reload();
  await heading(page, "Riverbend Together").waitFor();
  await page.getByText("The connection to the server is lost.").waitFor();
  await world.server.start();
  await page.getByText("You are connected again.").waitFor({ timeout: 60_000 });
  assert.equal(await page.getByText("The connection to the server is lost.").count(), 0);
  await page.context().close();
});
