import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { compact, oneOf, pageCount, type Search } from "~/lib/search";
import { orgRoute } from "~/routes/root";

/** What the list shows; without a state, those that wait for an answer. */
export interface InvitationsSearch {
  state?: "accepted" | "declined" | "revoked" | "expired";
  pages?: number;
}

/** How they are named: by address, if nothing is said. */
export interface InviteSearch {
  way?: "file";
}

export const invitationsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/invitations",
  validateSearch: (search: Search): InvitationsSearch =>
    compact({
      state: oneOf(search.state, ["accepted", "declined", "revoked", "expired"]),
      pages: pageCount(search.pages),
    }),
  component: lazyRouteComponent(() => import("./invitations-page"), "InvitationsPage"),
});

export const inviteRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/invitations/new",
  validateSearch: (search: Search): InviteSearch => compact({ way: oneOf(search.way, ["file"]) }),
  component: lazyRouteComponent(() => import("./invite-page"), "InvitePage"),
});

export const invitationsRoutes = [invitationsRoute, inviteRoute];
