// Second factors: set up, asked for at the door, asked for by an organisation, asked for once more before what is sensitive.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { Phone, setUpPhone } from "../support/phone.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  for (const name of ["Ben", "Cleo", "Dora"]) {
    const email = `${name.toLowerCase()}@example.org`;
    await addMember(world.server, world.admin, world.org, { email, name, role: "active-member" });
  }
  await addMember(world.server, world.admin, world.org, { email: "eve@example.org", name: "Eve", role: "admin" });
  world.kay = await addMember(world.server, world.admin, world.org, { email: "kay@example.org", name: "Kay" });
});

const CODE = "Code from your authenticator app";

/** Gives address and password at the door; then the second factor is asked for. */
async function knock(page, email, path = "/account/security") {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel(CODE).waitFor();
}

test("an app is set up by scanning or typing, and from then on its codes are asked for at the door", async () => {
  const page = await world.newPage({ expected: ["POST /v1/account/authenticator/confirm 403"] });
  await signInPage(page, "ben@example.org", PASSWORD, "/account/security");
  await heading(page, "Sign-in security").waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Set up an app" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up an authenticator app" });
  await dialog.getByRole("img", { name: "QR code for your authenticator app" }).waitFor();
  await checkAccessible(page);
  await picture(page, "authenticator");
  const phone = new Phone(await dialog.locator("code").textContent());
  await dialog.getByLabel(CODE).fill(phone.wrongCode());
  await dialog.getByRole("button", { name: "Turn it on" }).click();
  await dialog.getByText("The code is wrong").waitFor();
  await dialog.getByLabel(CODE).fill(await phone.code());
  await page.keyboard.press("Enter");
  const codes = page.getByRole("dialog", { name: "Your recovery codes" });
  const listed = (await codes.locator("pre").textContent()).trim().split("\n");
  assert.equal(listed.length, 10);
  await checkAccessible(page);
  await picture(page, "recovery-codes");
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("10 codes are left.").waitFor();
  await checkAccessible(page);
  await picture(page, "security");
  await world.server.letterTo("ben@example.org", { subject: "Your account has a second factor" });
  await done(page);

  const door = await world.newPage({ expected: ["POST /v1/session/challenge 401"] });
  await knock(door, "ben@example.org");
  assert.ok(await door.getByLabel(CODE).evaluate((field) => field === document.activeElement));
  await checkAccessible(door);
  await picture(door, "second-step");
  await door.getByLabel(CODE).fill(phone.wrongCode());
  await door.keyboard.press("Enter");
  await door.getByText("The code is wrong").waitFor();
  // As a clipboard may have it.
  const code = await phone.code();
  await door.getByLabel(CODE).fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await door.keyboard.press("Enter");
  await heading(door, "Sign-in security").waitFor();
  await done(door);

  const without = await world.newPage();
  await knock(without, "ben@example.org");
  await without.getByRole("button", { name: "Use a recovery code instead" }).click();
  await without.getByLabel("Recovery code").fill(listed[0].toUpperCase());
  await without.getByRole("button", { name: "Sign in" }).click();
  await without.getByText("9 codes are left.").waitFor();
  await world.server.letterTo("ben@example.org", { subject: "A recovery code was used" });
  await done(without);
});

test("what is sensitive asks whether it is still the same person, and does what was typed once it is proved", async () => {
  const page = await world.newPage({ expected: [`POST /v1/orgs/${world.org}/keys 403`, "POST /v1/session/proof 403"] });
  await signInPage(page, "cleo@example.org", PASSWORD, "/o/riverbend/keys");
  // Set up elsewhere: this session has proved the password alone.
  const { phone } = await setUpPhone(await signIn(world.server.url, "cleo@example.org", PASSWORD));
  await page.getByRole("button", { name: "Make a key" }).first().click();
  const form = page.getByRole("dialog", { name: "Make a key" });
  await form.getByLabel("Name").fill("Robot");
  await form.getByLabel("See who the members are").check();
  await form.getByRole("button", { name: "Make a key" }).click();
  const proof = page.getByRole("dialog", { name: "Is it still you?" });
  await proof.getByLabel(CODE).waitFor();
  await checkAccessible(page);
  await picture(page, "step-up");
  // Leaving it leaves what was typed.
  await page.keyboard.press("Escape");
  await form.getByText("Prove first that it is you.").waitFor();
  assert.equal(await form.getByLabel("Name").inputValue(), "Robot");
  await form.getByRole("button", { name: "Make a key" }).click();
  await proof.getByLabel(CODE).fill(phone.wrongCode());
  await proof.getByRole("button", { name: "Go on" }).click();
  await proof.getByText("The code is wrong").waitFor();
  await proof.getByLabel(CODE).fill(await phone.code());
  await proof.getByRole("button", { name: "Go on" }).click();
  await page.getByText("This is the only time it is shown.").waitFor();
  await page.getByRole("button", { name: "I have kept it" }).click();

  // The proof holds for a while.
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Take it away" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take it away" }).click();
  await page.getByText("Your account has no second factor any more.").waitFor();
  await page.getByRole("button", { name: "Set up an app" }).waitFor();
  await done(page);
});

