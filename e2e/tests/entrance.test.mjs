import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signIn } from "../support/api.mjs";
import { checkAccessible, newPage, picture, signInPage, startBrowser } from "../support/browser.mjs";
import { found, PASSWORD } from "../support/people.mjs";
import { startServer } from "../support/server.mjs";

let server;
let browser;
let world;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const heading = (page, name) => page.getByRole("heading", { level: 1, name });

test("a new installation is set up in the browser, from the address that the server printed", async () => {
  const page = await newPage(browser, server.url, { expected: ["POST /v1/setup 403", "POST /v1/setup 422"] });
  await page.goto("/");
  await page.waitForURL("**/setup");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("Fill this in.").waitFor();
  await checkAccessible(page);

  // A wrong token is noticed at the end, and leads back to where it is typed.
  await page.getByLabel("Setup token").fill("wrong");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Riverbend Together");
  assert.equal(await page.getByLabel("Short name in addresses").inputValue(), "riverbend-together");
  await page.getByLabel("Short name in addresses").fill("riverbend");
  await checkAccessible(page);
  await picture(page, "setup-organisation");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("Your name").fill("Ada Example");
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("adaexample1");
  await checkAccessible(page);
  await picture(page, "setup-account");
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.getByText("This is not the token that was printed").waitFor();

  await page.getByLabel("Setup token").fill(await server.setupToken());
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.getByText("This is soon guessed").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.waitForURL("**/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  page.faults();
  await page.context().close();

  const again = await newPage(browser, server.url);
  await again.goto(`/setup#token=${await server.setupToken()}`);
  await heading(again, "This installation is set up").waitFor();
  again.faults();
  await again.context().close();
});

test("people sign in, see why not when they cannot, and arrive where they wanted to go", async () => {
  const admin = await signIn(server.url, "ada@example.org", PASSWORD);
  const [{ id: org }] = (await admin.get("/v1/me/organisations")).items;
  world = { admin, org };
  const page = await newPage(browser, server.url, { expected: ["POST /v1/session 401"] });
  await page.goto("/organisations/new");
  await page.waitForURL((address) => address.pathname === "/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("An e-mail address looks like").waitFor();
  await checkAccessible(page);
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The address or the password is wrong.").waitFor();
  assert.equal(await page.getByLabel("E-mail address").inputValue(), "ada@example.org");
  await picture(page, "sign-in-refused");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Show the password" }).click();
  assert.equal(await page.getByLabel("Password", { exact: true }).getAttribute("type"), "text");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/organisations/new");
  await heading(page, "Found an organisation").waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();
});

test("a forgotten password is chosen anew through a letter, once", async () => {
  const page = await newPage(browser, server.url, { expected: ["POST /v1/password-resets/confirm 410"] });
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgotten?" }).click();
  await heading(page, "Forgotten your password?").waitFor();
  await checkAccessible(page);
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByRole("button", { name: "Send the letter" }).click();
  await heading(page, "Look into your mail").waitFor();
  await checkAccessible(page);
  const letter = await server.letterTo("ada@example.org", { subject: "new password" });
  for (const works of [true, false]) {
    // A link from a letter opens a page of its own.
    await page.goto("about:blank");
    await page.goto(letter.link);
    await heading(page, "Choose a new password").waitFor();
    await checkAccessible(page);
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    if (works) await page.waitForURL("**/sign-in");
    else await page.getByText("The link was used already").waitFor();
  }
  page.faults();
  await page.context().close();
  // Everybody was signed out with it.
  world.admin = await signIn(server.url, "ada@example.org", PASSWORD);
});

test("whoever is invited joins with a new account, and a link that was answered says so", async () => {
  const { admin, org } = world;
  await admin.post(`/v1/orgs/${org}/invitations`, { email: "ben@example.org", role: "leader" });
  const letter = await server.letterTo("ben@example.org");
  const page = await newPage(browser, server.url, { expected: ["POST /v1/invitations/look 404"] });
  await page.goto(letter.link);
  await heading(page, "Riverbend Together").waitFor();
  await page.getByText("Ada Example invites you").waitFor();
  await page.getByText("Leader", { exact: true }).waitFor();
  await checkAccessible(page);
  await picture(page, "invitation");
  await page.getByLabel("Your name there").fill("Ben Oyelaran");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Accept and join" }).click();
  await page.waitForURL("**/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  await page.goto("about:blank");
  await page.goto(letter.link);
  await heading(page, "This invitation does not hold any more").waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();
});

test("whoever has an account signs in to accept; the wrong account is told so", async () => {
  const { admin } = world;
  const town = await found(admin, { organisation: "Town Hall", slug: "town" });
  await admin.post(`/v1/orgs/${town.org}/invitations`, { email: "ben@example.org", role: "member" });
  const letter = await server.letterTo("ben@example.org", { subject: "Town Hall" });
  const page = await newPage(browser, server.url);
  await signInPage(page, "ada@example.org", PASSWORD);
  await page.goto(letter.link);
  await page.getByText("You are signed in as ada@example.org, but").waitFor();
  await checkAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await page.getByText("There is an account with this address").waitFor();
  await checkAccessible(page);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in to accept" }).click();
  await page.getByText("You are signed in as ben@example.org.").waitFor();
  await page.getByRole("button", { name: "Accept and join" }).click();
  await page.waitForURL("**/o/town");
  page.faults();
  await page.context().close();
});

test("an invitation is declined after asking once more", async () => {
  const { admin, org } = world;
  await admin.post(`/v1/orgs/${org}/invitations`, { email: "cem@example.org", role: "member" });
  const letter = await server.letterTo("cem@example.org");
  const page = await newPage(browser, server.url);
  await page.goto(letter.links.find((link) => link.includes("/decline")));
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Decline" }).click();
  await heading(page, "You declined the invitation.").waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();
});

test("an open organisation is joined with a new account and a confirmed address; a closed one is not", async () => {
  const { admin, org } = world;
  const page = await newPage(browser, server.url, {
    expected: ["GET /v1/open-organisations/riverbend 404", "POST /v1/sign-ups/confirm 410"],
    locale: "de-DE",
  });
  await page.goto("/join/riverbend");
  await heading(page, "Diese Organisation steht nicht allen offen").waitFor();
  await checkAccessible(page);

  const answer = await fetch(`${server.url}/v1/orgs/${org}`, { headers: { authorization: `Bearer ${admin.token}` } });
  await admin.patch(`/v1/orgs/${org}`, { sign_up: "open" }, { "if-match": answer.headers.get("etag") });
  await page.goto("/join/riverbend");
  await heading(page, "Riverbend Together beitreten").waitFor();
  await checkAccessible(page);
  await page.getByLabel("Ihr Name").fill("Dunja Weber");
  await page.getByLabel("E-Mail-Adresse").fill("dunja@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await heading(page, "Sehen Sie in Ihre Post").waitFor();
  const letter = await server.letterTo("dunja@example.org");
  assert.match(letter.subject, /Bestätigen/);
  await page.goto(letter.link);
  await page.getByText("Sie sind jetzt Mitglied").waitFor();
  await checkAccessible(page);
  await page.goto("about:blank");
  await page.goto(letter.link);
  await page.getByText("Der Link wurde schon benutzt").waitFor();
  await page.getByRole("link", { name: "Anmelden" }).click();
  await page.getByLabel("E-Mail-Adresse").fill("dunja@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await page.waitForURL("**/o/riverbend");
  page.faults();
  await page.context().close();
});
