// The simulated world, and a person who takes part in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { hasStatus, place, press, ready, select, standsAt, step, stepBack, timelineTab } from "./stepscope.mjs";

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
  await standsAt(page, new RegExp(`^${asked.split(" ")[0]} of`)); // the event at which it was answered
  await step(page);
  await standsAt(page, new RegExp(`^${answered}$`));
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
  await hasStatus(page, "Review", "Failed");
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
  await hasStatus(page, "Work", "Succeeded");
  await standsAt(page, /ExecutionSucceeded/);
  await screenshot(page, "world-child");
  await assertAccessible(page);
  await stepBack(page);
  await page.keyboard.press("Shift+I");
  await crumbs.waitFor({ state: "detached" });
  await hasStatus(page, "Ask the child", "Succeeded");
  await page.keyboard.press("i");
  await crumbs.waitFor();
  await name.fill("Other");
  await name.blur();
  await press(page, "Delete");
  await page.getByText("No other machines.").waitFor();
});

test("the attempts of a task are listed, moved and counted, and the scenario is also there as text", async (t) => {
  const page = await open(t, still(wide));
  await sample(page, "A payment that is tried again");
  await page.locator('.node[aria-label^="Charge the card, "]').waitFor();
  await page.getByRole("tab", { name: "Scenario" }).click();
  const card = page.getByRole("region", { name: "Scenario of Charge the card" });
  await card.getByRole("combobox", { name: "Attempts" }).selectOption({ label: "Fails once, then as usual" });
  const list = card.getByRole("list", { name: "Attempts" });
  await list.getByRole("button", { name: /^1/ }).waitFor();
  await card.getByRole("button", { name: "Add an attempt" }).click();
  await card.getByRole("combobox", { name: "Ends as" }).selectOption({ label: "Never responds" });
  await list.getByRole("button", { name: "3… Never responds" }).waitFor();
  await list.getByRole("button", { name: "Earlier" }).click();
  await list.getByRole("button", { name: "2 Never responds" }).waitFor();
  await card.getByRole("textbox", { name: "Times" }).fill("2");
  await card.getByRole("textbox", { name: "Times" }).press("Enter");
  await list.getByRole("button", { name: "2–3 Never responds" }).waitFor();
  await list.getByRole("button", { name: "Remove this attempt" }).click();
  await list.getByRole("button", { name: /^1/ }).click();
  await card.getByRole("combobox", { name: /how it varies/ }).selectOption({ label: "between" });
  await screenshot(page, "world-scenario");
  await assertAccessible(page);
  await page.getByRole("radio", { name: "JSON" }).click();
  const text = page.getByRole("textbox", { name: "Scenario, JSON" });
  await text.waitFor();
  assert.match(await text.innerText(), /"min": /);
  await text.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type('{ "tasks": { "Charge the card": [{ "retrun": 1 }] } }');
  await page.getByText(/"retrun" means nothing here/).first().waitFor();
  await screenshot(page, "world-scenario-json");
  await assertAccessible(page);
});

test("messages and logs are narrowed down, and lead to the state that caused them", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await timelineTab(page, /Messages & logs/);
  const panel = page.getByRole("tabpanel", { name: "Timeline" });
  await panel.getByRole("radio", { name: "Lifecycle" }).click();
  await panel.getByRole("searchbox").fill("exitCode");
  await panel.getByText(/^\d+ entr/).waitFor();
  await screenshot(page, "world-notices");
  await assertAccessible(page);
  await panel.getByRole("row").nth(2).getByRole("button").click();
  await page.getByRole("region", { name: "Inspector" }).getByRole("heading", { name: /ECS_Task/ }).waitFor();
});
