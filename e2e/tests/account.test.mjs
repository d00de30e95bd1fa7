import { test } from "node:test";
import { signIn } from "../support/api.mjs";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});

const NEW_PASSWORD = "four unrelated garden words";

test("somebody changes their name, and their password with the one they have", async () => {
  const page = await world.newPage({ expected: ["PUT /v1/account/password 403"] });
  await signInPage(page, "ben@example.org", PASSWORD, "/account");
  await heading(page, "Your account").waitFor();
  await checkAccessible(page);
  await picture(page, "account");
  await page.getByLabel("Name", { exact: true }).fill("Ben O.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("The password is wrong.").waitFor();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("Your password is changed").waitFor();
  await signIn(world.server.url, "ben@example.org", NEW_PASSWORD);
  await done(page);
});

test("an e-mail address changes once both letters are answered", async () => {
  const page = await world.newPage();
  await signInPage(page, "ben@example.org", NEW_PASSWORD, "/account");
  await page.getByLabel("New e-mail address").fill("ben@example.com");
  await page.getByLabel("Your password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change the address" }).click();
  await page.getByText("Two letters are on their way").waitFor();
  const old = await world.server.letterTo("ben@example.org", { subject: "Agree to a new" });
  const fresh = await world.server.letterTo("ben@example.com", { subject: "Confirm your new" });
  await page.goto(old.link);
  await page.getByText("The other letter is still to be answered").waitFor();
  await checkAccessible(page);
  await page.goto("about:blank");
  await page.goto(fresh.link);
  await page.getByText("Your account is reached at the new address now.").waitFor();
  await signIn(world.server.url, "ben@example.com", NEW_PASSWORD);
  await done(page);
});

test("sessions are listed, and the others ended", async () => {
  const page = await world.newPage();
  await signInPage(page, "ben@example.com", NEW_PASSWORD, "/account/sessions");
  await page.getByText("This one").waitFor();
  await checkAccessible(page);
  await picture(page, "sessions");
  await page.getByRole("button", { name: "End all others" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End all others" }).click();
  await page.getByText("The session has ended.").waitFor();
  await page.getByRole("button", { name: "End all others" }).waitFor({ state: "detached" });
  await page.getByText("This one").waitFor();
  await done(page);
});

test("an account is closed with its password, and is gone", async () => {
  const page = await world.newPage({ expected: ["POST /v1/account/close 403", "POST /v1/session 401"] });
  await signInPage(page, "ben@example.com", NEW_PASSWORD, "/account");
  await page.getByRole("button", { name: "Close the account" }).click();
  const dialog = page.getByRole("dialog", { name: "Close your account?" });
  await dialog.getByLabel("Current password").fill("not the password");
  await dialog.getByRole("button", { name: "Close the account" }).click();
  await dialog.getByText("The password is wrong.").waitFor();
  await checkAccessible(page);
  await dialog.getByLabel("Current password").fill(NEW_PASSWORD);
  await dialog.getByRole("button", { name: "Close the account" }).click();
  await page.waitForURL("**/sign-in");
  await page.getByLabel("E-mail address").fill("ben@example.com");
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The address or the password is wrong.").waitFor();
  await done(page);
});
