import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
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

test("a file is looked at before anybody is invited: each rejected row says why, and can be taken along", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/invitations/new?way=file");
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
  await checkAccessible(page);
  await picture(page, "import");
  const choose = async (name, text) => {
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: /Choose/ }).click();
    await (await choosing).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  };
  const sampling = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a sample file" }).click();
  assert.match(await readFile(await (await sampling).path(), "utf8"), /^\uFEFFemail,name,role,language\r\n/);

  page.expect(`POST /v1/orgs/${world.org}/members/imports/preview 422`);
  await choose("shoes.csv", "name;size\nAda;38\n");
  await page.getByText("none of them is called e-mail").waitFor();
  await checkAccessible(page);

  const people = Array.from({ length: 40 }, (_, place) => `guest${place}@example.org;Guest ${place};member;de;blue`);
  const rows = [
    "E-Mail;Name;Role;Language;Colour",
    ...people,
    "nobody;No Address;;;",
    "guest1@example.org;Twice;;;",
    "ada@example.org;Ada;;;",
    "kim@example.org;Kim;king;;",
  ];
  await choose("people.csv", rows.join("\n"));
  await page.getByText("These columns mean nothing here and are left out: Colour").waitFor();
  await row(page, "nobody").getByText("This is no e-mail address.").waitFor();
  await row(page, "guest1@example.org").getByText("The address stands in an earlier row.").waitFor();
  await row(page, "ada@example.org").getByText("Whoever has this address is a member already.").waitFor();
  await row(page, "kim@example.org").getByText("There is no such role.").waitFor();
  await checkAccessible(page);
  await picture(page, "import-preview");
  assert.ok(!(await open()).some((invitation) => invitation.email === "guest1@example.org"));

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save these rows with their reasons" }).click();
  assert.match(await readFile(await (await saving).path(), "utf8"), /kim@example\.org,Kim,There is no such role/);
  await page.getByRole("button", { name: "Invite 40 people" }).click();
  await page.getByText("40 people are invited. 4 rows were not.").waitFor();
  await checkAccessible(page);
  await picture(page, "import-done");
  await world.server.letterTo("guest39@example.org");
  await page.getByRole("link", { name: "See open invitations" }).click();
  await row(page, "guest39@example.org").getByText("Guest 39").waitFor();
  await done(page);
});

test("a file is dropped on the page", async () => {
  const page = await world.open("/o/riverbend/invitations/new?way=file");
  const zone = page.getByText("Drop a file here");
  await zone.waitFor();
  const dataTransfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["email,name\ndropped@example.org,Drew Opped\n"], "dropped.csv", { type: "text/csv" }));
    return dropped;
  });
  await zone.dispatchEvent("dragover", { dataTransfer });
  await zone.dispatchEvent("drop", { dataTransfer });
  await page.getByText("dropped.csv").waitFor();
  await page.getByRole("button", { name: "Invite one person" }).click();
  await page.getByText("One person is invited.").waitFor();
  await world.server.letterTo("dropped@example.org");
  await done(page);
});
