/** Every route there is. A feature brings its own in `features/<noun>/routes.ts` and is listed here, in one line. */
import { accountRoutes } from "~/features/account/routes";
import { auditRoutes } from "~/features/audit/routes";
import { configurationRoute } from "~/features/configuration/routes";
import { entranceRoutes, startRoute } from "~/features/entrance/routes";
import { galleryRoute } from "~/features/gallery/routes";
import { homeRoute } from "~/features/home/routes";
import { importsRoutes } from "~/features/imports/routes";
import { inboxRoutes } from "~/features/inbox/routes";
import { invitationsRoutes } from "~/features/invitations/routes";
import { keysRoute } from "~/features/keys/routes";
import { membersRoutes } from "~/features/members/routes";
import { agentRoute, agentsRoute, healthRoute, installationJobsRoute, jobsRoute } from "~/features/operations/routes";
import { organisationsRoutes } from "~/features/organisations/routes";
import { rolesRoutes } from "~/features/roles/routes";
import { settingsRoute } from "~/features/settings/routes";
import { entranceRoute, orgRoute, personalRoute, rootRoute } from "./root";

export const tree = rootRoute.addChildren([
  startRoute,
  galleryRoute,
  entranceRoute.addChildren([...entranceRoutes]),
  personalRoute.addChildren([
    ...organisationsRoutes,
    ...accountRoutes,
    installationJobsRoute,
    agentsRoute,
    agentRoute,
    healthRoute,
  ]),
  orgRoute.addChildren([
    homeRoute,
    ...inboxRoutes,
    ...membersRoutes,
    ...invitationsRoutes,
    ...importsRoutes,
    ...rolesRoutes,
    ...auditRoutes,
    jobsRoute,
    keysRoute,
    settingsRoute,
    configurationRoute,
  ]),
]);
