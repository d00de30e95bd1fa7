/**
 * Keeps the page behind a dialog from scrolling. It takes the place of `react-remove-scroll` under Radix's dialogs: the
 * original writes a <style> element into the page, and our content security policy allows none.
 */
import { type ElementType, type ReactNode, useEffect } from "react";

let locks = 0;

interface RemoveScrollProps {
  as?: ElementType;
  children?: ReactNode;
  allowPinchZoom?: boolean;
  shards?: unknown;
  enabled?: boolean;
  [attribute: string]: unknown;
}

export function RemoveScroll({
  as: Element = "div",
  allowPinchZoom: _zoom,
  shards: _shards,
  enabled = true,
  ...rest
}: RemoveScrollProps) {
  useEffect(() => {
    if (!enabled) return;
    const page = document.documentElement;
    locks += 1;
    // The scrollbar goes; nothing else may move.
    if (locks === 1) page.style.paddingInlineEnd = `${window.innerWidth - page.clientWidth}px`;
    page.classList.add("scroll-locked");
    return () => {
      locks -= 1;
      if (locks > 0) return;
      page.classList.remove("scroll-locked");
      page.style.paddingInlineEnd = "";
    };
  }, [enabled]);
  return <Element {...rest} />;
}
