import { after, before, test } from "node:test";
import { checkAccessible, newPage, picture, startBrowser } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("every component is accessible in each of its states, in both themes, on a phone and a desktop", async () => {
  const page = await newPage(browser, server.url);
  await page.goto("/gallery");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await checkAccessible(page);
  await picture(page, "gallery");
  for (const name of ["Dialog", "Alert dialog", "Sheet"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await checkAccessible(page);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: "Toast with undo" }).click();
  await checkAccessible(page);
  page.faults();
});
