// The program comes in two parts: the first is enough to step through the first workflow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, still, wide } from "./browser.mjs";
import { hasStatus, ready, stepToTheEnd } from "./stepscope.mjs";

/** Lets no second part come by itself: it can only be loaded on the spot. */
const keepBack = (page) => page.addInitScript(() => (WebAssembly.compileStreaming = () => new Promise(() => {})));

/** Requests for the second part that held up the page. */
function loadedOnTheSpot(page) {
  const requests = [];
  page.on("request", (request) => /later-/.test(request.url()) && request.resourceType() === "xhr" && requests.push(request.url()));
  return requests;
}

test("a first visit steps to the end with the first part alone", async (t) => {
  const requests = [];
  const prepare = async (page) => {
    await keepBack(page);
    requests.push(loadedOnTheSpot(page));
  };
  const page = await open(t, still(wide), { prepare });
  await ready(page);
  await stepToTheEnd(page);
  await hasStatus(page, "ECS_TaskA", "Caught error");
  assert.deepEqual(requests.flat(), []);
});

test("what is wanted before the second part has come has it loaded on the spot", async (t) => {
  const page = await open(t, still(wide), { prepare: keepBack });
  const requests = loadedOnTheSpot(page);
  await ready(page);
  await page.getByRole("button", { name: "To end", exact: true }).click();
  await page.getByRole("button", { name: "Help and keys", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  assert.equal(requests.length, 1);
});
