// The main job: a Fargate workflow whose exit code 9 is only a warning, stepped forwards and backwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { hasStatus, isOff, ready, select, sight, standsAt, step, stepBack, stepToTheEnd } from "./stepscope.mjs";

test("the warning workflow is stepped to its end, back to its start, and forward again to the same sights", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  // Played once, so that what lies ahead is known from the start.
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await page.getByRole("button", { name: "To start", exact: true }).click();
  const forward = await stepToTheEnd(page);
  assert.match(forward.at(-1).place, /ExecutionSucceeded/);
  await hasStatus(page, "ECS_TaskA", "Caught error");
  await hasStatus(page, "警告判定(A)", "Succeeded");
  await hasStatus(page, "ECS_TaskB", "Succeeded");
  await hasStatus(page, "異常終了", "Not started");

  const backward = [await sight(page)];
  while (!(await isOff(page, "Step back"))) {
    await stepBack(page);
    backward.push(await sight(page));
  }
  assert.deepEqual(backward.reverse(), forward);
  assert.deepEqual(await stepToTheEnd(page), forward);
});

test("another exit code at a pause takes the other path", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  for (let events = 0; events < 5; events++) await step(page);
  await standsAt(page, /TaskSubmitted, ECS_TaskA/);
  await page.getByRole("button", { name: "1 error", exact: true }).click();
  await standsAt(page, /^5 of \d+, TaskSubmitted, ECS_TaskA/); // the run stays where it was
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await page.getByText("Failed", { exact: true }).first().waitFor();
  await standsAt(page, /ExecutionFailed/);
  await hasStatus(page, "異常終了", "Failed");
  await hasStatus(page, "ECS_TaskB", "Not started");
});

test("a change after the task goes back to where the runs part", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await select(page, "ECS_TaskA");
  await page.getByRole("button", { name: "0 ok", exact: true }).click();
  await standsAt(page, /TaskSubmitted, ECS_TaskA/);
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await hasStatus(page, "ECS_TaskA", "Succeeded");
  await hasStatus(page, "警告判定(A)", "Not started");
});

test("a reload brings the work back", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const definition = page.getByRole("textbox", { name: "Definition, JSON" });
  await definition.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type('\n  "TimeoutSeconds": 7200,');
  await page.getByRole("textbox", { name: "Name of this workspace" }).fill("月次締め");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+j");
  for (let events = 0; events < 8; events++) await step(page);
  const before = await sight(page);
  await page.reload();
  await ready(page);
  await page.getByText("TimeoutSeconds").first().waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Name of this workspace" }).inputValue(), "月次締め");
  const after = await sight(page);
  assert.deepEqual({ ...after, place: after.place.split(",")[1] }, { ...before, place: before.place.split(",")[1] });
});

test("a mistake is named where it stands, and a button mends it", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await page.getByRole("textbox", { name: "Definition, JSON" }).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let letters = 0; letters < 3; letters++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Backspace");
  await page.getByText("Cannot run yet.").waitFor();
  assert.ok(await isOff(page, "Step"));
  await page.locator(".problem-strip").getByRole("button").first().click();
  await page.getByText("Cannot run yet.").waitFor({ state: "hidden" });
  assert.ok(!(await isOff(page, "Step")));
});

test("keys alone do everything that stepping needs", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await standsAt(page, /TaskStateEntered, ECS_TaskA/);
  await page.keyboard.press(",");
  await standsAt(page, /ExecutionStarted/);
  await page.keyboard.press("o");
  await standsAt(page, /TaskStateExited, ECS_TaskA/);
  await page.keyboard.press("]");
  await standsAt(page, /ExecutionSucceeded/);
  await page.keyboard.press("[");
  await standsAt(page, /^0 of/);
  await page.keyboard.press("Alt+.");
  await standsAt(page, /ExecutionStarted/);

  await page.keyboard.press("F6");
  const focused = () => page.evaluate(() => document.activeElement.closest("section, header, nav").getAttribute("aria-label") ?? "header");
  assert.equal(await focused(), "header");
  await page.keyboard.press("F6");
  assert.equal(await focused(), "Author");
  await page.keyboard.press("F6");
  assert.equal(await focused(), "Graph");

  await page.locator(".node[tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const chosen = await page.locator(".node.is-selected").getAttribute("aria-label");
  assert.match(chosen, /^ECS_TaskB/);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "All keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("on a phone one steps, reads the data, and finds the editor", async (t) => {
  const page = await open(t, still(narrow));
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  for (let events = 0; events < 13; events++) await page.getByRole("button", { name: "Step", exact: true }).tap();
  await page.getByRole("heading", { name: "ECS_TaskB" }).waitFor();
  await screenshot(page, "stepping-phone");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Author" }).tap();
  await page.getByRole("textbox", { name: "Definition, JSON" }).waitFor();
  await screenshot(page, "stepping-phone-author");
  await page.getByRole("button", { name: "Timeline" }).tap();
  await page.getByRole("tab", { name: "Table" }).waitFor();
  await screenshot(page, "stepping-phone-timeline");
});

for (const [name, screen] of Object.entries({ wide, dark })) {
  test(`in the middle of a run the page is accessible on a ${name} screen`, async (t) => {
    const page = await open(t, still(screen));
    await ready(page);
    for (let events = 0; events < 13; events++) await step(page);
    await screenshot(page, `stepping-${name}`);
    await assertAccessible(page);
  });
}
