/**
 * Which language is spoken, and how messages, numbers and times are written in it. Adding a language is adding a file
 * to `catalogues/`: it is found by its name and called by the name it has for itself.
 */
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { kept } from "~/lib/kept";
import { createStore } from "~/lib/store";
import { en } from "./catalogues/en";
import { type Catalogue, type Filling, fill, find, type Key, pieces } from "./messages";

const loaders = import.meta.glob<{ default: Catalogue }>(["./catalogues/*.ts", "!./catalogues/en.ts", "!**/*.test.ts"]);
const others = Object.keys(loaders).map((path) => path.replace(/^.*\/(.+)\.ts$/, "$1"));

/** The languages there are, each with the name it has for itself. */
export const languages = ["en", ...others].sort().map((tag) => ({
  tag,
  name: capitalised(new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag, tag),
}));

interface Spoken {
  tag: string;
  catalogue: Catalogue;
}

const store = createStore<Spoken>({ tag: "en", catalogue: en });

function capitalised(text: string, tag: string): string {
  return text.slice(0, 1).toLocaleUpperCase(tag) + text.slice(1);
}

/** The best of our languages for a list of wishes. */
export function choose(wishes: readonly string[]): string {
  for (const wish of wishes) {
    const exact = languages.find(({ tag }) => tag.toLowerCase() === wish.toLowerCase());
    const close = languages.find(({ tag }) => tag === wish.split("-")[0]?.toLowerCase());
    const found = exact ?? close;
    if (found) return found.tag;
  }
  return "en";
}

/** Speaks a language from now on, in this browser. */
export async function speak(tag: string): Promise<void> {
  const loader = loaders[`./catalogues/${tag}.ts`];
  const catalogue = loader ? (await loader()).default : en;
  document.documentElement.lang = loader ? tag : "en";
  store.write({ tag: loader ? tag : "en", catalogue });
}

/** Speaks what was chosen before, or what the browser asks for. */
export async function speakFirst(): Promise<void> {
  const chosen = kept.read("language");
  await speak(choose(chosen ? [chosen, ...navigator.languages] : navigator.languages)).catch(() => speak("en"));
}

/** Remembers a choice. */
export async function chooseLanguage(tag: string): Promise<void> {
  kept.write("language", tag);
  await speak(tag);
}

export type Translate = <K extends Key>(key: K, ...values: Filling<K>) => string;

export interface Wording {
  language: string;
  /** A message, filled in. */
  t: Translate;
  /** A message whose holes are filled with elements. */
  rich: <K extends Key>(key: K, values: Record<string, ReactNode>) => ReactNode;
  /** A message whose name is only known at run time, for example a problem's code. */
  lookup: (key: string, values?: Record<string, unknown>) => string | undefined;
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  date: (value: string | number | Date, style?: DateStyle) => string;
  relative: (value: string | number | Date, now?: number) => string;
}

export type DateStyle = "date" | "long-date" | "time" | "date-time" | "exact";

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  "long-date": { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  time: { timeStyle: "short" },
  "date-time": { dateStyle: "medium", timeStyle: "short" },
  exact: { dateStyle: "full", timeStyle: "long" },
};

/** How everything is worded in a language, for people who live by a time zone. */
export function wording({ tag, catalogue }: Spoken, timeZone?: string): Wording {
  const message = (key: string) => find(catalogue, key) ?? find(en, key);
  // The same language may write days differently from country to country: the browser knows.
  const locale = globalThis.navigator?.languages?.find((one) => one.split("-")[0] === tag) ?? tag;
  const zone = timeZone ? { timeZone } : {};
  return {
    language: tag,
    t: (key, ...values) => fill(message(key) ?? key, tag, (values[0] ?? {}) as Record<string, unknown>),
    lookup: (key, values = {}) => {
      const found = message(key);
      return found === undefined ? undefined : fill(found, tag, values);
    },
    rich: (key, values) =>
      pieces(message(key) ?? key, tag, typeof values.count === "number" ? values.count : undefined).map(
        (piece, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a message never change their order
          <Fragment key={place}>{"text" in piece ? piece.text : values[piece.hole]}</Fragment>
        ),
      ),
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    date: (value, style = "date-time") =>
      new Intl.DateTimeFormat(locale, { ...STYLES[style], ...zone }).format(new Date(value)),
    relative: (value, now = Date.now()) => relative(tag, new Date(value).getTime() - now),
  };
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** “3 minutes ago”, “in 2 days”. */
export function relative(tag: string, difference: number): string {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  for (const [unit, length] of UNITS) {
    if (Math.abs(difference) >= length) return format.format(Math.trunc(difference / length), unit);
  }
  return format.format(0, "second");
}

/** The wording outside of components: titles, notices. */
export function currentWording(): Wording {
  return wording(store.read());
}

const Context = createContext<Wording>(wording({ tag: "en", catalogue: en }));

/** Gives everything below the language that is spoken, and the time zone of whoever reads. */
export function LanguageProvider({ children, timeZone }: { children: ReactNode; timeZone?: string | undefined }) {
  const spoken = useSyncExternalStore(store.subscribe, store.read);
  const value = useMemo(() => wording(spoken, timeZone), [spoken, timeZone]);
  useEffect(() => {
    document.documentElement.lang = spoken.tag;
  }, [spoken.tag]);
  return <Context value={value}>{children}</Context>;
}

/** How things are said here. */
export function useWording(): Wording {
  return useContext(Context);
}
