// What members are told: the bell that counts while somebody looks, the inbox, the letter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessible, picture } from "../support/browser.mjs";
import { addMember, found } from "../support/people.mjs";
import { checkFailure, done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  const { server, admin, org } = world;
  world.ben = await addMember(server, admin, org, { email: "ben@example.org", name: "Ben Oyelaran" });
  world.town = await found(admin, { organisation: "Town Hall", slug: "town" });
});

const changeRole = (role) => world.admin.put(`/v1/orgs/${world.org}/members/${world.ben.id}/role`, { role });
const bell = (page, name) => page.getByRole("banner").getByRole("button", { name, exact: true });
const inbox = (page) => page.getByRole("main").getByRole("listitem");

test("the bell counts what comes while somebody looks, and leads to it", async () => {
  const page = await world.open("/o/riverbend", { as: "ben@example.org" });
  await bell(page, "Notices").waitFor();
  await changeRole("moderator");
  await bell(page, "One notice you have not read").click();
  const popup = page.getByRole("dialog", { name: "Notices" });
  await popup.getByRole("link", { name: "Your role is now: moderator" }).waitFor();
  await checkAccessible(page);
  await picture(page, "bell-told");
  await popup.getByRole("link", { name: "Your role is now: moderator" }).click();
  await heading(page, "Ben Oyelaran").waitFor();
  await bell(page, "Notices").waitFor();
  const letter = await world.server.letterTo("ben@example.org", { subject: "Your role is now: moderator" });
  assert.match(letter.body, new RegExp(`/o/riverbend/members/${world.ben.id}`));
  await done(page);
});

test("the inbox lists it, and everything done there can be undone", async () => {
  await changeRole("leader");
  await changeRole("member");
  const page = await world.open("/o/riverbend/inbox", { as: "ben@example.org" });
  await heading(page, "Your notices").waitFor();
  await page.getByRole("heading", { name: "Your role is now: member" }).waitFor();
  await bell(page, "2 notices you have not read").waitFor();
  assert.equal(await inbox(page).count(), 3);
  await checkAccessible(page);
  await picture(page, "inbox");
  await page.getByRole("button", { name: "Mark as read: Your role is now: leader" }).click();
  await bell(page, "One notice you have not read").waitFor();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await bell(page, "Notices").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await bell(page, "One notice you have not read").waitFor();
  await page.getByRole("button", { name: "Throw away: Your role is now: member" }).click();
  await page.getByRole("heading", { name: "Your role is now: member" }).waitFor({ state: "detached" });
  await page
    .getByRole("status")
    .filter({ hasText: "The notice is gone." })
    .getByRole("button", { name: "Undo" })
    .click();
  await page.getByRole("heading", { name: "Your role is now: member" }).waitFor();
  await page.getByRole("combobox", { name: "Which notices" }).selectOption("unread");
  await page.waitForURL(/show=unread/);
  await page.getByRole("heading", { name: "Your role is now: leader" }).waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "Your role is now: member" }).waitFor();
  assert.equal(await inbox(page).count(), 1);
  await done(page);
});

test("what is told in one organisation is not seen in another", async () => {
  const page = await world.open("/o/town/inbox");
  await page.getByRole("heading", { name: "Nothing yet" }).waitFor();
  await checkAccessible(page);
  // In the other the admin has been told that Ben came.
  await bell(page, "Notices").waitFor();
  await page.goto(`${world.server.url}/o/riverbend/inbox`);
  await page.getByRole("heading", { name: "Ben Oyelaran accepted your invitation" }).waitFor();
  await done(page);
});

test("an inbox that cannot be read says so", async () => {
  await checkFailure(world, {
    at: "/o/riverbend/inbox",
    api: `/v1/orgs/${world.org}/inbox`,
    shows: (page) => page.getByRole("heading", { name: "Ben Oyelaran accepted your invitation" }),
  });
});

test("a letter's link leads to where one says no, takes it back, and finds it among one's preferences", async () => {
  await changeRole("active-member");
  const letter = await world.server.letterTo("ben@example.org", { subject: "Your role is now: active member" });
  // Without signing in.
  const page = await world.newPage();
  await page.goto(letter.link);
  await heading(page, "No more of these e-mails?").waitFor();
  await page.getByText("My role was changed").waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "No more e-mails of this kind" }).click();
  await heading(page, "You get no more e-mails of this kind").waitFor();
  await checkAccessible(page);
  await picture(page, "unsubscribed");
  await page.getByRole("button", { name: "Send them again" }).click();
  await heading(page, "No more of these e-mails?").waitFor();
  // The button of a mail program sends this; and once more, because it got no answer.
  const button = letter.unsubscribe.replace(/[<>]/g, "");
  assert.equal(letter.unsubscribePost, "List-Unsubscribe=One-Click");
  for (let time = 0; time < 2; time += 1) {
    const answer = await fetch(button, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    assert.equal(answer.status, 204);
  }
  // Whoever opens its address in a browser is led to the page, and nothing happens by that.
  await page.goto(button);
  await heading(page, "You get no more e-mails of this kind").waitFor();
  await page.getByText("with the button of a mail program").waitFor();
  await done(page);
});

test("what one said about e-mails is shown with its history, and can be changed", async () => {
  const page = await world.open("/o/riverbend/inbox", { as: "ben@example.org" });
  await page.getByRole("link", { name: "E-mails" }).click();
  await heading(page, "E-mails").waitFor();
  const row = page.getByRole("row", { name: /My role was changed/ });
  await row.getByText("No e-mails, with the button of a mail program").waitFor();
  await checkAccessible(page);
  await picture(page, "notice-preferences");
  await row.getByRole("checkbox", { name: "By e-mail: My role was changed" }).click();
  await row.getByText("E-mails, please, signed in").waitFor();
  await row.getByRole("button", { name: "History: My role was changed" }).click();
  const history = page.getByRole("dialog", { name: "My role was changed" });
  await history.getByText("with the link of an e-mail").first().waitFor();
  assert.equal(await history.getByRole("listitem").count(), 4);
  await checkAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "No e-mails at night" }).click();
  await page.getByRole("combobox", { name: "until" }).selectOption("08:00");
  await page.getByRole("switch", { name: "No e-mails at night", checked: true }).waitFor();
  await checkAccessible(page);
  await page.reload();
  await page.getByRole("combobox", { name: "until" }).waitFor();
  assert.equal(await page.getByRole("combobox", { name: "until" }).inputValue(), "8");
  const suspended = page.getByRole("checkbox", { name: "By e-mail: My membership was suspended" });
  assert.ok(await suspended.isDisabled());
  await done(page);
});
