import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { orgRoute } from "~/routes/root";

export const homeRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./home-page"), "HomePage"),
});
