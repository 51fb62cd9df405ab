// Weight and time to interactive of a built page, and of others beside it:
// node page-weight.mjs --dir FOLDER [--label NAME] [--ready EXPRESSION] [--behind PREFIX,PREFIX] [--beside NAME=FOLDER]…
// Prints one line of JSON for each page. Pages are opened in turns, so that a busy minute is busy for all of them.
//
// Here: the same measurement as the one that gave the published figures of other pages: a gzip -9 server on the
// loopback, five fresh browser contexts after one that warms up, medians. "interactive" is the end of the last task over
// 50 ms (or the first contentful paint, or the document's end, if later) before a second of quiet; "ready" is when the
// expression became true. Added: what was asked for by then, the first view (files whose names begin with a prefix
// come behind it, by the page's own making), and all files of the folder. Not here: what is too much.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch, packed, serve } from "./loopback.mjs";

const { values: options } = parseArgs({ options: {
  dir: { type: "string" }, label: { type: "string", default: "page" }, ready: { type: "string", default: "" },
  behind: { type: "string" }, beside: { type: "string", multiple: true, default: [] },
} });
const others = options.beside.map((text) => {
  const [label, ...folder] = text.split("=");
  return { label, dir: folder.join("="), ready: "" };
});
const pages = [{ label: options.label, dir: options.dir, ready: options.ready, behind: options.behind }, ...others];
// `first` is what was asked for until the page was ready, in its first context.
for (const page of pages) Object.assign(page, { site: await serve(page.dir), runs: [], first: undefined });
const browser = await launch();

// Written into the page's first script, because its content policy rightly forbids `eval`.
const watch = (condition) => `(() => {
  window.__long = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.__long.push([entry.startTime, entry.duration]);
  }).observe({ type: "longtask", buffered: true });
  const ready = () => { try { return ${condition || "false"}; } catch { return false; } };
  const timer = setInterval(() => {
    if (ready()) { window.__ready = performance.now(); clearInterval(timer); }
  }, 5);
})()`;

function times() {
  const navigation = performance.getEntriesByType("navigation")[0];
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const quiet = Math.max(0, ...window.__long.map(([start, lasted]) => start + lasted));
  return {
    first_paint_ms: paint, load_ms: navigation.loadEventEnd,
    interactive_ms: Math.max(paint, quiet, navigation.domContentLoadedEventEnd),
    blocked_ms: window.__long.reduce((sum, [, lasted]) => sum + lasted, 0),
    longest_task_ms: Math.max(0, ...window.__long.map(([, lasted]) => lasted)),
    ready_ms: window.__ready ?? null,
  };
}

async function run(subject) {
  const { site, ready } = subject;
  const own = new URL(site.address).hostname;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/*", (route) => (new URL(route.request().url()).hostname === own ? route.continue() : route.abort()));
  await page.addInitScript({ content: watch(ready) });
  await page.goto(`${site.address}index.html`, { waitUntil: "load" });
  if (ready) await page.waitForFunction(() => window.__ready, null, { timeout: 60_000 });
  subject.first ??= [...site.asked.keys()];
  const quiet = () => {
    const last = Math.max(0, ...window.__long.map(([start, lasted]) => start + lasted));
    return performance.now() - last > 1000 && performance.now() > 1500;
  };
  await page.waitForFunction(quiet, null, { timeout: 60_000 });
  const result = await page.evaluate(times);
  await context.close();
  return result;
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const sum = (files, key) => files.reduce((total, file) => total + file[key], 0);
/** What there is to tell of a page. */
function row({ label, dir, site, behind, first, runs }) {
  const medians = Object.keys(runs[0]).map((key) => [key, runs[0][key] === null ? null : median(runs.map((one) => one[key]))]);
  const files = [...site.asked.values()];
  const prefixes = behind?.split(",") ?? [];
  const view = files.filter(({ file }) => !prefixes.some((prefix) => file.startsWith(prefix)));
  const until = files.filter(({ file }) => first.includes(file));
  const folder = fs.readdirSync(dir, { recursive: true }).map((name) => path.join(dir, name));
  const all = folder.filter((file) => fs.statSync(file).isFile()).map((file) => ({ gzip: packed(file).gzip.length }));
  return {
    w: "W9", page: label, runs: runs.length, ...Object.fromEntries(medians),
    requests: files.length, raw: sum(files, "raw"), gzip: sum(files, "gzip"), gzip_of_first_view: sum(view, "gzip"),
    gzip_until_ready: sum(until, "gzip"), gzip_of_folder: sum(all, "gzip"), files,
  };
}

try {
  for (const page of pages) await run(page); // warms the browser
  for (let i = 0; i < 5; i++) for (const page of pages) page.runs.push(await run(page));
  for (const page of pages) console.log(JSON.stringify(row(page)));
} finally {
  await browser.close();
  for (const { site } of pages) await site.close();
}
