/** Small charts, drawn by hand as SVG. Each has a table twin for whoever would rather read, or cannot look. */
import { useId, useState } from "react";
import { useWording } from "~/i18n/language";
import { Button } from "./button";

export interface ChartPoint {
  label: string;
  value: number;
}

export interface ChartProps {
  title: string;
  points: readonly ChartPoint[];
  kind?: "bars" | "line";
  /** How a value is written. */
  format?: (value: number) => string;
}

const WIDTH = 320;
const HEIGHT = 72;
const GAP = 2;

export function Chart({ title, points, kind = "bars", format = String }: ChartProps) {
  const { t } = useWording();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const most = Math.max(1, ...points.map((point) => point.value));
  const step = points.length > 0 ? WIDTH / points.length : WIDTH;
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 4) - 1;
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="flex items-baseline justify-between gap-3 text-sm font-semibold">
        <span id={id}>{title}</span>
        <Button kind="quiet" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t("ui.asChart") : t("ui.asTable")}
        </Button>
      </figcaption>
      {asTable ? (
        <table className="w-full text-sm">
          <caption className="sr-only">{title}</caption>
          <tbody>
            {points.map((point) => (
              <tr key={point.label} className="border-b border-rule">
                <th scope="row" className="py-1 text-start font-normal text-soft">
                  {point.label}
                </th>
                <td className="py-1 text-end">{format(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-labelledby={id}
          preserveAspectRatio="none"
          className="h-18 w-full border-b border-rule-strong"
        >
          {kind === "bars" ? (
            points.map((point, place) => (
              <rect
                key={point.label}
                x={place * step + GAP / 2}
                y={y(point.value)}
                width={Math.max(1, step - GAP)}
                height={HEIGHT - y(point.value)}
                fill="var(--accent)"
              >
                <title>{`${point.label}: ${format(point.value)}`}</title>
              </rect>
            ))
          ) : (
            <polyline
              points={points.map((point, place) => `${place * step + step / 2},${y(point.value)}`).join(" ")}
              fill="none"
              stroke="var(--accent)"
              strokeWidth="2"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
      )}
    </figure>
  );
}
