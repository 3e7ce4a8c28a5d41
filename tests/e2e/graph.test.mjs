// The graph of a large workflow: what is seen is drawn, and everything is within reach.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, still, wide } from "./browser.mjs";
import { ready, step } from "./stepscope.mjs";

const STATES = 1000;

/** A chain with branches that lead on, and errors that are caught further down. */
function large() {
  const name = (at) => `State ${Math.min(at, STATES - 1)}`;
  const state = (at) => {
    if (at === STATES - 1) return { Type: "Succeed" };
    if (at % 10 === 4) {
      const rule = { Variable: "$.x", NumericEquals: at, Next: name(at + 3) };
      return { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: false, Next: name(at + 1) }, rule], Default: name(at + 1) };
    }
    if (at % 10 !== 7) return { Type: "Pass", Next: name(at + 1) };
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: name(at + 4) }];
    const Parameters = { TopicArn: "arn:aws:sns:us-east-1:123456789012:t", Message: "x" };
    return { Type: "Task", Resource: "arn:aws:states:::sns:publish", Parameters, Catch, Next: name(at + 1) };
  };
  const States = Object.fromEntries(Array.from({ length: STATES }, (_, at) => [name(at), state(at)]));
  return JSON.stringify({ StartAt: name(0), States }, null, 2);
}

/** Opens the page with a definition. */
function openWith(t, screen, definition) {
  const workspace = JSON.stringify({ version: 1, name: "Large", definition, input: "{}", scenario: "{}", cursor: 0 });
  const prepare = (page) => page.addInitScript((workspace) => localStorage.setItem("stepscope.workspace", workspace), workspace);
  return open(t, still(screen), { prepare });
}

const graph = (page) => page.getByRole("region", { name: "Graph", exact: true });
const nodes = (page) => graph(page).locator(".node");
const selected = (page) => page.getByRole("region", { name: "Inspector" }).getByRole("heading", { level: 2 });

test("of a thousand states those in sight are drawn, and each is within reach", async (t) => {
  const page = await openWith(t, wide, large());
  await ready(page);
  await nodes(page).first().waitFor();
  assert.ok((await nodes(page).count()) < 100);
  await screenshot(page, "graph-large");
  // By the keys, past what is drawn.
  await nodes(page).first().focus();
  for (let at = 1; at <= 30; at++) {
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction((at) => Number(document.activeElement?.dataset.state) >= at, at);
  }
  // By the corner map.
  const map = await graph(page).locator(".minimap").boundingBox();
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  await page.waitForFunction(() => {
    const canvas = document.querySelector(".canvas").getBoundingClientRect();
    const seen = [...document.querySelectorAll(".node")].filter((node) => {
      const { top, bottom } = node.getBoundingClientRect();
      return top < canvas.bottom && bottom > canvas.top;
    });
    return seen.some(({ dataset }) => Math.abs(dataset.state - 500) < 30);
  });
  // From far away.
  await graph(page).getByRole("button", { name: "Fit to pane" }).click();
  await graph(page).locator(".far-box").first().waitFor();
  await screenshot(page, "graph-far");
  await assertAccessible(page);
});

