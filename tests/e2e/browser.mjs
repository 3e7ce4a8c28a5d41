// What the tests in a real browser share: one server and one browser per test file, and pages that must stay quiet.
//
//     import { test } from "node:test";
//     import { open, wide } from "./browser.mjs";
//
//     test("the page has a title", async (t) => {
//       const page = await open(t, wide);
//       …
//     });
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const screenshots = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const axeScript = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** How long a test waits for something to appear: long, for machines that are busy. */
const TIMEOUT_MS = 15_000;

/** Kinds of screen, for `open`. */
export const wide = { viewport: { width: 1440, height: 900 }, colorScheme: "light" };
export const dark = { ...wide, colorScheme: "dark" };
export const narrow = { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true, isMobile: true };
export const still = (screen) => ({ ...screen, reducedMotion: "reduce" });

let server;
let browser;

before(async () => {
  server = await serve();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Opens the page, `at` being what follows its address; `prepare` may ready the empty tab. The test fails when the page says anything on the console
 * at warning level or above, throws, misses a file, or asks another origin for anything.
 */
export async function open(t, screen = wide, { at = "", prepare = async () => {} } = {}) {
  const context = await browser.newContext(screen);
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  const noise = listen(page);
  t.after(async () => {
    await context.close();
    assert.deepEqual(noise, [], "the page is silent and stays on its origin");
  });
  await prepare(page);
  await page.goto(server.url + at, { waitUntil: "commit" });
  return page;
}

/** Collects what a page should not do. Also worth calling for pages that a test opens itself. */
function listen(page) {
  const noise = [];
  page.on("console", (message) => {
    if (["warning", "error", "assert"].includes(message.type())) noise.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`exception: ${error.message}`));
  page.on("crash", () => noise.push("the page crashed"));
  page.on("requestfailed", (request) => noise.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) noise.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const local = ["data:", "blob:"].some((scheme) => request.url().startsWith(scheme));
    if (!local && !request.url().startsWith(server.url)) noise.push(`left the origin: ${request.url()}`);
  });
  return noise;
}

/** Asserts that axe finds nothing to mend against WCAG 2.2 AA and its best practices. */
export async function assertAccessible(page) {
  // Added by the debugger's own door, which the page's content security policy does not close.
  if (!(await page.evaluate("typeof axe !== 'undefined'"))) {
    await page.evaluate(await readFile(axeScript, "utf8"));
  }
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const violations = await page.evaluate(async (tags) => {
    const result = await globalThis.axe.run(document, { runOnly: tags });
    return result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => `${node.html}: ${node.failureSummary}`) }));
  }, tags);
  assert.deepEqual(violations, []);
}

/** Writes target/screenshots/`name`.png: not asserted on, but there to be looked at. */
export async function screenshot(page, name) {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png` });
}
