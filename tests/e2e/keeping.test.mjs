// Nothing is lost: by a sample that is opened over one's work, by a second tab, by a conversion. And nobody is left out:
// what a step did is announced, a phone reaches every command, and a page that is enlarged four times still works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { editor, hasStatus, press, ready, select, step } from "./stepscope.mjs";

const notice = (page) => page.locator(".notice");
const name = (page) => page.getByRole("textbox", { name: "Name of this workspace" });

/** Chooses a line of a menu. */
async function choose(page, menu, item) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Waits until the workspace that is saved on the device has a text in it. */
const saved = (page, text) => page.waitForFunction((text) => localStorage["stepscope.workspace"].includes(text), text);

test("a sample that takes the place of one's work says so, and goes again", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await choose(page, "Samples", "Parallel jobs, one must succeed");
  await page.locator('.node[aria-label^="判定, "]').waitFor();
  assert.equal(await notice(page).count(), 0, "an untouched sample is nobody's work");
  await name(page).fill("Our jobs");
  await page.keyboard.press("Enter");
  await choose(page, "Samples", "A payment that is tried again");
  await notice(page).getByText("“A payment that is tried again” is open in place of “Our jobs”.").waitFor();
  await assertAccessible(page);
  await screenshot(page, "keeping-notice");
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await page.locator('.node[aria-label^="判定, "]').waitFor();
  assert.equal(await name(page).inputValue(), "Our jobs");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Step/, "the focus is not lost with the button");
});

test("a second tab does not write over the work of the first", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await ready(other);
  await name(other).fill("Changed in the other tab");
  await other.keyboard.press("Enter");
  await saved(other, "Changed in the other tab");
  await notice(page).getByText("Another tab has changed “Changed in the other tab”").waitFor();
  await page.getByText("Not saved: another tab has changed this").waitFor();
  await assertAccessible(page);
  await step(page);
  await step(page);
  await saved(page, "Changed in the other tab");
  await name(page).fill("Changed here");
  await page.keyboard.press("Enter");
  await saved(page, "Changed here");
  await page.getByText("Saved on this device").waitFor();
  await notice(other).getByRole("button", { name: "Open that here" }).click();
  await other.waitForFunction(() => document.querySelector(".workspace").dataset.name === "Changed here");
});

test("that JSON has no room for comments is said, and undone", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await choose(page, "What can be done to the definition", /to YAML or JSON/);
  await editor(page, "YAML").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# Runs every night\n");
  await choose(page, "What can be done to the definition", /to YAML or JSON/);
  await notice(page).getByText("JSON has no comments").waitFor();
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await page.locator(".cm-line", { hasText: "# Runs every night" }).first().waitFor();
});

test("an empty definition says how to begin, and begins with a state", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await editor(page).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.getByText("or begin with a first state").waitFor();
  await assertAccessible(page);
  await screenshot(page, "keeping-empty");
  await page.getByRole("region", { name: "Graph", exact: true }).locator(".banner").getByRole("button", { name: "Add a state" }).click();
  await page.getByRole("dialog", { name: "Add a state" }).getByRole("button", { name: /^Wait/ }).first().click();
  await page.locator('.node[aria-label^="Wait, "]').waitFor();
});

test("what happens on a step is announced", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  const announced = (text) => page.getByRole("status").getByText(text).waitFor({ state: "attached" });
  await step(page);
  await announced("1 of 1, ExecutionStarted");
  await step(page);
  await announced("2 of 2, TaskStateEntered, ECS_TaskA");
  await press(page, "To end");
  await announced("16 of 16, ExecutionSucceeded");
});

test("on a phone, samples, files, commands and themes are in one menu", async (t) => {
  const page = await open(t, still(narrow));
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  await menu.tap();
  await assertAccessible(page);
  await screenshot(page, "keeping-phone-menu");
  await page.getByRole("menuitem", { name: "Switch between light and dark" }).tap();
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  await menu.tap();
  await page.getByRole("menuitem", { name: /^A payment that is tried again/ }).tap();
  await page.locator('.node[aria-label^="Charge the card, "]').waitFor();
  await menu.tap();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download the definition" }).tap();
  assert.match((await download).suggestedFilename(), /\.asl\.json$/);
  await menu.tap();
  await page.getByRole("menuitem", { name: "Command palette" }).tap();
  await page.getByRole("dialog", { name: "Command palette" }).getByRole("option", { name: /^To end/ }).tap();
  await page.waitForFunction(() => document.querySelector(".film")?.ariaValueText?.includes("ExecutionSucceeded"));
});

test("someone with a phone finds why a Choice took the wrong branch, and tries the other", async (t) => {
  const page = await open(t, still(narrow));
  const pane = (name) => page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).tap();
  await page.getByRole("button", { name: "To end", exact: true }).tap();
  await pane("Graph");
  await select(page, "警告判定(A)");
  await pane("Data flow");
  const inspector = page.getByRole("region", { name: "Inspector" });
  await inspector.getByRole("heading", { level: 2, name: "警告判定(A)" }).waitFor();
  await inspector.getByRole("tab", { name: "Why" }).tap();
  await inspector.getByText("Matched").first().waitFor();
  await assertAccessible(page);
  await inspector.getByRole("button", { name: "Try it" }).tap();
  await page.getByRole("button", { name: "To end", exact: true }).tap();
  await page.waitForFunction(() => document.querySelector(".film")?.ariaValueText?.includes("ExecutionFailed"));
  await hasStatus(page, "異常終了", "Failed");
});

for (const [name, viewport] of Object.entries({ "four times its size": { width: 320, height: 256 }, "a small phone's width": { width: 320, height: 640 }, "one and a half times its size": { width: 960, height: 600 } })) {
  test(`at ${name}, nothing is beside the page and axe finds nothing`, async (t) => {
    const page = await open(t, { ...still(wide), viewport });
    await page.getByRole("button", { name: "Step", exact: true }).waitFor();
    for (let events = 0; events < 8; events++) await step(page);
    const panes = viewport.width < 760 ? ["Graph", "Data flow", "Author", "Timeline"] : [];
    const isReflowed = async () => {
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), "no scrolling sideways");
      await assertAccessible(page);
    };
    await isReflowed();
    for (const name of panes) {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).click();
      await isReflowed();
    }
  });
}

test("on a middling screen Author opens over the graph from its rail, and Escape closes it", async (t) => {
  const page = await open(t, { ...still(wide), viewport: { width: 960, height: 600 } });
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  const author = page.getByRole("region", { name: "Author" });
  const rail = page.getByRole("navigation", { name: "Author" });
  await rail.getByRole("button", { name: "Scenario" }).click();
  await author.getByRole("button", { name: "1 error", exact: true }).first().click();
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await author.waitFor({ state: "hidden" });
  assert.ok(await rail.evaluate((rail) => rail.contains(document.activeElement)), "the focus is back at the rail");
});
