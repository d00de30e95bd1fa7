/** A slider with its value beside it. */
import { useId } from "react";

export interface RangeInputProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  least: number;
  most: number;
  /** How a value is written. */
  format?: (value: number) => string;
  disabled?: boolean;
}

export function RangeInput({ label, value, onChange, least, most, format = String, disabled }: RangeInputProps) {
  const id = useId();
  return (
    <div className="flex max-w-md flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="font-medium tabular-nums">
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        value={value}
        disabled={disabled}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="h-6 w-full accent-accent"
      />
    </div>
  );
}
