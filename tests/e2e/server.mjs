// Serves the built page as a static host would, below a path, to prove that the page's addresses are relative.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const BELOW = "/sub/";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Compressed files by name, for they are asked for again and again. */
const compressed = new Map();

async function body(file, isCompressed) {
  if (!isCompressed) return readFile(join(dist, file));
  if (!compressed.has(file)) compressed.set(file, brotliCompressSync(await readFile(join(dist, file))));
  return compressed.get(file);
}

async function answer(request, response, isCompressed) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    if (!path.startsWith(BELOW)) throw new Error(`outside ${BELOW}`);
    const file = normalize(path.slice(BELOW.length)) || ".";
    const bytes = await body(file === "." ? "index.html" : file, isCompressed);
    const encoding = isCompressed ? { "content-encoding": "br" } : {};
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? TYPES[".html"], ...encoding }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

/** Starts the server on a free port; `{ url, close }`. */
export async function serve({ isCompressed = false } = {}) {
  const server = createServer((request, response) => answer(request, response, isCompressed));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}${BELOW}`, close };
}
