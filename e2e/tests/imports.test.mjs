import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { until } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { holdInvitations, waiting } from "../support/meddling.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { checkFailure, done, heading, startWorld } from "../support/world.mjs";

const world = startWorld();

const row = (page, name) => page.getByRole("row", { name: new RegExp(name) });
const open = () => world.admin.get(`/v1/orgs/${world.org}/invitations?limit=100`).then((page) => page.items);
const imports = () => world.admin.get(`/v1/orgs/${world.org}/members/imports`).then((page) => page.items);
/** A file with so many people in it that it is not done in one part. */
const crowd = (name, count) => Array.from({ length: count }, (_, place) => `${name}${place}@example.org`).join("\n");

async function choose(page, name, text) {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Choose/ }).click();
  await (await choosing).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

test("where no file was imported yet, there is a way to do so", async () => {
  const page = await world.open("/o/riverbend/invitations/imports");
  await page.getByRole("heading", { name: "No file was imported in the last month" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("link", { name: "Invite people from a file" }).click();
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
  await done(page);
});

test("a file is looked at before anybody is invited: each rejected row says why, and can be taken along", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/invitations/new?way=file");
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
  await checkAccessible(page);
  await picture(page, "import");
  const sampling = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a sample file" }).click();
  assert.match(await readFile(await (await sampling).path(), "utf8"), /^\uFEFFemail,name,role,language\r\n/);

  page.expect(`POST /v1/orgs/${world.org}/members/imports/preview 422`);
  await choose(page, "shoes.csv", "name;size\nAda;38\n");
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
  await choose(page, "people.csv", rows.join("\n"));
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
  await heading(page, "Import from a file").waitFor();
  await page.getByText("40 people are invited. 4 rows were not.").waitFor();
  await row(page, "kim@example.org").getByText("There is no such role.").waitFor();
  await checkAccessible(page);
  await picture(page, "import-done");
  const savingLater = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save these rows with their reasons" }).click();
  assert.match(await readFile(await (await savingLater).path(), "utf8"), /kim@example\.org,Kim,There is no such role/);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
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

test("an import goes on while nobody looks: it is left, come back to, and its result stays", async () => {
  const release = await holdInvitations(world.server, 50);
  const page = await world.open("/o/riverbend/invitations/new?way=file");
  await choose(page, "crowd.csv", crowd("crowd", 250));
  await page.getByRole("button", { name: "Invite 250 people" }).click();
  await heading(page, "Import from a file").waitFor();
  await page.getByText("100 of 250 rows").waitFor();
  assert.equal(await page.getByRole("progressbar").getAttribute("aria-valuenow"), "100");
  await checkAccessible(page);
  await picture(page, "import-running");
  await page.reload();
  await page.getByText("100 of 250 rows").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Invitations" }).first().click();
  await heading(page, "Invitations").waitFor();
  await page.getByText("An import is running").waitFor();
  await page.getByText("100 of 250 rows").waitFor();
  await checkAccessible(page);
  await picture(page, "invitations-import-running");

  const second = await world.open("/o/riverbend/invitations/new?way=file");
  second.expect(`POST /v1/orgs/${world.org}/members/imports 409`);
  await choose(second, "late.csv", "late@example.org\n");
  await second.getByRole("button", { name: "Invite one person" }).click();
  await second.getByText("Another import is running. Wait for it, or cancel it.").waitFor();
  await checkAccessible(second);
  await done(second);
  await done(page);

  await release();
  await until(async () => (await imports())[0].state === "finished");
  const later = await world.open("/o/riverbend/invitations");
  await later.getByText(/Last import .*250 people are invited/).waitFor();
  await checkAccessible(later);
  await later.getByRole("link", { name: "See the result" }).click();
  await later.getByText("250 people are invited.").waitFor();
  await later.getByRole("link", { name: "Imports from files" }).click();
  await heading(later, "Imports from files").waitFor();
  await row(later, "250 / 250").waitFor();
  await checkAccessible(later);
  await picture(later, "imports");
  await done(later);
});

test("whoever looks on hears of it as it happens, cancels it, and whom it invited stays invited", async () => {
  const release = await holdInvitations(world.server, 50);
  const page = await world.open("/o/riverbend/invitations/new?way=file");
  await choose(page, "many.csv", crowd("many", 450));
  await page.getByRole("button", { name: "Invite 450 people" }).click();
  await page.getByText("100 of 450 rows").waitFor();
  await page.getByRole("button", { name: "Cancel the import" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText("Whoever was invited by now stays invited.").waitFor();
  await checkAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Cancel the import" }).press("Enter");
  await dialog.getByRole("button", { name: "Cancel the import" }).click();
  // It waits for the part that is being invited, as that waits for us.
  await until(async () => (await waiting(world.server)) >= 2);
  await release();
  await page.getByText("Cancelled", { exact: true }).waitFor();
  await page.getByText("200 people are invited.").waitFor();
  await checkAccessible(page);
  await picture(page, "import-cancelled");
  await done(page);
});

test("an import speaks German to whoever does", async () => {
  const [latest] = await imports();
  const greta = { email: "greta@example.org", name: "Greta", role: "admin", language: "de" };
  await addMember(world.server, world.admin, world.org, greta);
  const page = await world.newPage({ locale: "de-DE" });
  await page.goto(`/sign-in?next=/o/riverbend/invitations/imports/${latest.id}`);
  await page.getByLabel("E-Mail-Adresse").fill("greta@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await heading(page, "Import aus einer Datei").waitFor();
  await page.getByText("Abgebrochen", { exact: true }).waitFor();
  await page.getByText("200 Menschen sind eingeladen.").waitFor();
  await checkAccessible(page);
  await page.goto("/o/riverbend/invitations");
  await page.getByText(/Letzter Import/).waitFor();
  await checkAccessible(page);
  await done(page);
});

test("whoever may not invite sees no import, and one that does not exist is said not to", async () => {
  const [latest] = await imports();
  await addMember(world.server, world.admin, world.org, { email: "mia@example.org", name: "Mia" });
  for (const address of ["", `/${latest.id}`]) {
    const mia = await world.open(`/o/riverbend/invitations/imports${address}`, { as: "mia@example.org" });
    await heading(mia, "This is not yours to see").waitFor();
    await checkAccessible(mia);
    await done(mia);
  }
  const none = "01900000-0000-7000-8000-000000000001";
  const page = await world.open(`/o/riverbend/invitations/imports/${none}`, {
    expected: [`GET /v1/orgs/${world.org}/members/imports/${none} 404`],
  });
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  await checkAccessible(page);
  await done(page);
});

test("when the server fails, the list of imports says so and is tried again", () =>
  checkFailure(world, {
    at: "/o/riverbend/invitations/imports",
    api: `/v1/orgs/${world.org}/members/imports`,
    shows: (page) => row(page, "250 / 250"),
  }));
