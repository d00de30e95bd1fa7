/** What the features bring to the shell. One line adds or removes one. */
import type { Feature } from "~/lib/feature";
import { accountFeature } from "./account/feature";
import { auditFeature } from "./audit/feature";
import { configurationFeature } from "./configuration/feature";
import { homeFeature } from "./home/feature";
import { importsFeature } from "./imports/feature";
import { inboxFeature } from "./inbox/feature";
import { invitationsFeature } from "./invitations/feature";
import { keysFeature } from "./keys/feature";
import { membersFeature } from "./members/feature";
import { operationsFeature } from "./operations/feature";
import { rolesFeature } from "./roles/feature";
import { settingsFeature } from "./settings/feature";

export const features: readonly Feature[] = [
  homeFeature,
  inboxFeature,
  membersFeature,
  invitationsFeature,
  importsFeature,
  rolesFeature,
  auditFeature,
  keysFeature,
  settingsFeature,
  configurationFeature,
  accountFeature,
  operationsFeature,
];
