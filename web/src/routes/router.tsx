/** The router. Its types are not registered globally: addresses come from the path builder, searches from each route. */
import { createRouter } from "@tanstack/react-router";
import { arrive, leave } from "~/lib/arrival";
import { Page404, PageError } from "./boundaries";
import { tree } from "./tree";

export const router = createRouter({
  routeTree: tree,
  scrollRestoration: true,
  defaultPreload: false,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: Page404,
});

router.subscribe("onBeforeNavigate", ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) leave();
});
router.subscribe("onRendered", arrive);