test("a lost second factor is taken away by two admins, a letter and the password together", async () => {
  await setUpPhone(world.kay);
  const at = `/o/riverbend/members/${world.kay.id}`;
  const page = await world.open(at);
  await page.getByText("Has a second factor").waitFor();
  await page.getByRole("button", { name: "Take the lost one away" }).click();
  const dialog = page.getByRole("dialog", { name: "Has Kay lost the second factor?" });
  await checkAccessible(page);
  await dialog.getByLabel("Why").fill("She came by and showed her card.");
  await dialog.getByRole("button", { name: "Take the lost one away" }).click();
  await page.getByText("Another admin has to approve until").waitFor();
  assert.equal(await page.getByRole("button", { name: "Approve" }).count(), 0);
  await world.server.letterTo("kay@example.org", { subject: "Your second factor shall be taken away" });

  const other = await world.open(at, { as: "eve@example.org" });
  await other.getByText("She came by and showed her card.").waitFor();
  await checkAccessible(other);
  await picture(other, "factor-reset");
  await other.getByRole("button", { name: "Approve" }).click();
  await other.getByText("Eve approved.").waitFor();
  await done(other);
  await page.reload();
  await page.getByText("Eve approved.").waitFor();
  await done(page);

  const { link } = await world.server.letterTo("kay@example.org", { subject: "Take your lost second factor away" });
  const lost = await world.newPage({ expected: ["POST /v1/second-factor-resets/confirm 403"] });
  await lost.goto(link);
  await heading(lost, "Lost second factor").waitFor();
  await checkAccessible(lost);
  await lost.getByLabel("Password", { exact: true }).fill("not the password");
  await lost.getByRole("button", { name: "Take it away" }).click();
  await lost.getByText("The password is wrong.").waitFor();
  await lost.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await lost.getByRole("button", { name: "Take it away" }).click();
  await lost.getByText("Your account has no second factor any more.").waitFor();
  await signInPage(lost, "kay@example.org", PASSWORD, "/account/security");
  await lost.getByRole("button", { name: "Set up an app" }).waitFor();
  await done(lost);
});

test("an organisation that asks for a second factor shows its members how to come in", async () => {
  const expected = [`PATCH /v1/orgs/${world.org} 409`, `PATCH /v1/orgs/${world.org} 403`];
  const page = await world.open("/o/riverbend/settings", { expected });
  await page.getByLabel("Members need a second factor to enter").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Set a second factor up for yourself first").waitFor();
  await checkAccessible(page);
  const { phone: admins } = await setUpPhone(world.admin);
  await page.getByRole("button", { name: "Save" }).click();
  const proof = page.getByRole("dialog", { name: "Is it still you?" });
  await proof.getByLabel(CODE).fill(await admins.code());
  await proof.getByRole("button", { name: "Go on" }).click();
  await page.getByText("Saved.").waitFor();
  assert.equal((await world.admin.get(`/v1/orgs/${world.org}`)).second_factor_required, true);
  await done(page);

  const member = await world.newPage({ expected: ["GET /v1/orgs"] });
  await signInPage(member, "dora@example.org", PASSWORD, "/o/riverbend");
  await heading(member, "One more proof").waitFor();
  await member.getByText("You have none yet.").waitFor();
  await checkAccessible(member);
  await picture(member, "second-factor-needed");
  await member.getByRole("link", { name: "Set up an app" }).click();
  await heading(member, "Sign-in security").waitFor();
  const { phone } = await setUpPhone(await signIn(world.server.url, "dora@example.org", PASSWORD));
  await member.goto("/o/riverbend");
  await member.getByLabel(CODE).fill(await phone.code());
  await checkAccessible(member);
  await member.getByRole("button", { name: "Prove it" }).click();
  await heading(member, "Riverbend Together").waitFor();
  await done(member);
});
