/** What the features bring to the shell. One line adds or removes one. */
import type { Feature } from "~/lib/feature";
import { auditFeature } from "./audit/feature";
import { homeFeature } from "./home/feature";
import { invitationsFeature } from "./invitations/feature";
import { membersFeature } from "./members/feature";
import { rolesFeature } from "./roles/feature";

export const features: readonly Feature[] = [
  homeFeature,
  membersFeature,
  invitationsFeature,
  rolesFeature,
  auditFeature,
];
