// One way back for all that a person did: texts, forms, names, breakpoints, data, and what was opened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, open, screenshot, still, wide } from "./browser.mjs";
import { drop, hasStatus, press, ready, select } from "./stepscope.mjs";

const editor = (page) => page.getByRole("textbox", { name: "Definition, JSON" });
const node = (page, name) => page.locator(`.node[aria-label^="${name}, "]`);
const said = (page, text) => page.getByRole("status").getByText(text).waitFor();

test("a new name is taken back whole: in the text, the scenario and the breakpoints", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskA");
  await page.keyboard.press("b");
  await page.locator('.node[aria-label^="ECS_TaskA, "][aria-label$="breakpoint"]').waitFor();
  await page.keyboard.press("F2");
  await page.getByRole("dialog").getByRole("textbox", { name: "New name" }).fill("Nightly");
  await page.keyboard.press("Enter");
  await page.locator('.node[aria-label^="Nightly, "][aria-label$="breakpoint"]').waitFor();
  await press(page, "To end");
  await page.waitForFunction(() => document.querySelector(".film").ariaValueText.includes("TaskStateEntered, Nightly"));
  await press(page, "To end");
  await hasStatus(page, "Nightly", "Caught error"); // the scenario went along
  await editor(page).focus();
  await page.keyboard.press("Control+z");
  await page.locator('.node[aria-label^="ECS_TaskA, "][aria-label$="breakpoint"]').waitFor();
  await said(page, "Undone: the definition, the scenario, breakpoints");
  await press(page, "To end");
  await press(page, "To end");
  await hasStatus(page, "ECS_TaskA", "Caught error"); // the scenario came back
  await page.keyboard.press("Control+Shift+z");
  await page.locator('.node[aria-label^="Nightly, "][aria-label$="breakpoint"]').waitFor();
  await screenshot(page, "undo-name");
  await assertAccessible(page);
});

test("what was opened over one's work is taken back, with the changes before it", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const name = page.getByRole("textbox", { name: "Name of this workspace" });
  await name.fill("Mine");
  await page.keyboard.press("Enter");
  await press(page, "Samples");
  await page.getByRole("menuitem", { name: "Prices for each order" }).click();
  await node(page, "Price each order").waitFor();
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Control+z");
  await node(page, "ECS_TaskA").waitFor();
  assert.equal(await name.inputValue(), "Mine");
  await said(page, "Undone: another workspace is open again");
  await page.keyboard.press("Control+z");
  await said(page, "Undone: the name");
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+y");
  await node(page, "Price each order").waitFor();
});

test("a workspace that cannot be opened is refused, and nothing is lost", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await drop(page, "later.stepscope.json", '{"version": 99, "definition": "{}"}');
  const note = page.getByRole("alert");
  await note.getByText("later.stepscope.json was not opened; your workspace is as it was.").waitFor();
  await assertAccessible(page);
  await note.getByRole("button", { name: "Close" }).click();
  await note.waitFor({ state: "detached" });
  await node(page, "ECS_TaskA").waitFor();
  await page.evaluate(() => localStorage.setItem("stepscope.workspace", '{"version": 1, "definition": "my work"'));
  await page.reload();
  await ready(page);
  await note.getByText("What this browser kept of your last visit could not be opened.").waitFor();
  await screenshot(page, "undo-refused");
  const download = page.waitForEvent("download");
  await note.getByRole("button", { name: "Download workspace" }).click();
  assert.equal((await download).suggestedFilename(), "unread.stepscope.json");
  assert.match(await page.evaluate(() => localStorage.getItem("stepscope.workspace.unread")), /my work/);
});
