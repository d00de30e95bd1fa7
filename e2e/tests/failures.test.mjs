import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/api.mjs";
import { checkAccessible, picture } from "../support/browser.mjs";
import { breakOutbox, tamper } from "../support/meddling.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  // So that there is a folder for letters.
  await world.admin.post(`/v1/orgs/${world.org}/invitations`, { email: "first@example.org", role: "member" });
  await world.server.letterTo("first@example.org");
});
const row = (page, name) => page.getByRole("row", { name });
const LETTER = /identity\.send-letter/;
const AGENT = "identity.seal-audit";

/** The newest job that writes a letter, as the API sees it. */
async function letterJob() {
  const { items } = await world.admin.get(`/v1/orgs/${world.org}/jobs?limit=100`);
  return items.find((job) => LETTER.test(job.kind));
}

async function invite(email) {
  await world.admin.post(`/v1/orgs/${world.org}/invitations`, { email, role: "member" });
}

test("a job that fails is tried again by hand, stopped, and given up when it failed for good", async () => {
  const mend = await breakOutbox(world.server);
  await invite("retried@example.org");
  await until(async () => (await letterJob())?.state === "retrying");
  // It may run by itself at the very moment it is told to.
  const page = await world.open("/o/riverbend/jobs", { expected: [`POST /v1/orgs/${world.org}/jobs`] });
  await heading(page, "Jobs").waitFor();
  await row(page, /Will be tried again/)
    .getByRole("button", { name: LETTER })
    .click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Will be tried again").waitFor();
  await checkAccessible(page);
  await mend();
  await sheet.getByRole("button", { name: "Try again" }).click();
  await world.server.letterTo("retried@example.org");
  await until(async () => (await letterJob())?.state === "succeeded");
  // The page follows by itself.
  await row(page, /Will be tried again/).waitFor({ state: "detached" });

  const again = await breakOutbox(world.server);
  await invite("stopped@example.org");
  await row(page, /Will be tried again/)
    .getByRole("button", { name: LETTER })
    .click();
  await sheet.getByRole("button", { name: "Stop", exact: true }).click();
  await row(page, /Cancelled/).waitFor();

  await invite("dead@example.org");
  // Each try fails; after the last there is no other.
  await until(
    async () => {
      const job = await letterJob();
      if (job?.state === "retrying") {
        await world.admin.post(`/v1/orgs/${world.org}/jobs/${job.id}/retry`).catch(() => undefined);
      }
      return job?.state === "dead";
    },
    { within: 120_000 },
  );
  await page.goto("/o/riverbend");
  await heading(page, "Riverbend Together").waitFor();
  const bell = page.getByRole("button", { name: "One notice, not seen yet" });
  await bell.waitFor();
  await bell.click();
  const notices = page.getByRole("dialog", { name: "Notices" });
  await notices.getByText("A job has failed for good").waitFor();
  await checkAccessible(page);
  await picture(page, "bell");
  await page.keyboard.press("Escape");
  // It was seen; it still is so.
  await page.getByRole("button", { name: "One notice", exact: true }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "One notice", exact: true }).click();
  await notices.getByRole("link", { name: /A job has failed for good/ }).click();
  await page.waitForURL("**/o/riverbend/jobs?state=dead");
  await row(page, /Failed for good/)
    .getByRole("button", { name: LETTER })
    .click();
  await picture(page, "job-dead");
  await sheet.getByRole("button", { name: "Give up" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Give up" }).click();
  await page.getByText("No jobs here").waitFor();
  await page.getByRole("button", { name: "Notices", exact: true }).waitFor();
  await again();
  await done(page);
});

test("an event that an agent could not handle is tried again, or skipped with a reason", async () => {
  const seal = `SELECT encode(seal, 'hex') FROM audit_heads WHERE org_id = '${world.org}'`;
  await until(async () => (await world.admin.get(`/v1/orgs/${world.org}/audit/verification`)).unsealed === 0);
  const good = await tamper(world.server, seal);
  const setSeal = (hex) =>
    tamper(world.server, `UPDATE audit_heads SET seal = decode('${hex}', 'hex') WHERE org_id = '${world.org}'`);
  await setSeal("00".repeat(good.length / 2));
  await world.admin.post(`/v1/orgs/${world.org}/roles`, { name: "Steward", permissions: ["members.read"] });

  const page = await world.open(`/installation/agents/${AGENT}`);
  await row(page, /role\.created/)
    .getByText("the head of the audit chain is not authentic")
    .waitFor({ timeout: 60_000 });
  await checkAccessible(page);
  await picture(page, "dead-letters");
  await setSeal(good);
  await row(page, /role\.created/)
    .getByRole("button", { name: "Try again" })
    .click();
  await page.getByText("No dead letters").waitFor({ timeout: 60_000 });
  assert.equal((await world.admin.get(`/v1/orgs/${world.org}/audit/verification`)).first_break, null);

  await until(async () => (await world.admin.get(`/v1/orgs/${world.org}/audit/verification`)).unsealed === 0);
  const newest = await tamper(world.server, seal);
  await setSeal("00".repeat(newest.length / 2));
  await world.admin.post(`/v1/orgs/${world.org}/roles`, { name: "Warden", permissions: ["members.read"] });
  await row(page, /role\.created/)
    .getByRole("button", { name: "Skip" })
    .click({ timeout: 60_000 });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Skip" }).click();
  await dialog.getByText("Fill this in.").waitFor();
  await dialog.getByLabel("Why").fill("It was only a test");
  await checkAccessible(page);
  await dialog.getByRole("button", { name: "Skip" }).click();
  await page.getByText("No dead letters").waitFor({ timeout: 60_000 });
  await setSeal(newest);
  await done(page);
});
