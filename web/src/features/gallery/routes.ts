import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "~/routes/root";

export const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/gallery",
  component: lazyRouteComponent(() => import("./gallery-page"), "GalleryPage"),
});
