/** Reading a file of people that somebody chose, in whatever encoding their spreadsheet wrote it. */
import { currentWording } from "~/i18n/language";

/** What the server takes. */
const MOST_BYTES = 2 * 1024 * 1024;

/** A file as it could look. */
export const SAMPLE = [
  ["email", "name", "role", "language"],
  ["ada@example.org", "Ada Example", "member", "en"],
  ["ben@example.org", "Ben Oyelaran", "moderator", "de"],
] as const;

export type ReadFile = { csv: string; problem: null } | { csv: null; problem: string };

export async function readTable(file: Blob): Promise<ReadFile> {
  const { t } = currentWording();
  if (file.size > MOST_BYTES) return { csv: null, problem: t("imports.tooLarge") };
  const bytes = await file.arrayBuffer();
  const csv = decode(bytes);
  // Workbooks and pictures are full of zeros; tables are not.
  if (csv.includes("\u0000")) return { csv: null, problem: t("imports.noTable") };
  return { csv, problem: null };
}

/** Most are UTF-8; older spreadsheets write UTF-16 or the Western code page. */
export function decode(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
