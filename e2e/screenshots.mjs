// The pictures of the book: `cargo xtask screenshots` runs this with the folder they go to.
//
// A server of its own is filled with the demo, and each screen is shown as the demo's operator sees it: on a desktop,
// light and dark, and on a phone.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { newPage, settled, signInPage, startBrowser } from "./support/browser.mjs";
import { signIn, until } from "./support/api.mjs";
import { startServer } from "./support/server.mjs";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("say which folder the pictures go to");

const LOOKS = [
  { name: "light", theme: "light", width: 1280, height: 800 },
  { name: "dark", theme: "dark", width: 1280, height: 800 },
  { name: "phone", theme: "light", width: 390, height: 844 },
];
/** What is seen without being signed in. */
const OUTSIDE = [
  { name: "setup", path: (world) => `/setup#token=${world.setupToken}` },
  { name: "sign-in", path: () => "/sign-in" },
];
/** What the operator sees. `ready` does what has to be done before the picture is taken. */
const INSIDE = [
  { name: "home", path: ({ slug }) => `/o/${slug}` },
  { name: "inbox", path: ({ slug }) => `/o/${slug}/inbox` },
  { name: "members", path: ({ slug }) => `/o/${slug}/members?sort=newest` },
  { name: "member", path: ({ slug, leader }) => `/o/${slug}/members/${leader}` },
  { name: "invitations", path: ({ slug }) => `/o/${slug}/invitations` },
  { name: "roles", path: ({ slug }) => `/o/${slug}/roles` },
  { name: "audit", path: ({ slug }) => `/o/${slug}/audit` },
  { name: "settings", path: ({ slug }) => `/o/${slug}/settings` },
  { name: "keys", path: ({ slug }) => `/o/${slug}/keys?everybody=true` },
  { name: "jobs", path: ({ slug }) => `/o/${slug}/jobs` },
  { name: "agents", path: () => "/installation/agents" },
  { name: "health", path: () => "/installation/health" },
  { name: "sessions", path: () => "/account/sessions" },
  { name: "security", path: () => "/account/security" },
  { name: "palette", path: ({ slug }) => `/o/${slug}`, ready: (page) => page.keyboard.press("Control+k") },
];
/** Smaller than a lossless picture by far, and nobody sees a difference in flat colours. */
const QUALITY = 0.9;

const [server, browser] = await Promise.all([startServer(), startBrowser()]);
try {
  await mkdir(folder, { recursive: true });
  const world = await fill();
  for (const look of LOOKS) await take(look, world);
} finally {
  await browser.close();
  await server.stop();
}

/** Fills the demo and waits until the agents have read all of it. */
async function fill() {
  const setupToken = await server.setupToken();
  const told = JSON.parse(await server.run("demo", "--json"));
  const [operator] = told.logins;
  // As it should be: what only the key opens is worth nothing without the key.
  const archive = `${server.folder}.backup`;
  await server.run("backup", archive);
  await rm(archive);
  const { get } = await signIn(server.url, operator.email, operator.password);
  const below = (rest) => `/v1/orgs/${told.organisation}/${rest}`;
  await until(async () => {
    const audit = await get(below("audit/verification"));
    return audit.unsealed === 0 && audit.verified > 0;
  });
  const leaders = await get(below("members?role=leader"));
  return { setupToken, operator, slug: told.address.split("/o/")[1], leader: leaders.items[0].id };
}

async function take(look, world) {
  const page = await newPage(browser, server.url, look);
  const shoot = async ({ name, path, ready }) => {
    await page.goto(path(world));
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await shown(page);
    await ready?.(page);
    await shown(page);
    const file = `${name}-${look.name}.webp`;
    const picture = await compressed(await page.screenshot());
    await writeFile(`${folder}/${file}`, picture);
    process.stdout.write(`${file} ${Math.ceil(picture.length / 1024)} kB\n`);
  };
  for (const screen of OUTSIDE) await shoot(screen);
  await signInPage(page, world.operator.email, world.operator.password);
  for (const screen of INSIDE) await shoot(screen);
  page.faults();
  await page.context().close();
}

/** Nothing is on its way any more. */
async function shown(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .animate-pulse'));
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await settled(page);
}

async function compressed(png) {
  const blank = await browser.newPage();
  const url = await blank.evaluate(
    async ([data, quality]) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      return canvas.toDataURL("image/webp", quality);
    },
    [png.toString("base64"), QUALITY],
  );
  await blank.close();
  return Buffer.from(url.split(",")[1], "base64");
}
