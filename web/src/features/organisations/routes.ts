import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { personalRoute } from "~/routes/root";

export const organisationsRoutes = [
  createRoute({
    getParentRoute: () => personalRoute,
    path: "/organisations",
    component: lazyRouteComponent(() => import("./chooser-page"), "ChooserPage"),
  }),
  createRoute({
    getParentRoute: () => personalRoute,
    path: "/organisations/new",
    component: lazyRouteComponent(() => import("./found-page"), "FoundPage"),
  }),
] as const;
