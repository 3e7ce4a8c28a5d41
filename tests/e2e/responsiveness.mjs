// How long the page is busy without a pause: the longest task of each situation, measured by the browser itself.
//
//     cargo xtask build && node tests/e2e/responsiveness.mjs
//
// Not a test: figures of a machine that does other things meanwhile prove nothing. A task over 50 ms is one that
// a person can feel.
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const ITEMS = 10_000;
const item = { StartAt: "Price", States: { Price: { Type: "Pass", Parameters: { "n.$": "$" }, Next: "Done" }, Done: { Type: "Succeed" } } };
const machine = (mode) =>
  JSON.stringify({
    StartAt: "Each",
    States: { Each: { Type: "Map", ItemProcessor: { ...(mode && { ProcessorConfig: { Mode: mode, ExecutionType: "STANDARD" } }), ...item }, ResultPath: null, End: true } },
  });
const workspace = (mode) => ({
  version: 1, name: "measured", definition: machine(mode), input: JSON.stringify(Array.from({ length: ITEMS }, (_, at) => at)),
  scenario: "{}", cursor: 0,
});

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

async function open(mode) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => console.log("exception:", error.message));
  await page.addInitScript((kept) => {
    localStorage.setItem("stepscope.workspace", kept);
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: "longtask", buffered: true });
  }, JSON.stringify(workspace(mode)));
  await page.goto(server.url);
  await page.getByRole("button", { name: "To end", exact: true }).waitFor();
  await page.waitForTimeout(2500);
  return page;
}

async function measured(page, name, act) {
  await page.evaluate(() => globalThis.tasks.splice(0));
  const from = Date.now();
  await act();
  await page.waitForTimeout(400);
  const tasks = await page.evaluate(() => globalThis.tasks);
  const longest = Math.round(Math.max(0, ...tasks));
  console.log(`${name.padEnd(58)} ${String(tasks.length).padStart(4)} tasks over 50 ms, longest ${String(longest).padStart(5)} ms, ${Date.now() - from - 400} ms in all`);
}

const slider = (page) => page.getByRole("slider", { name: "Events" });
const tab = (page, name) => page.getByRole("tablist", { name: "Timeline" }).getByRole("tab", { name });
const ended = (page) => page.locator(".clock-state").filter({ hasText: /Succeeded|Failed/ }).waitFor({ timeout: 180_000 });

for (const mode of [undefined, "DISTRIBUTED"]) {
  const kind = mode ? "distributed Map" : "inline Map, 25,000 events";
  const page = await open(mode);
  await measured(page, `${kind}: to end`, async () => {
    await page.getByRole("button", { name: "To end", exact: true }).click();
    await ended(page);
  });
  console.log(`   ${await slider(page).getAttribute("aria-valuetext")}`);
  await measured(page, `${kind}: events shown`, () => tab(page, /Events/).click());
  await measured(page, `${kind}: events filtered`, async () => {
    await page.getByRole("searchbox").pressSequentially("price", { delay: 60 });
    await page.waitForTimeout(300);
  });
  await measured(page, `${kind}: events scrolled`, async () => {
    for (let at = 0; at < 20; at += 1) {
      await page.locator(".table-wrap").evaluate((list) => list.scrollBy(0, 20_000));
      await page.waitForTimeout(30);
    }
  });
  await tab(page, "Table").click();
  await measured(page, `${kind}: table opened`, async () => {
    const fold = page.locator("tbody .fold").first();
    if (await fold.count()) await fold.click();
  });
  await measured(page, `${kind}: scrubbed`, async () => {
    const box = await slider(page).boundingBox();
    await page.mouse.move(box.x + box.width - 4, box.y + 20);
    await page.mouse.down();
    for (let at = 0; at < 40; at += 1) await page.mouse.move(box.x + box.width * (1 - at / 50), box.y + 20);
    await page.mouse.up();
  });
  await measured(page, `${kind}: stepped back 10 times`, async () => {
    for (let at = 0; at < 10; at += 1) await page.keyboard.press("Alt+,");
  });
  await page.close();
}
await browser.close();
await server.close();
