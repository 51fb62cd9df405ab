// How long the page's main thread is kept busy in one piece, from Chromium's own trace: wall time, and processor time,
// which leaves out what others took of a shared machine. Not here: what is judged (see pace.test.mjs).

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8.execute"];

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
  const thread = (e) => `${e.pid}.${e.tid}`;
  const mains = new Set(events.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map(thread));
  const own = events.filter((e) => e.ph === "X" && mains.has(thread(e)));
  const tasks = own.filter((e) => e.name === "RunTask").sort((a, b) => b.tdur - a.tdur);
  const within = (task) => (e) => e !== task && thread(e) === thread(task) && e.ts >= task.ts && e.ts + e.dur <= task.ts + task.dur;
  return tasks.map((task, place) => {
    const parts = {};
    if (place < 3) for (const e of own.filter(within(task))) parts[e.name] = (parts[e.name] ?? 0) + (e.tdur ?? 0) / 1000;
    return { wall: task.dur / 1000, cpu: task.tdur / 1000, parts };
  });
}

/** The longest tasks in words. */
export function told(tasks) {
  const line = ({ wall, cpu, parts }) => {
    const most = Object.entries(parts).filter(([, ms]) => ms > 5).sort((a, b) => b[1] - a[1]).slice(0, 6);
    return `${cpu.toFixed(0)} ms (${wall.toFixed(0)} by the clock${most.map(([name, ms]) => `, ${name} ${ms.toFixed(0)}`).join("")})`;
  };
  return tasks.slice(0, 3).map(line).join("; ");
}

/** Milliseconds that a fixed piece of work takes, in the middle of twenty times: 12 on the quiet machine of docs/bench.md. */
export const fixedWork = (page) => page.evaluate(() => {
  const times = [];
  for (let i = 0; i < 20; i++) {
    const begun = performance.now();
    let x = 1;
    for (let k = 0; k < 500_000; k++) x = (x * 1.0000001 + k) % 1000.5;
    if (x < 0) throw new Error("never");
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[10];
});
