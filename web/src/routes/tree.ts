/** Every route there is. A feature brings its own in `features/<noun>/routes.ts` and is listed here, in one line. */
import { auditRoutes } from "~/features/audit/routes";
import { entranceRoutes, startRoute } from "~/features/entrance/routes";
import { galleryRoute } from "~/features/gallery/routes";
import { homeRoute } from "~/features/home/routes";
import { invitationsRoutes } from "~/features/invitations/routes";
import { membersRoutes } from "~/features/members/routes";
import { organisationsRoutes } from "~/features/organisations/routes";
import { rolesRoutes } from "~/features/roles/routes";
import { entranceRoute, orgRoute, personalRoute, rootRoute } from "./root";

export const tree = rootRoute.addChildren([
  startRoute,
  galleryRoute,
  entranceRoute.addChildren([...entranceRoutes]),
  personalRoute.addChildren([...organisationsRoutes]),
  orgRoute.addChildren([homeRoute, ...membersRoutes, ...invitationsRoutes, ...rolesRoutes, ...auditRoutes]),
]);
