/**
 * What was read and has changed since is read anew: gathered over a moment, not more often than people can follow, and
 * not under the eyes of somebody who reads or has selected something in a list that would move. Such a list says how
 * much has changed and waits.
 */
import { hashKey, type Query, type QueryKey } from "@tanstack/react-query";
import { queryClient } from "./query-client";

/** A list that somebody reads. */
export interface Held {
  isHeld: () => boolean;
  add: (changes: number) => void;
}

/** Spread a little, so that not everybody asks at once. */
const SOON_MS = 80;
const SPREAD_MS = 170;
const CALM_MS = 2000;

interface Waiting {
  key: QueryKey;
  changes: number;
  since: number;
}

const waiting = new Map<string, Waiting>();
const lists = new Map<string, Held>();
/** When each query last began to read. */
const begun = new WeakMap<Query, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;
let isLeaving = false;

queryClient.getQueryCache().subscribe((event) => {
  if (event.type === "updated" && event.action.type === "fetch") begun.set(event.query, Date.now());
});

/** What was read under these keys is out of date. */
export function outOfDate(keys: readonly QueryKey[], changes = 1): void {
  const now = Date.now();
  for (const key of keys) {
    const hash = hashKey(key);
    const before = waiting.get(hash);
    waiting.set(hash, { key, changes: (before?.changes ?? 0) + changes, since: now });
  }
  if (timer === undefined)
    timer = setTimeout(readAnew, Math.max(SOON_MS + Math.random() * SPREAD_MS, last + CALM_MS - now));
}

function readAnew() {
  timer = undefined;
  // Whoever does not look is not in a hurry.
  if (document.hidden || isLeaving) return;
  last = Date.now();
  const all = [...waiting.values()];
  waiting.clear();
  const found = new Map<Query, Waiting>();
  for (const one of all) {
    for (const query of queryClient.getQueryCache().findAll({ queryKey: one.key })) {
      const before = found.get(query);
      if (!before || before.changes < one.changes) found.set(query, one);
    }
  }
  const quiet: [Query, number][] = [];
  for (const [query, { changes, since }] of found) {
    // One's own act has read it anew already.
    if ((begun.get(query) ?? 0) > since) continue;
    const list = lists.get(query.queryHash);
    if (list?.isHeld()) list.add(changes);
    else if (changes === 0) quiet.push([query, since]);
    else void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }
  void readQuietly(quiet);
}

/** What may have changed, but probably has not, is read one after the other, when there is nothing better to do. */
async function readQuietly(queries: readonly [Query, number][]) {
  for (const [query, since] of queries) {
    await idle();
    if (isLeaving) return;
    if ((begun.get(query) ?? 0) > since) continue;
    await queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }).catch(() => undefined);
  }
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && waiting.size > 0 && timer === undefined) timer = setTimeout(readAnew, SOON_MS);
});

/** Resolves when the browser has time, or after a moment; not every browser says. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, SOON_MS);
  });
}

/** Somebody signs out: nothing is read any more that could no longer be theirs. Goes on when what is returned is called. */
export function stopReading(): () => void {
  isLeaving = true;
  return () => {
    isLeaving = false;
    waiting.clear();
  };
}

/** From now on this list is asked whether it may move. */
export function holdList(key: QueryKey, held: Held): () => void {
  const hash = hashKey(key);
  lists.set(hash, held);
  return () => {
    if (lists.get(hash) === held) lists.delete(hash);
  };
}

/** When a query last began to read. */
export function readSince(key: QueryKey): number {
  const query = queryClient.getQueryCache().find({ queryKey: key });
  return (query && begun.get(query)) ?? 0;
}
