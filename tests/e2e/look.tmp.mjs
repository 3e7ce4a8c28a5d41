import { test } from "node:test";
import { open, wide, screenshot } from "./browser.mjs";
test("look", async (t) => {
  const page = await open(t, wide, { prepare: async (page) => { page.on("console", (m) => console.log("C", m.type(), m.text().slice(0, 1500))); page.on("pageerror", (e) => console.log("E", e.message, e.stack?.slice(0, 800))); } });
  for (let i = 0; i < 6; i++) { await page.waitForTimeout(4000); console.log(i, await page.evaluate(() => document.body.innerText.slice(0, 200))); }
  await screenshot(page, "look");
});
