import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessible, picture } from "../support/browser.mjs";
import { addMember } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});

test("a setting is looked for by any word for it, on its page and in the palette, and shown where it is", async () => {
  const page = await world.open("/o/riverbend/settings");
  const search = page.getByRole("searchbox", { name: "Search in settings" });
  await search.fill("passphrase");
  await page.getByRole("link", { name: /Password/ }).waitFor();
  await checkAccessible(page);
  await picture(page, "settings-search");
  await search.press("Enter");
  await heading(page, "Your account").waitFor();
  await page.waitForURL("**/account#account-password");
  await page.waitForFunction(() => document.activeElement?.closest("#account-password") !== null);

  await page.goto("/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("clock");
  await page.getByRole("option", { name: "Time zone Organisation" }).click();
  await page.waitForURL("**/o/riverbend/settings#organisation-time-zone");
  await page.waitForFunction(() => document.activeElement?.closest("#organisation-time-zone") !== null);

  // What is configured stands on a page of its own.
  await search.fill("invitation days");
  await page.getByRole("link", { name: /Days an invitation holds/ }).waitFor();
  await search.press("Enter");
  await heading(page, "Configuration").waitFor();
  await page.waitForURL("**/o/riverbend/configuration#*");
  await page.waitForFunction(() => document.activeElement?.closest(location.hash) !== null);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("letter sentence");
  await page.getByRole("option", { name: /A sentence in invitations/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.goto("/o/riverbend/settings");
  await search.fill("no such thing");
  await page.getByText("No setting is called that.").first().waitFor();
  await done(page);

  // Only what one may set is found.
  const ben = await world.open("/o/riverbend/settings", { as: "ben@example.org" });
  await ben.getByRole("searchbox", { name: "Search in settings" }).fill("rename");
  await ben.getByRole("link", { name: /Your account/ }).waitFor();
  assert.equal(await ben.getByRole("link", { name: /Organisation$/ }).count(), 0);
  await done(ben);
});
