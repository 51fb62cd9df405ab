// What every browser test stands on: a static server over dist/, one Chromium, and pages that fail their test
// when anything goes wrong in the console.
//
// Here: serving, launching, opening, collecting errors, screenshots. Not here: what ketloom should look like
// or do; that is in the *.test.mjs files, each of which begins with
//   import { browserTest } from "./harness.mjs";
//   browserTest("what is true", async ({ open }) => { const { page } = await open("index.html"); … });
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve(process.env.KETLOOM_DIST ?? path.join(here, "..", "..", "dist"));
const out = path.join(here, "out");
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml",
  ".png": "image/png", ".woff2": "font/woff2" };
const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Common window sizes. */
export const viewports = { phone: { width: 360, height: 740 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1440, height: 900 } };

/** Serves a folder on the loopback under a path of its own, as a static host would: `{ address, close }`. */
export async function serve(folder = dist, prefix = "/some/where/") {
  const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.join(folder, wanted.slice(prefix.length) || "index.html");
    if (!wanted.startsWith(prefix) || !file.startsWith(folder) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
  return { address: `http://127.0.0.1:${server.address().port}${prefix}`, close };
}

// One server and one browser for a test file, started by its first test.
let shared;
async function start() {
  assert.ok(fs.existsSync(path.join(dist, "index.html")), `${dist} has no index.html; build the page first: cargo xtask build`);
  const site = await serve();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
  return { site, browser };
}
after(async () => {
  const { site, browser } = (await shared) ?? {};
  await browser?.close();
  await site?.close();
});

/**
 * Opens a page of dist/ in a context of its own: `{ page, errors, expectError, screenshot }`.
 * `viewport` is a size or a name from `viewports`, `theme` "light" or "dark", `touch` a finger instead of a mouse,
 * `stillness` reduced motion (default: true), `context` further options of playwright's newContext.
 */
async function openPage(opened, where, { viewport = "desktop", theme = "light", touch = false, stillness = true, context = {} } = {}) {
  const { site, browser } = await (shared ??= start());
  const scope = await browser.newContext({
    viewport: viewports[viewport] ?? viewport, colorScheme: theme, hasTouch: touch, isMobile: touch,
    reducedMotion: stillness ? "reduce" : "no-preference", ...context,
  });
  const page = await scope.newPage();
  const errors = [];
  const expected = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.stack ?? error}`));
  page.on("response", (response) => { if (response.status() >= 400) errors.push(`${response.status()}: ${response.url()}`); });
  // The page may talk to its own host and to nobody else.
  await scope.route((address) => address.origin !== new URL(site.address).origin && address.protocol.startsWith("http"), (route) => {
    errors.push(`a request left the page's host: ${route.request().url()}`);
    return route.abort();
  });
  opened.push({ scope, errors, expected });
  await page.goto(new URL(where, site.address).href, { waitUntil: "load" });
  const screenshot = async (name, options = {}) => {
    fs.mkdirSync(out, { recursive: true });
    const file = path.join(out, `${name}.png`);
    await page.screenshot({ path: file, ...options });
    return file;
  };
  return { page, errors, expectError: (pattern) => expected.push(pattern), screenshot };
}

/**
 * A test with a browser. `body` gets `{ open, t }`; when it is done its pages are closed, and every console error,
 * uncaught exception, failed request or request to another host that was not announced with `expectError(/…/)` fails it.
 */
export function browserTest(name, body, options = {}) {
  test(name, { timeout: 60_000, ...options }, async (t) => {
    const opened = [];
    try {
      await body({ open: (where = "index.html", how = {}) => openPage(opened, where, how), t });
    } finally {
      await Promise.all(opened.map(({ scope }) => scope.close()));
    }
    const left = opened.flatMap(({ errors, expected }) => errors.filter((text) => !expected.some((pattern) => pattern.test(text))));
    assert.deepEqual(left, [], "the page reported errors");
  });
}
