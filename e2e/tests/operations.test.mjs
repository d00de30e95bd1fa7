import { test } from "node:test";
import { checkAccessible, picture, signInPage } from "../support/browser.mjs";
import { addMember, PASSWORD } from "../support/people.mjs";
import { done, heading, startWorld } from "../support/world.mjs";

const world = startWorld(async (world) => {
  await addMember(world.server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});

/** An agent does as it is told when it next looks, and the page says so when that looks again. */
const SOON = { timeout: 60_000 };

test("an admin sees the organisation's jobs, one of them whole, and none in a state that none is in", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/o/riverbend/jobs");
  await heading(page, "Jobs").waitFor();
  await page.getByRole("rowheader").first().waitFor();
  await checkAccessible(page);
  await picture(page, "jobs");
  await page.getByRole("rowheader").first().getByRole("button").click();
  await page.getByRole("dialog").getByText("Enqueued").waitFor();
  await checkAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByLabel("State").selectOption("dead");
  await page.getByText("No jobs here").waitFor();
  await page.waitForURL("**/jobs?state=dead");
  await checkAccessible(page);
  await done(page);
});

test("who runs the installation sees its health, and pauses and resumes an agent", async () => {
  const page = await world.newPage();
  await signInPage(page, world.email, PASSWORD, "/installation/health");
  await heading(page, "System health").waitFor();
  await page.getByText("What was found").first().waitFor();
  await checkAccessible(page);
  await picture(page, "health");
  await page.getByRole("navigation").getByRole("link", { name: "Agents" }).click();
  await heading(page, "Agents").waitFor();
  await page.getByRole("rowheader").first().waitFor();
  await checkAccessible(page);
  await picture(page, "agents");
  await page.getByRole("rowheader").first().getByRole("link").click();
  await page.getByText("No dead letters").waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await page.getByText("Fill this in.").waitFor();
  await page.getByLabel("Why").fill("A look at its figures");
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await page.getByText("A look at its figures").waitFor();
  await picture(page, "agent");
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor(SOON);
  await page.goto("/installation/jobs");
  await heading(page, "Jobs").waitFor();
  await checkAccessible(page);
  await done(page);
});

test("an agent is let finish, and sent back in the log once it was said what that does", async () => {
  const page = await world.open("/installation/agents");
  await page.getByRole("rowheader").first().getByRole("link").click();
  const sendBack = page.getByRole("button", { name: "Send it back" });
  await sendBack.waitFor();
  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const dialog = page.getByRole("dialog");
  await sendBack.click();
  await dialog.getByText("What will happen").waitFor();
  await dialog.getByText(/It reads everything recorded since .* once more/).waitFor();
  await dialog.getByLabel("Is set off again").check();
  await dialog.getByText("This cannot be taken back.").waitFor();
  await checkAccessible(page);
  await picture(page, "agent-rewind");
  await dialog.getByLabel("Is not set off again").check();
  await dialog.getByLabel("To the very beginning").check();
  await dialog.getByText(/It reads everything the log still holds once more/).waitFor();
  await dialog.getByRole("button", { name: "Send it back" }).click();
  await dialog.getByText("This is not its name.").waitFor();
  await dialog.getByLabel(`Type “${name}” to confirm`).fill(name);
  await dialog.getByRole("button", { name: "Send it back" }).click();
  await page.getByText("Done; it takes effect in a moment.").waitFor();

  await page.getByRole("button", { name: "Let it finish" }).click();
  await dialog.getByText(/worked off, then the agent pauses/).waitFor();
  await dialog.getByLabel("Why").fill("Its machine is taken down");
  await checkAccessible(page);
  await dialog.getByRole("button", { name: "Let it finish" }).click();
  // It has little left to do, so it pauses soon.
  await page.getByText("Its machine is taken down").waitFor(SOON);
  await page.getByRole("button", { name: "Resume" }).click(SOON);
  await page.getByRole("button", { name: "Let it finish" }).waitFor(SOON);
  await done(page);
});

test("a member sees neither jobs nor the installation", async () => {
  const page = await world.newPage({ expected: ["GET /v1/installation/health 403"] });
  await signInPage(page, "ben@example.org", PASSWORD, "/o/riverbend/jobs");
  await heading(page, "This is not yours to see").waitFor();
  await checkAccessible(page);
  await page.goto("/installation/health");
  await page.getByText("This is not yours to see").waitFor();
  await checkAccessible(page);
  await done(page);
});
