// What a visitor downloads has a budget.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** It may shrink, never grow: the goal is 600 KB. Today's weight, with the texts of five languages. */
const BUDGET_BYTES = 975_000;
const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

test(`the whole page fits in ${BUDGET_BYTES / 1000} KB of brotli`, async (t) => {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let total = 0;
  for (const file of files.sort()) {
    const bytes = await readFile(file);
    const size = brotli(bytes);
    total += size;
    t.diagnostic(`${String(bytes.length).padStart(9)} bytes, ${String(size).padStart(7)} brotli  ${relative(dist, file)}`);
  }
  t.diagnostic(`${String(total).padStart(26)} of ${BUDGET_BYTES} brotli in all`);
  assert.ok(total <= BUDGET_BYTES, `${total} bytes are over the budget`);
});
