/** Every route there is. A feature brings its own in `features/<noun>/routes.ts` and is listed here, in one line. */
import { entranceRoutes, startRoute } from "~/features/entrance/routes";
import { galleryRoute } from "~/features/gallery/routes";
import { homeRoute } from "~/features/home/routes";
import { organisationsRoutes } from "~/features/organisations/routes";
import { entranceRoute, orgRoute, personalRoute, rootRoute } from "./root";

export const tree = rootRoute.addChildren([
  startRoute,
  galleryRoute,
  entranceRoute.addChildren([...entranceRoutes]),
  personalRoute.addChildren([...organisationsRoutes]),
  orgRoute.addChildren([homeRoute]),
]);
