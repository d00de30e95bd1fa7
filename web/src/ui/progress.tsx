/** How far something is. Without a value it only says that it goes on. */
import { useId } from "react";

export function Progress({
  label,
  value,
  of,
  detail,
}: {
  label: string;
  value?: number;
  of?: number;
  detail?: string;
}) {
  const id = useId();
  const part = value !== undefined && of ? Math.min(100, (value / of) * 100) : undefined;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex justify-between gap-3 text-sm">
        <span id={id}>{label}</span>
        {detail && <span className="text-soft">{detail}</span>}
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={of ?? 100}
        aria-valuenow={value}
        className="h-1.5 overflow-hidden rounded-full bg-rule"
      >
        <div
          className={
            part === undefined ? "h-full w-1/3 animate-pulse bg-accent" : "h-full bg-accent transition-[width]"
          }
          style={part === undefined ? undefined : { width: `${part}%` }}
        />
      </div>
    </div>
  );
}
