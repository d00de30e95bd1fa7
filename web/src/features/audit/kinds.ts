/** What the audit log of an organisation tells of. What is new to us is shown by its own name. */
export const KINDS = [
  "organisation.created",
  "organisation.changed",
  "organisation.transferred",
  "organisation.closing",
  "organisation.reopened",
  "organisation.closed",
  "member.joined",
  "member.role-changed",
  "member.suspended",
  "member.reinstated",
  "member.removed",
  "member.left",
  "invitation.created",
  "invitation.resent",
  "invitation.accepted",
  "invitation.declined",
  "invitation.revoked",
  "invitation.imported",
  "role.created",
  "role.changed",
  "role.deleted",
  "key.created",
  "key.revoked",
  "audit.exported",
] as const;

export const NOUNS = ["organisation", "member", "invitation", "role", "key"] as const;
export type Noun = (typeof NOUNS)[number];
