/** Choosing one of several: the browser's own list, which every phone and screen reader knows. */
import type { SelectHTMLAttributes } from "react";
import { classes } from "./classes";
import { Field, type FieldProps } from "./field";
import { ChevronDownIcon } from "./icons";
import { controlClasses } from "./input";

export interface Choice<V extends string = string> {
  value: V;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<V extends string>
  extends Omit<FieldProps, "control">,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value" | "className" | "required"> {
  value: V;
  onChange: (value: V) => void;
  choices: readonly Choice<V>[];
}

export function Select<V extends string>({
  label,
  help,
  error,
  required,
  optional,
  aside,
  className,
  value,
  onChange,
  choices,
  ...rest
}: SelectProps<V>) {
  return (
    <Field
      {...{ label, help, error, aside, required, optional, className }}
      control={(attributes) => (
        <BareSelect {...attributes} {...rest} value={value} onChange={onChange} choices={choices} />
      )}
    />
  );
}

export interface BareSelectProps<V extends string>
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value"> {
  value: V;
  onChange: (value: V) => void;
  choices: readonly Choice<V>[];
}

/** Without a field around it, for filter bars; give it an `aria-label`. */
export function BareSelect<V extends string>({ value, onChange, choices, className, ...rest }: BareSelectProps<V>) {
  return (
    <span className={classes("relative block", className)}>
      <select
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={classes(controlClasses, "appearance-none pe-9 enabled:bg-surface!")}
        {...rest}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled} className="bg-surface text-ink">
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute end-2.5 top-2.5 text-soft" />
    </span>
  );
}
