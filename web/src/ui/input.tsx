/** One-line and many-line inputs. Each brings its field: a control without a label does not exist here. */
import {
  type InputHTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type TextareaHTMLAttributes,
  useState,
} from "react";
import { useWording } from "~/i18n/language";
import { IconButton } from "./button";
import { classes } from "./classes";
import { Field, type FieldProps } from "./field";
import { CheckIcon, CloseIcon, EyeIcon, EyeOffIcon, SearchIcon } from "./icons";

export const controlClasses =
  "w-full min-h-10 rounded-md border border-rule-strong bg-surface px-3 py-2 text-ink placeholder:text-faint transition-colors " +
  "hover:border-ink focus-visible:border-accent aria-invalid:border-danger disabled:bg-sunk disabled:text-faint [&[readonly]]:bg-sunk";

type FieldPart = Omit<FieldProps, "control">;

export interface TextInputProps
  extends FieldPart,
    Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value" | "className" | "required"> {
  value: string;
  onChange: (value: string) => void;
  /** Inside the frame, before what is typed. */
  before?: ReactNode;
}

export function TextInput({
  label,
  help,
  error,
  required,
  optional,
  aside,
  className,
  value,
  onChange,
  before,
  type = "text",
  ...rest
}: TextInputProps) {
  return (
    <Field
      {...{ label, help, error, aside, required, optional, className }}
      control={(attributes) => (
        <span className="relative flex items-stretch">
          {before && (
            <span className="flex items-center rounded-s-md border border-e-0 border-rule-strong bg-sunk px-3 text-sm text-soft">
              {before}
            </span>
          )}
          <input
            {...attributes}
            {...rest}
            type={type}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={classes(controlClasses, before !== undefined && "rounded-s-none")}
          />
        </span>
      )}
    />
  );
}

/** An e-mail address: the keyboard and the filling-in that fit. */
export function EmailInput(props: Omit<TextInputProps, "type">) {
  return (
    <TextInput
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      type="email"
    />
  );
}

/** What the server asks of a new password, as far as it can be seen while typing. The server judges more strictly. */
export const SHORTEST_PASSWORD = 10;

export interface PasswordInputProps extends Omit<TextInputProps, "type" | "before" | "aside"> {
  /** A new password shows the rules it must meet; a current one does not. */
  fresh?: boolean;
  /** What is known of the person; a good password has more than that in it. */
  known?: readonly string[];
  aside?: ReactNode;
}

export function PasswordInput({ fresh = false, known = [], value, onChange, help, ...rest }: PasswordInputProps) {
  const { t } = useWording();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const { label, error, required, optional, aside, className, ...input } = rest;
  const watchCapsLock = (event: KeyboardEvent<HTMLInputElement>) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <Field
      {...{ label, error, aside, required, optional, className }}
      help={
        fresh || help !== undefined || capsLock ? (
          <>
            {capsLock && <p className="font-medium text-warn">{t("ui.capsLock")}</p>}
            {help}
            {fresh && <PasswordRules password={value} known={known} />}
          </>
        ) : undefined
      }
      control={(attributes) => (
        <span className="relative block">
          <input
            autoComplete={fresh ? "new-password" : "current-password"}
            {...attributes}
            {...input}
            type={shown ? "text" : "password"}
            value={value}
            autoCapitalize="none"
            spellCheck={false}
            onKeyUp={watchCapsLock}
            onKeyDown={watchCapsLock}
            onBlur={() => setCapsLock(false)}
            onChange={(event) => onChange(event.target.value)}
            className={classes(controlClasses, "pe-11")}
          />
          <IconButton
            size="small"
            icon={shown ? EyeOffIcon : EyeIcon}
            label={shown ? t("ui.hidePassword") : t("ui.showPassword")}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute end-1 top-1"
          />
        </span>
      )}
    />
  );
}

/** The rules that a new password meets already, by sign and by word. */
export function passwordRules(
  password: string,
  known: readonly string[],
): { long: boolean; own: boolean; varied: boolean } {
  const lower = password.toLowerCase();
  const words = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), lower);
  return {
    long: [...password].length >= SHORTEST_PASSWORD,
    own: password !== "" && (rest === lower || [...rest].length >= 6),
    varied: new Set(lower).size >= 6,
  };
}

function PasswordRules({ password, known }: { password: string; known: readonly string[] }) {
  const { t } = useWording();
  const met = passwordRules(password, known);
  const rules = [
    [met.long, t("ui.passwordLong", { count: SHORTEST_PASSWORD })],
    [met.varied, t("ui.passwordVaried")],
    [met.own, t("ui.passwordOwn")],
  ] as const;
  return (
    <ul className="mt-1 flex flex-col gap-0.5">
      {rules.map(([isMet, rule]) => (
        <li key={rule} className={classes("flex items-center gap-1.5", isMet ? "text-good" : "text-soft")}>
          {isMet ? (
            <CheckIcon className="size-4" label={t("ui.met")} />
          ) : (
            <span className="mx-1.5 size-1 rounded-full bg-current" />
          )}
          {rule}
        </li>
      ))}
    </ul>
  );
}

export interface TextAreaProps
  extends FieldPart,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value" | "className" | "required"> {
  value: string;
  onChange: (value: string) => void;
}

/** Several lines; with `maxLength` it counts what is left once that becomes interesting. */
export function TextArea({
  label,
  help,
  error,
  required,
  optional,
  aside,
  className,
  value,
  onChange,
  maxLength,
  ...rest
}: TextAreaProps) {
  const { t } = useWording();
  const left = maxLength === undefined ? undefined : maxLength - [...value].length;
  const counts = left !== undefined && maxLength !== undefined && left < maxLength / 4;
  return (
    <Field
      {...{ label, help, error, required, optional, className }}
      aside={counts ? <span className="text-sm text-faint">{t("ui.charactersLeft", { count: left })}</span> : aside}
      control={(attributes) => (
        <textarea
          rows={3}
          {...attributes}
          {...rest}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={classes(controlClasses, "resize-y")}
        />
      )}
    />
  );
}

export interface SearchInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value" | "type"> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A search box; its label is read aloud and stands in it until something is typed. */
export function SearchInput({ label, value, onChange, className, ...rest }: SearchInputProps) {
  const { t } = useWording();
  return (
    <span className={classes("relative block", className)}>
      <SearchIcon className="pointer-events-none absolute start-2.5 top-2.5 text-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(controlClasses, "px-9")}
        {...rest}
      />
      {value !== "" && (
        <IconButton
          size="small"
          icon={CloseIcon}
          label={t("ui.clear")}
          onClick={() => onChange("")}
          className="absolute end-1 top-1"
        />
      )}
    </span>
  );
}
