import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { compact, pageCount, type Search } from "~/lib/search";
import { orgRoute } from "~/routes/root";

export interface PagesSearch {
  pages?: number;
}

const pages = (search: Search): PagesSearch => compact({ pages: pageCount(search.pages) });

export const importsListRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/invitations/imports",
  validateSearch: pages,
  component: lazyRouteComponent(() => import("./imports-page"), "ImportsPage"),
});

export const importRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/invitations/imports/$import",
  validateSearch: pages,
  component: lazyRouteComponent(() => import("./import-page"), "ImportPage"),
});

export const importsRoutes = [importsListRoute, importRoute];
