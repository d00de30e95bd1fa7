import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { checkFailure, done, heading, startWorld } from "../support/world.mjs";

const world = startWorld();

const row = (page, name) => page.getByRole("row", { name: new RegExp(name) });
const open = () => world.admin.get(`/v1/orgs/${world.org}/invitations`).then((page) => page.items);

test("a fresh organisation is led to its first invitations, several at once", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/invitations");
  await page.getByRole("heading", { name: "No open invitations" }).waitFor();
  await checkAccessible(page);
  await page.goto("/o/riverbend");
  await page.getByText("First steps").waitFor();
  await checkAccessible(page);
  await picture(page, "home-first-steps");
  await page.getByRole("link", { name: /Invite people/ }).click();
  await heading(page, "Invite people").waitFor();
  await page.getByRole("button", { name: /Send/ }).click();
  await page.getByText("There is no address here that could be invited.").waitFor();

  await page
    .getByLabel("E-mail addresses")
    .fill('"Oyelaran, Ben" <ben@example.org>\ncagla@example.org, dana@example.org; BEN@example.org nobody');
  await page.getByText("3 addresses are understood.").waitFor();
  await page.getByText("Not an address: nobody").waitFor();
  await page.getByLabel("They join as").selectOption("active-member");
  await page.getByLabel("The invitation holds").selectOption("30");
  await checkAccessible(page);
  await picture(page, "invite");
  await page.getByRole("button", { name: "Send 3 invitations" }).click();
  await page.getByText("3 people are invited.").waitFor();
  await checkAccessible(page);
  await picture(page, "invite-done");
  const letter = await world.server.letterTo("ben@example.org");
  assert.match(letter.subject, /Riverbend Together/);
  const invitations = await open();
  assert.deepEqual(new Set(invitations.map((one) => one.role)), new Set(["active-member"]));
  await done(page);
});

test("who is invited already is told apart, and stays to be looked at", async () => {
  const page = await world.newPage({ expected: [`POST /v1/orgs/${world.org}/invitations 409`] });
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/invitations/new");
  await page.getByLabel("E-mail addresses").fill("eve@example.org ben@example.org");
  await page.getByRole("button", { name: "Send 2 invitations" }).click();
  await page.getByText("One person is invited.").waitFor();
  await page.getByText("There is an open invitation for this address.").waitFor();
  assert.equal(await page.getByLabel("E-mail addresses").inputValue(), "ben@example.org");
  await checkAccessible(page);
  await picture(page, "invite-partly");
  await done(page);
});

test("an open invitation is sent again, taken back, and invited anew by undoing", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/invitations");
  await row(page, "dana@example.org").waitFor();
  await row(page, "dana@example.org").getByText("Ada Example").waitFor();
  await checkAccessible(page);
  await picture(page, "invitations");
  await page.getByRole("button", { name: "As a link: the invitation of dana@example.org" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/\/invitation#token=/).waitFor();
  await checkAccessible(page);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("button", { name: "Send again: the invitation of dana@example.org" }).click();
  await page.getByText("Another letter goes to dana@example.org.").waitFor();
  await page.getByRole("button", { name: "Take back: the invitation of dana@example.org" }).click();
  await page.getByText("The invitation of dana@example.org was taken back.").waitFor();
  await row(page, "dana@example.org").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("dana@example.org is invited again").waitFor();
  await row(page, "dana@example.org").waitFor();
  await page.getByLabel("State").selectOption("revoked");
  await page.waitForURL(/state=revoked/);
  await row(page, "dana@example.org").waitFor();
  await page.getByLabel("State").selectOption("declined");
  await page.getByRole("heading", { name: "There are none" }).waitFor();
  await checkAccessible(page);
  await done(page);
});

test("whoever may not invite is told so", async () => {
  await addMember(world.server, world.admin, world.org, { email: "mia@example.org", name: "Mia" });
  const mia = await world.newPage();
  await signInPage(mia, "mia@example.org", PASSWORD, "/o/riverbend/invitations/new");
  await heading(mia, "This is not yours to see").waitFor();
  await checkAccessible(mia);
  await done(mia);
});

test("when the server fails, the list says so and is tried again", () =>
  checkFailure(world, {
    at: "/o/riverbend/invitations",
    api: `/v1/orgs/${world.org}/invitations`,
    shows: (page) => heading(page, "Invitations"),
  }));
