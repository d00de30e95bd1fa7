import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { compact, oneOf, pageCount, type Search, text } from "~/lib/search";
import { orgRoute } from "~/routes/root";

export interface InboxSearch {
  /** Only what is not read yet. */
  show?: "unread";
  /** Only notices of this kind. */
  kind?: string;
  pages?: number;
}

export const inboxRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/inbox",
  validateSearch: (search: Search): InboxSearch =>
    compact({
      show: oneOf(search.show, ["unread"] as const),
      kind: text(search.kind),
      pages: pageCount(search.pages),
    }),
  component: lazyRouteComponent(() => import("./inbox-page"), "InboxPage"),
});

export const inboxPreferencesRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/inbox/preferences",
  component: lazyRouteComponent(() => import("./preferences-page"), "PreferencesPage"),
});

export const inboxRoutes = [inboxRoute, inboxPreferencesRoute] as const;
