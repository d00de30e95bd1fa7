/** The title of the window: the page, then where it is. Every page calls it, so it also says that the page is there. */
import { useEffect } from "react";
import { arrive } from "./arrival";

export function usePageTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Hustings"].join(" · ");
  useEffect(() => {
    document.title = title;
    arrive();
  }, [title]);
}
