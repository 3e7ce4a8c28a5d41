// How soon after a key the problems are shown that it makes or mends, in definitions of a thousand states.
//
//     cargo xtask build && node tests/e2e/typing.mjs
//
// From the key's event to the first frame that shows the editor's marks changed: medians, and the longest. Beside it,
// how long the page's main thread was busy without a pause. Not a test: figures of a machine that does other things
// meanwhile prove nothing. A frame is 16 ms; a task over 50 ms can be felt.
import { chromium } from "playwright-core";
import { chain, workspace } from "./large.mjs";
import { serve } from "./server.mjs";
import { tasksOf } from "./tasks.mjs";

const STATES = Number(process.argv[2] ?? 1000);
const ROUNDS = Number(process.argv[3] ?? 8);

const name = (at) => `State ${Math.min(at, STATES - 1)}`;
/** The same chain in JSONata. */
function jsonata() {
  const kinds = [
    (at) => ({ Type: "Wait", Seconds: "{% $states.input.seconds + 5 %}", Next: name(at + 1) }),
    (at) => ({ Type: "Choice", Choices: [{ Condition: `{% $states.input.count > ${at} %}`, Next: name(at + 1) }], Default: name(at + 3) }),
    (at) => ({ Type: "Pass", Output: { text: `{% $states.input.id & ' of ${at}' %}`, sum: "{% $sum($states.input.items[price > 3].price) %}" }, Next: name(at + 1) }),
    (at) => ({
      Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Arguments: { FunctionName: `f${at}`, Payload: "{% $states.input %}" },
      Output: "{% $merge([$states.input, {'result': $states.result.Payload}]) %}",
      Retry: [{ ErrorEquals: ["Lambda.ServiceException"], MaxAttempts: 3 }], Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.input %}", Next: name(STATES) }], Next: name(at + 1),
    }),
  ];
  const state = (at) => [name(at), at === STATES - 1 ? { Type: "Succeed" } : kinds[at % kinds.length](at)];
  return JSON.stringify({ QueryLanguage: "JSONata", StartAt: name(0), States: Object.fromEntries(Array.from({ length: STATES }, (_, at) => state(at))) }, null, 2);
}

/** A definition in blocks: scalars as JSON writes them, which YAML reads too. */
function yaml(value, indent = "") {
  const line = ([key, inner]) => `${indent}${key.includes(" ") ? JSON.stringify(key) : key}:${nested(inner, indent)}`;
  return Object.entries(value).map(line).join("\n");
}
function nested(value, indent) {
  if (typeof value !== "object") return ` ${JSON.stringify(value)}`;
  if (!Array.isArray(value)) return `\n${yaml(value, `${indent}  `)}`;
  return value.map((item) => `\n${indent}  - ${typeof item === "object" ? yaml(item, `${indent}    `).trimStart() : JSON.stringify(item)}`).join("");
}

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

async function open(definition, label) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("pageerror", (error) => console.log("exception:", error.message));
  const kept = workspace(definition, { id: 1, count: 2 });
  await page.addInitScript((kept) => {
    localStorage.setItem("stepscope.workspace", kept);
    const marks = () => [...document.querySelectorAll(".cm-editor [class*=cm-lintRange]")].map((mark) => mark.className + mark.textContent).join("\n");
    addEventListener("keydown", () => {
      if (!globalThis.waits) return; // on the way to the place
      const [before, since] = [marks(), performance.now()];
      const look = () => {
        if (marks() !== before) globalThis.waits.push(performance.now() - since);
        else if (performance.now() - since < 2000) requestAnimationFrame(look);
        else globalThis.waits.push(Number.NaN);
      };
      requestAnimationFrame(look);
    }, true);
  }, JSON.stringify(kept));
  await page.goto(server.url);
  const editor = page.getByRole("textbox", { name: label });
  await editor.waitFor({ timeout: 120_000 });
  await editor.focus();
  await page.waitForTimeout(4000);
  return page;
}

/** The caret stands behind the first occurrence of a text near the top. */
async function goTo(page, text) {
  await page.keyboard.press("Control+Home");
  const lines = await page.locator(".cm-line").allTextContents();
  const line = lines.findIndex((each) => each.includes(text));
  for (let at = 0; at < line; at += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  for (let at = lines[line].trimStart().indexOf(text) + text.length; at > 0; at -= 1) await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(500);
}

/** Presses the keys again and again. How long each took to be shown, in milliseconds. */
async function pressAll(page, keys) {
  const shown = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const key of keys) {
      await page.evaluate(() => (globalThis.waits = []));
      await page.keyboard.press(key);
      await page.waitForFunction(() => globalThis.waits.length > 0);
      shown.push(...(await page.evaluate(() => globalThis.waits)));
      await page.waitForTimeout(250);
    }
  }
  await page.evaluate(() => (globalThis.waits = null));
  return shown.sort((a, b) => a - b);
}

async function measure(page, title, keys) {
  const shown = await pressAll(page, keys);
  // Apart: to trace the tasks slows down the frames.
  const tasks = await tasksOf(browser, () => pressAll(page, keys));
  const [median, longest] = [shown[Math.floor(shown.length / 2)], shown.at(-1)].map(Math.round);
  const busy = Math.round(tasks.reduce((sum, task) => sum + task.millis, 0) / shown.length);
  console.log(`  ${title}: ${median} ms, at most ${longest}; ${busy} ms busy for a key; longest task ${tasks[0].millis} ms (${tasks[0].did()})`);
}

const kinds = { JSONPath: chain(STATES), JSONata: jsonata() };
for (const [language, json] of Object.entries(kinds)) {
  for (const [label, definition, target, comma] of [
    ["Definition, JSON", json, '"Next": "State 1', '"Type": "Wait",'],
    ["Definition, YAML", yaml(JSON.parse(json)), 'Next: "State 1', 'Type:'],
  ]) {
    console.log(`${language}, ${label.split(" ")[1]}, ${definition.length} characters`);
    const page = await open(definition, label);
    await goTo(page, target);
    await measure(page, "a letter in a name, and away again", ["x", "Backspace"]);
    await goTo(page, comma);
    await measure(page, "a comma or colon away, and back", ["Backspace", comma.at(-1)]);
    await page.close();
  }
}
await browser.close();
await server.close();
