/** One's own account. The letters lead to `/account/sessions` and `/account/security`. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { personalRoute } from "~/routes/root";

export const accountRoutes = [
  createRoute({
    getParentRoute: () => personalRoute,
    path: "/account",
    component: lazyRouteComponent(() => import("./account-page"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => personalRoute,
    path: "/account/sessions",
    component: lazyRouteComponent(() => import("./sessions-page"), "SessionsPage"),
  }),
  createRoute({
    getParentRoute: () => personalRoute,
    path: "/account/security",
    component: lazyRouteComponent(() => import("./security-page"), "SecurityPage"),
  }),
] as const;
