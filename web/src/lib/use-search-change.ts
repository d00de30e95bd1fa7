/** Changes what stands behind the question mark, in place: going back leaves the list, not the last letter typed. */
import { useNavigate } from "@tanstack/react-router";
import { compact } from "./search";

export function useSearchChange<S extends object>(to: string, search: S): (change: Partial<S>) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({ to, search: compact({ ...search, ...change }), replace: true, resetScroll: false });
}
