/** Telling an entry in a sentence: who did what to whom. */
import { useQueries } from "@tanstack/react-query";
import { memberQueries } from "~/features/members/queries";
import { useRoles } from "~/features/roles/queries";
import { useWording, type Wording } from "~/i18n/language";
import { useOrganisation } from "~/lib/organisation";
import { roleName } from "~/lib/roles";
import type { Entry } from "./reading";

/** What stands where something personal was erased. */
export const ERASED = "$erased";

type Payload = Record<string, unknown>;

export function payloadOf(entry: Entry): Payload {
  return typeof entry.payload === "object" && entry.payload !== null ? (entry.payload as Payload) : {};
}

/** The payload as it reads: personal values are sealed one by one in the log, and come opened or as erased. */
export function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  if ("$personal" in value) {
    const sealed = value.$personal;
    return typeof sealed === "object" && sealed !== null && "value" in sealed ? sealed.value : sealed;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, opened(inner)]));
}

/** A value of the payload as text. */
function plain(value: unknown, erased: string): string {
  const known = opened(value);
  if (known === ERASED) return erased;
  if (Array.isArray(known)) return known.map((one) => plain(one, erased)).join(", ");
  return typeof known === "string" || typeof known === "number" ? String(known) : "";
}

/** The members that an entry speaks of. */
function membersIn(entry: Entry): string[] {
  const [kind, id] = entry.actor.split(":");
  const payload = payloadOf(entry);
  const found = [kind === "member" ? id : undefined, payload.member, payload.founder];
  if (entry.kind === "organisation.transferred") found.push(payload.from, payload.to);
  return found.filter((one): one is string => typeof one === "string");
}

export interface Telling {
  actor: (entry: Entry) => string;
  sentence: (entry: Entry) => string;
}

/** Knows the names that these entries need. */
export function useTelling(entries: readonly Entry[]): Telling {
  const wording = useWording();
  const { id: org, may } = useOrganisation();
  const roles = useRoles();
  const ids = [...new Set(entries.flatMap(membersIn))];
  const found = useQueries({
    queries: ids.map((id) => ({
      ...memberQueries.one(org, id),
      enabled: may("members.read"),
      staleTime: 300_000,
    })),
  });
  const names = new Map(ids.map((id, place) => [id, found[place]?.data?.name]));
  const nameOf = (id: unknown) => (typeof id === "string" ? names.get(id) : undefined) ?? wording.t("members.somebody");
  const roleOf = (role: unknown) => (typeof role === "string" ? roleName(wording, role, roles) : "");
  return {
    // Whoever joins is no member yet: the log calls them an account, the entry says who they are since.
    actor: (entry) => {
      const { member, founder } = payloadOf(entry);
      const became = member ?? founder;
      const isJoining = entry.actor.startsWith("account:") && typeof became === "string";
      return isJoining ? nameOf(became) : actorWords(wording, entry.actor, nameOf);
    },
    sentence: (entry) => sentenceOf(wording, entry, nameOf, roleOf),
  };
}

export function actorWords({ t }: Wording, actor: string, nameOf: (id: unknown) => string): string {
  const [kind, id] = actor.split(":");
  switch (kind) {
    case "member":
      return nameOf(id);
    case "key":
      return t("audit.actors.key");
    case "account":
      return t("audit.actors.account");
    case "agent":
      return t("audit.actors.agent", { name: id ?? "" });
    case "visitor":
      return t("audit.actors.visitor");
    case "system":
      return t("audit.actors.system");
    default:
      return actor;
  }
}

function sentenceOf(
  wording: Wording,
  entry: Entry,
  nameOf: (id: unknown) => string,
  roleOf: (role: unknown) => string,
): string {
  const payload = payloadOf(entry);
  const erased = wording.t("audit.erased");
  const isTransfer = entry.kind === "organisation.transferred";
  const permissions = (names: unknown) =>
    Array.isArray(names)
      ? names.map((name) => wording.lookup(`permissions.${name}`) ?? String(name)).join("; ") ||
        wording.t("audit.nothing")
      : "";
  const values = {
    member: nameOf(payload.member),
    email: plain(payload.email, erased),
    reason: plain(payload.reason, erased),
    fields: plain(payload.fields, erased),
    role: roleOf(payload.role),
    replacement: roleOf(payload.replacement),
    from: isTransfer ? nameOf(payload.from) : roleOf(payload.from),
    to: isTransfer ? nameOf(payload.to) : roleOf(payload.to),
    granted: permissions(payload.granted),
    withdrawn: permissions(payload.withdrawn),
    permissions: permissions(payload.permissions),
    invited: plain(payload.invited, erased),
    rejected: plain(payload.rejected, erased),
    configured:
      typeof payload.key === "string" ? (wording.lookup(`configuration.names.${payload.key}`) ?? payload.key) : "",
    date: typeof payload.closes_at === "string" ? wording.date(payload.closes_at, "long-date") : "",
  };
  return wording.lookup(`audit.sentences.${entry.kind}`, values) ?? entry.kind;
}

/** What kind of thing happened, in a few words. */
export function kindWords({ lookup }: Wording, kind: string): string {
  return lookup(`audit.kinds.${kind}`) ?? kind;
}
