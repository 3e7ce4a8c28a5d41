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
