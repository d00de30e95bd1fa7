/**
 * A list that is read page by page. How many pages are shown is the caller's to keep (in the address, so that going
 * back finds the same place); changing a filter begins anew. A list that somebody is in the middle of does not move
 * when something changes: `changes` says how much has, `showChanges` shows it.
 */
import { type QueryKey, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { holdList, readSince } from "./out-of-date";

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface ListOptions<T> {
  queryKey: QueryKey;
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>;
  /** How many pages are to be shown; one if nothing is said. */
  pages?: number;
  enabled?: boolean;
  /** Somebody has selected or opened something in it. */
  inUse?: boolean;
}

/** Further down than this, somebody reads. */
const READING_PX = 120;

export function useList<T>({ queryKey, read, pages = 1, enabled = true, inUse = false }: ListOptions<T>) {
  const query = useInfiniteQuery({
    queryKey,
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => ({ items: data.pages.flatMap((page) => page.items), pages: data.pages.length }),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const shownPages = data?.pages ?? 0;
  useEffect(() => {
    if (shownPages > 0 && shownPages < pages && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [shownPages, pages, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const changes = useChanges(queryKey, inUse, query.dataUpdatedAt);
  return { ...query, ...changes, items: data?.items ?? [], shownPages };
}

/** What has changed in a list and is not shown yet. */
function useChanges(queryKey: QueryKey, inUse: boolean, updatedAt: number) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState({ changes: 0, since: 0 });
  const used = useRef(inUse);
  used.current = inUse;
  const key = useRef(queryKey);
  key.current = queryKey;
  const hash = JSON.stringify(queryKey);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is told by what is in it
  useEffect(() => {
    setWaiting({ changes: 0, since: 0 });
    return holdList(key.current, {
      isHeld: () => used.current || window.scrollY > READING_PX,
      add: (more) => setWaiting((before) => ({ changes: before.changes + more, since: Date.now() })),
    });
  }, [hash]);

  // Something else has read it anew meanwhile.
  useEffect(() => {
    setWaiting((before) =>
      before.changes > 0 && updatedAt > before.since && readSince(key.current) > before.since
        ? { changes: 0, since: 0 }
        : before,
    );
  }, [updatedAt]);

  const showChanges = useCallback(() => {
    setWaiting({ changes: 0, since: 0 });
    void client.invalidateQueries({ queryKey: key.current, exact: true });
  }, [client]);

  // Whoever is done with it sees how it stands.
  const { changes } = waiting;
  useEffect(() => {
    if (changes === 0 || inUse) return;
    const look = () => {
      if (window.scrollY <= READING_PX) showChanges();
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, [changes, inUse, showChanges]);
  return { changes, showChanges };
}
