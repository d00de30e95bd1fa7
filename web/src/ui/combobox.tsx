/** Choosing one of many by typing a part of it: time zones, members. Follows the combobox pattern of WAI-ARIA. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useWording } from "~/i18n/language";
import { classes } from "./classes";
import { Field, type FieldProps } from "./field";
import { CheckIcon, ChevronDownIcon } from "./icons";
import { controlClasses } from "./input";
import type { Choice } from "./select";

export interface ComboboxProps<V extends string> extends Omit<FieldProps, "control"> {
  value: V | null;
  onChange: (value: V) => void;
  choices: readonly Choice<V>[];
  /** When the choices depend on what is typed (asked from a server), this is told; otherwise they are filtered here. */
  onSearch?: (typed: string) => void;
  /** What a choice looks like in the list, if more than its label. */
  show?: (choice: Choice<V>) => ReactNode;
  disabled?: boolean;
}

const MOST_SHOWN = 60;

export function Combobox<V extends string>({
  value,
  onChange,
  choices,
  onSearch,
  show,
  disabled,
  ...field
}: ComboboxProps<V>) {
  const { t } = useWording();
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const activeOption = useRef<HTMLLIElement>(null);
  const isOpen = typed !== null;
  const chosen = choices.find((choice) => choice.value === value);
  const wanted = (typed ?? "").trim().toLowerCase();
  const matching =
    onSearch || wanted === "" ? choices : choices.filter((choice) => choice.label.toLowerCase().includes(wanted));
  const shown = matching.slice(0, MOST_SHOWN);
  const current = Math.min(active, Math.max(shown.length - 1, 0));

  useEffect(() => {
    if (isOpen && current >= 0) activeOption.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen, current]);

  const open = (text: string) => {
    setTyped(text);
    setActive(Math.max(0, text === "" ? choices.findIndex((choice) => choice.value === value) : 0));
    onSearch?.(text);
  };
  const choose = (choice: Choice<V> | undefined) => {
    if (choice && !choice.disabled) onChange(choice.value);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) open("");
      else setActive(Math.max(0, Math.min(shown.length - 1, current + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(shown[current]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setTyped(null);
    }
  };

  return (
    <Field
      {...field}
      control={(attributes) => (
        <span className="relative block">
          <input
            {...attributes}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && shown[current] ? `${list}-${current}` : undefined}
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            value={typed ?? chosen?.label ?? ""}
            onChange={(event) => open(event.target.value)}
            onClick={() => !isOpen && open("")}
            onFocus={(event) => event.target.select()}
            onBlur={() => setTyped(null)}
            onKeyDown={onKeyDown}
            className={classes(controlClasses, "pe-9")}
          />
          <ChevronDownIcon className="pointer-events-none absolute end-2.5 top-2.5 text-soft" />
          <ul
            id={list}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox is a listbox
            role="listbox"
            aria-label={t("ui.choices")}
            hidden={!isOpen}
            className="absolute inset-x-0 top-full z-30 mt-1 max-h-64 overflow-auto rounded-md border border-rule bg-surface py-1 shadow-raised animate-in"
          >
            {shown.map((choice, place) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
              <li
                key={choice.value}
                id={`${list}-${place}`}
                ref={place === current ? activeOption : null}
                // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an item of a listbox is an option
                role="option"
                aria-selected={choice.value === value}
                aria-disabled={choice.disabled || undefined}
                onMouseDown={(event) => event.preventDefault()}
                onMouseEnter={() => setActive(place)}
                onClick={() => choose(choice)}
                className={classes(
                  "flex cursor-pointer items-center justify-between gap-2 px-3 py-1.5",
                  place === current && "bg-hover",
                )}
              >
                <span className="min-w-0 truncate">{show ? show(choice) : choice.label}</span>
                {choice.value === value && <CheckIcon className="size-4" />}
              </li>
            ))}
            {shown.length === 0 && (
              <li role="presentation" className="px-3 py-2 text-soft">
                {t("ui.nothingFits")}
              </li>
            )}
          </ul>
        </span>
      )}
    />
  );
}
