/** The router. Its types are not registered globally: addresses come from the path builder, searches from each route. */
import { createRouter } from "@tanstack/react-router";
import { Page404, PageError } from "./boundaries";
import { tree } from "./tree";

export const router = createRouter({
  routeTree: tree,
  scrollRestoration: true,
  defaultPreload: false,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: Page404,
});

// Whoever listens or uses the keyboard is taken to the head of the new page.
router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
  if (!pathChanged || !fromLocation) return;
  const head = document.querySelector<HTMLElement>("[data-page-title]") ?? document.getElementById("content");
  head?.focus({ preventScroll: true });
});
