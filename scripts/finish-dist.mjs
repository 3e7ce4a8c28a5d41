// Finishes what trunk built: a release gets its content security policy, its program in two parts, and names with a
// digest for the scripts that trunk only copies, so that a new release never meets an old file in a cache.
// In development trunk puts an inline script into the page to reload it, which the policy would stop.
import { transform } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isLater } from "./later.mjs";
import { linkedData } from "./linked-data.mjs";
import { split } from "./split-wasm.mjs";

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'", // the editor adds style elements as it goes
  "img-src 'self' data:", // and draws its markers with data images
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join("; ");
const PLACE = /<!-- content-security-policy:.*?-->/;

/** What the linker wrote, before anyone has worked on it. */
const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../target", import.meta.url));
const LINKED = join(target, "wasm32-unknown-unknown/wasm-release/stepscope-web.wasm");

const dist = process.env.TRUNK_STAGING_DIR;
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** Takes out of the scripts what only people read; the editor comes without it already. */
async function minify() {
  const scripts = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".js") && file !== "editor.js");
  const one = async (script) => {
    const { code } = await transform(await readFile(join(dist, script), "utf8"), { minify: true, format: "esm" });
    await writeFile(join(dist, script), code);
  };
  await Promise.all(scripts.map(one));
}

/** Texts that are part of the program. */
const LINKED_TEXTS = ["locales/en.txt", "messages/en.json"];

/** Gives a copied script a name with its digest, and tells it. */
async function named(script) {
  const bytes = await readFile(join(dist, script));
  const name = script.replace(".js", `-${digest(bytes)}.js`);
  await rename(join(dist, script), join(dist, name));
  return name;
}

/** Splits the program, and tells the name of the second part. */
async function splitProgram() {
  const whole = (await readdir(dist)).find((file) => file.endsWith("_bg.wasm"));
  const { first, later } = split(await readFile(join(dist, whole)), isLater, linkedData(await readFile(LINKED)));
  const name = `later-${digest(later)}.wasm`;
  await writeFile(join(dist, whole), first);
  await writeFile(join(dist, name), later);
  return name;
}

if (process.env.TRUNK_PROFILE === "release") {
  const page = join(dist, "index.html");
  await minify();
  await Promise.all(LINKED_TEXTS.map((text) => rm(join(dist, text))));
  const [later, boot, editor] = [await splitProgram(), await named("boot.js"), await named("editor.js")];
  const replaced = (html, [from, to]) => {
    if (html.search(from) < 0) throw new Error(`index.html has no ${from}`);
    return html.replace(from, to);
  };
  const html = [
    [PLACE, `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`],
    [/"[^"]*boot.js"/, `"${boot}" data-later="${later}" data-editor="${editor}"`],
  ].reduce(replaced, await readFile(page, "utf8"));
  await writeFile(page, html);
}
