import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { signIn } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { checkFailure, done, heading, startWorld } from "../support/world.mjs";

const NAMES = ["Ben Oyelaran", "Çağla Yıldız", "Dana Iverson", "=cmd|'x'!A1"];

const world = startWorld(async (world) => {
  world.people = [];
  for (const [place, name] of NAMES.entries()) {
    world.people.push(
      await addMember(world.server, world.admin, world.org, { email: `person${place}@example.org`, name }),
    );
  }
});

const row = (page, name) => page.getByRole("row", { name: new RegExp(name) });
const members = () => world.admin.get(`/v1/orgs/${world.org}/members`).then((page) => page.items);
const roleOf = async (name) => (await members()).find((member) => member.name === name)?.role;

test("the list is searched, filtered and sorted, and the address remembers how", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/members");
  await heading(page, "Members").waitFor();
  await row(page, "Ben Oyelaran").waitFor();
  await checkAccessible(page);
  await picture(page, "members");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "members-phone");
  await page.setViewportSize({ width: 1280, height: 860 });

  await page.getByRole("button", { name: "Joined" }).click();
  await page.waitForURL(/sort=newest/);
  await page.getByLabel("Search by name").fill("dan");
  await page.waitForURL(/search=dan/);
  await row(page, "Dana Iverson").waitFor();
  assert.equal(await page.getByRole("row").count(), 2);
  await page.reload();
  await row(page, "Dana Iverson").waitFor();
  assert.equal(await page.getByLabel("Search by name").inputValue(), "dan");
  await page.getByLabel("Search by name").fill("nobody like this");
  await page.getByRole("heading", { name: "Nobody fits" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Remove the filter" }).click();
  await page.getByLabel("Role", { exact: true }).selectOption("admin");
  await row(page, "Ada Example").waitFor();
  await row(page, "Ben Oyelaran").waitFor({ state: "detached" });
  await page.getByLabel("Status").selectOption("suspended");
  await page.getByRole("heading", { name: "Nobody is suspended" }).waitFor();
  await done(page);
});

test("several get another role at once: what will happen is said before, and it can be undone", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/members");
  for (const name of ["Ada Example", "Ben Oyelaran", "Dana Iverson"]) await page.getByLabel(`Select ${name}`).check();
  await page.getByText("3 selected").waitFor();
  await picture(page, "members-selected");
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Left as it is: this is you").waitFor();
  await checkAccessible(page);
  await dialog.getByRole("button", { name: "Suspend 2 members" }).click();
  await dialog.getByText("Fill this in.").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByLabel("Select Ada Example").uncheck();
  await page.getByRole("button", { name: "Change the role" }).click();
  await dialog.getByLabel("New role").selectOption("moderator");
  await dialog.getByText("What “Moderator” allows").click();
  await checkAccessible(page);
  await picture(page, "members-change-role");
  await dialog.getByRole("button", { name: "Change 2 roles" }).click();
  await dialog.getByText("Done for 2.").waitFor();
  await picture(page, "members-change-role-done");
  assert.equal(await roleOf("Ben Oyelaran"), "moderator");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone for 2.").waitFor();
  assert.equal(await roleOf("Ben Oyelaran"), "member");
  assert.equal(await roleOf("Dana Iverson"), "member");
  await done(page);
});

