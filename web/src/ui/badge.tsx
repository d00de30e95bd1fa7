/** How something stands, in a word. The word says it; the colour only helps. */
import type { ReactNode } from "react";
import { classes } from "./classes";

export type BadgeTone = "neutral" | "info" | "good" | "warn" | "danger" | "accent";

const TONES: Record<BadgeTone, string> = {
  neutral: "bg-sunk text-soft",
  info: "bg-info-wash text-info",
  good: "bg-good-wash text-good",
  warn: "bg-warn-wash text-warn",
  danger: "bg-danger-wash text-danger",
  accent: "bg-accent-wash text-accent-strong",
};

export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1.5 rounded-sm px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap",
        TONES[tone],
      )}
    >
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {children}
    </span>
  );
}
