// How fast the page answers while a circuit is edited: node page-edit.mjs --dir FOLDER. Prints one line of JSON.
//
// Here: a gate held over a circuit of 8 qubits and 20 columns, from each move of the pointer that means another drop to
// the frame that shows its state; and how long frames take while a circuit of 300 gates is scrolled and dragged over.
// Not here: what is too slow.
import { parseArgs } from "node:util";
import { launch, serve } from "./loopback.mjs";

const { values: options } = parseArgs({ options: { dir: { type: "string" }, moves: { type: "string", default: "60" } } });
const site = await serve(options.dir);
const browser = await launch();

/** A circuit with a gate in every cell: rotations, and every fifth column CX of neighbours. */
function full(qubits, columns) {
  const ops = [];
  for (let column = 0; column < columns; column++) {
    for (let q = 0; q < qubits; q++) {
      if (column % 5 === 4 && q % 2 === 0 && q + 1 < qubits) ops.push(`X ${q}:${q + 1}`);
      else if (column % 5 !== 4) ops.push(`${["RY", "RZ", "RX"][(q + column) % 3]}(${(0.1 + 0.07 * ((q * 7 + column * 3) % 40)).toFixed(2)}) ${q}`);
    }
  }
  return `qubits ${qubits}; ${ops.join("; ")}`;
}

async function opened(text) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${site.address}index.html#c=${encodeURIComponent(text)}`, { waitUntil: "load" });
  await page.locator('[data-ketloom="qubit-0"]').first().waitFor();
  await page.waitForTimeout(1000);
  return { page, context };
}
const middle = async (page, selector) => {
  const box = await page.locator(selector).first().boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const cell = (page, wire, column) => middle(page, `[data-ketloom="cell"][data-wire="${wire}"][data-column="${column}"]`);
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const part = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? null;

/** From a move of the pointer to the frame in which the state panel shows what it means. */
async function answers() {
  const { page, context } = await opened(full(8, 20));
  await page.evaluate(() => {
    window.__times = [];
    let since = null, at = "";
    const painted = new MessageChannel();
    painted.port1.onmessage = ({ data }) => window.__times.push(performance.now() - data);
    // A move that is told between frames is told once more with its frame.
    for (const name of ["pointerrawupdate", "pointermove"]) {
      window.addEventListener(name, (event) => {
        if (at === `${event.clientX} ${event.clientY}`) return;
        at = `${event.clientX} ${event.clientY}`;
        since = event.timeStamp;
      }, true);
    }
    new MutationObserver(() => {
      if (since === null) return;
      const then = since;
      since = null;
      // A message after the frame's own work comes when that is painted.
      requestAnimationFrame(() => painted.port2.postMessage(then));
    }).observe(document.querySelector('[data-ketloom="inspector"]'), { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await page.mouse.move(...await middle(page, '[data-ketloom="gate-H"]'));
  await page.mouse.down();
  const places = [await cell(page, 2, 3), await cell(page, 5, 6), await cell(page, 1, 4), await cell(page, 6, 2)];
  const moves = Number(options.moves);
  for (let i = 0; i < moves; i++) {
    await page.mouse.move(...places[i % places.length]);
    await page.waitForTimeout(150);
  }
  await page.mouse.up();
  const times = await page.evaluate(() => window.__times);
  await context.close();
  return { moves: times.length, median_ms: part(times, 0.5), p90_ms: part(times, 0.9), most_ms: part(times, 1) };
}

/** Between frames of the page, while 300 gates are scrolled or dragged over. */
async function frames(act) {
  const { page, context } = await opened(full(10, 32));
  await page.evaluate(() => {
    window.__frames = [];
    let last = performance.now();
    const tick = (now) => { window.__frames.push(now - last); last = now; requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  });
  await act(page);
  const times = (await page.evaluate(() => window.__frames)).slice(2);
  await context.close();
  return { frames: times.length, median_ms: part(times, 0.5), p90_ms: part(times, 0.9), most_ms: part(times, 1) };
}
const dragged = (page) => (async () => {
  await page.mouse.move(...await middle(page, '[data-ketloom="gate-H"]'));
  await page.mouse.down();
  const [x, y] = await cell(page, 1, 1);
  for (let i = 0; i < 90; i++) {
    await page.mouse.move(x + 4 * i, y + (i % 60));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
})();
const scrolled = async (page) => {
  await page.mouse.move(...await cell(page, 1, 1));
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(i < 30 ? 40 : -40, 0);
    await page.waitForTimeout(16);
  }
};

const result = { circuit: "8 qubits, 20 columns", answer: await answers(), drag_300: await frames(dragged), scroll_300: await frames(scrolled) };
console.log(JSON.stringify(result));
await browser.close();
await site.close();
