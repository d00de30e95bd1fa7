import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { compact, oneOf, pageCount, type Search, text } from "~/lib/search";
import { orgRoute } from "~/routes/root";
import { NOUNS, type Noun } from "./kinds";

export interface AuditSearch {
  /** What happened: `member.role-changed`. */
  kind?: string;
  /** Who did it: `member:` and an id. */
  actor?: string;
  /** What kind of thing it happened to. */
  noun?: Noun;
  /** Which one. */
  subject?: string;
  /** The first and the last day, as the calendar writes them: 2026-11-20. */
  from?: string;
  to?: string;
  pages?: number;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function day(value: unknown): string | undefined {
  return typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

export const auditRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/audit",
  validateSearch: (search: Search): AuditSearch =>
    compact({
      kind: text(search.kind),
      actor: text(search.actor),
      noun: oneOf(search.noun, NOUNS),
      subject: typeof search.subject === "string" && ID.test(search.subject) ? search.subject : undefined,
      from: day(search.from),
      to: day(search.to),
      pages: pageCount(search.pages),
    }),
  component: lazyRouteComponent(() => import("./audit-page"), "AuditPage"),
});

export const auditRoutes = [auditRoute];
