// What a browser makes of the web client: Lighthouse's desktop preset on the sign-in page and on home, each as somebody
// sees it who comes for the first time, and the sizes of what was built. Writes figures as JSON.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";

const { URL: server, DIST: dist, CHROMIUM: chromePath = "/usr/bin/chromium", EMAIL: email, PASSWORD: password } = process.env;
const ROUNDS = 3;
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const PAGES = { "sign-in": "/sign-in", home: "/o/bench" };

/** What was kept on earlier visits would make this one quicker; who is signed in stays signed in. */
async function forget(browser) {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  await client.send("Network.clearBrowserCache");
  await client.send("Storage.clearDataForOrigin", { origin: server, storageTypes: "service_workers,cache_storage" });
  await page.close();
}

async function signIn(browser) {
  const page = await browser.newPage();
  await page.goto(`${server}/sign-in`);
  await page.locator("input[type=email]").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("button[type=submit]").click();
  await page.waitForFunction(() => location.pathname !== "/sign-in");
  await page.close();
}

async function measure(chrome, browser, path) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await forget(browser);
    const options = { port: chrome.port, onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: "error" };
    const { lhr } = await lighthouse(`${server}${path}`, options, desktopConfig);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    if (!lhr.finalDisplayedUrl.endsWith(path)) throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`);
    rounds.push(lhr);
  }
  for (const audit of unmet(rounds)) process.stderr.write(`  ${path}: ${audit}\n`);
  return rounds;
}

/** What Lighthouse would have better, of the categories that must be whole. */
function unmet(rounds) {
  const found = new Set();
  for (const lhr of rounds) {
    for (const category of ["accessibility", "best-practices"]) {
      for (const { id } of lhr.categories[category].auditRefs) {
        const { score, title } = lhr.audits[id];
        if (score !== null && score < 1) found.add(`${category}: ${title} (${id})`);
      }
    }
  }
  return found;
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

function figures(name, rounds) {
  const of = (read) => median(rounds.map(read));
  const figure = (what, unit, read) => ({ what: `${name}: ${what}`, value: of(read), unit });
  return [
    ...CATEGORIES.map((category) => figure(category, "of 100", (lhr) => lhr.categories[category].score * 100)),
    figure("first contentful paint", "ms", (lhr) => lhr.audits["first-contentful-paint"].numericValue),
    figure("largest contentful paint", "ms", (lhr) => lhr.audits["largest-contentful-paint"].numericValue),
    figure("time to interactive", "ms", (lhr) => lhr.audits.interactive.numericValue),
    figure("total blocking time", "ms", (lhr) => lhr.audits["total-blocking-time"].numericValue),
    figure("layout shift", "", (lhr) => lhr.audits["cumulative-layout-shift"].numericValue),
    figure("sent over the wire", "kB", (lhr) => lhr.audits["total-byte-weight"].numericValue / 1000),
  ];
}

async function sizes() {
  const manifest = JSON.parse(await readFile(join(dist, ".vite/manifest.json"), "utf8"));
  const wire = async (file) => (await stat(join(dist, `${file}.br`)).catch(() => stat(join(dist, file)))).size / 1000;
  const closure = (key, seen = new Set()) => {
    if (!seen.has(key)) for (const next of manifest[seen.add(key) && key].imports ?? []) closure(next, seen);
    return seen;
  };
  let first = 0;
  for (const key of closure("index.html")) first += await wire(manifest[key].file);
  let all = 0;
  for (const file of new Set(Object.values(manifest).map((chunk) => chunk.file))) {
    if (file.endsWith(".js")) all += await wire(file);
  }
  const live = Object.entries(manifest).find(([key]) => key.includes("socket.io-client"));
  let css = 0;
  for (const file of manifest["index.html"].css ?? []) css += await wire(file);
  return [
    { what: "JavaScript of the first load, compressed", value: first, unit: "kB" },
    { what: "styles of the first load, compressed", value: css, unit: "kB" },
    { what: "the live connection, loaded afterwards", value: live ? await wire(live[1].file) : 0, unit: "kB" },
    { what: "all JavaScript there is, compressed", value: all, unit: "kB" },
  ];
}

const chrome = await launch({ chromePath, chromeFlags: FLAGS });
try {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
  const found = await sizes();
  found.push(...figures("sign-in", await measure(chrome, browser, PAGES["sign-in"])));
  await signIn(browser);
  found.push(...figures("home", await measure(chrome, browser, PAGES.home)));
  await browser.disconnect();
  process.stdout.write(JSON.stringify(found));
} finally {
  await chrome.kill();
}
