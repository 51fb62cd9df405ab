// Times the benchmark's module in headless Chromium: node bench.mjs --dir FOLDER [--filter TEXT] [--budget MS]
// Prints JSON lines: first the browser and its clock, then a row a case as `crates/bench` writes it.
//
// Here: each case in a fresh worker of a cross-origin isolated page, whose clock has steps of 5 µs instead of 100.
// Not here: the cases (crates/bench), building the module and the table (`cargo xtask bench`).
import fs from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { launch, serve } from "./loopback.mjs";

const { values: options } = parseArgs({ options: {
  dir: { type: "string" }, filter: { type: "string", default: "" }, budget: { type: "string", default: "1000" },
} });

const worker = `import init, * as bench from "./bench_wasm.js";
await init({ module_or_path: "./bench_wasm_bg.wasm" });
// V8 compiles a function well only when it has been called for a while. That time is not a call's: short cases run
// twice, and of the first run only the first call is kept. (Peers' compilers have their first call apart, too.)
const timed = (filter, budget) => {
  const cold = JSON.parse(bench.run(filter, budget));
  const row = cold.median_s < 0.05 ? JSON.parse(bench.run(filter, budget)) : cold;
  return JSON.stringify({ ...row, first_s: cold.first_s }) + "\\n";
};
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
  else postMessage(timed(filter, budget));
};
postMessage("ready");`;
const page = "<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=data:,>";

// Chromium gives its threads priorities of its own. Where this program was given a raised one (`nice -n -10`, on a
// machine that others use), so that other work does not count as ours, the threads it started get it back.
function raise() {
  const priority = os.getPriority();
  if (priority >= 0 || process.platform !== "linux") return;
  const parents = new Map();
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(pid, fs.readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[1]);
    } catch { /* It ended meanwhile. */ }
  }
  const ours = (pid) => pid === String(process.pid) || (parents.has(pid) && ours(parents.get(pid)));
  for (const pid of [...parents.keys()].filter((pid) => pid !== String(process.pid) && ours(pid))) {
    try {
      for (const thread of fs.readdirSync(`/proc/${pid}/task`)) os.setPriority(Number(thread), priority);
    } catch { /* It ended meanwhile. */ }
  }
}

const site = await serve(options.dir, {
  extra: { "index.html": Buffer.from(page), "worker.js": Buffer.from(worker) },
  headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
});
const browser = await launch();
try {
  const tab = await browser.newPage();
  await tab.goto(site.address, { waitUntil: "load" });
  await tab.exposeFunction("raise", raise);
  const ask = (question) => tab.evaluate((question) => new Promise((answer, fail) => {
    const worker = new Worker("worker.js", { type: "module" });
    const end = (how, what) => { worker.terminate(); how(what); };
    worker.onerror = (event) => end(fail, new Error(event.message ?? "the worker did not start"));
    worker.onmessage = ({ data }) => (data === "ready" ? window.raise().then(() => worker.postMessage(question)) : end(answer, data));
  }), question);
  console.log(JSON.stringify({ browser: `Chromium ${browser.version()}`, ...await ask({ what: "clock" }) }));
  const names = (await ask({ what: "names", filter: options.filter })).split("\n").filter(Boolean);
  for (const name of names) process.stdout.write(await ask({ what: "run", filter: name, budget: Number(options.budget) }));
} finally {
  await browser.close();
  await site.close();
}
