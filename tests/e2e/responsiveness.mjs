// How long the page is busy without a pause: the longest task of each situation, in the processor's time of the
// page's main thread.
//
//     cargo xtask build && node tests/e2e/responsiveness.mjs
//     node tests/e2e/responsiveness.mjs payload compare      only the situations with these words
//
// Not a test: figures of a machine that does other things meanwhile prove little. A task over 50 ms is one that
// a person can feel: it is told what such a task did.
import { chromium } from "playwright-core";
import { chain, distributedMap, heavy, inlineMap, parallel, payload, workspace } from "./large.mjs";
import { serve } from "./server.mjs";
import { drop } from "./stepscope.mjs";
import { tasksOf } from "./tasks.mjs";

const LIMIT_MS = 50;
/** How long an act may take, and a whole run: long, for machines that are busy. */
const ACT_TIMEOUT_MS = 20_000;
const RUN_TIMEOUT_MS = 180_000;

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
let page;

// ---- What is measured ----------------------------------------------------------------------------------------

async function measured(name, act, restMs = 700) {
  const tasks = await tasksOf(browser, async () => {
    try {
      await act();
    } catch (error) {
      console.log(`  ${name}: ${error.message.split("\n")[0]}`);
    }
    await page.waitForTimeout(restMs);
  });
  const long = tasks.filter((task) => task.millis > LIMIT_MS);
  const longest = tasks[0]?.millis ?? 0;
  console.log(`  ${name.padEnd(44)} longest ${String(longest).padStart(5)} ms${long.length > 0 ? `, ${long.length} over ${LIMIT_MS} ms` : ""}`);
  for (const task of long.slice(0, 3)) console.log(`      ${task.millis} ms: ${task.did()}`);
}

/** Opens a tab that has kept a workspace; the opening itself is measured too. */
async function open(kept) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(ACT_TIMEOUT_MS);
  page = await context.newPage();
  page.on("pageerror", (error) => console.log("exception:", error.message));
  await page.addInitScript((kept) => localStorage.getItem("stepscope.workspace") ?? localStorage.setItem("stepscope.workspace", kept), JSON.stringify(kept));
  await measured("opened", async () => {
    await page.goto(server.url);
    await page.getByRole("textbox", { name: "Definition, JSON" }).waitFor({ timeout: RUN_TIMEOUT_MS });
    await page.waitForTimeout(4000);
  });
}

// ---- What a person does --------------------------------------------------------------------------------------

const button = (name) => page.getByRole("button", { name, exact: true });
const press = (name) => button(name).click();
const slider = () => page.getByRole("slider", { name: "Events" });
const timeline = (name) => page.getByRole("tablist", { name: "Timeline" }).getByRole("tab", { name }).click();
const inspector = (name) => page.getByRole("tablist", { name: "Inspector" }).getByRole("tab", { name }).click();
const editor = () => page.getByRole("textbox", { name: /^Definition, / });
const graph = () => page.getByRole("region", { name: "Graph", exact: true });
const ended = () => page.locator(".clock-state").filter({ hasText: /Succeeded|Failed/ }).waitFor({ timeout: RUN_TIMEOUT_MS });
const toEnd = async () => {
  await press("To end");
  await ended();
};
const menu = async (button, item) => {
  await press(button);
  await page.getByRole("menuitem", { name: item }).click();
};
/** A command of the palette, by its name. */
const command = async (name) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
};
const times = async (count, act, restMs = 30) => {
  for (let at = 0; at < count; at += 1) {
    await act(at);
    await page.waitForTimeout(restMs);
  }
};
const scrubbed = async () => {
  const box = await slider().boundingBox();
  await page.mouse.move(box.x + box.width - 4, box.y + 20);
  await page.mouse.down();
  await times(40, (at) => page.mouse.move(box.x + box.width * (1 - at / 50), box.y + 20), 5);
  await page.mouse.up();
};

// ---- Situations ----------------------------------------------------------------------------------------------

async function longRun() {
  await measured("to end", toEnd);
  console.log(`  (${await slider().getAttribute("aria-valuetext")})`);
  await measured("events shown", () => timeline(/Events/));
  await measured("events filtered", () => page.getByRole("searchbox").pressSequentially("price", { delay: 60 }));
  await measured("events scrolled", () => times(20, () => page.locator(".table-wrap").evaluate((list) => list.scrollBy(0, 20_000))));
  await page.getByRole("searchbox").fill("");
  await measured("an event opened", () => page.locator("table.events tbody tr:not(.spacer)").first().click());
  for (const name of ["Variables", /Messages/, "Output", "Table"]) await measured(`${name} shown`, () => timeline(name));
  await measured("table unfolded", async () => {
    const fold = page.locator("tbody .fold").first();
    if (await fold.count()) await fold.click();
  });
  await measured("state's events shown", () => inspector(/Events/));
  await measured("data flow shown", () => inspector("Data flow"));
  await measured("scrubbed", scrubbed);
  await measured("stepped back 10 times", () => times(10, () => page.keyboard.press("Alt+,"), 60));
  await measured("stepped 10 times", () => times(10, () => page.keyboard.press("Alt+."), 60));
  await measured("played for two seconds", async () => {
    await press("Run");
    await page.waitForTimeout(2000);
    if (await button("Pause").count()) await press("Pause");
  });
  await measured("to start", () => page.keyboard.press("Alt+["));
}

