// What both measurements in a browser stand on: a gzipping server over folders on the loopback, and one Chromium.
//
// Here: serving, counting what was asked for, launching. Not here: what is measured (bench.mjs, page-weight.mjs); the
// tests have a server of their own (harness.mjs), which need not be fast.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { chromium } from "playwright-core";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2" };

/** A file's bytes as they are and as gzip -9 makes them. */
export function packed(file) {
  const bytes = fs.readFileSync(file);
  return { raw: bytes.length, gzip: zlib.gzipSync(bytes, { level: 9 }) };
}

/**
 * Serves a folder, gzipped beforehand: `{ address, asked, close }`. `asked` tells every file that was asked for, with its
 * sizes. `extra` are further files, by name; `headers` go with every answer.
 */
export async function serve(folder, { extra = {}, headers = {} } = {}) {
  const root = path.resolve(folder);
  const cache = new Map();
  const asked = new Map();
  const find = (name) => {
    if (Object.hasOwn(extra, name)) return { raw: extra[name].length, gzip: zlib.gzipSync(extra[name], { level: 9 }) };
    const file = path.join(root, name);
    return file.startsWith(root + path.sep) && fs.existsSync(file) && fs.statSync(file).isFile() ? packed(file) : undefined;
  };
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(request.url.split("?")[0]).slice(1) || "index.html";
    if (!cache.has(name)) cache.set(name, find(name));
    const file = cache.get(name);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    asked.set(name, { file: name, raw: file.raw, gzip: file.gzip.length });
    response.writeHead(200, { "content-type": types[path.extname(name)] ?? "application/octet-stream", "content-encoding": "gzip", ...headers });
    response.end(file.gzip);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, close };
}

/** The Chromium that $CHROMIUM names, or Debian's; without sound, GPU and talk of its own. */
export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
