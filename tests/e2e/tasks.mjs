// How long the page's main thread is busy without a pause, in its own time: what else the machine does meanwhile
// matters little.

const millis = (micros) => Math.round(micros / 1000);

async function trace(browser, act) {
  const client = await browser.newBrowserCDPSession();
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const traceConfig = { includedCategories: ["toplevel", "devtools.timeline", "__metadata"], excludedCategories: ["*"] };
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await act();
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await complete;
  await client.detach();
  const thread = ({ pid, tid }) => `${pid}.${tid}`;
  const mains = new Set(events.filter((each) => each.name === "thread_name" && each.args.name === "CrRendererMain").map(thread));
  return events.filter((each) => each.ph === "X" && each.tdur !== undefined && mains.has(thread(each)));
}

/** The events inside a task. */
const within = (task, events) =>
  events.filter((each) => each !== task && each.pid === task.pid && each.tid === task.tid && each.ts >= task.ts && each.ts + each.dur <= task.ts + task.dur);

/** What a task did, the longest parts of it. */
function parts(task, events) {
  const longest = new Map();
  for (const { name, tdur } of within(task, events)) longest.set(name, Math.max(tdur, longest.get(name) ?? 0));
  const ordered = [...longest].sort(([, a], [, b]) => b - a).slice(0, 3);
  return ordered.map(([name, tdur]) => `${name} ${millis(tdur)}`).join(", ");
}

/** Is it the tool that looks into the page, and not the page? Then the task is a message and nothing else. */
function isTools(task, events) {
  const inside = within(task, events);
  const longest = (names) => Math.max(0, ...inside.filter(({ name }) => names.test(name)).map(({ tdur }) => tdur));
  return longest(/^Receive mojo message/) > task.tdur * 0.8 && longest(/FunctionCall|EventDispatch|FireAnimationFrame|^Layout|Evaluate/) < task.tdur * 0.5;
}

/** The tasks of an act, longest first: milliseconds, and what was done in them. */
export async function tasksOf(browser, act) {
  const events = await trace(browser, act);
  const tasks = events.filter(({ name }) => name.endsWith("RunTask")).sort((a, b) => b.tdur - a.tdur);
  // Only those that could matter are looked into: there are thousands.
  const own = tasks.filter((task) => task.tdur < 20_000 || !isTools(task, events));
  return own.map((task) => ({ millis: millis(task.tdur), did: () => parts(task, events) }));
}
