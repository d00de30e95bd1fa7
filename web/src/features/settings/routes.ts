import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { orgRoute } from "~/routes/root";

export const settingsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings-page"), "SettingsPage"),
});
