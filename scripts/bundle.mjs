// Bundles the editor and the styles into web/gen. Trunk runs it before each build,
// `cargo xtask` before it checks the web crate.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = `${root}web/gen/`;

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["web/js/editor.js", "web/css/style.css"],
  outdir: "web/gen",
  entryNames: "[name]",
  bundle: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"], // the first with CSS light-dark()
  minify: true,
  legalComments: "none",
  write: false,
  logLevel: "warning",
});

await mkdir(generated, { recursive: true });
// A file is written only when it changed, or `trunk serve` would rebuild for ever.
for (const { path, contents } of outputFiles) {
  const before = await readFile(path).catch(() => null);
  if (!before?.equals(contents)) {
    await writeFile(path, contents);
    console.log(`bundled web/gen/${basename(path)}, ${contents.length} bytes`);
  }
}
