// Designing by hand: a workflow changes without its text being touched, and undo takes every change back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { hasStatus, press, ready, select } from "./stepscope.mjs";

const graph = (page) => page.getByRole("region", { name: "Graph", exact: true });
const node = (page, name) => graph(page).locator(`.node[aria-label^="${name}, "]`);
const palette = (page) => page.getByRole("dialog", { name: "Add a state" });
const tab = (page, name) => page.getByRole("tab", { name, exact: true }).click();

/** The definition, as it is kept. */
const definition = async (page) => {
  const stored = () => JSON.parse(localStorage.getItem("stepscope.workspace") ?? "{}").definition;
  return JSON.parse(await page.evaluate(stored));
};

/** Waits until the definition is as `holds` says. */
async function becomes(page, holds) {
  await assert.doesNotReject(async () => {
    for (let tries = 0; tries < 50; tries++) {
      if (holds((await definition(page)).States)) return;
      await page.waitForTimeout(100);
    }
    throw new Error(JSON.stringify(await definition(page), null, 1));
  });
}

test("a state is added from the palette onto an edge, and undo takes it back", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskA");
  await graph(page).getByRole("button", { name: "Add a state between ECS_TaskA and ECS_TaskB" }).click();
  await assertAccessible(page);
  await screenshot(page, "palette");
  await palette(page).getByRole("searchbox", { name: "Filter" }).fill("sns");
  await palette(page).getByRole("button", { name: "Publish message" }).click();
  await node(page, "Publish message").waitFor();
  await becomes(page, (states) => states.ECS_TaskA.Next === "Publish message" && states["Publish message"].Next === "ECS_TaskB");
  assert.equal(await node(page, "Publish message").getAttribute("aria-pressed"), "true");
  await page.waitForFunction(() => document.activeElement?.classList.contains("is-selected"));
  await page.keyboard.press("Control+z");
  await node(page, "Publish message").waitFor({ state: "detached" });
  await becomes(page, (states) => states.ECS_TaskA.Next === "ECS_TaskB" && Object.keys(states).length === 6);
  await page.keyboard.press("Control+Shift+z");
  await node(page, "Publish message").waitFor();
});

test("the keys alone add, double, move and delete states", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskA");
  await page.keyboard.press("a");
  await palette(page).waitFor();
  await page.keyboard.type("wait");
  await page.keyboard.press("Enter");
  await node(page, "Wait").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("Wait"));
  await page.keyboard.press("d");
  await node(page, "Wait 2").waitFor();
  await becomes(page, (states) => states.Wait.Next === "Wait 2" && states["Wait 2"].Next === "ECS_TaskB");
  await page.keyboard.press("Alt+ArrowUp");
  await becomes(page, (states) => states.ECS_TaskA.Next === "Wait 2" && states["Wait 2"].Next === "Wait" && states.Wait.Next === "ECS_TaskB");
  await page.keyboard.press("Delete");
  await node(page, "Wait 2").waitFor({ state: "detached" });
  await becomes(page, (states) => states.ECS_TaskA.Next === "Wait" && !states["Wait 2"]);
});

test("a transition is led elsewhere, by mouse and by keys", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskA");
  await graph(page).getByRole("button", { name: "Lead ECS_TaskA elsewhere than to ECS_TaskB" }).click();
  await graph(page).getByText("Choose the state that ECS_TaskA goes to.").waitFor();
  await assertAccessible(page);
  await screenshot(page, "connecting");
  await select(page, "異常終了");
  await becomes(page, (states) => states.ECS_TaskA.Next === "異常終了");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.startsWith("ECS_TaskA"));
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  await graph(page).getByText("Choose the state that").waitFor({ state: "detached" });
  await page.keyboard.press("c");
  await graph(page).getByRole("button", { name: "End the flow there" }).click();
  await becomes(page, (states) => states.ECS_TaskA.End === true && !("Next" in states.ECS_TaskA));
  await page.waitForFunction(() => document.activeElement?.classList.contains("is-selected"));
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await becomes(page, (states) => states.ECS_TaskA.Next === "ECS_TaskB");
});

test("a form fills in the fields of a state, and says what is wrong while it is written", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskB");
  await tab(page, "Definition");
  const form = page.getByRole("region", { name: "Inspector" });
  await form.getByRole("combobox", { name: "Add a field" }).first().selectOption("TimeoutSeconds");
  const timeout = form.getByRole("textbox", { name: "TimeoutSeconds" });
  await timeout.fill("900");
  await becomes(page, (states) => states.ECS_TaskB.TimeoutSeconds === 900);
  await timeout.fill("soon");
  await form.getByText("Write a number.").waitFor();
  await timeout.fill("900");
  await form.getByRole("button", { name: "Retry", exact: true }).click();
  const retry = form.getByRole("group", { name: "Retry[0]" });
  await retry.getByRole("textbox", { name: "ErrorEquals" }).fill("States.Timeout\nStates.TaskFailed");
  await becomes(page, (states) => states.ECS_TaskB.Retry[0].ErrorEquals.length === 2);
  const resource = form.getByRole("textbox", { name: "Resource" });
  await resource.fill("arn:aws:states:::ecs:runTusk");
  await form.locator(".form-problem").first().waitFor();
  await assertAccessible(page);
  await screenshot(page, "state-form");
  await resource.fill("arn:aws:states:::ecs:runTask.sync");
  await form.getByRole("combobox", { name: "Next" }).first().selectOption("");
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("Second task");
  await page.keyboard.press("Tab");
  await node(page, "Second task").waitFor();
  await becomes(page, (states) => states.ECS_TaskA.Next === "Second task" && states["Second task"].TimeoutSeconds === 900);
});

test("what the scenario says of a state goes along when the form renames it", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await select(page, "ECS_TaskA");
  await tab(page, "Definition");
  const form = page.getByRole("region", { name: "Inspector" });
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("締め処理");
  await page.keyboard.press("Tab");
  await node(page, "締め処理").waitFor();
  await press(page, "To end");
  await page.waitForFunction(() => document.querySelector(".film")?.ariaValueText?.includes("Succeeded"));
  await hasStatus(page, "締め処理", "Caught error"); // its container exits with 9, as before
});

test("a phone adds a state by touch", async (t) => {
  const page = await open(t, still(narrow));
  await page.getByRole("button", { name: "What can be done to the state" }).tap();
  await page.getByRole("menuitem", { name: "Add a state" }).tap();
  await palette(page).waitFor();
  await screenshot(page, "palette-phone");
  await palette(page).getByRole("button", { name: "Run job" }).tap();
  await becomes(page, (states) => Boolean(states["Run job"]));
  await assertAccessible(page);
});

test("the graph turns, fills the page, and is a picture of its own", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await graph(page).getByRole("button", { name: "Let the flow run to the right" }).click();
  await page.keyboard.press("f");
  await screenshot(page, "graph-rightwards");
  await assertAccessible(page);
  const first = node(page, "ECS_TaskA");
  await first.focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^(ECS_TaskB|警告判定)/u);
  await page.keyboard.press("f");
  for (const [name, ending] of [["Picture as SVG", ".svg"], ["Picture as PNG", ".png"]]) {
    await graph(page).getByRole("button", { name: "Download the graph" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name }).click();
    const file = await download;
    assert.ok(file.suggestedFilename().endsWith(ending));
    await file.saveAs(new URL(`../../target/screenshots/graph${ending}`, import.meta.url).pathname);
  }
});
