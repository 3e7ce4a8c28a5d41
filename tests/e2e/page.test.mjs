// The page as such: it comes up below any path, says nothing on the console, asks no other origin, and axe finds nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, wide } from "./browser.mjs";

for (const [name, screen] of Object.entries({ wide, dark, narrow })) {
  test(`the page comes up on a ${name} screen and is accessible`, async (t) => {
    const page = await open(t, screen);
    await page.getByRole("textbox", { name: "Definition" }).waitFor();
    assert.equal(await page.title(), "Stepscope");
    await screenshot(page, `page-${name}`);
    await assertAccessible(page);
  });
}

test("the frame is there before the app is", async (t) => {
  let letAppCome;
  const wait = new Promise((resolve) => (letAppCome = resolve));
  const prepare = (page) => page.route("**/*.wasm", (route) => wait.then(() => route.continue()));
  const page = await open(t, wide, { prepare });
  await page.getByText("Loading").waitFor();
  await screenshot(page, "page-frame");
  letAppCome();
  await page.getByRole("textbox", { name: "Definition" }).waitFor();
});
