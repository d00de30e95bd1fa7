/** Is there only room for one column, as on a phone? For what is another thing there, not only another shape. */
import { useSyncExternalStore } from "react";

const query = window.matchMedia("(width < 40rem)");

function subscribe(listener: () => void): () => void {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
