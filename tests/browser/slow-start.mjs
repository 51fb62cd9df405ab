// A cold start on a slow telephone: node slow-start.mjs --dir FOLDER --ready EXPRESSION. Prints one line of JSON.
//
// Chromium's own brakes: the network of its old "Fast 3G" (1.44 of 1.6 Mbit/s down, 562 ms until a first byte) for the
// page and its worker, and a main thread four times slower; nothing is cached. Medians of five fresh contexts: the first
// paint, the state's bars, of which index.html brings a picture along, the palette there to be used ("shell"), and what the expression asks for; bytes as they are sent, console
// errors of all runs. Chromium does not brake the worker's processor. Not here: what is too much (xtask/src/bench/weight.rs).
import { parseArgs } from "node:util";
import { launch, serve } from "./loopback.mjs";

const { values: options } = parseArgs({ options: { dir: { type: "string" }, ready: { type: "string" } } });
const network = { offline: false, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9, latency: 150 * 3.75 };
const site = await serve(options.dir);
const browser = await launch();

const watch = `(() => {
  const bars = () => [...document.querySelectorAll('.inspector svg rect.bar')].some((bar) => bar.getBoundingClientRect().height > 0);
  const wanted = { picture: bars, shell: () => !!document.querySelector('[data-ketloom="palette"] button'), ready: () => ${options.ready} };
  window.__at = {};
  const look = () => {
    for (const name in wanted) if (!(name in window.__at) && wanted[name]()) window.__at[name] = performance.now();
    if (!("ready" in window.__at)) requestAnimationFrame(look);
  };
  look();
})()`;

/** Brakes the network of the page's workers too: each is a target of its own. */
async function brakeWorkers(session) {
  session.on("Target.attachedToTarget", ({ sessionId }) => {
    for (const [id, method, params] of [[1, "Network.enable", {}], [2, "Network.emulateNetworkConditions", network], [3, "Runtime.runIfWaitingForDebugger", {}]]) {
      session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) }).catch(() => {});
    }
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
}

async function run() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await brakeWorkers(session);
  await page.addInitScript({ content: watch });
  await page.goto(`${site.address}index.html`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.__at.ready, null, { timeout: 60_000 });
  const result = await page.evaluate(() => ({
    first_paint_ms: performance.getEntriesByName("first-contentful-paint")[0].startTime, picture_ms: window.__at.picture, shell_ms: window.__at.shell, ready_ms: window.__at.ready,
  }));
  await context.close();
  return { ...result, errors };
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
try {
  await run(); // warms the browser, not its cache: every context is fresh
  const runs = [];
  for (let i = 0; i < 5; i++) runs.push(await run());
  const medians = Object.fromEntries(["first_paint_ms", "picture_ms", "shell_ms", "ready_ms"].map((key) => [key, median(runs.map((one) => one[key]))]));
  const sent = [...site.asked.values()].reduce((sum, file) => sum + file.gzip, 0);
  console.log(JSON.stringify({ w: "slow start", ...medians, requests: site.asked.size, gzip: sent, errors: runs.flatMap((one) => one.errors) }));
} finally {
  await browser.close();
  await site.close();
}
