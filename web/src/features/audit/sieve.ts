/** Which entries fit what is asked for, where the server does not sieve them itself. */
import type { Schemas } from "~/api/client";
import type { AuditSearch } from "./routes";

export type Entry = Schemas["AuditEntry"];

/** The first moment of a day, and of the day after, in the time zone of whoever reads. */
function startOf(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

export function fits(entry: Entry, search: AuditSearch): boolean {
  if (search.noun && entry.noun !== search.noun) return false;
  if (search.subject && entry.subject !== search.subject) return false;
  return !search.to || new Date(entry.occurred_at).getTime() < startOf(search.to, 1);
}

/** Everything from here on lies before the first day that is asked for. */
export function isBefore(entry: Entry, search: AuditSearch): boolean {
  return search.from !== undefined && new Date(entry.occurred_at).getTime() < startOf(search.from);
}
