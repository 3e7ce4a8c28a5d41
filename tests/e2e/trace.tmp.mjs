
export async function browserOf(page, act) {
  const browser = page.context().browser();
  const client = await browser.newBrowserCDPSession();
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "__metadata", "v8"], excludedCategories: ["*"] } });
  await act();
  const done = new Promise((r) => client.once("Tracing.tracingComplete", r));
  await client.send("Tracing.end");
  await done;
  const mains = events.filter((e) => e.ph === "M" && e.name === "thread_name" && e.args.name === "CrRendererMain").map((e) => `${e.pid}.${e.tid}`);
  const xs = events.filter((e) => e.ph === "X" && mains.includes(`${e.pid}.${e.tid}`) && e.tdur !== undefined);
  const tasks = xs.filter((e) => e.name === "RunTask" || e.name === "ThreadControllerImpl::RunTask").sort((a, b) => b.tdur - a.tdur);
  const t0 = Math.min(...xs.map((e) => e.ts));
  console.log("tasks over 50 ms of CPU:", tasks.filter((e) => e.tdur > 50000).length, "of", tasks.length, "total cpu ms", Math.round(tasks.reduce((n, e) => n + e.tdur, 0) / 1000));
  for (const task of tasks.slice(0, 14)) {
    const inside = xs.filter((e) => e !== task && e.tid === task.tid && e.ts >= task.ts && e.ts + e.dur <= task.ts + task.dur + 1);
    const by = new Map();
    for (const e of inside) by.set(e.name, (by.get(e.name) ?? 0) + e.tdur);
    console.log(`at ${Math.round((task.ts - t0) / 1000)} cpu ${(task.tdur / 1000).toFixed(0)} wall ${(task.dur / 1000).toFixed(0)}: ` + [...by].sort((a, b) => b[1] - a[1]).filter(([, v]) => v > 3000).slice(0, 9).map(([k, v]) => `${k} ${(v / 1000).toFixed(0)}`).join(", "));
  }
}