test("a run is followed through a thousand states, and its picture has them all", async (t) => {
  const page = await openWith(t, wide, large());
  await ready(page);
  for (let steps = 0; steps < 6; steps++) await step(page);
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await selected(page).getByText("State 999").waitFor();
  await nodes(page).and(page.locator("[aria-label^='State 999, ']")).waitFor();
  await graph(page).getByRole("button", { name: "Download the graph" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Picture as SVG" }).click();
  const picture = await readFile(await (await download).path(), "utf8");
  assert.equal(picture.match(/class="node-name /g).length, STATES);
  assert.ok(!picture.includes("var(--") && picture.includes("<symbol"));
});

test("names stand in a picture as they are written, whatever they hold", async (t) => {
  const name = `</text><script>alert("&amp;")</script>`;
  const page = await openWith(t, dark, JSON.stringify({ StartAt: name, States: { [name]: { Type: "Succeed" } } }));
  await ready(page);
  await graph(page).getByRole("button", { name: "Download the graph" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Picture as SVG" }).click();
  const picture = await readFile(await (await download).path(), "utf8");
  assert.ok(!picture.includes("<script") && picture.includes("&lt;script&gt;"));
});

test("on a phone the graph is turned", async (t) => {
  const page = await openWith(t, narrow, large());
  await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Graph" }).tap();
  await graph(page).getByRole("button", { name: "Let the flow run to the right" }).tap();
  await screenshot(page, "graph-phone");
  await assertAccessible(page);
});

/** A person's way to the end of the run. */
async function toEnd(page) {
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await page.getByRole("button", { name: "Step", exact: true }).and(page.locator("[aria-disabled=true]")).waitFor();
}

/** What a state is marked with, in words. */
const marked = (page, state, words) => graph(page).locator(`.node[aria-label^="${state}, "][aria-label*="${words}"]`).waitFor();

test("the graph shows what the runs so far covered, and two runs beside each other", async (t) => {
  const page = await open(t, still(wide));
  await ready(page);
  await toEnd(page);
  await graph(page).getByRole("button", { name: "Show what the runs covered" }).click();
  await marked(page, "警告判定(A)", "1 of 1 runs");
  await marked(page, "警告判定(B)", "Not covered");
  await graph(page).getByText("Coverage of 1 run", { exact: true }).waitFor();
  await assertAccessible(page);
  // Another outcome is another run, and both count.
  await graph(page).locator('.node[aria-label^="ECS_TaskA, "]').click();
  await page.getByRole("region", { name: "Author" }).getByRole("button", { name: "0 ok" }).click();
  await toEnd(page);
  await marked(page, "警告判定(A)", "1 of 2 runs");
  await marked(page, "ECS_TaskB", "2 of 2 runs");
  await screenshot(page, "graph-coverage");
  await page.emulateMedia({ colorScheme: "dark" });
  await assertAccessible(page);
  await graph(page).getByRole("radio", { name: "Table" }).click();
  await graph(page).getByRole("columnheader", { name: "Coverage" }).waitFor();
  await graph(page).getByRole("cell", { name: "Not covered", exact: true }).first().waitFor();
  await graph(page).getByRole("radio", { name: "Graph" }).click();
  // The same key leaves it; while runs are compared, the graph tells whose way is whose.
  await page.keyboard.press("v");
  await page.getByRole("tab", { name: "Compare" }).click();
  await marked(page, "警告判定(A)", "Former run");
  await marked(page, "ECS_TaskA", "First difference");
  await screenshot(page, "graph-compared-dark");
  await assertAccessible(page);
});

const CHAIN = JSON.stringify(
  {
    StartAt: "A",
    States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "C" }, C: { Type: "Pass", End: true } },
  },
  null,
  2,
);

/** The states from top to bottom. */
const order = (page) =>
  nodes(page).evaluateAll((nodes) => {
    const top = (node) => node.getBoundingClientRect().top;
    return nodes.sort((a, b) => top(a) - top(b)).map((node) => node.getAttribute("aria-label").split(",")[0]).join("");
  });
const becomes = (page, expected) => assertSoon(page, expected, () => order(page));

async function assertSoon(page, expected, look) {
  for (let tries = 0; tries < 100 && (await look()) !== expected; tries++) await page.waitForTimeout(50);
  assert.equal(await look(), expected);
}

test("a state is dragged to another place, moved there by keys, and undo takes it back", async (t) => {
  const page = await openWith(t, wide, CHAIN);
  await ready(page);
  const middle = async (name) => {
    const { x, y, width, height } = await graph(page).locator(`.node[aria-label^="${name}, "]`).boundingBox();
    return { x: x + width / 2, y: y + height / 2, height };
  };
  const drag = async () => {
    const [a, b, c] = [await middle("A"), await middle("B"), await middle("C")];
    await page.mouse.move(a.x, a.y);
    await page.mouse.down();
    await page.mouse.move(b.x + 40, b.y, { steps: 4 });
    await page.mouse.move(b.x + 6, (b.y + c.y) / 2, { steps: 4 });
    await graph(page).locator(".drop-place.is-near").waitFor();
  };
  await drag();
  await screenshot(page, "graph-drag");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal(await graph(page).locator(".drag-layer").count(), 0);
  assert.equal(await order(page), "ABC");
  await drag();
  await page.mouse.up();
  await becomes(page, "BAC");
  await page.keyboard.press("Control+z");
  await becomes(page, "ABC");
  // By keys.
  await graph(page).locator('.node[aria-label^="A, "]').click();
  await page.keyboard.press("m");
  await page.getByRole("dialog", { name: "Move A to" }).getByRole("button", { name: "C → End" }).click();
  await becomes(page, "BCA");
  // Out of the palette.
  await page.keyboard.press("a");
  const palette = page.getByRole("dialog", { name: "Add a state" });
  const wait = await palette.getByRole("button", { name: /^Wait/ }).first().boundingBox();
  await page.mouse.move(wait.x + 20, wait.y + 10);
  await page.mouse.down();
  await page.mouse.move(wait.x + 30, wait.y + 16, { steps: 3 });
  await palette.waitFor({ state: "detached" });
  const [b, c] = [await middle("B"), await middle("C")];
  await page.mouse.move(b.x + 6, (b.y + c.y) / 2, { steps: 4 });
  await graph(page).locator(".drop-place.is-near").waitFor();
  await page.mouse.up();
  await becomes(page, "BWaitCA");
  await assertAccessible(page);
});

test("a label that is cut says all of it when it is pointed at, and the graph's direction is kept", async (t) => {
  const condition = { Variable: "$.a.rather.long.path.to.something", StringMatches: "*a rather long text to match*", Next: "B" };
  const States = { A: { Type: "Choice", Choices: [condition], Default: "C" }, B: { Type: "Succeed" }, C: { Type: "Fail" } };
  const page = await openWith(t, wide, JSON.stringify({ StartAt: "A", States }));
  await ready(page);
  const label = graph(page).getByRole("img", { name: /a rather long text to match/ });
  await label.first().getByText(/…$/).waitFor();
  const { x, y } = await label.first().boundingBox();
  await page.mouse.move(x + 12, y + 8);
  await label.getByText(/a rather long text to match/).last().waitFor();
  await graph(page).getByRole("button", { name: "Let the flow run to the right" }).click();
  await graph(page).getByRole("button", { name: "Let the flow run down" }).waitFor();
  await page.reload();
  await graph(page).getByRole("button", { name: "Let the flow run down" }).waitFor();
});

test("an item of a distributed Map shows the item processor alone, with the way back", async (t) => {
  const inside = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, StartAt: "Inner", States: { Inner: { Type: "Pass", End: true } } };
  const definition = { StartAt: "Each", States: { Each: { Type: "Map", ItemsPath: "$.items", ItemProcessor: inside, Next: "Done" }, Done: { Type: "Succeed" } } };
  const workspace = JSON.stringify({ version: 1, name: "Items", definition: JSON.stringify(definition), input: '{"items":[1,2]}', scenario: "{}", cursor: 0 });
  const prepare = (page) => page.addInitScript((workspace) => localStorage.setItem("stepscope.workspace", workspace), workspace);
  const page = await open(t, still(wide), { prepare });
  await ready(page);
  await toEnd(page);
  await graph(page).locator('.node[aria-label^="Each, "]').click({ position: { x: 20, y: 12 } });
  await page.getByRole("button", { name: /#1/ }).first().click();
  await assertSoon(page, "Inner", () => order(page));
  await screenshot(page, "graph-item");
  await page.getByRole("navigation", { name: "Executions" }).getByRole("button", { name: "Items" }).click();
  await graph(page).locator('.node[aria-label^="Done, "]').waitFor();
});
