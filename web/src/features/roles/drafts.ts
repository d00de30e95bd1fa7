/**
 * Changes to roles that are not saved yet. Each keeps the role as it was when it was begun, so that nobody's change is
 * written over unseen: a role that was changed meanwhile comes back as a conflict.
 */
import { useState } from "react";
import { api } from "~/api/client";
import { isProblem } from "~/api/problem";
import { queryClient } from "~/lib/query-client";
import { type Draft, type Drafts, toggled } from "./changes";
import { type Role, roleQueries } from "./queries";

/** The tag of the version that was read, as the server gives it out. */
export function versionTag(role: Role): string {
  return `"v${role.version}"`;
}

export interface Conflict {
  draft: Draft;
  /** The role as it is now; nothing if it was deleted. */
  theirs: Role | null;
}

export async function saveRole(org: string, role: Role, change: Partial<Role>): Promise<void> {
  const { name, description, permissions } = { ...role, ...change };
  await api.put("/v1/orgs/{org}/roles/{role}", {
    path: { org, role: role.role },
    body: { name, description, permissions },
    ifMatch: versionTag(role),
  });
}

export async function rolesChanged(org: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["org", org, "roles"] }),
    queryClient.invalidateQueries({ queryKey: ["org", org, "members"] }),
    queryClient.invalidateQueries({ queryKey: ["org", org, "membership"] }),
  ]);
}

export function useDrafts(org: string) {
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const put = (role: string, draft: Draft | null) =>
    setDrafts((before) => {
      const next = new Map(before);
      if (draft) next.set(role, draft);
      else next.delete(role);
      return next;
    });
  const toggle = (role: Role, permission: string) =>
    put(
      role.role,
      toggled(drafts.get(role.role) ?? { base: role, permissions: new Set(role.permissions) }, permission),
    );

  /** Saves a draft; says whether it could. */
  const save = async (draft: Draft): Promise<boolean> => {
    const { role } = draft.base;
    try {
      await saveRole(org, draft.base, { permissions: [...draft.permissions] });
    } catch (error) {
      if (!isProblem(error, "version-conflict", "no-such-role")) throw error;
      const roles = await queryClient.fetchQuery({ ...roleQueries.list(org), staleTime: 0 });
      setConflict({ draft, theirs: roles.find((one) => one.role === role) ?? null });
      return false;
    }
    put(role, null);
    return true;
  };
  return { drafts, toggle, put, save, discard: () => setDrafts(new Map()), conflict, setConflict };
}
