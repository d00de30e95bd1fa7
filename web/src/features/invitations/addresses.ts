/** Addresses as people paste them: one a line, with commas, or as mail programs write them with names. */
import { looksLikeEmail } from "~/lib/form";

export interface Addresses {
  /** Those that can be invited, each once. */
  emails: string[];
  /** What is no address. */
  unreadable: string[];
  /** What was there more than once. */
  twice: string[];
}

export function readAddresses(pasted: string): Addresses {
  const found: Addresses = { emails: [], unreadable: [], twice: [] };
  const seen = new Set<string>();
  for (const part of parts(pasted)) {
    const email = part.replace(/^mailto:/i, "");
    const folded = email.toLowerCase();
    if (!looksLikeEmail(email)) found.unreadable.push(part);
    else if (seen.has(folded)) found.twice.push(email);
    else {
      seen.add(folded);
      found.emails.push(email);
    }
  }
  return found;
}

/** `"Example, Ada" <ada@example.org>` is one part, and so is every word between separators. */
function parts(pasted: string): string[] {
  return pasted
    .split(/[\n\r;]+/)
    .flatMap((line) => {
      const named = [...line.matchAll(/<([^<>]*)>/g)].map(([, inside]) => (inside ?? "").trim());
      return named.length > 0 ? named : line.split(/[\s,]+/);
    })
    .filter((part) => part !== "");
}
