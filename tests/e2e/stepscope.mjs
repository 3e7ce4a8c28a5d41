// What the stories do with the page, in the words of a person.
import assert from "node:assert/strict";

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Waits until the page is ready to step, as whoever opens it sees it. */
export const untouched = (page) => button(page, "Step").waitFor();

/** Waits until the page is ready to step and write: the editor comes when someone moves. */
export async function ready(page) {
  await untouched(page);
  await page.mouse.move(1, 1);
  await page.locator(".cm-content").first().waitFor();
  await page.getByRole("textbox", { name: "Definition, JSON" }).waitFor();
}

export const press = (page, name) => button(page, name).click();
export const step = (page) => press(page, "Step");
export const stepBack = (page) => press(page, "Step back");
export const isOff = async (page, name) => (await button(page, name).getAttribute("aria-disabled")) === "true";

/** Where the run stands, as the strip says it: `13 of 16, TaskSubmitted, ECS_TaskB`. */
export const place = (page) => page.getByRole("slider", { name: "Events" }).getAttribute("aria-valuetext");

/** Waits until the strip says that the run stands at `wanted`. What a key or a click leads to may be drawn a little
 *  later: Yew lets the browser have its turn after 16 ms. */
export async function standsAt(page, wanted) {
  const says = ([pattern]) => new RegExp(pattern).test(document.querySelector("[role=slider][aria-label=Events]")?.ariaValueText);
  await page.waitForFunction(says, [wanted.source]).catch(async () => assert.match(await place(page), wanted));
}

/** All that a person sees of the run: the graph, the data of the state at hand, the events. */
export async function sight(page) {
  const graph = await page.locator(".node").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("aria-label")));
  const taken = await page.locator(".edge.taken, .edge.caught").count();
  const data = await page.getByRole("region", { name: "Inspector" }).innerText();
  return { place: await place(page), graph, taken, data };
}

/** Presses Step until it can no longer be pressed; what was seen on the way, the start included. */
export async function stepToTheEnd(page) {
  const seen = [await sight(page)];
  while (!(await isOff(page, "Step"))) {
    const before = await place(page);
    await step(page);
    await page.waitForFunction(
      ([before]) => {
        const off = [...document.querySelectorAll("button")].find((each) => each.textContent.startsWith("Step.") || each.textContent === "Step")?.ariaDisabled;
        return off === "true" || document.querySelector("[role=slider]")?.ariaValueText !== before;
      },
      [before],
    );
    if ((await place(page)) === before) break;
    seen.push(await sight(page));
    assert.ok(seen.length < 100, "the run comes to an end");
  }
  return seen;
}

/** Waits until the graph says that a state has a status: Not started, In progress, Succeeded, Caught error, … */
export const hasStatus = (page, state, status) => page.locator(`.node[aria-label^="${state}, "][aria-label*=", ${status}"]`).waitFor();

/** Selects a state in the graph. */
export const select = (page, state) => page.locator(`.node[aria-label^="${state}, "]`).click();

/** The editor of the definition. */
export const editor = (page, syntax = "JSON") => page.getByRole("textbox", { name: `Definition, ${syntax}` });

/** Puts the caret behind the first `text` of the definition, by searching for it as a person would. */
export async function caretBehind(page, text, syntax) {
  await editor(page, syntax).click();
  await page.keyboard.press("Control+f");
  const find = page.getByRole("textbox", { name: "Find" });
  await find.pressSequentially(text);
  await find.press("Enter");
  await find.press("Escape");
  await page.keyboard.press("ArrowRight");
}

/** Shows a tab of the timeline. */
export const timelineTab = (page, name) => page.getByRole("tablist", { name: "Timeline" }).getByRole("tab", { name }).click();

/** Drops a file onto the page, as from the device. */
export async function drop(page, name, text) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "application/json" }));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}
