// What a debugger is for: why, where from, what if, stop here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, open, screenshot, still, wide } from "./browser.mjs";
import { drop, hasStatus, press, ready, select, standsAt, step, timelineTab } from "./stepscope.mjs";

test("a value is traced back to the scenario that made it", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await select(page, "ECS_TaskA");
  await page.getByRole("tree", { name: "After ResultPath" }).getByRole("treeitem", { name: /Cause/ }).first().click();
  const chain = page.getByRole("complementary", { name: "Where this value came from" });
  assert.match(await chain.innerText(), /Scenario\s+exit code 9[\s\S]+This value[\s\S]+rule 1 reads it/);
  assert.ok((await page.locator(".prov-source").count()) > 0, "the source lights up");
  await screenshot(page, "debugging-trace");
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await chain.waitFor({ state: "detached" });
});

test("a Choice shows what each rule saw, and what would change the outcome is one click away", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await select(page, "警告判定(A)");
  await page.getByRole("tab", { name: "Why" }).click();
  await page.getByText("StringMatches").last().waitFor();
  assert.equal(await page.locator(".cond mark").first().innerText(), '"ExitCode":9');
  await screenshot(page, "debugging-why");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Try it" }).first().click();
  await standsAt(page, /TaskSubmitted, ECS_TaskA/);
  await press(page, "To end");
  await hasStatus(page, "異常終了", "Failed");
});

test("a run stops before a breakpoint and goes on from there", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskB");
  await page.keyboard.press("b");
  await page.locator('.node[aria-label$="breakpoint"]').waitFor();
  await press(page, "To end");
  await standsAt(page, /TaskStateEntered, ECS_TaskB/);
  await press(page, "To end");
  await standsAt(page, /ExecutionSucceeded/);
});

test("a task fails twice and then succeeds, with one choice", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "Samples");
  await page.getByRole("menuitem", { name: "A payment that is tried again" }).click();
  await page.getByText("Charge the card").first().waitFor();
  await press(page, "To end");
  await select(page, "Charge the card");
  await page.getByRole("tab", { name: "Retry" }).click();
  await page.getByText("Retry attempt #2").waitFor();
  assert.match(await page.getByRole("tabpanel", { name: "Inspector" }).innerText(), /Attempt 2 of 4 starts in 3 s/);
  await screenshot(page, "debugging-retry");
  await assertAccessible(page);
});

test("events are listed, narrowed down, and lead the run to them", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "To end");
  await timelineTab(page, /Events/);
  await page.getByRole("searchbox").fill("failed");
  await page.getByText("1 event", { exact: true }).waitFor();
  await page.getByRole("button", { name: "6", exact: true }).click();
  await standsAt(page, /^6 of 16, TaskFailed, ECS_TaskA/);
  await assertAccessible(page);
});

test("iterations of a Map are drawn, listed and read", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await press(page, "Samples");
  await page.getByRole("menuitem", { name: "Prices for each order" }).click();
  await page.getByText("Price each order").first().waitFor();
  await press(page, "To end");
  await page.getByText("Succeeded", { exact: true }).first().waitFor();
  const iteration = page.getByRole("textbox", { name: "Iteration" });
  assert.equal(await iteration.inputValue(), "3", "the last one to be entered is shown");
  await hasStatus(page, "Check the customer", "Succeeded");
  await press(page, "Previous iteration");
  await hasStatus(page, "Check the customer", "Not started"); // order C is small
  await page.getByRole("tab", { name: "Output" }).click();
  await page.getByRole("tree", { name: "Execution output" }).getByText("total").first().waitFor();
  await screenshot(page, "debugging-map");
  await assertAccessible(page);
});

test("a file that is dropped is opened", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await drop(page, "tiny.asl.json", '{"StartAt": "終わり", "States": {"終わり": {"Type": "Succeed"}}}');
  await page.locator('.node[aria-label^="終わり"]').waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Name of this workspace" }).inputValue(), "tiny");
  await step(page);
  await standsAt(page, /ExecutionStarted/);
});

test("of a mock file's test cases a person chooses one", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const throws = (error) => ({ 0: { Throw: { Error: error, Cause: "as mocked" } } });
  const mocks = {
    StateMachines: { Nightly: { TestCases: { Good: {}, Bad: { ECS_TaskA: "Broken" } } } },
    MockedResponses: { Broken: throws("Mocked.Error") },
  };
  await drop(page, "MockConfigFile.json", JSON.stringify(mocks));
  const dialog = page.getByRole("dialog", { name: "Choose a test case" });
  await dialog.getByRole("button", { name: "Good" }).waitFor();
  await assertAccessible(page);
  await dialog.getByRole("button", { name: "Bad" }).click();
  await dialog.waitFor({ state: "detached" });
  await press(page, "To end");
  await select(page, "ECS_TaskA");
  await page.getByText('"Mocked.Error"').first().waitFor();
});
