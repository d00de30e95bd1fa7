/** Ticks: checkbox, radio, switch. The browser's own inputs in our clothes, so that forms and readers know them. */
import { type ReactNode, type Ref, useEffect, useId, useRef } from "react";
import { classes } from "./classes";

interface TickProps {
  label: ReactNode;
  help?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
  name?: string;
}

export function Checkbox({ indeterminate = false, ...rest }: TickProps & { indeterminate?: boolean }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <Tick {...rest} type="checkbox" look="tick-box tick-check mt-1" input={box} />;
}

/** A checkbox whose label is read aloud but not shown: in a table. */
export function BareCheckbox({
  label,
  checked,
  indeterminate = false,
  onChange,
  disabled,
  tabIndex,
}: {
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** In a grid, arrow keys lead from cell to cell, and only one is reached by the Tab key. */
  tabIndex?: number;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      tabIndex={tabIndex}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
      className="tick-box tick-check align-middle"
    />
  );
}

export function Radio(props: TickProps & { name: string }) {
  return <Tick {...props} type="radio" look="tick-box tick-radio mt-1" />;
}

/** For what takes effect at once; a form uses a checkbox. */
export function Switch(props: TickProps) {
  return <Tick {...props} type="checkbox" role="switch" look="tick-switch mt-0.5" />;
}

function Tick({
  label,
  help,
  checked,
  onChange,
  disabled,
  className,
  name,
  type,
  role,
  look,
  input,
}: TickProps & { type: "checkbox" | "radio"; role?: "switch"; look: string; input?: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <div className={classes("flex items-start gap-2.5", className)}>
      <input
        id={id}
        ref={input}
        type={type}
        role={role}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className={look}
      />
      <div>
        <label htmlFor={id} className={disabled ? "text-faint" : undefined}>
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-sm text-soft">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}

/** Some radios under one question. */
export function RadioList<V extends string>({
  value,
  onChange,
  choices,
}: {
  value: V;
  onChange: (value: V) => void;
  choices: readonly { value: V; label: ReactNode; help?: ReactNode; disabled?: boolean }[];
}) {
  const name = useId();
  return (
    <div className="flex flex-col gap-2">
      {choices.map((choice) => (
        <Radio
          key={choice.value}
          name={name}
          label={choice.label}
          help={choice.help}
          disabled={choice.disabled ?? false}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
        />
      ))}
    </div>
  );
}
