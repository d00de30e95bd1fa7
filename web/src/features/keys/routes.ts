import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { orgRoute } from "~/routes/root";

export interface KeysSearch {
  /** Everybody's keys, for those who manage them. */
  everybody?: boolean;
  pages?: number;
}

export const keysRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/keys",
  validateSearch: (search: Record<string, unknown>): KeysSearch => ({
    ...(search.everybody === true ? { everybody: true } : {}),
    ...(typeof search.pages === "number" && search.pages > 1 ? { pages: Math.floor(search.pages) } : {}),
  }),
  component: lazyRouteComponent(() => import("./keys-page"), "KeysPage"),
});
