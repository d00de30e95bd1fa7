import assert from "node:assert/strict";
import { test } from "node:test";
import { call } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});

test("an admin changes what the organisation is called, opens it, and the first step is ticked", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend");
  await page.getByText("Say who you are").waitFor();
  await page.getByText("Say who you are").click();
  await heading(page, "Settings").waitFor();
  await checkAccessible(page);
  await picture(page, "settings");
  await page.getByLabel("Name", { exact: true }).fill("Riverbend and Hills");
  await page.getByLabel("Short name in addresses").fill("river-hills");
  await page.getByLabel("Everybody").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**/o/river-hills/settings");
  await page.getByText("/join/river-hills").waitFor();
  await checkAccessible(page);
  await page.goto("/o/river-hills");
  await heading(page, "Riverbend and Hills").waitFor();
  await page.getByRole("listitem").filter({ hasText: "Say who you are" }).getByRole("img", { name: "Done" }).waitFor();
  await picture(page, "home-steps");
  await done(page);
});

test("two who change it at once: the second is told, and overwrites nothing", async () => {
  const page = await world.newPage({ expected: [`PATCH /v1/orgs/${world.org} 412`] });
  await signInPage(page, world.email, PASSWORD, "/o/river-hills/settings");
  await page.getByLabel("Name", { exact: true }).fill("Mine");
  const read = await fetch(`${world.server.url}/v1/orgs/${world.org}`, {
    headers: { authorization: `Bearer ${world.admin.token}` },
  });
  await world.admin.patch(`/v1/orgs/${world.org}`, { name: "Theirs" }, { "if-match": read.headers.get("etag") });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else changed this in the meantime.").waitFor();
  assert.equal((await world.admin.get(`/v1/orgs/${world.org}`)).name, "Theirs");
  await done(page);
});

test("a member sees the settings without a way to change them, and may leave", async () => {
  const page = await world.newPage();
  await signInPage(page, "ben@example.org", PASSWORD, "/o/river-hills/settings");
  await heading(page, "Settings").waitFor();
  await page.getByText("Who may join").waitFor();
  assert.equal(await page.getByRole("button", { name: "Save" }).count(), 0);
  await checkAccessible(page);
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await page.waitForURL("**/organisations");
  await page.getByText("You are not a member of any organisation yet").waitFor();
  await checkAccessible(page);
  await done(page);
});

test("a key is made, shown once, works, and works no more when it is revoked", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/river-hills/keys");
  await page.getByText("There are no keys").waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Make a key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make a key" }).click();
  await dialog.getByText("Choose at least one.").waitFor();
  await checkAccessible(page);
  await dialog.getByLabel("Name", { exact: true }).fill("Newsletter");
  await dialog.getByLabel("See who the members are").check();
  await picture(page, "key-form");
  await dialog.getByRole("button", { name: "Make a key" }).click();
  await dialog.getByText("This is the only time it is shown.").waitFor();
  await checkAccessible(page);
  const secret = await dialog.locator("code").textContent();
  await call(world.server.url, "GET", `/v1/orgs/${world.org}/members`, { token: secret });
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await page.getByRole("rowheader", { name: /Newsletter/ }).waitFor();
  await checkAccessible(page);
  await picture(page, "keys");
  await page.getByRole("button", { name: "Revoke: Newsletter" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("The key is revoked.").waitFor();
  await assert.rejects(call(world.server.url, "GET", `/v1/orgs/${world.org}/members`, { token: secret }), /401/);
  await done(page);
});

test("keys are not for those who may not make any", async () => {
  await addMember(world.server, world.admin, world.org, { email: "cem@example.org", name: "Cem", role: "supporter" });
  const page = await world.newPage();
  await signInPage(page, "cem@example.org", PASSWORD, "/o/river-hills/keys");
  await heading(page, "This is not yours to see").waitFor();
  await checkAccessible(page);
  await done(page);
});

test("an organisation is closed by its short name and reopened", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/river-hills/settings");
  await page.getByRole("button", { name: "Close the organisation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Short name in addresses").fill("another");
  await dialog.getByRole("button", { name: "Close the organisation" }).click();
  await dialog.getByText("This is not the organisation’s short name.").waitFor();
  await dialog.getByLabel("Short name in addresses").fill("river-hills");
  await dialog.getByRole("button", { name: "Close the organisation" }).click();
  await page.getByText("This organisation is closing").waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Reopen" }).click();
  await page.getByText("The organisation goes on.").waitFor();
  await done(page);
});
