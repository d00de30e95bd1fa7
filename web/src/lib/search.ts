/** Reading what stands behind the question mark of an address, which anybody may have typed. */

export type Search = Record<string, unknown>;

export function text(value: unknown): string | undefined {
  // The router reads `?search=1984` as a number.
  const found = typeof value === "number" ? String(value) : value;
  return typeof found === "string" && found !== "" ? found : undefined;
}

export function oneOf<V extends string>(value: unknown, known: readonly V[]): V | undefined {
  return known.find((one) => one === value);
}

const MOST_PAGES = 40;

/** How many pages of a list are shown. */
export function pageCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 1 ? Math.min(value, MOST_PAGES) : undefined;
}

/** Without what is not there, so that addresses stay short. */
export function compact<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