const situations = {
  "inline Map of 10,000": async () => {
    await open(inlineMap(10_000));
    await longRun();
  },
  "distributed Map of 10,000": async () => {
    await open(distributedMap(10_000));
    await longRun();
    await measured("to end again", toEnd);
    await measured("its children shown", () => graph().locator(".node").first().click({ position: { x: 20, y: 12 } }));
    await measured("into a child", () => page.getByRole("region", { name: "Child executions" }).getByRole("button").nth(3).click());
  },
  "1,000 states": async () => {
    await open(workspace(chain(1000), { id: 1, count: 2 }));
    await measured("zoomed out 10 times", () => times(10, () => press("Zoom out"), 80));
    await measured("zoomed in 10 times", () => times(10, () => press("Zoom in"), 80));
    const canvas = await graph().locator(".canvas").boundingBox();
    await measured("panned by the wheel", async () => {
      await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
      await times(40, () => page.mouse.wheel(0, 400), 20);
    });
    await measured("went about the minimap", async () => {
      const map = await graph().locator(".minimap").boundingBox();
      await page.mouse.move(map.x + map.width / 2, map.y + 4);
      await page.mouse.down();
      await times(20, (at) => page.mouse.move(map.x + map.width / 2, map.y + 4 + (at * (map.height - 8)) / 20));
      await page.mouse.up();
    });
    await measured("stepped 10 times", () => times(10, () => page.keyboard.press("Alt+."), 60));
    await measured("to end", toEnd);
    await measured("scrubbed", scrubbed);
    await measured("fit to pane", () => press("Fit to pane"));
    await measured("scrubbed, seen from afar", scrubbed);
    await measured("turned", () => command("Turn the graph"), 3000);
    await measured("turned back", () => command("Turn the graph"), 3000);
    await measured("states as a table", () => graph().getByRole("button", { name: "Table" }).or(graph().getByRole("radio", { name: "Table" })).first().click());
    await measured("as a graph again", () => graph().getByRole("button", { name: "Graph" }).or(graph().getByRole("radio", { name: "Graph" })).first().click());
    for (const kind of ["SVG", "PNG"]) {
      await measured(`picture as ${kind}`, async () => {
        const download = page.waitForEvent("download", { timeout: RUN_TIMEOUT_MS });
        await menu("Download the graph", `Picture as ${kind}`);
        await download;
        await page.waitForTimeout(3000);
      });
    }
    await measured("full screen and back", () => times(2, () => command("Graph over the whole page"), 600));
  },
  "designing 1,000 states": async () => {
    await open(workspace(chain(1000), { id: 1, count: 2 }));
    await graph().locator(".node").nth(2).click();
    await measured("doubled", () => command("Duplicate the state"), 4000);
    await measured("moved", () => command("Move the state later"), 4000);
    await measured("deleted", () => command("Delete the state"), 4000);
    await measured("undone", () => command("Undo"), 4000);
    await measured("added", async () => {
      await command("Add a state");
      const palette = page.getByRole("dialog", { name: "Add a state" });
      await palette.getByRole("searchbox", { name: "Filter" }).fill("sns");
      await palette.getByRole("button", { name: "Publish message" }).click();
    }, 4000);
    await measured("renamed", async () => {
      await graph().locator(".node").nth(3).click();
      await page.keyboard.press("F2");
      await page.getByRole("dialog").getByRole("textbox").fill("Another name");
      await page.keyboard.press("Enter");
    }, 4000);
  },
  "text of 1,000 states": async () => {
    await open(workspace(chain(1000), { id: 1, count: 2 }));
    await measured("to YAML", () => command("Convert the definition"), 6000);
    await measured("to JSON", () => command("Convert the definition"), 6000);
    await measured("a file dropped", () => drop(page, "other.asl.json", chain(1000, { indent: 3 })), 6000);
    await measured("typed inside a text", async () => {
      await editor().focus();
      await page.keyboard.press("Control+Home");
      for (const key of ["ArrowDown", "End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
      await times(8, (at) => page.keyboard.press("abcdefgh"[at]), 200);
    }, 3000);
    await measured("typed a new field", async () => {
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await times(17, (at) => page.keyboard.press('"Version": "1.0",'[at]), 200);
    }, 3000);
    await measured("caret moved", () => times(20, () => page.keyboard.press("PageDown"), 50));
    await measured("text searched", async () => {
      await page.keyboard.press("Control+f");
      await page.keyboard.type("State 9");
      await times(5, () => page.keyboard.press("Enter"));
    });
  },
  "1 MB of text": async () => {
    await open(workspace(chain(2600, { indent: 1 }), { id: 1, count: 2 }));
    await measured("formatted", () => page.keyboard.press("Shift+Alt+f"), 8000);
  },
  "1,000 problems": async () => {
    await open(workspace(chain(500, { isFlawed: true }), { id: 1, count: 2 }));
    await measured("opened the list", () => page.getByRole("button", { name: /\d problems/ }).click());
    await measured("scrolled it", () => times(20, () => page.locator(".problem-list").evaluate((list) => list.scrollBy(0, 2000))));
    await measured("went to a problem", () => page.locator(".problem-list").getByRole("button", { name: /line \d/i }).first().click());
    await measured("next problem 10 times", () => times(10, () => page.keyboard.press("F8"), 60));
    await measured("typed", async () => {
      await page.keyboard.press("Control+Home");
      for (const key of ["ArrowDown", "End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
      await times(4, (at) => page.keyboard.press("abcd"[at]), 200);
    }, 3000);
  },
  "payload of 256 KiB": async () => {
    await open(workspace(heavy, payload(240_000)));
    await measured("stepped 3 times", () => times(3, () => page.keyboard.press("Alt+."), 300));
    await measured("to end", toEnd);
    for (const name of ["Take", "Keep"]) await measured(`selected ${name}`, () => graph().locator(`.node[aria-label^="${name}, "]`).click());
    await graph().locator('.node[aria-label^="Take, "]').click();
    await measured("all shown", () => press("Changes only"));
    await measured("a list unfolded", () => page.getByRole("tree").first().getByRole("treeitem", { name: /orders/ }).first().click());
    await measured("walked it by keys", () => times(20, () => page.keyboard.press("ArrowDown")));
    await measured("pointed at expressions", async () => {
      for (const expression of await page.locator(".expr").all()) await expression.hover();
    });
    await measured("traced a value", () => page.getByRole("tree").last().getByRole("treeitem", { name: /first|order-/ }).first().click(), 1500);
    await page.keyboard.press("Escape");
    await measured("opened the value", () => page.getByRole("button", { name: /^Open: / }).first().click());
    await measured("searched it", () => page.getByRole("dialog").getByRole("searchbox").pressSequentially("order-99", { delay: 80 }));
    await measured("edited it", async () => {
      await page.getByRole("dialog").getByRole("button", { name: "Edit", exact: true }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Edit" }).press("End");
      await page.keyboard.type(" ", { delay: 80 });
    });
    await page.keyboard.press("Escape");
    await measured("the lab", () => inspector("Lab"));
    await measured("wrote in the lab", async () => {
      await page.locator(".lab textarea").nth(1).focus();
      await page.keyboard.type("$.a", { delay: 200 });
    });
    await measured("output shown", () => timeline("Output"));
    await measured("input shown", () => page.getByRole("tab", { name: "Input" }).first().click());
  },
  "Parallel of 100 branches": async () => {
    await open(parallel(100));
    await measured("to end", toEnd);
    await measured("scrubbed", scrubbed);
    await measured("stepped back 10 times", () => times(10, () => page.keyboard.press("Alt+,"), 60));
    await measured("events shown", () => timeline(/Events/));
    await measured("zoomed out 5 times", () => times(5, () => press("Zoom out"), 80));
    await measured("turned", () => command("Turn the graph"), 2000);
  },
  "compare two runs of 25,000 events": async () => {
    await open(inlineMap(8000));
    await toEnd();
    await measured("the input edited", async () => {
      await drop(page, "input.json", JSON.stringify(Array.from({ length: 8000 }, (_, at) => (at === 7000 ? -1 : at))));
    }, 3000);
    await toEnd();
    await measured("branched by an edit", async () => {
      await timeline("Table");
      await page.getByRole("button", { name: /^Open: / }).first().click();
      await page.getByRole("dialog").getByRole("button", { name: "Edit", exact: true }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Edit" }).fill(JSON.stringify(Array.from({ length: 8000 }, (_, at) => at + 1)));
      await page.getByRole("dialog").getByRole("button", { name: "Apply" }).click();
    }, 3000);
    await measured("compared", () => timeline("Compare"), 20_000);
    await measured("went to the difference", () => press("Go to the difference"), 3000);
    await measured("scrolled", () => times(20, () => page.locator(".table-wrap").evaluate((list) => list.scrollBy(0, 20_000))));
    await measured("stepped 5 times", () => times(5, () => page.keyboard.press("Alt+."), 100));
    await measured("brought back", () => press("Bring the former run back"), 3000);
  },
  "breakpoints over 25,000 events": async () => {
    await open(inlineMap(8000));
    await timeline("Breakpoints");
    await page.getByRole("textbox", { name: /^JSONata over the input/ }).fill("$ = 'never'");
    await press("Add");
    await measured("to end", toEnd);
    await measured("stepped back 10 times", () => times(10, () => page.keyboard.press("Alt+,"), 60));
  },
};

const words = process.argv.slice(2);
for (const [name, situation] of Object.entries(situations)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  console.log(name);
  try {
    await situation();
  } catch (error) {
    console.log(`  stopped: ${error.message}`);
  }
  await page?.context().close();
}
await browser.close();
await server.close();
