// A real browser, and pages that fail a test by what they do wrong: errors on the console, violations of the content
// security policy, refused requests that the test did not announce.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/**
 * A page of somebody of their own: nothing is shared with other contexts. `expected` lists refused requests that belong
 * to the test, such as "POST /v1/session 401", and what the console says of them ("console: WebSocket"); `page.faults()` fails the test if there was anything else.
 */
export async function newPage(
  browser,
  url,
  { theme = "light", width = 1280, height = 860, locale = "en-GB", expected = [], serviceWorkers = "block" } = {},
) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    locale,
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    serviceWorkers,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(45_000);
  // Scripts that a browser is started with stand outside the page's policy; added later it would be refused.
  await context.addInitScript({ content: axeSource });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      // biome-ignore lint/suspicious/noConsole: how a page tells its test
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  const page = await context.newPage();
  watch(page, expected);
  return page;
}

function watch(page, expected) {
  const faults = [];
  const allowed = [...expected];
  const isAllowed = (entry) => allowed.some((one) => entry.startsWith(one));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // What was refused is judged by the response itself.
    if (/Failed to load resource|Service Worker registration blocked by Playwright/.test(message.text())) return;
    const entry = `console: ${message.text()}`;
    if (!isAllowed(entry)) faults.push(entry);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.stack ?? error}`));
  page.on("response", (response) => {
    if (response.status() < 400) return;
    const { pathname } = new URL(response.url());
    const entry = `${response.request().method()} ${pathname} ${response.status()}`;
    if (!isAllowed(entry)) faults.push(`refused: ${entry}`);
  });
  /** Announces refusals that belong to what follows. */
  page.expect = (...entries) => allowed.push(...entries);
  /** Fails if the page did anything wrong so far. */
  page.faults = () => assert.deepEqual(faults, [], "the page did something wrong");
}

/** Signs in through the door. */
export async function signInPage(page, email, password, path = "/") {
  await page.goto(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => address.pathname !== "/sign-in");
}

/** Violations of WCAG 2.2 A and AA on the page as it stands, in words. */
export async function axe(page) {
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), WCAG);
  return violations.map(
    (violation) =>
      `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `    ${node.html.slice(0, 200)}\n    ${node.failureSummary?.replaceAll("\n", " ")}`).join("\n")}`,
  );
}

/** Colours have faded over, from parents to what is in them, and frames are drawn. */
export async function settled(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let still = 0; still < 3; still += 1) {
      await frame();
      const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
      if (ending.length > 0) still = -1;
      await Promise.allSettled(ending.map((one) => one.finished));
    }
  });
}

/** The page is accessible in both themes, at 320 px and on a desktop, and nothing sticks out sideways. */
export async function checkAccessible(page) {
  const before = page.viewportSize();
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 860 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      assert.deepEqual(await axe(page), [], `axe, ${colorScheme}, ${width} px, ${page.url()}`);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(overflow <= 0, `at ${width} px the page is ${overflow} px too wide: ${page.url()}`);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}

/** A picture for whoever looks at the screens; only where a folder for them is named. */
export async function picture(page, name) {
  const folder = process.env.HUSTINGS_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
