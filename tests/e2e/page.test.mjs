// The page as such: it comes up below any path, says nothing on the console, asks no other origin, and axe finds nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, dark, narrow, open, screenshot, wide } from "./browser.mjs";

for (const [name, screen] of Object.entries({ wide, dark, narrow })) {
  test(`the page comes up on a ${name} screen and is accessible`, async (t) => {
    const page = await open(t, screen);
    await page.locator(".shell").waitFor({ state: "detached" });
    assert.equal(await page.title(), "Stepscope");
    await screenshot(page, `page-${name}`);
    await assertAccessible(page);
  });
}

for (const [name, screen] of Object.entries({ wide, narrow })) {
  test(`the frame is there before the app is on a ${name} screen`, async (t) => {
    let letAppCome;
    const wait = new Promise((resolve) => (letAppCome = resolve));
    const prepare = (page) => page.route("**/*.wasm", (route) => wait.then(() => route.continue()));
    const page = await open(t, screen, { prepare });
    await page.getByText("Loading").waitFor();
    await screenshot(page, `frame-${name}`);
    letAppCome();
    await page.locator(".shell").waitFor({ state: "detached" });
  });
}

test("a language is fetched when it is chosen, and is there from the start next time", async (t) => {
  const page = await open(t, wide);
  const fetched = [];
  page.on("request", (request) => /locales|messages/.test(request.url()) && fetched.push(request.url()));
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  assert.deepEqual(fetched, []);
  await page.getByRole("combobox", { name: "Language" }).selectOption("ja");
  await page.getByRole("button", { name: "ステップ", exact: true }).waitFor();
  assert.equal(await page.getAttribute("html", "lang"), "ja");
  assert.equal(fetched.length, 2);
  await page.reload();
  await page.getByRole("button", { name: "ステップ", exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Step", exact: true }).count(), 0);
});
