/** Somebody in a small square: their initials, on a ground that stays theirs. */
import { classes } from "./classes";

const GROUNDS = [
  "bg-accent-wash text-accent-strong",
  "bg-info-wash text-info",
  "bg-good-wash text-good",
  "bg-warn-wash text-warn",
  "bg-danger-wash text-danger",
  "bg-sunk text-soft",
];
const SIZES = { small: "size-6 text-[0.625rem]", medium: "size-8 text-xs", large: "size-14 text-lg" };

/** The first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letter = (word: string | undefined) => (word ? ([...word][0] ?? "") : "");
  return (letter(words[0]) + (words.length > 1 ? letter(words.at(-1)) : "")).toLocaleUpperCase();
}

/** It stands beside the name and says nothing of its own. */
export function Avatar({
  name,
  size = "medium",
  square = false,
}: {
  name: string;
  size?: keyof typeof SIZES;
  square?: boolean;
}) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return (
    <span
      aria-hidden="true"
      // Drawn, not written: no reader spells it out, and it is no part of what a button around it is called.
      data-initials={initials(name)}
      className={classes(
        "inline-flex before:content-[attr(data-initials)] shrink-0 items-center justify-center font-semibold select-none",
        square ? "rounded-md" : "rounded-full",
        SIZES[size],
        GROUNDS[sum % GROUNDS.length],
      )}
    />
  );
}
