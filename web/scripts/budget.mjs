// Fails when what a browser must load before the first screen is too much JavaScript.
import { readFile, stat } from "node:fs/promises";

const LARGEST_KB = 200;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));

/** A file and everything it imports without being asked. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

/** The size on the wire. */
async function size(file) {
  const compressed = await stat(new URL(`${file}.br`, dist)).catch(() => stat(new URL(file, dist)));
  return compressed.size / 1000;
}

const first = closure("index.html");
let largest = { name: "", kb: 0 };
let shell = 0;
for (const key of first) shell += await size(manifest[key].file);
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue;
  let kb = shell;
  for (const part of closure(key)) if (!first.has(part)) kb += await size(manifest[part].file);
  if (kb > largest.kb) largest = { name: key, kb };
}
console.log(`first load: ${shell.toFixed(1)} kB of compressed JavaScript, at most ${LARGEST_KB}`);
console.log(`largest page with it: ${largest.kb.toFixed(1)} kB (${largest.name})`);
if (shell > LARGEST_KB || largest.kb > LARGEST_KB) process.exit(1);
