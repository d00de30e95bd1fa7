import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { orgRoute } from "~/routes/root";

export const PARTS = ["settings", "features", "experiments"] as const;
export type Part = (typeof PARTS)[number];

export interface ConfigurationSearch {
  part?: Part | undefined;
}

export const configurationRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/configuration",
  validateSearch: (search): ConfigurationSearch => ({
    part: PARTS.slice(1).find((part) => part === search.part),
  }),
  component: lazyRouteComponent(() => import("./configuration-page"), "ConfigurationPage"),
});
