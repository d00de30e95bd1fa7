/** What can be done with memberships: what stands in its way, how it is done, how it is undone. */
import { api } from "~/api/client";
import { isWithinReach, type Role } from "~/features/roles/queries";
import type { Organisation } from "~/lib/organisation";
import type { Member } from "./queries";

export type ActKind = "role" | "suspend" | "reinstate" | "remove";

/** Which permission an act needs. */
export const ACT_PERMISSIONS: Record<ActKind, string> = {
  role: "members.change-role",
  suspend: "members.suspend",
  reinstate: "members.suspend",
  remove: "members.remove",
};
export const ACTS: readonly ActKind[] = ["role", "suspend", "reinstate", "remove"];

export interface Wanted {
  kind: ActKind;
  /** For another role. */
  role: string;
  /** For a suspension. */
  reason: string;
}

export type Obstacle = "oneself" | "has-left" | "not-active" | "not-suspended" | "same-role" | "beyond-reach";

/** Why it would not touch somebody, as far as it can be seen from here; the server judges again. */
export function obstacle(
  wanted: Pick<Wanted, "kind" | "role">,
  member: Member,
  organisation: Organisation,
  roles: readonly Role[],
): Obstacle | null {
  const { kind } = wanted;
  const isOneself = member.id === organisation.membership.id;
  if (isOneself && (kind === "suspend" || kind === "remove")) return "oneself";
  if (member.status === "left") return "has-left";
  if (kind === "suspend" && member.status !== "active") return "not-active";
  if (kind === "reinstate" && member.status !== "suspended") return "not-suspended";
  if (kind === "role" && member.role === wanted.role) return "same-role";
  const role = roles.find((one) => one.role === member.role);
  return isWithinReach(role, organisation.may) ? null : "beyond-reach";
}

export async function doAct(org: string, wanted: Wanted, member: string): Promise<void> {
  const path = { org, member };
  switch (wanted.kind) {
    case "role":
      await api.put("/v1/orgs/{org}/members/{member}/role", { path, body: { role: wanted.role } });
      break;
    case "suspend":
      await api.put("/v1/orgs/{org}/members/{member}/suspension", { path, body: { reason: wanted.reason.trim() } });
      break;
    case "reinstate":
      await api.delete("/v1/orgs/{org}/members/{member}/suspension", { path });
      break;
    case "remove":
      await api.delete("/v1/orgs/{org}/members/{member}", { path });
      break;
  }
}

/** Can it be taken back as if it had not been? */
export function isUndoable(kind: ActKind): boolean {
  return kind === "role" || kind === "suspend";
}

/** Takes it back for those for whom it was done, as they were before. */
export async function undoAct(org: string, kind: ActKind, before: readonly Member[]): Promise<void> {
  for (const member of before) {
    if (kind === "role") await doAct(org, { kind: "role", role: member.role, reason: "" }, member.id);
    if (kind === "suspend") await doAct(org, { kind: "reinstate", role: "", reason: "" }, member.id);
  }
}
