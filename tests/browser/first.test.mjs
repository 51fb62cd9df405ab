// The picture that index.html brings along, and that what is painted piece by piece is what is painted at once.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { hook, ready } from "./person.mjs";

/** Bars, or another picture's shapes, as a list of their places and texts. */
const shapes = (svg) => [...svg.querySelectorAll("rect, text, line, circle, polygon, polyline, path")].map((shape) =>
  [shape.tagName, ...["x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r"].map((name) => shape.getAttribute(name) ?? "")].join(" ") + shape.textContent);

async function held(page, file) {
  let go;
  const gone = new Promise((resolve) => { go = resolve; });
  await page.route((address) => address.pathname.endsWith(file), async (route) => { await gone; await route.continue(); });
  return go;
}

browserTest("the first state is on screen with the first file, and is the one that the page computes then", async ({ open }) => {
  const { page } = await open("load.js");
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
  const [start, simulator] = [await held(page, "start.js"), await held(page, "simulator.pack")];
  await page.goto(new URL("index.html", page.url()).href, { waitUntil: "commit" });
  const bars = page.locator(".inspector .first svg", { has: page.locator("rect.bar") });
  await bars.waitFor();
  assert.ok(!asked.some((name) => /\.css$|theme\.js$/.test(name)), asked.join(" "));
  const promised = await bars.evaluate(shapes);
  assert.ok(promised.length > 8, promised.join("\n"));
  start();
  // It stays while the page is there and the simulator is not.
  await hook(page, "palette").locator("button").first().waitFor();
  assert.deepEqual(await bars.evaluate(shapes), promised);
  simulator();
  await ready(page);
  assert.equal(await bars.count(), 0);
  assert.deepEqual(await hook(page, "amplitudes-0").evaluate(shapes), promised);
});

browserTest("a link and an earlier visit are not announced by the picture of another document", async ({ open }) => {
  const { page } = await open("load.js");
  const go = await held(page, "start.js");
  const address = new URL("index.html", page.url()).href;
  const seen = () => page.locator(".first").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height > 0).length);
  const come = async (address) => {
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: "commit" });
    await page.locator(".panel.circuit").waitFor();
  };
  await come(`${address}#c=qubits%202%3B%20H%200`);
  assert.equal(await seen(), 0);
  await come(address);
  assert.equal(await seen(), 2);
  await page.evaluate(() => localStorage.setItem("ketloom.last", "#c=qubits%201"));
  await come(address);
  assert.equal(await seen(), 0);
  go();
});

/** What is painted of the circuit and the state, without what only says where the focus is. */
const painted = () => {
  const told = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.matches(".places, .scrub, .wires, .halo, desc, [role=row]")) return "";
    const attributes = [...node.attributes].filter((a) => a.value && !["data-tip", "data-key"].includes(a.name));
    const words = attributes.map((a) => `${a.name}=${a.value.replace(/ selected$/, "")}`).sort().join(" ");
    return `<${node.tagName} ${words}>${[...node.childNodes].map(told).join("")}`;
  };
  return [...document.querySelectorAll('[data-ketloom="circuit"] > g:not([class]), .inspector svg')].map(told).join("\n");
};

browserTest("after many edits the pictures are those that a fresh page paints", async ({ open }) => {
  const { page } = await open("index.html#c=qubits%204%3B%20H%200%3B%20X%200%3A1%3B%20RX(0.3)%202%3B%20Amps%200%201");
  await ready(page);
  let seed = 11;
  const pick = (list) => list[(seed = (seed * 48271) % 2147483647) % list.length];
  await page.locator('[data-ketloom="cell"][data-wire="0"][data-column="0"]').focus();
  const moves = ["ArrowLeft", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown"];
  const edits = ["h", "x", "y", "c", "s", "Delete", "Control+d", "Control+z", "Control+Shift+z", "i"];
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press(pick(moves));
    await page.keyboard.press(pick(edits));
    if (step % 4 === 3) await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Escape");
  await page.waitForTimeout(2500);
  const gates = await page.locator('[data-ketloom="circuit"] .gate').count();
  assert.ok(gates > 3, `${gates} gates`);
  const patched = await page.evaluate(painted);
  await page.reload();
  await ready(page);
  await page.waitForTimeout(500);
  assert.equal(patched, await page.evaluate(painted));
});
