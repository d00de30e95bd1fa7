/** Reads the log, the newest entry first, as far as it fits what is asked for. */
import { api, type Schemas } from "~/api/client";
import type { Page } from "~/lib/use-list";
import { startOf } from "./days";
import type { AuditSearch } from "./routes";

export type Entry = Schemas["AuditEntry"];

const PAGE = 50;

export function readEntries(
  org: string,
  { from, to, pages: _, ...search }: AuditSearch,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Entry>> {
  const query = {
    ...search,
    ...(from ? { from: startOf(from) } : {}),
    // The last day is part of it.
    ...(to ? { until: startOf(to, 1) } : {}),
    limit: PAGE,
    cursor,
  };
  return api.get("/v1/orgs/{org}/audit", { path: { org }, query, signal });
}
