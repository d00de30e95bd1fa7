/** A hint that appears on hovering and on focus. It never holds what cannot be found elsewhere. */
import * as Radix from "@radix-ui/react-tooltip";
import type { ReactElement, ReactNode } from "react";

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={350}>{children}</Radix.Provider>;
}

/** What it hangs from must be focusable, or nobody with a keyboard ever reads it. */
export function Tooltip({ hint, children }: { hint: ReactNode; children: ReactElement }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 rounded-sm bg-ink px-2 py-1 text-xs text-on-ink animate-in"
        >
          {hint}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
