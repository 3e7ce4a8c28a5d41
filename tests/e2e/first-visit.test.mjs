// What a first visit fetches before anyone has touched the page, how the page looks then, and that nothing which is
// typed at once gets lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, wide } from "./browser.mjs";
import { editor, select, standsAt, step, untouched } from "./stepscope.mjs";

/** What comes at the first sign of use, or when it is asked for, and not before. */
const WHEN_USED = /\/(later-|editor-|locales|messages|aws_sdk)/;

/** Opens the page and collects the names of all files that it asks for; its clock is the test's. */
async function visit(t, screen) {
  const fetched = [];
  const prepare = async (page) => {
    page.on("request", (request) => fetched.push(request.url()));
    await page.clock.install();
  };
  const page = await open(t, screen, { prepare });
  await untouched(page);
  return { page, fetched: () => fetched.filter((url) => WHEN_USED.test(url)) };
}

const codeEditor = (page) => page.locator(".cm-content").first();

for (const [name, screen] of Object.entries({ wide, dark, narrow })) {
  test(`an untouched page is whole, and fetches nothing more: ${name}`, async (t) => {
    const { page, fetched } = await visit(t, screen);
    await page.clock.runFor(60_000);
    assert.deepEqual(fetched(), []);
    await assertAccessible(page);
    await screenshot(page, `untouched-${name}`);
  });
}

test("the editor takes the place of its stand-in, and nothing moves", async (t) => {
  const { page, fetched } = await visit(t, wide);
  await page.clock.runFor(1000);
  const before = page.locator(".stand-in .code div").first();
  const text = await before.evaluate((line) => [line.textContent, line.getBoundingClientRect().x, line.getBoundingClientRect().y]);
  const underlined = await page.locator(".stand-in .lint").allTextContents();
  await page.mouse.move(5, 5);
  await codeEditor(page).waitFor();
  await page.clock.runFor(1000);
  const after = page.locator(".cm-line").first();
  assert.deepEqual(await after.evaluate((line) => [line.textContent, line.getBoundingClientRect().x, line.getBoundingClientRect().y]), text);
  const inSight = await page.locator(".cm-lintRange").allTextContents();
  assert.deepEqual(inSight, underlined.slice(0, inSight.length));
  assert.ok(inSight.length > 0);
  assert.equal(await page.locator(".stand-in").count(), 0);
  assert.equal(fetched().length, 2);
});

test("what is typed before the editor has come stands where the caret was, as if the editor had been there", async (t) => {
  let goOn;
  const held = new Promise((done) => (goOn = done));
  const hold = async (page) => page.route(/\/editor-/, async (route) => {
    await held;
    await route.continue();
  });
  const page = await open(t, wide, { prepare: hold });
  await untouched(page);
  await editor(page).click({ position: { x: 30, y: 9 } });
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type('"Version": "1.0');
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(",!");
  await page.keyboard.press("Backspace");
  assert.equal(await codeEditor(page).count(), 0);
  goOn();
  await codeEditor(page).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type('"TimeoutSeconds": 60,');
  const lines = page.locator(".cm-line");
  await lines.filter({ hasText: "TimeoutSeconds" }).waitFor();
  assert.deepEqual((await lines.allTextContents()).slice(0, 4), [
    "{",
    '  "Version": "1.0",',
    '  "TimeoutSeconds": 60,',
    '  "Comment": "Two Fargate tasks in a row; exit code 9 is only a warning",',
  ]);
});

test("Step pressed at once steps, and a state selected at once is shown by the editor when it has come", async (t) => {
  const page = await open(t, wide);
  await untouched(page);
  await step(page);
  await standsAt(page, /^1 of/);
  await select(page, "ECS_TaskB");
  await page.locator(".cm-line.is-selected", { hasText: "ECS_TaskB" }).waitFor();
});
