// The simulated world, and a person who takes part in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { place, ready, select, statusOf, step, stepBack } from "./stepscope.mjs";

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const timelineTab = (page, name) => page.getByRole("tablist", { name: "Timeline" }).getByRole("tab", { name }).click();

async function sample(page, name) {
  await ready(page);
  await press(page, "Samples");
  await page.getByRole("menuitem", { name }).click();
}

/** Opens a definition as if its file had been chosen. */
async function openDefinition(page, definition, name = "file.asl.json") {
  await page.locator("input[type=file]").first().setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(definition)) });
}

test("a person answers a task token, and the answer is still there after stepping back and a reload", async (t) => {
  const page = await open(t, still(wide));
  await sample(page, "Waiting for an approval");
  const card = page.getByRole("group", { name: /^By hand/ });
  while ((await card.count()) === 0) await step(page);
  const asked = await place(page);
  await screenshot(page, "world-token");
  await assertAccessible(page);
  await card.getByRole("textbox", { name: "Output" }).fill('{ "approved": ');
  await card.getByRole("button", { name: "Send success" }).click();
  await card.getByText("This is not JSON.").waitFor();
  await card.getByRole("textbox", { name: "Output" }).fill('{ "approved": true, "by": "me" }');
  await card.getByRole("button", { name: "Send success" }).click();
  await page.getByRole("slider", { name: "Events" }).and(page.locator('[aria-valuetext*="TaskSucceeded"]')).waitFor();
  const answered = await place(page);
  await stepBack(page);
  assert.equal((await place(page)).split(" ")[0], asked.split(" ")[0], "the event before is the one at which it was answered");
  await step(page);
  assert.equal(await place(page), answered);
  await page.reload();
  await ready(page);
  await page.getByRole("slider", { name: "Events" }).and(page.locator('[aria-valuetext*="TaskSucceeded"]')).waitFor();
  assert.equal(await place(page), answered);
});

test("an activity is taken and answered in the workers' panel", async (t) => {
  const page = await open(t, still(dark));
  await ready(page);
  const activity = { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:review", End: true };
  await openDefinition(page, { StartAt: "Review", States: { Review: activity } });
  await page.getByText("ActivityScheduled").or(page.locator('.node[aria-label^="Review, "]')).first().waitFor();
  await step(page);
  await step(page);
  await step(page);
  await timelineTab(page, /Workers/);
  const workers = page.getByRole("group", { name: "Workers" });
  await workers.getByText("1 task").waitFor();
  await workers.getByRole("textbox", { name: "Worker" }).fill("me");
  await screenshot(page, "world-activity");
  await assertAccessible(page);
  await workers.getByRole("button", { name: "Take the task" }).click();
  await page.locator('[aria-valuetext*="ActivityStarted"]').waitFor();
  await workers.getByRole("radio", { name: "Failure" }).click();
  await workers.getByRole("textbox", { name: "Error" }).fill("Rejected");
  await workers.getByRole("button", { name: "Send failure" }).click();
  await page.locator('[aria-valuetext*="ActivityFailed"]').waitFor();
  await press(page, "To end");
  assert.equal(await statusOf(page, "Review"), "Failed");
});

test("a running ECS task is stopped by hand", async (t) => {
  const page = await open(t, still(narrow));
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  const card = page.getByRole("group", { name: /^By hand/ });
  while ((await card.count()) === 0) await step(page);
  await card.getByRole("textbox", { name: "Reason" }).fill("took too long");
  await screenshot(page, "world-stop");
  await card.getByRole("button", { name: "Stop the task" }).click();
  await card.getByText("StopTask: took too long").waitFor();
  await step(page);
  await page.getByText("0:14").or(page.getByText("00:00:13")).first().waitFor();
});

test("a machine of the workspace runs as a child execution that one steps into and out of", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const start = {
    Type: "Task",
    Resource: "arn:aws:states:::states:startExecution.sync:2",
    Parameters: { StateMachineArn: "arn:aws:states:us-east-1:111111111111:stateMachine:Child", Input: { "day.$": "$" } },
    End: true,
  };
  await openDefinition(page, { StartAt: "Ask the child", States: { "Ask the child": start } });
  await page.locator('.node[aria-label^="Ask the child, "]').waitFor();
  await page.getByRole("tab", { name: "Machines" }).click();
  await press(page, "Add Child");
  const name = page.getByRole("textbox", { name: "Name of the machine" });
  assert.equal(await name.inputValue(), "Child");
  await page.getByRole("textbox", { name: "Definition of Child, JSON" }).waitFor();
  await screenshot(page, "world-machines");
  await assertAccessible(page);
  await press(page, "To end");
  await page.getByRole("region", { name: "Child executions" }).getByRole("button", { name: "Step into Child" }).click();
  const crumbs = page.getByRole("navigation", { name: "Executions" });
  await crumbs.getByText("Child", { exact: true }).waitFor();
  assert.equal(await statusOf(page, "Work"), "Succeeded");
  assert.match(await place(page), /ExecutionSucceeded/);
  await screenshot(page, "world-child");
  await assertAccessible(page);
  await stepBack(page);
  await page.keyboard.press("Shift+I");
  await crumbs.waitFor({ state: "detached" });
  assert.equal(await statusOf(page, "Ask the child"), "Succeeded");
  await page.keyboard.press("i");
  await crumbs.waitFor();
  await name.fill("Other");
  await name.blur();
  await press(page, "Delete");
  await page.getByText("No other machines.").waitFor();
});
