/** The title of the window: the page, then where it is. */
import { useEffect } from "react";

export function usePageTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Hustings"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
