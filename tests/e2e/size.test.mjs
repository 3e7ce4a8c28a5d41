// What a visitor downloads has a budget.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** Budgets in bytes of brotli. Each may shrink, never grow. */
const BUDGETS = {
  "before anything is touched": 585_000, // the goal is 600 KB
  "in all": 1_240_000,
};
/** What is fetched at the first sign that someone uses the page: the second part of the program, and the editor
 *  (tests/e2e/first-visit.test.mjs holds that), or when it is asked for: texts of a language, actions of the AWS SDK. */
const ASKED_FOR = /^(later-|editor-|locales\/|messages\/|aws_sdk_actions)/;

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

test("the page fits into its budgets of brotli", async (t) => {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sums = Object.fromEntries(Object.keys(BUDGETS).map((name) => [name, 0]));
  for (const file of files.sort()) {
    const bytes = await readFile(file);
    const name = relative(dist, file);
    const size = brotli(bytes);
    sums["in all"] += size;
    if (!ASKED_FOR.test(name)) sums["before anything is touched"] += size;
    t.diagnostic(`${String(bytes.length).padStart(9)} bytes, ${String(size).padStart(7)} brotli  ${name}`);
  }
  for (const [name, sum] of Object.entries(sums)) t.diagnostic(`${String(sum).padStart(26)} of ${BUDGETS[name]} ${name}`);
  for (const [name, sum] of Object.entries(sums)) assert.ok(sum <= BUDGETS[name], `${sum} bytes ${name} are over the budget`);
});
