// How long the page is busy without a pause while somebody types in a definition of a thousand states.
//
//     cargo xtask build && node tests/e2e/typing.mjs
//
// Counts the processor's time of the page's main thread, so that what else the machine does matters little.
// Not a test: it prints the tasks that took longest, and what was done in them. A task over 50 ms can be felt.
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const STATES = Number(process.argv[2] ?? 1000);
const PAUSE_MS = 200;

const name = (at) => `State ${Math.min(at, STATES - 1)}`;
const kinds = [
  (at) => ({ Type: "Wait", Seconds: 5, Next: name(at + 1) }),
  (at) => ({ Type: "Choice", Choices: [{ Variable: "$.count", NumericGreaterThan: 5, Next: name(at + 1) }], Default: name(at + 3) }),
  (at) => ({ Type: "Pass", Parameters: { "text.$": "States.Format('{} of {}', $.id, $.count)" }, ResultPath: "$.made", Next: name(at + 1) }),
  (at) => ({
    Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: `f${at}`, "Payload.$": "$" }, ResultPath: "$.result",
    Retry: [{ ErrorEquals: ["Lambda.ServiceException"], MaxAttempts: 3 }], Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: name(STATES) }], Next: name(at + 1),
  }),
];
const states = Object.fromEntries(Array.from({ length: STATES }, (_, at) => [name(at), at === STATES - 1 ? { Type: "Succeed" } : kinds[at % kinds.length](at)]));
const definition = JSON.stringify({ Comment: "", StartAt: name(0), States: states }, null, 2);
const workspace = { version: 1, name: "typed in", definition, input: '{"id": 1, "count": 2}', scenario: "{}", cursor: 0 };

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript((kept) => localStorage.setItem("stepscope.workspace", kept), JSON.stringify(workspace));
await page.goto(server.url);
const editor = page.getByRole("textbox", { name: "Definition, JSON" });
await editor.waitFor({ timeout: 120_000 });
await editor.focus();
await page.keyboard.press("Control+Home");
for (const key of ["ArrowDown", "End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
await page.waitForTimeout(5000);

async function trace(act) {
  const client = await browser.newBrowserCDPSession();
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "__metadata"], excludedCategories: ["*"] } });
  await act();
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await complete;
  const thread = ({ pid, tid }) => `${pid}.${tid}`;
  const mains = new Set(events.filter((each) => each.name === "thread_name" && each.args.name === "CrRendererMain").map(thread));
  return events.filter((each) => each.ph === "X" && each.tdur !== undefined && mains.has(thread(each)));
}

async function measure(title, keys) {
  const events = await trace(async () => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(PAUSE_MS);
    }
    await page.waitForTimeout(3000);
  });
  const tasks = events.filter(({ name }) => name.endsWith("RunTask")).sort((a, b) => b.tdur - a.tdur);
  const millis = (micros) => Math.round(micros / 1000);
  console.log(`${title}: ${keys.length} keys, ${millis(tasks.reduce((sum, task) => sum + task.tdur, 0))} ms in all, ${tasks.filter((task) => task.tdur > 50_000).length} tasks over 50 ms`);
  for (const task of tasks.slice(0, 5)) {
    const inside = events.filter((each) => each !== task && each.tid === task.tid && each.ts >= task.ts && each.ts + each.dur <= task.ts + task.dur);
    const longest = inside.sort((a, b) => b.tdur - a.tdur).slice(0, 3).map(({ name, tdur }) => `${name} ${millis(tdur)}`);
    console.log(`  ${millis(task.tdur)} ms: ${longest.join(", ")}`);
  }
}

await measure("inside a text", [..."abcdefgh"]);
await measure("a new field, broken while it is typed", ["ArrowRight", "ArrowRight", "Enter", ...'"Version": "1.0",'.replaceAll(" ", "")]);
await browser.close();
await server.close();
