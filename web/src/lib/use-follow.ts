/** Work in the background tells nobody how it goes, but its numbers show it: when they move, what they count is out of date. */
import { hashKey, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { outOfDate } from "./out-of-date";

export function useFollow(key: QueryKey, numbers: unknown): void {
  const seen = JSON.stringify(numbers);
  const before = useRef(seen);
  const list = useRef(key);
  list.current = key;
  const hash = hashKey(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with numbers of its own
  useEffect(() => {
    if (before.current !== undefined && before.current !== seen) outOfDate([list.current]);
    before.current = seen;
  }, [seen, hash]);
}
