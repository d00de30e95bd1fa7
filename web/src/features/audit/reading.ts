/**
 * Reads the log, the newest entry first. The server filters by what happened and by whom; days and things are looked at
 * here, over as many of its pages as it takes to fill one of ours.
 */
import { api } from "~/api/client";
import type { Page } from "~/lib/use-list";
import type { AuditSearch } from "./routes";
import { type Entry, fits, isBefore } from "./sieve";

const PAGE = 50;
const LARGEST_PAGE = 100;
/** So much is searched before whoever waits is asked whether to go on. */
const MOST_REQUESTS = 20;

export async function readEntries(
  org: string,
  search: AuditSearch,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Entry>> {
  const isSieved = Boolean(search.noun || search.subject || search.from || search.to);
  const limit = isSieved ? LARGEST_PAGE : PAGE;
  const items: Entry[] = [];
  let next = cursor;
  for (let requests = 0; requests < MOST_REQUESTS && items.length < PAGE; requests += 1) {
    const page = await api.get("/v1/orgs/{org}/audit", {
      path: { org },
      query: { kind: search.kind, actor: search.actor, limit, cursor: next },
      signal,
    });
    const end = page.items.findIndex((entry) => isBefore(entry, search));
    const reached = end < 0 ? page.items : page.items.slice(0, end);
    items.push(...reached.filter((entry) => fits(entry, search)));
    if (end >= 0 || !page.next) return { items };
    next = page.next;
  }
  return next ? { items, next } : { items };
}
