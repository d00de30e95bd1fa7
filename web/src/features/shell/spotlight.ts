/** An address may end in a place on its page: `#language`. Whoever comes by such an address is led there. */
import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { stay } from "~/lib/arrival";
import { leadTo } from "~/ui/found";

/** So long a page may take to show the place. */
const PATIENCE_MS = 10_000;

export function useSpotlight(): void {
  // A new one each time, also when it leads to the same place again.
  const location = useRouterState({ select: (state) => state.location });
  useEffect(() => {
    const { hash } = location;
    if (!hash || hash === "content") return;
    const lead = () => {
      if (!leadTo(hash)) return false;
      stay();
      return true;
    };
    if (lead()) return;
    const watching = new MutationObserver(() => {
      if (lead()) watching.disconnect();
    });
    watching.observe(document.body, { childList: true, subtree: true });
    const tired = setTimeout(() => watching.disconnect(), PATIENCE_MS);
    return () => {
      watching.disconnect();
      clearTimeout(tired);
    };
  }, [location]);
}
