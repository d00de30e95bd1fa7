/** A moment: how long ago for the eye, the exact time on hovering and for machines. */
import { useEffect, useState } from "react";
import { useWording } from "~/i18n/language";

const TICK_MS = 30_000;

export function RelativeTime({ value }: { value: string | Date }) {
  const { relative, date } = useWording();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={new Date(value).toISOString()} title={date(value, "exact")}>
      {relative(value, Math.max(now, Date.now()))}
    </time>
  );
}

export function DateTime({
  value,
  style = "date-time",
}: {
  value: string | Date;
  style?: "date" | "date-time" | "long-date" | "time";
}) {
  const { date } = useWording();
  return (
    <time dateTime={new Date(value).toISOString()} title={date(value, "exact")}>
      {date(value, style)}
    </time>
  );
}
