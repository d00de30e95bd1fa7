/**
 * A field: its label, what helps, what is wrong, and the control, tied together for everybody who cannot see that they
 * stand together. `control` gets the attributes that tie it.
 */
import { type ReactNode, useId } from "react";
import { useWording } from "~/i18n/language";
import { classes } from "./classes";
import { DangerIcon } from "./icons";

export interface ControlAttributes {
  id: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
  required?: boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** Says that it may be left empty; most fields are needed, so it is the others that are marked. */
  optional?: boolean;
  /** Beside the label, at the end of the line. */
  aside?: ReactNode;
  className?: string;
  control: (attributes: ControlAttributes) => ReactNode;
}

export function Field({ label, help, error, required, optional, aside, className, control }: FieldProps) {
  const id = useId();
  const { t } = useWording();
  const described = classes(error && `${id}-error`, help !== undefined && `${id}-help`);
  return (
    <div className={classes("flex flex-col gap-1", className)} data-field="">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-semibold">
          {label}
          {optional && <span className="ms-1.5 font-normal text-faint">{t("ui.optional")}</span>}
        </label>
        {aside}
      </div>
      {control({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        required,
      })}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-danger">
          <DangerIcon className="mt-0.5 size-4" />
          <span>{error}</span>
        </p>
      )}
      {help !== undefined && (
        <div id={`${id}-help`} className="text-sm text-soft">
          {help}
        </div>
      )}
    </div>
  );
}

/** A group of fields that answer one question. */
export function FieldGroup({
  legend,
  help,
  error,
  children,
}: {
  legend: ReactNode;
  help?: ReactNode;
  error?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={help || error ? id : undefined} data-field="">
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      {(help || error) && (
        <p id={id} className={classes("text-sm", error ? "text-danger" : "text-soft")}>
          {error ?? help}
        </p>
      )}
      {children}
    </fieldset>
  );
}
