// Finishes what trunk built: a release gets its content security policy.
// In development trunk puts an inline script into the page to reload it, which the policy would stop.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

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

if (process.env.TRUNK_PROFILE === "release") {
  const page = join(process.env.TRUNK_STAGING_DIR, "index.html");
  const html = await readFile(page, "utf8");
  if (!PLACE.test(html)) throw new Error("index.html has no place for the content security policy");
  await writeFile(page, html.replace(PLACE, `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
}
