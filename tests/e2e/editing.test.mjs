// Editing a definition with the help of the page: the palette, fixes, other names, other layouts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { caretBehind, editor, hasStatus, ready, standsAt } from "./stepscope.mjs";

const palette = (page) => page.getByRole("dialog", { name: "Command palette" });
const line = (page, text) => page.locator(".cm-line", { hasText: text }).first();

/** Asks the palette for something. */
async function command(page, words) {
  await page.keyboard.press("Control+k");
  await palette(page).getByRole("combobox").fill(words);
  await page.keyboard.press("Enter");
  await palette(page).waitFor({ state: "detached" });
}

test("the palette finds commands, states and samples", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await editor(page).focus();
  await page.keyboard.press("Control+k");
  const options = palette(page).getByRole("option");
  assert.ok((await options.count()) > 20);
  assert.equal(await options.first().getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowDown");
  assert.equal(await options.nth(1).getAttribute("aria-selected"), "true");
  await assertAccessible(page);
  await screenshot(page, "palette");
  await page.keyboard.press("Escape");
  await palette(page).waitFor({ state: "detached" });
  assert.ok(await editor(page).evaluate((content) => content === document.activeElement), "the focus is where it was");
  await command(page, "to end");
  await page.waitForFunction(() => document.querySelector("[role=slider]")?.ariaValueText?.includes("ExecutionSucceeded"));
  await command(page, "TaskB state");
  await page.locator('.node[aria-pressed="true"][aria-label^="ECS_TaskB"]').waitFor();
  await page.keyboard.press("Control+k");
  await palette(page).getByRole("combobox").fill("no such thing");
  await palette(page).getByText("Nothing fits.").waitFor();
  await palette(page).getByRole("combobox").fill("payment");
  await page.keyboard.press("Enter");
  await line(page, '"StartAt"').waitFor();
  await page.waitForFunction(() => document.querySelector(".workspace")?.dataset.name.includes("payment"));
});

test("a problem is found and mended by keys, and the fix can be undone", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await caretBehind(page, '"StartAt": "ECS_Task');
  await page.keyboard.press("Delete");
  await page.keyboard.insertText("X");
  await page.getByText(/Missing 'Next' target: ECS_TaskX/).first().waitFor();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  assert.match(await page.evaluate(() => document.getSelection().anchorNode.parentElement.closest(".cm-line").textContent), /StartAt/);
  await page.keyboard.press("Control+.");
  const menu = page.getByRole("menu", { name: "Fixes" });
  if (await menu.isVisible()) {
    await screenshot(page, "fixes");
    await page.keyboard.press("Enter");
  }
  await line(page, /"StartAt": "ECS_Task[AB]"/).waitFor();
  await page.keyboard.press("Control+z");
  await line(page, '"StartAt": "ECS_TaskX"').waitFor();
  await page.keyboard.press("Alt+Enter");
  if (await menu.isVisible()) await page.keyboard.press("Enter");
  await line(page, /"StartAt": "ECS_Task[AB]"/).waitFor();
});

test("a mistake says why, where that is written, and offers its fix by a click", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await caretBehind(page, '"StartAt": "ECS_Task');
  await page.keyboard.press("Delete");
  await page.keyboard.insertText("X");
  await page.locator(".cm-lintRange-error").first().hover();
  const tooltip = page.locator(".cm-tooltip-lint");
  await tooltip.getByText("Missing 'Next' target: ECS_TaskX").waitFor();
  await tooltip.getByText("MISSING_TRANSITION_TARGET").waitFor();
  await tooltip.getByRole("link").waitFor();
  await screenshot(page, "problem-hover");
  await tooltip.getByRole("button").first().click();
  await line(page, /"StartAt": "ECS_Task[AB]"/).waitFor();
});

