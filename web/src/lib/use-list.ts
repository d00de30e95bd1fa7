/**
 * A list that is read page by page. How many pages are shown is the caller's to keep (in the address, so that going
 * back finds the same place); changing a filter begins anew.
 */
import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";

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
}

export function useList<T>({ queryKey, read, pages = 1, enabled = true }: ListOptions<T>) {
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
  return { ...query, items: data?.items ?? [], shownPages };
}
