// Times the benchmark's module in headless Chromium: node bench.mjs --dir FOLDER [--filter TEXT] [--budget MS]
// Prints JSON lines: first the browser and its clock, then a row a case as `crates/bench` writes it.
//
// Here: each case in a fresh worker of a cross-origin isolated page, whose clock has steps of 5 µs instead of 100.
// Not here: the cases (crates/bench), building the module and the table (`cargo xtask bench`).
import { parseArgs } from "node:util";
import { launch, serve } from "./loopback.mjs";

const { values: options } = parseArgs({ options: {
  dir: { type: "string" }, filter: { type: "string", default: "" }, budget: { type: "string", default: "1000" },
} });

const worker = `import init, * as bench from "./bench_wasm.js";
await init({ module_or_path: "./bench_wasm_bg.wasm" });
const steps = () => {
  let least = Infinity;
  for (let i = 0; i < 20000; i++) {
    const from = performance.now();
    let to = from;
    while (to === from) to = performance.now();
    least = Math.min(least, to - from);
    if (performance.now() > 300 && i > 20) break;
  }
  return least;
};
self.onmessage = ({ data: { what, filter, budget } }) => {
  if (what === "names") postMessage(bench.names(filter));
  else if (what === "clock") postMessage({ isolated: self.crossOriginIsolated, step_ms: steps() });
  else postMessage(bench.run(filter, budget));
};
postMessage("ready");`;
const page = "<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=data:,>";

const site = await serve(options.dir, {
  extra: { "index.html": Buffer.from(page), "worker.js": Buffer.from(worker) },
  headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
});
const browser = await launch();
try {
  const tab = await browser.newPage();
  await tab.goto(site.address, { waitUntil: "load" });
  const ask = (question) => tab.evaluate((question) => new Promise((answer, fail) => {
    const worker = new Worker("worker.js", { type: "module" });
    const end = (how, what) => { worker.terminate(); how(what); };
    worker.onerror = (event) => end(fail, new Error(event.message ?? "the worker did not start"));
    worker.onmessage = ({ data }) => (data === "ready" ? worker.postMessage(question) : end(answer, data));
  }), question);
  console.log(JSON.stringify({ browser: `Chromium ${browser.version()}`, ...await ask({ what: "clock" }) }));
  const names = (await ask({ what: "names", filter: options.filter })).split("\n").filter(Boolean);
  for (const name of names) process.stdout.write(await ask({ what: "run", filter: name, budget: Number(options.budget) }));
} finally {
  await browser.close();
  await site.close();
}
