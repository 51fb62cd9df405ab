// Displays inside the circuit: placed by keys and by drag, their values as people and screen readers get them.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { cell, cellName, drag, hook, openDocument, attentionDocument, ready, train } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The accessible names of the displays that are painted. */
const displays = (page) => hook(page, "display").evaluateAll((all) => all.map((d) => d.getAttribute("aria-label")));
/** Waits until one of them has a name. */
const shows = (page, name) => page.waitForFunction(
  (name) => [...document.querySelectorAll('[data-ketloom="display"]')].some((d) => d.getAttribute("aria-label") === name), name, { timeout: 5000 });
const said = (page) => page.locator("[aria-live=polite]").first().innerText();

browserTest("the checks of displays hold by keyboard alone: Bloch after H, half a Bell pair, ZZ of it", async ({ open }) => {
  const { page, screenshot } = await open("index.html#c=qubits_2");
  await ready(page);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("h");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("d");
  assert.match(await said(page), /Display: press p for probabilities/);
  await page.keyboard.press("b");
  await shows(page, "Bloch x=1.00 y=0.00 z=0.00");
  assert.match(await cellName(page, 0, 1), /^qubit 0, column 2, Bloch x=1\.00 y=0\.00 z=0\.00$/);
  assert.match(await hook(page, "display-value").innerText(), /x=1\.000000 y=0\.000000 z=0\.000000, length 1\.000000/);
  // A Bell pair: X on wire 1, controlled by wire 0.
  await cell(page, 1, 2).focus();
  for (const key of ["x", "ArrowUp", "c"]) await page.keyboard.press(key);
  await cell(page, 0, 3).focus();
  for (const key of ["d", "d"]) await page.keyboard.press(key);
  await shows(page, "Density 0.50 0 0 0.50");
  await cell(page, 0, 4).focus();
  for (const key of ["d", "e"]) await page.keyboard.press(key);
  await shows(page, "Expectation Z 0.00");
  await page.keyboard.press("+");
  await shows(page, "Expectation ZZ 1.00");
  assert.match(await cellName(page, 1, await page.evaluate(() => Number(document.activeElement.dataset.column))), /Expectation ZZ 1\.00, with qubit 0/);
  // The product is edited in place; a wrong one gets a sentence and changes nothing.
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.dataset.ketloom === "angle");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("XQ");
  assert.match(await hook(page, "angle-problem").innerText(), /one letter of X, Y, Z or I for each of 2 qubit/);
  assert.equal(await hook(page, "angle").getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("xx");
  await shows(page, "Expectation XX 1.00");
  await page.keyboard.press("Enter");
  await page.keyboard.press("-");
  await shows(page, "Expectation X 0.00");
  assert.match(await hook(page, "caption").innerText(), /depth 2/, "displays are no gates");
  await page.keyboard.press("Control+z");
  await shows(page, "Expectation XX 1.00");
  await screenshot("displays-keys");
});

browserTest("a dragged display shows its value before it is let go, and what comes after undo is the same", async ({ open }) => {
  const { page } = await open("index.html#c=H_0;X_0:1");
  await ready(page);
  await drag(page, hook(page, "gate-CHANCE"), cell(page, 1, 2), { drop: false });
  await shows(page, "Probability |0⟩ 50.0 %, |1⟩ 50.0 %");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.waitForFunction(() => !document.querySelector('[data-ketloom="display"]'));
  await drag(page, hook(page, "gate-CHANCE"), cell(page, 1, 2));
  await shows(page, "Probability |0⟩ 50.0 %, |1⟩ 50.0 %");
  // A gate dragged before it changes what it shows, before it is dropped.
  await drag(page, hook(page, "gate-X"), cell(page, 1, 0), { drop: false });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  // By buttons: larger, moved as a whole, deleted, and back.
  await cell(page, 1, 2).click();
  await hook(page, "gate-grow").click();
  await shows(page, "Probability |00⟩ 50.0 %, |11⟩ 50.0 %");
  await hook(page, "gate-shrink").click();
  await shows(page, "Probability |0⟩ 50.0 %, |1⟩ 50.0 %");
  await hook(page, "undo").click();
  await drag(page, cell(page, 0, 2), cell(page, 0, 0));
  await shows(page, "Probability |00⟩ 100.0 %");
  await page.keyboard.press("Control+z");
  await shows(page, "Probability |00⟩ 50.0 %, |11⟩ 50.0 %");
  await page.mouse.move(5, 5);
  await cell(page, 1, 2).hover();
  await hook(page, "tip").waitFor();
  assert.match(await hook(page, "tip").innerText(), /\|00⟩ 0\.500000, \|11⟩ 0\.500000/);
});

