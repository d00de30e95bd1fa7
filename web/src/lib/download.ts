/** Hands a file to the browser, which asks where to keep it or puts it where it always does. */

/** Tells spreadsheets that the text is UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

export function saveFile(name: string, parts: readonly BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

export function saveCsv(name: string, text: string): void {
  saveFile(name, [BYTE_ORDER_MARK, text], "text/csv;charset=utf-8");
}

/** “members-riverbend-2026-11-20.csv” */
export function fileName(noun: string, slug: string, ending: string): string {
  return `${noun}-${slug}-${new Date().toISOString().slice(0, 10)}.${ending}`;
}
