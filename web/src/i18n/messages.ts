/**
 * What a catalogue is made of, and how a message becomes a sentence. A message is a text with `{holes}`, or one text
 * for each plural form of `{count}`. English is the shape that every other catalogue must have.
 */
import type { en } from "./catalogues/en";

/** One text for each plural form that the language knows. */
export type Plural = { other: string } & Partial<Record<Exclude<Intl.LDMLPluralRule, "other">, string>>;
export type Message = string | Plural;

type Widened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends { readonly other: string }
      ? Plural
      : Widened<T[K]>;
};
/** A complete catalogue; what is missing does not compile. */
export type Catalogue = Widened<typeof en>;

type Paths<T, Before extends string = ""> = {
  [K in keyof T & string]: T[K] extends string | { readonly other: string }
    ? `${Before}${K}`
    : Paths<T[K], `${Before}${K}.`>;
}[keyof T & string];
/** The name of a message. */
export type Key = Paths<typeof en>;

type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : never;
type Holes<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<M> = M extends string ? Holes<M> : M extends { readonly other: infer O } ? Holes<O> | "count" : never;
type Values<M, Value> = { [N in HolesOf<M>]: N extends "count" ? number : Value };
/** What must be filled in for a message: nothing, or its holes. */
export type Filling<K extends Key, Value = string | number> = [HolesOf<At<typeof en, K>>] extends [never]
  ? []
  : [values: Values<At<typeof en, K>, Value>];

/** The name of a message without holes, for lists of words. */
export type PlainKey = { [K in Key]: [HolesOf<At<typeof en, K>>] extends [never] ? K : never }[Key];

/** Finds a message by its name; undefined if there is none. */
export function find(catalogue: unknown, key: string): Message | undefined {
  if (typeof catalogue !== "object" || catalogue === null) return undefined;
  const here = catalogue as Record<string, unknown>;
  // Names of permissions have dots of their own.
  const found = here[key];
  if (typeof found === "string" || (typeof found === "object" && found !== null && "other" in found))
    return found as Message;
  const dot = key.indexOf(".");
  return dot < 0 ? undefined : find(here[key.slice(0, dot)], key.slice(dot + 1));
}

/** A piece of a message: text, or a hole by its name. */
export type Piece = { text: string } | { hole: string };

/** Cuts a message into pieces, in the plural form that fits. */
export function pieces(message: Message, language: string, count: number | undefined): Piece[] {
  const text =
    typeof message === "string"
      ? message
      : (message[new Intl.PluralRules(language).select(count ?? 0)] ?? message.other);
  return text
    .split(/(\{\w+\})/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") && part.endsWith("}") ? { hole: part.slice(1, -1) } : { text: part }));
}

/** Fills a message in. Numbers are written as the language writes them. */
export function fill(message: Message, language: string, values: Record<string, unknown>): string {
  const count = typeof values.count === "number" ? values.count : undefined;
  return pieces(message, language, count)
    .map((piece) => {
      if ("text" in piece) return piece.text;
      const value = values[piece.hole];
      return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : String(value ?? "");
    })
    .join("");
}
