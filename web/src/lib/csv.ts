/** Tables as text (RFC 4180), safe to open in a spreadsheet. */

/** What a spreadsheet would take for a formula is led by an apostrophe, which it shows as text. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvCell(value: string): string {
  const guarded = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
