/** Changes to a role that are not saved yet: what they grant, what they withdraw, and on top of what they are made. */
import type { Schemas } from "~/api/client";

type Role = Schemas["RoleView"];

export interface Draft {
  base: Role;
  permissions: ReadonlySet<string>;
}
export type Drafts = ReadonlyMap<string, Draft>;

export interface Changes {
  granted: string[];
  withdrawn: string[];
}

export function changesOf(before: readonly string[], after: ReadonlySet<string>): Changes {
  return {
    granted: [...after].filter((permission) => !before.includes(permission)),
    withdrawn: before.filter((permission) => !after.has(permission)),
  };
}

export function countChanges({ granted, withdrawn }: Changes): number {
  return granted.length + withdrawn.length;
}

/** The draft after one tick more or less; none if it is as the role was. */
export function toggled(draft: Draft, permission: string): Draft | null {
  const permissions = new Set(draft.permissions);
  if (!permissions.delete(permission)) permissions.add(permission);
  const next = { base: draft.base, permissions };
  return countChanges(changesOf(draft.base.permissions, permissions)) === 0 ? null : next;
}

/** The changes of a draft, made to the role as somebody else left it. */
export function onTopOf(draft: Draft, theirs: Role): Draft {
  const { granted, withdrawn } = changesOf(draft.base.permissions, draft.permissions);
  const permissions = new Set([...theirs.permissions, ...granted]);
  for (const permission of withdrawn) permissions.delete(permission);
  return { base: theirs, permissions };
}
