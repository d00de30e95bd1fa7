/** Buttons. While one is busy it says so, keeps its place and its focus, and does nothing twice. */
import type { ButtonHTMLAttributes, Ref } from "react";
import { useWording } from "~/i18n/language";
import { classes } from "./classes";
import { type Icon, SpinnerIcon } from "./icons";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

const KINDS: Record<ButtonKind, string> = {
  primary: "bg-ink text-on-ink border-ink hover:bg-ink/88",
  secondary: "bg-surface text-ink border-rule-strong hover:bg-hover",
  quiet: "bg-transparent text-ink border-transparent hover:bg-hover",
  danger: "bg-danger text-on-danger border-danger hover:bg-danger/88",
};
const SIZES: Record<ButtonSize, string> = {
  small: "min-h-8 px-2.5 text-sm gap-1.5",
  medium: "min-h-10 px-4 gap-2",
};

/** How a button looks, for links that look like one. */
export function buttonClasses(kind: ButtonKind = "secondary", size: ButtonSize = "medium", className?: string): string {
  return classes(
    "inline-flex items-center justify-center rounded-md border font-medium transition-colors select-none text-center",
    "disabled:opacity-55 aria-disabled:opacity-70",
    KINDS[kind],
    SIZES[size],
    className,
  );
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: Icon;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  kind,
  size,
  icon: Drawn,
  busy = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const { t } = useWording();
  return (
    <button
      type={type}
      className={buttonClasses(kind, size, className)}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        // Not `disabled`: focus would be lost, and a screen reader would not hear that it is busy.
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {busy ? <SpinnerIcon className="animate-turn size-4" /> : Drawn && <Drawn className="size-4.5" />}
      {children}
      {busy && <span className="sr-only">{t("ui.busy")}</span>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children"> {
  label: string;
  icon: Icon;
}

/** A button that is an icon; its label is read aloud and shown as a hint. */
export function IconButton({
  label,
  icon: Drawn,
  kind = "quiet",
  size = "medium",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Button
      kind={kind}
      size={size}
      aria-label={label}
      title={label}
      className={classes(size === "small" ? "min-w-8 px-0!" : "min-w-10 px-0!", className)}
      {...rest}
    >
      <Drawn />
    </Button>
  );
}
