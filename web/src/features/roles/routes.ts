import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { compact, type Search, text } from "~/lib/search";
import { orgRoute } from "~/routes/root";

export interface RolesSearch {
  /** The role that is shown where there is only room for one. */
  role?: string;
  /** Of whom it is asked what they can do. */
  member?: string;
}

export const rolesRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/roles",
  validateSearch: (search: Search): RolesSearch => compact({ role: text(search.role), member: text(search.member) }),
  component: lazyRouteComponent(() => import("./roles-page"), "RolesPage"),
});

export const rolesRoutes = [rolesRoute];
