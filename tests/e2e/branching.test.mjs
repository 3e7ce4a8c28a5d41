// A run that is branched at a pause, both runs kept; and where a run stops by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { drop, hasStatus, place, press, ready, select, step, timelineTab } from "./stepscope.mjs";

const places = async (page, expected) => {
  await page.waitForFunction((text) => document.querySelector(".film")?.ariaValueText?.includes(text), expected);
  return place(page);
};

/** Waits until the comparison shows a value of this run and of the former one. */
const differ = (page, here, there) =>
  page.waitForFunction(
    ([here, there]) => [...document.querySelectorAll(".compare-head dd")].map((each) => each.textContent).join() === `${here},${there}`,
    [here, there],
  );

/** Does a person see all of it? */
const isInView = (page, element) =>
  element.evaluate((found) => {
    const { left, top, right, bottom } = found.getBoundingClientRect();
    return [[left + 2, top + 2], [right - 2, bottom - 2]].every(([x, y]) => found.contains(document.elementFromPoint(x, y)));
  });

test("data is edited at a pause: the run branches, and both runs are compared", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await select(page, "警告判定(A)");
  await press(page, "Open: State input");
  const dialog = page.getByRole("dialog", { name: "State input" });
  await dialog.getByRole("searchbox").fill("ExitCode");
  await dialog.getByText("1 match").waitFor();
  await assertAccessible(page);
  await screenshot(page, "branching-value");
  await dialog.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByRole("textbox", { name: "Edit" }).fill('{"error": {"Cause": "another cause"');
  await dialog.getByText("This is not JSON.").waitFor();
  await dialog.getByRole("textbox", { name: "Edit" }).fill('{"error": {"Cause": "another cause"}}');
  await dialog.getByRole("button", { name: "Apply" }).click();
  await timelineTab(page, "Compare");
  await page.getByText("The runs part at event 8, ChoiceStateEntered of 警告判定(A), in $.error.Cause.").waitFor();
  const detail = page.locator(".compare-head");
  assert.match(await detail.innerText(), /This run\s+"another cause"\s+Former run\s+"\{/);
  await detail.getByText(/Edited by hand here: the input of 警告判定\(A\)/).waitFor();
  assert.ok(await isInView(page, detail.getByRole("button", { name: "Go to the difference" })), "without scrolling");
  await page.getByText(/異常終了/).last().waitFor();
  await screenshot(page, "branching-compare");
  await assertAccessible(page);
  await press(page, "Go to the difference");
  // Beside the comparison the graph shows the ways of both runs, not where this one stands.
  await timelineTab(page, "Table");
  assert.match(await places(page, "ChoiceStateEntered"), /警告判定\(A\)/);
  await press(page, "To end");
  await hasStatus(page, "異常終了", "Failed");
  await page.reload();
  await ready(page);
  await hasStatus(page, "異常終了", "Failed"); // an edit is part of what is saved
});

test("the former run comes back", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await select(page, "ECS_TaskA");
  await page.getByRole("button", { name: /^1\s*error/ }).click();
  await timelineTab(page, "Compare");
  await differ(page, 1, 9);
  await press(page, "Bring the former run back");
  await differ(page, 9, 1);
  await press(page, "Forget the former run");
  await page.getByRole("tab", { name: "Compare" }).waitFor({ state: "detached" });
});

test("a run stops at an error and at a condition, after a reload too", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await timelineTab(page, "Breakpoints");
  await page.getByRole("textbox", { name: /^JSONata over the input/ }).fill("$exists(error");
  await press(page, "Add");
  await page.getByRole("alert").waitFor();
  await page.getByRole("textbox", { name: /^JSONata over the input/ }).fill("$exists(error)");
  await press(page, "Add");
  await page.getByRole("combobox", { name: "Stop at" }).selectOption("error");
  await press(page, "Add");
  await assertAccessible(page);
  await page.reload();
  await ready(page);
  await press(page, "To end");
  assert.match(await places(page, "TaskFailed"), /ECS_TaskA/);
  await timelineTab(page, "Breakpoints");
  await page.getByText("stopped here").waitFor();
  await screenshot(page, "branching-breakpoints");
  await press(page, "To end");
  assert.match(await places(page, "ChoiceStateEntered"), /警告判定\(A\)/);
  await page.getByRole("checkbox", { name: "Before any state when $exists(error)" }).uncheck();
  await press(page, "Delete: At any error");
  await press(page, "To end");
  await places(page, "ExecutionSucceeded");
});

test("a run goes to the state that is selected", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskB");
  await page.keyboard.press("r");
  assert.match(await places(page, "TaskStateEntered"), /ECS_TaskB/);
});

test("the chart is a slider over virtual time", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  const time = page.getByRole("slider", { name: "Virtual time" });
  await time.focus();
  await page.keyboard.press("Home");
  await page.locator('[role=slider][aria-label="Virtual time"][aria-valuenow="0"]').waitFor();
  await page.keyboard.press("End");
  await places(page, "ExecutionSucceeded");
  await page.keyboard.press("ArrowLeft");
  await places(page, "ECS_TaskB");
  assert.match(await time.getAttribute("aria-valuetext"), /^4:/);
});

test("variables name who assigned them, and can be changed", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const text = '{"StartAt":"Set","States":{"Set":{"Type":"Pass","Assign":{"limit":2},"Next":"Use"},"Use":{"Type":"Pass","Parameters":{"n.$":"$limit"},"End":true}}}';
  await drop(page, "variables.asl.json", text);
  await page.locator('.node[aria-label^="Use, "]').waitFor();
  await press(page, "To end");
  await select(page, "Use");
  await timelineTab(page, "Variables");
  await page.getByText("limit: assigned by Set").waitFor();
  await screenshot(page, "branching-variables");
  await assertAccessible(page);
  await press(page, "Open: $limit");
  const dialog = page.getByRole("dialog", { name: "$limit" });
  await dialog.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByRole("textbox", { name: "Edit" }).fill("40");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await press(page, "To end");
  await timelineTab(page, "Output");
  await page.getByRole("tree", { name: "Execution output" }).getByText("40").waitFor();
});

test("on a phone, breakpoints and the comparison have their place", async (t) => {
  const page = await open(t, still(narrow));
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  await step(page);
  await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Timeline" }).click();
  await timelineTab(page, "Breakpoints");
  await page.getByRole("combobox", { name: "Stop at" }).waitFor();
  await screenshot(page, "branching-breakpoints-narrow");
  await assertAccessible(page);
});

test("a state is tried alone in the lab, and what was found goes into the definition", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await select(page, "ECS_TaskA");
  await page.getByRole("tab", { name: "Lab" }).click();
  const lab = page.getByRole("tabpanel", { name: "Inspector" });
  await lab.getByRole("textbox", { name: "Result of the service" }).fill('{"Tasks": [{"LastStatus": "STOPPED"}]}');
  await lab.getByRole("textbox", { name: "ResultSelector" }).fill('{"status.$": "$.Tasks[0].LastStatus"}');
  await lab.getByRole("textbox", { name: "ResultPath" }).fill("$.task");
  await lab.getByRole("tree", { name: "After ResultPath" }).getByText("STOPPED").waitFor();
  await screenshot(page, "branching-lab");
  await assertAccessible(page);
  await lab.getByRole("textbox", { name: "ResultPath" }).fill("$.");
  await lab.getByRole("alert").waitFor();
  await lab.getByRole("textbox", { name: "ResultPath" }).fill("$.task");
  await lab.getByRole("region", { name: "ResultPath" }).getByRole("button", { name: "Put into the definition" }).click();
  await page.getByText('"ResultPath": "$.task"').waitFor();
});
