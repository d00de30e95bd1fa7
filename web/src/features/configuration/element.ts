/** The id of the element in which something stands, for links that lead there. */
export function elementOf(key: string): string {
  return `configuration-${key.replace(".", "-")}`;
}
