import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { compact, oneOf, pageCount, type Search, text } from "~/lib/search";
import { orgRoute } from "~/routes/root";

/** What the list shows; without a status, those who are active. */
export interface MembersSearch {
  search?: string;
  role?: string;
  status?: "suspended" | "left";
  sort?: "newest";
  pages?: number;
}

export const membersRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/members",
  validateSearch: (search: Search): MembersSearch =>
    compact({
      search: text(search.search),
      role: text(search.role),
      status: oneOf(search.status, ["suspended", "left"]),
      sort: oneOf(search.sort, ["newest"]),
      pages: pageCount(search.pages),
    }),
  component: lazyRouteComponent(() => import("./members-page"), "MembersPage"),
});

export const memberRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/members/$member",
  component: lazyRouteComponent(() => import("./member-page"), "MemberPage"),
});

export const membersRoutes = [membersRoute, memberRoute];
