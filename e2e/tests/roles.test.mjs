import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  world.ben = await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});

const READ_AUDIT = "See, export and verify the audit log";
const READ_MEMBERS = "See who the members are";
const INVITE = "Invite people, see open invitations and take them back";
const ownRole = async (name) =>
  (await world.admin.get(`/v1/orgs/${world.org}/roles`)).find((role) => role.name === name);

test("an own role is made like another, changed by ticking with the keyboard, and saved", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/roles");
  await heading(page, "Roles").waitFor();
  await page.getByRole("grid", { name: "Which role allows what" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Make a role" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await dialog.getByText("Fill this in.").waitFor();
  await dialog.getByLabel("Name").fill("Steward");
  await dialog.getByLabel("Begin like").selectOption("member");
  await checkAccessible(page);
  await picture(page, "role-make");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await page.getByText("The role “Steward” is made.").waitFor();

  const cell = (permission) => page.getByRole("checkbox", { name: `Steward: ${permission}` });
  assert.ok(await cell(READ_MEMBERS).isChecked());
  await cell(READ_MEMBERS).focus();
  await page.keyboard.press("ArrowUp");
  assert.ok(await cell(INVITE).evaluate((box) => box === document.activeElement));
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("End");
  assert.ok(await cell(INVITE).evaluate((box) => box === document.activeElement));
  await page.getByText("One change to “Steward”.").waitFor();
  await page.getByText("0 members hold it.").waitFor();
  await checkAccessible(page);
  await picture(page, "roles");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  assert.ok((await ownRole("Steward")).permissions.includes("members.invite"));

  // On a phone there is room for one role at a time.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByLabel("Role", { exact: true }).selectOption({ label: "Steward" });
  await page.getByLabel(INVITE).uncheck();
  await page.getByText("One change to “Steward”.").waitFor();
  await picture(page, "roles-phone");
  await page.getByRole("button", { name: "Discard" }).click();
  await done(page);
});

test("somebody else's change is not written over unseen", async () => {
  const { admin, org } = world;
  const made = await admin.post(`/v1/orgs/${org}/roles`, { name: "Herald", permissions: ["members.read"] });
  const page = await world.newPage({ expected: [`PUT /v1/orgs/${org}/roles/${made.role} 412`] });
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/roles");
  await page.getByRole("checkbox", { name: `Herald: ${READ_AUDIT}` }).check();
  const theirs = { name: "Herald", permissions: ["members.read", "roles.read"] };
  await admin.put(`/v1/orgs/${org}/roles/${made.role}`, theirs, { "if-match": `"v${made.version}"` });
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Somebody changed “Herald” meanwhile").waitFor();
  await dialog.getByText("See which roles there are and what they allow").waitFor();
  await dialog.getByText(READ_AUDIT).waitFor();
  await checkAccessible(page);
  await picture(page, "roles-conflict");
  await dialog.getByRole("button", { name: "Make my changes as well" }).click();
  await page.getByText("Saved.").waitFor();
  assert.deepEqual(
    new Set((await ownRole("Herald")).permissions),
    new Set(["members.read", "roles.read", "audit.read"]),
  );
  await done(page);
});

test("a role is renamed, and deleted once it is said what its holders become", async () => {
  const { admin, org, ben } = world;
  const made = await admin.post(`/v1/orgs/${org}/roles`, { name: "Crier", permissions: ["members.read"] });
  await admin.put(`/v1/orgs/${org}/members/${ben.id}/role`, { role: made.role });
  const page = await world.newPage({ expected: [`PUT /v1/orgs/${org}/roles/${made.role} 409`] });
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/roles");
  await page.getByRole("button", { name: "Acts for the role Crier" }).click();
  await page.getByRole("menuitem", { name: "Name and description" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Herald");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("There is a role of this name already.").waitFor();
  await dialog.getByLabel("Name").fill("Town crier");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("button", { name: "Acts for the role Town crier" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const alert = page.getByRole("alertdialog");
  await alert.getByText("One member holds it.").waitFor();
  await alert.getByLabel("They become").selectOption("active-member");
  await checkAccessible(page);
  await picture(page, "role-delete");
  await alert.getByRole("button", { name: "Delete the role" }).click();
  await page.getByText("The role “Town crier” is gone.").waitFor();
  const member = await admin.get(`/v1/orgs/${org}/members/${ben.id}`);
  assert.equal(member.role, "active-member");
  await done(page);
});

test("it is looked up what a person can do", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/roles");
  await page.getByRole("combobox", { name: "Member" }).fill("oye");
  await page.getByRole("option", { name: "Ben Oyelaran" }).click();
  await page.getByRole("heading", { name: "What can Ben Oyelaran do?" }).waitFor();
  await page.getByText("All of it follows from the role").waitFor();
  await page.waitForURL(/member=/);
  await checkAccessible(page);
  await done(page);
});

test("a member reads the roles and changes none; a guest is told that they are not theirs to see", async () => {
  const { admin, org } = world;
  await addMember(world.server, admin, org, { email: "mia@example.org", name: "Mia" });
  await addMember(world.server, admin, org, { email: "gus@example.org", name: "Gus", role: "guest" });
  const mia = await world.newPage();
  await signInPage(mia, "mia@example.org", PASSWORD, "/o/riverbend/roles");
  await mia.getByRole("grid").waitFor();
  assert.equal(await mia.getByRole("checkbox").count(), 0);
  assert.equal(await mia.getByRole("button", { name: "Make a role" }).count(), 0);
  await checkAccessible(mia);
  await done(mia);

  const gus = await world.newPage();
  await signInPage(gus, "gus@example.org", PASSWORD, "/o/riverbend/roles");
  await heading(gus, "This is not yours to see").waitFor();
  gus.faults();
  await gus.context().close();

  const page = await world.newPage({ expected: [`GET /v1/orgs/${org}/roles 500`] });
  await page.route("**/roles", (route) =>
    route.request().resourceType() === "fetch"
      ? route.fulfill({ status: 500, contentType: "application/json", body: "{}" })
      : route.continue(),
  );
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/roles");
  await page.getByRole("heading", { name: "That did not work" }).waitFor();
  await checkAccessible(page);
  await done(page);
});
