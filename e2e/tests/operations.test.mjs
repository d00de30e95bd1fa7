import { after, before, test } from "node:test";
import { checkAccessible, newPage, picture, signInPage, startBrowser } from "../support/browser.mjs";
import { addMember, PASSWORD, setUp } from "../support/people.mjs";
import { startServer } from "../support/server.mjs";

let server;
let browser;
let world;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  world = await setUp(server);
  await addMember(server, world.admin, world.org, { email: "ben@example.org", name: "Ben Oyelaran" });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const heading = (page, name) => page.getByRole("heading", { level: 1, name });

test("an admin sees the organisation's jobs, one of them whole, and none in a state that none is in", async () => {
  const page = await newPage(browser, server.url);
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
  page.faults();
  await page.context().close();
});

test("who runs the installation sees its health, and pauses and resumes an agent", async () => {
  const page = await newPage(browser, server.url);
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
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.goto("/installation/jobs");
  await heading(page, "Jobs").waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();
});

test("a member sees neither jobs nor the installation", async () => {
  const page = await newPage(browser, server.url, { expected: ["GET /v1/installation/health 403"] });
  await signInPage(page, "ben@example.org", PASSWORD, "/o/riverbend/jobs");
  await heading(page, "This is not yours to see").waitFor();
  await checkAccessible(page);
  await page.goto("/installation/health");
  await page.getByText("This is not yours to see").waitFor();
  await checkAccessible(page);
  page.faults();
  await page.context().close();
});
