/** A notice across a page or a form. */
import type { ReactNode } from "react";
import { classes } from "./classes";
import { DangerIcon, GoodIcon, type Icon, InfoIcon, WarnIcon } from "./icons";

export type Tone = "info" | "good" | "warn" | "danger";

const LOOKS: Record<Tone, [string, Icon]> = {
  info: ["border-info bg-info-wash text-info", InfoIcon],
  good: ["border-good bg-good-wash text-good", GoodIcon],
  warn: ["border-warn bg-warn-wash text-warn", WarnIcon],
  danger: ["border-danger bg-danger-wash text-danger", DangerIcon],
};

export interface BannerProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Interrupts whoever listens; for what has just happened. */
  urgent?: boolean;
}

export function Banner({ tone = "info", title, children, action, urgent = false }: BannerProps) {
  const [look, Drawn] = LOOKS[tone];
  return (
    <div
      role={urgent ? "alert" : "status"}
      className={classes("flex flex-wrap items-start gap-x-3 gap-y-2 border-s-[3px] px-3 py-2.5", look)}
    >
      <Drawn className="mt-0.5" />
      <div className="min-w-0 flex-1 basis-48">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
      </div>
      {action}
    </div>
  );
}