test("a state is renamed everywhere: transitions, scenario and breakpoints", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await page.locator('.node[aria-label^="ECS_TaskA, "]').click();
  await page.keyboard.press("b");
  await page.locator('.node[aria-label^="ECS_TaskA, "][aria-label*="reakpoint"]').waitFor();
  await caretBehind(page, '"StartAt": "ECS');
  await page.keyboard.press("F2");
  const dialog = page.getByRole("dialog", { name: "Rename ECS_TaskA" });
  const name = dialog.getByRole("textbox", { name: "New name" });
  await assertAccessible(page);
  await name.fill("ECS_TaskB");
  await dialog.getByText("no other state has").waitFor();
  await name.fill("締め処理");
  await screenshot(page, "rename");
  await name.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await line(page, '"StartAt": "締め処理"').waitFor();
  await page.locator('.node[aria-label^="締め処理, "][aria-label*="reakpoint"]').waitFor();
  await command(page, "to end");
  // It stops before the breakpoint, and goes on when it is asked again.
  await page.waitForFunction(() => document.querySelector("[role=slider]")?.ariaValueText?.includes("締め処理"));
  await page.locator('.node[aria-label^="締め処理, "]').focus();
  await page.keyboard.press("]");
  await page.waitForFunction(() => document.querySelector("[role=slider]")?.ariaValueText?.includes("Succeeded"));
  await hasStatus(page, "締め処理", "Caught error"); // its scenario went along
});

test("JSON becomes YAML and back, and is laid out anew", async (t) => {
  const page = await open(t, still(dark));
  await ready(page);
  await command(page, "convert");
  await editor(page, "YAML").waitFor();
  await line(page, "StartAt: ECS_TaskA").waitFor();
  await screenshot(page, "yaml");
  await caretBehind(page, "Default: ", "YAML");
  await page.keyboard.press("Control+Space");
  const completions = page.getByRole("listbox", { name: "Completions" });
  await completions.waitFor();
  const states = await completions.getByRole("option").allInnerTexts();
  assert.ok(states.some((state) => state.startsWith("ECS_TaskB")), states.join());
  await page.keyboard.press("Escape");
  await page.keyboard.press("F12");
  assert.match(await page.evaluate(() => document.getSelection().toString()), /異常終了/);
  await page.keyboard.press("Shift+F12");
  await page.keyboard.press("F2");
  const name = page.getByRole("dialog", { name: "Rename 異常終了" }).getByRole("textbox", { name: "New name" });
  await name.fill("Failed");
  await name.press("Enter");
  await line(page, "Default: Failed").waitFor();
  await command(page, "convert");
  await editor(page).waitFor();
  await line(page, '"Default": "Failed"').waitFor();
  await caretBehind(page, '"Default":');
  await page.keyboard.insertText("   ");
  await page.keyboard.press("Shift+Alt+F");
  await line(page, '"Default": "Failed"').waitFor();
});

test("a warning that nobody wants is switched off, and on again", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const problems = page.getByRole("region", { name: "Problems" });
  await problems.getByRole("button", { name: /problems?$/ }).click();
  const before = await problems.getByRole("listitem").count();
  await screenshot(page, "problems");
  await problems.getByRole("button", { name: "Switch off" }).first().click();
  await problems.getByText("1 rule is switched off.").waitFor();
  assert.ok((await problems.getByRole("listitem").count()) < before);
  await page.reload();
  await ready(page);
  await problems.getByRole("button", { name: /problems?$/ }).click();
  await problems.getByRole("button", { name: "Switch on again" }).click();
  await problems.getByText("switched off").waitFor({ state: "detached" });
  assert.equal(await problems.getByRole("listitem").count(), before);
  await assertAccessible(page);
});

test("the palette fits a phone", async (t) => {
  const page = await open(t, still(narrow));
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  await page.keyboard.press("Control+k");
  await palette(page).getByRole("combobox").fill("to end");
  await assertAccessible(page);
  await screenshot(page, "palette-narrow");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[role=slider]")?.ariaValueText?.includes("Succeeded"));
  await standsAt(page, /Succeeded/);
});
