// How long the page's main thread is kept busy in one piece, from Chromium's own trace: wall time, and processor time,
// which leaves out what the rest of a shared machine took. Not here: what is judged (see pace.test.mjs).

const categories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8.execute", "v8", "blink,loading"];

/** Traces while `act` runs; the page's tasks as `{ wall, cpu, parts }` in milliseconds, longest first. */
export async function tasksOf(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories });
  let buffer;
  try {
    await act();
  } finally {
    buffer = await browser.stopTracing();
  }
  const { traceEvents: events } = JSON.parse(buffer.toString());
  const mains = new Set(events.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map((e) => `${e.pid}.${e.tid}`));
  const own = events.filter((e) => e.ph === "X" && mains.has(`${e.pid}.${e.tid}`));
  const tasks = own.filter((e) => e.name === "RunTask" || e.name === "ThreadControllerImpl::RunTask");
  const seen = new Map();
  for (const task of tasks) {
    const parts = {};
    const inside = own.filter((e) => e !== task && e.pid === task.pid && e.tid === task.tid && e.ts >= task.ts && e.ts + (e.dur ?? 0) <= task.ts + task.dur && !tasks.includes(e));
    if (task.dur > 20_000) for (const e of inside) parts[e.name] = (parts[e.name] ?? 0) + (e.dur ?? 0) / 1000;
    seen.set(`${task.pid} ${task.ts}`, { wall: task.dur / 1000, cpu: (task.tdur ?? task.dur) / 1000, parts });
  }
  return [...seen.values()].sort((a, b) => b.cpu - a.cpu);
}

/** A line about the longest tasks. */
export function told(tasks) {
  const line = ({ wall, cpu, parts }) => {
    const most = Object.entries(parts).sort((a, b) => b[1] - a[1]).filter(([, ms]) => ms > 5).slice(0, 7).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
    return `${cpu.toFixed(0)} ms of processor in ${wall.toFixed(0)} ms${most.length ? ` (${most.join(", ")})` : ""}`;
  };
  return tasks.slice(0, 3).map(line).join("; ");
}

/** The milliseconds of a fixed piece of work, at best: 10 on the machine class of performance.md. */
export const fixedWork = (page) => page.evaluate(() => {
  let best = Infinity;
  for (let i = 0; i < 12; i++) {
    const begun = performance.now();
    let x = 1;
    for (let k = 0; k < 10_000_000; k++) x = (x * 1.0000001 + k) % 1000.5;
    if (x < 0) throw new Error("never");
    best = Math.min(best, performance.now() - begun);
  }
  return best;
});