test("a member's page says what they can do; they are suspended with a reason, and it is undone from the notice", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/members");
  await page.getByRole("link", { name: "Ben Oyelaran" }).click();
  await heading(page, "Ben Oyelaran").waitFor();
  await page.getByText("All of it follows from the role: Member.").waitFor();
  await page.getByText("See who the members are").waitFor();
  await checkAccessible(page);
  await picture(page, "member");

  await page.getByRole("button", { name: "Suspend" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Insulted others twice.");
  await checkAccessible(page);
  await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await page.getByText("Ben Oyelaran is suspended.").waitFor();
  await page.getByText("Insulted others twice.").waitFor();
  await page.getByText("Only an active membership allows anything.").waitFor();
  await checkAccessible(page);
  await picture(page, "member-suspended");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("All of it follows from the role: Member.").waitFor();

  await page.goto(`/o/riverbend/members/${crypto.randomUUID()}`);
  page.expect("GET /v1/orgs");
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  await done(page);
});

test("somebody is removed after being asked, and one refusal does not stop the others", async () => {
  const { admin, org } = world;
  const fay = await addMember(world.server, admin, org, { email: "fay@example.org", name: "Fay Odum" });
  await addMember(world.server, admin, org, { email: "gil@example.org", name: "Gil Odum" });
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/members?search=odum");
  await page.getByLabel("Select Fay Odum").check();
  await page.getByLabel("Select Gil Odum").check();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("This cannot be undone.").waitFor();
  await admin.delete(`/v1/orgs/${org}/members/${fay.id}`);
  page.expect(`DELETE /v1/orgs/${org}/members/${fay.id} 409`);
  await dialog.getByRole("button", { name: "Remove 2 members" }).click();
  await dialog.getByText("The member has left.").waitFor();
  await dialog.getByText("It did not work for one.").waitFor();
  await checkAccessible(page);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("heading", { name: "Nobody fits" }).waitFor();
  assert.equal((await members()).filter((member) => member.name.endsWith("Odum")).length, 0);
  await done(page);
});

test("the list is saved as a table that no spreadsheet takes for formulas", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/members");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^members-riverbend-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /^\uFEFFName,Role,Status,Joined,Id\r\n/);
  assert.match(text, /\r\nBen Oyelaran,Member,Active,/);
  assert.match(text, /\r\n'=cmd\|'x'!A1,/);
  await page.getByText("5 rows were saved.").waitFor();
  await checkAccessible(page);
  await done(page);
});

test("a member sees the others and no acts; a guest is told that the list is not theirs", async () => {
  const { admin, org } = world;
  const page = await world.newPage();
  await signInPage(page, "person0@example.org", PASSWORD, "/o/riverbend/members");
  await row(page, "Ada Example").waitFor();
  assert.equal(await page.getByRole("checkbox").count(), 0);
  assert.equal(await page.getByRole("link", { name: "Invite people" }).count(), 0);
  await done(page);

  await addMember(world.server, admin, org, { email: "guest@example.org", name: "Gus", role: "guest" });
  const guest = await world.newPage();
  await signInPage(guest, "guest@example.org", PASSWORD, "/o/riverbend/members");
  await heading(guest, "This is not yours to see").waitFor();
  await guest.getByText("See who the members are").waitFor();
  await checkAccessible(guest);
  await guest.goto("/o/riverbend/invitations");
  await heading(guest, "This is not yours to see").waitFor();
  await done(guest);
});

test("when the server fails, the list says so and is tried again", () =>
  checkFailure(world, {
    at: "/o/riverbend/members",
    api: `/v1/orgs/${world.org}/members`,
    shows: (page) => row(page, "Ben Oyelaran"),
  }));

test("the palette finds the way, and the organisation is handed over by typing the name", async () => {
  const { admin, org } = world;
  const heir = await addMember(world.server, admin, org, { email: "heir@example.org", name: "Hana Kim" });
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("find a mem");
  await page.getByRole("option", { name: "Find a member …" }).waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "Members").waitFor();
  await page.goto(`/o/riverbend/members/${heir.id}`);
  await page.getByRole("button", { name: "Hand the organisation over" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type “Hana Kim” to confirm").fill("Hana");
  await dialog.getByRole("button", { name: "Hand it over" }).click();
  await dialog.getByText("This is not the name.").waitFor();
  await checkAccessible(page);
  await picture(page, "transfer");
  await dialog.getByLabel("Type “Hana Kim” to confirm").fill("Hana Kim");
  await dialog.getByRole("button", { name: "Hand it over" }).click();
  await page.getByText("Hana Kim runs the organisation now.").waitFor();
  const hana = await signIn(world.server.url, "heir@example.org", PASSWORD);
  const { items } = await hana.get(`/v1/orgs/${org}/members?role=admin`);
  assert.deepEqual(
    items.map((member) => member.name),
    ["Hana Kim"],
  );
  await done(page);
});
