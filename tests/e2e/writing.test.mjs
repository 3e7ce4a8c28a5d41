// Writing a definition: what the editor offers, explains and finds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, screenshot, still, wide } from "./browser.mjs";
import { caretBehind, editor, ready } from "./stepscope.mjs";

/** The labels of the completions that are shown. */
async function offered(page) {
  await page.keyboard.press("Control+Space");
  const list = page.getByRole("listbox", { name: "Completions" });
  await list.waitFor();
  return list.getByRole("option").allInnerTexts();
}

test("a transition completes with the states of the machine, and F12 leads to one", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await caretBehind(page, '"Default": "');
  const states = await offered(page);
  assert.ok(states.some((state) => state.startsWith("ECS_TaskB")) && states.some((state) => state.startsWith("異常終了")), states.join());
  await screenshot(page, "completion");
  await page.keyboard.insertText("ECS_TaskB");
  await page.keyboard.press("Enter");
  await page.locator(".cm-line", { hasText: '"Default": "ECS_TaskB"' }).waitFor();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("F12");
  assert.equal(await page.evaluate(() => document.getSelection().toString()), '"異常終了"');
});

test("a path completes with the data that the run has shown", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await caretBehind(page, '"Variable": "$');
  await page.keyboard.insertText(".");
  assert.ok((await offered(page)).some((path) => path.startsWith(".error")));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
});

test("a field says what it is for", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await editor(page).getByText('"StartAt"').first().hover({ position: { x: 30, y: 8 } });
  await page.locator(".cm-doc").getByText("StartAt (state)").waitFor();
});
