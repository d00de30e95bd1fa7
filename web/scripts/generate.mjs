// Writes the types of the API from its description. With `--check` it only says whether they are up to date.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const description = new URL("../../docs/api/openapi.json", import.meta.url);
const types = new URL("../src/api/schema.ts", import.meta.url);

const head = "// Generated from docs/api/openapi.json by `npm run generate`. Do not edit.\n\n";
const fresh = head + astToString(await openapiTS(description));
if (process.argv.includes("--check")) {
  const kept = await readFile(types, "utf8").catch(() => "");
  if (kept !== fresh) {
    console.error("src/api/schema.ts does not fit docs/api/openapi.json: run `npm run generate`");
    process.exit(1);
  }
} else {
  await writeFile(types, fresh);
}
