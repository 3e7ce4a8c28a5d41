// What a visitor downloads has a budget.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** What is fetched until the page can be used. It may shrink, never grow: the goal is 600 KB. */
const FIRST_LOAD_BYTES = 740_000;
/** With what is fetched only when it is asked for. */
const WHOLE_BYTES = 1_090_000;
/** What is fetched only when it is asked for: the texts of a language, the actions of the AWS SDK, the
 * second part of the program. */
const ASKED_FOR = /^(locales\/|messages\/|aws_sdk_actions|later-)/;

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

test("the page fits into its budget of brotli", async (t) => {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let first = 0;
  let whole = 0;
  for (const file of files.sort()) {
    const bytes = await readFile(file);
    const name = relative(dist, file);
    const size = brotli(bytes);
    whole += size;
    if (!ASKED_FOR.test(name)) first += size;
    t.diagnostic(`${String(bytes.length).padStart(9)} bytes, ${String(size).padStart(7)} brotli  ${name}`);
  }
  t.diagnostic(`${String(first).padStart(26)} of ${FIRST_LOAD_BYTES} brotli until the page can be used`);
  t.diagnostic(`${String(whole).padStart(26)} of ${WHOLE_BYTES} brotli in all`);
  assert.ok(first <= FIRST_LOAD_BYTES, `${first} bytes are over the budget of the first load`);
  assert.ok(whole <= WHOLE_BYTES, `${whole} bytes are over the budget of the whole page`);
});
