// How long a first visit takes on a modest machine and line, told and not asserted: `node tests/e2e/first-load.mjs`
// after `cargo xtask build`. The processor is slowed to a quarter, the line to 10 Mbit/s; files come compressed, as
// from a static host; each visit has an empty cache.
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const VISITS = 7;
const SLOWER = 4;
const BYTES_PER_SECOND = 10_000_000 / 8;

/** Runs in the page: when each thing was first there, in milliseconds since the page was asked for. */
function watch() {
  const seen = (globalThis.seen = {});
  const see = (name, isThere) => {
    if (isThere) seen[name] ??= Math.round(performance.now());
  };
  const look = () => {
    const step = [...document.querySelectorAll("button.primary")].find((button) => button.textContent.startsWith("Step"));
    see("step", step && step.ariaDisabled !== "true");
    see("text", document.querySelector(".stand-in .code div"));
    see("editor", document.querySelector(".cm-content"));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const line = { offline: false, latency: 0, downloadThroughput: BYTES_PER_SECOND, uploadThroughput: BYTES_PER_SECOND };
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", line);
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.seen.step && globalThis.seen.text, undefined, { timeout: 60_000 });
  await page.waitForTimeout(1000);
  const untouched = bytes;
  // Someone who goes for the text at once, and types.
  const text = await page.locator(".stand-in textarea").first().boundingBox();
  const clicked = await page.evaluate(() => Math.round(performance.now()));
  await page.mouse.click(text.x + 100, text.y + 10);
  await page.waitForFunction(() => globalThis.seen.editor, undefined, { timeout: 60_000 });
  const paint = await page.evaluate(() => Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime));
  const seen = await page.evaluate(() => globalThis.seen);
  await context.close();
  return { paint, ...seen, editor: seen.editor - clicked, bytes: untouched };
}

const server = await serve({ isCompressed: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const visits = [];
for (let at = 0; at < VISITS; at++) visits.push(await visit(browser, server.url));
await browser.close();
await server.close();

const middle = (name) => visits.map((each) => each[name]).sort((a, b) => a - b)[Math.floor(VISITS / 2)];
console.log(`first paint ${middle("paint")} ms, Step can be pressed ${middle("step")} ms, the text is there ${middle("text")} ms`);
console.log(`the editor is there ${middle("editor")} ms after a click on the text`);
console.log(`${middle("bytes")} bytes fetched before anything was touched`);
console.log(visits.map(({ step }) => step).join(" "));