browserTest("displays stand in a model's slots and show the word that is shown", async ({ open }) => {
  const { page } = await open();
  const document = attentionDocument();
  document.slots.query += "; BLOCH 0; CHANCE 0 1";
  document.training.epochs = 30;
  document.slots.embed = `${document.slots.embed.replace("H 0;", "H 0; BLOCH 0;")}; AMPS 0 1`;
  await openDocument(page, document);
  await ready(page);
  await page.waitForFunction(() => document.querySelectorAll('[data-ketloom="display"]').length === 2);
  const first = await displays(page);
  await hook(page, "tab-embed").click();
  await shows(page, "Bloch x=1.00 y=0.00 z=0.00");
  await hook(page, "tab-query").click();
  await page.waitForFunction((name) => [...document.querySelectorAll('[data-ketloom="display"]')].some((d) => d.getAttribute("aria-label") === name), first[0]);
  await page.locator('[data-ketloom="cell"][aria-label*="Bloch"]').first().focus();
  const exact = () => hook(page, "display-value").innerText();
  const before = await exact();
  assert.match(before, /Bloch vector of q0: x=/);
  await train(page);
  assert.notEqual(await exact(), before, "what was learned is shown");
});

const EVERY = "qubits_4;H_0;X_0:1;RY(1)_2;T_2;H_3;S_3;BLOCH_3;AMPS_2;DENSITY_0_1;CHANCE_0_1_2_3;SAMPLE(100,_1)_0_1;AMPS_0;PURITY_0;EXPECT(ZIX)_1_2_3;AMPS_0_1;DENSITY_2;AMPS_2_3;EXPECT(ZZ)_0_3;CHANCE_3;PURITY_1_2_3;BLOCH_0";
for (const theme of ["light", "dark"]) {
  for (const [name, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
    browserTest(`axe finds nothing where every display stands, ${name}, ${theme}`, async ({ open }) => {
      const { page, screenshot } = await open(`index.html#c=${EVERY}`, { viewport, theme, touch: name === "phone", context: { bypassCSP: true } });
      await ready(page);
      await page.waitForFunction(() => document.querySelectorAll('[data-ketloom="display"]').length === 15);
      await cell(page, 0, 2).click();
      await screenshot(`displays-${name}-${theme}`, { fullPage: name === "phone" });
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].target}`), []);
    });
  }
}

browserTest("with a display on every wire of twenty columns an edit is soon painted", async ({ open, t }) => {
  const { page } = await open();
  const kinds = ["BLOCH", "CHANCE", "DENSITY", "PURITY", "EXPECT(X)", "AMPS", "SAMPLE(100, 1)", "BLOCH"];
  const gates = (column) => Array.from({ length: 8 }, (_, q) => `RY(0.${column * 8 + q + 1}) ${q}`).join("; ");
  let circuit = "qubits 8";
  for (let column = 0; column < 20; column++) {
    circuit += `; ${gates(column)}; X ${column % 7}:${(column % 7) + 1}`;
    if (column === 19) circuit += `; ${kinds.map((k, q) => `${k} ${q}`).join("; ")}`;
    else circuit += `; ${kinds[column % 8]} ${column % 8}`;
  }
  // The same without displays beside it, for the machine may be busy: what is added is what displays cost.
  const plain = circuit.split("; ").filter((s) => !/^(BLOCH|CHANCE|DENSITY|PURITY|EXPECT|AMPS|SAMPLE)/.test(s)).join("; ");
  for (const [text, count] of [[plain, 0], [circuit, 27]]) {
    await openDocument(page, { ketloom: 1, model: "circuit", slots: { circuit: text } });
    await page.waitForFunction((count) => document.querySelectorAll('[data-ketloom="display"]').length === count, count);
    await page.waitForFunction(() => document.querySelector('[data-wire="7"]') && document.querySelectorAll('[data-wire="0"][data-column="0"]').length === 1);
    await cell(page, 0, 0).focus();
    await page.waitForTimeout(1500);
    const times = [];
    for (let i = 0; i < 20; i++) {
      times.push(await page.evaluate((count) => new Promise((done) => {
        const all = () => [...document.querySelectorAll('[data-ketloom="display"]')].map((d) => d.getAttribute("aria-label"));
        const read = () => (count ? all().join() : document.querySelector('[data-ketloom="qubit-0"]').innerText);
        const before = read();
        const start = performance.now();
        const look = () => (all().length === count && read() !== before ? done(performance.now() - start) : setTimeout(look, 0));
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "]", bubbles: true, cancelable: true }));
        look();
      }), count));
    }
    times.sort((a, b) => a - b);
    t.diagnostic(`edit to picture with ${count} displays: median ${times[10].toFixed(1)} ms, slowest ${times[19].toFixed(1)} ms`);
  }
});
