// What the tests of one file begin with: a server, a browser, an organisation; and what every screen is tested for.
import { after, before } from "node:test";
import { checkAccessible, newPage, signInPage, startBrowser } from "./browser.mjs";
import { PASSWORD, setUp } from "./people.mjs";
import { startServer } from "./server.mjs";

/**
 * A server of its own with an organisation, and a browser, for as long as the tests of a file take. What `setUp`
 * returns stands in it too, and `fill` brings what else there shall be.
 */
export function startWorld(fill, { settings } = {}) {
  const world = {
    newPage: (options) => newPage(world.browser, world.server.url, options),
    /** A page of somebody who has signed in; of the admin, if nothing is said. */
    open: async (path, { as = world.email, ...options } = {}) => {
      const page = await world.newPage(options);
      await signInPage(page, as, PASSWORD, path);
      return page;
    },
  };
  before(async () => {
    [world.server, world.browser] = await Promise.all([startServer({ settings }), startBrowser()]);
    Object.assign(world, await setUp(world.server));
    await fill?.(world);
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.stop();
  });
  return world;
}

/** The head of a page. */
export const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Done with a page, which must have done nothing wrong. */
export async function done(page) {
  page.faults();
  await page.context().close();
}

/** A page whose server fails says so, and shows what there is once it is tried again. */
export async function checkFailure(world, { at, api, shows }) {
  const page = await world.newPage({ expected: [`GET ${api} 500`] });
  const asked = (url) => url.pathname === api;
  await page.route(asked, (route) => route.fulfill({ status: 500, contentType: "application/json", body: "{}" }));
  await signInPage(page, world.email, PASSWORD, at);
  await page.getByRole("heading", { name: "That did not work" }).first().waitFor();
  await checkAccessible(page);
  await page.unroute(asked);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await shows(page).waitFor();
  await done(page);
}
