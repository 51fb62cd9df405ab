// Selections of the circuit: by keys, mouse and taps; copying, pasting, inverses, columns.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { hook, ready } from "./person.mjs";

const cell = (page, wire, column) => page.locator(`[data-wire="${wire}"][data-column="${column}"]`);
/** The circuit as the address tells it. */
const text = async (page) => {
  await page.waitForTimeout(700);
  return page.evaluate(async () => {
    if (location.hash.startsWith("#c=")) return decodeURIComponent(location.hash.slice(3));
    const packed = location.hash.replace("#k1=", "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text()).slots.circuit;
  });
};
const begin = async (open, text, options) => {
  const { page, ...rest } = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(page);
  return { page, ...rest };
};
const status = (page) => hook(page, "status").innerText();

browserTest("keys select 2 by 3 cells, copy and paste them: an equal part", async ({ open }) => {
  const { page } = await begin(open, "qubits 4; H 0; X 0:1; T 1; S 2");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  assert.match(await status(page), /Selected: qubits 0 to 1, columns 1 to 3/);
  assert.equal(await page.locator('[data-ketloom=cell][aria-selected="true"]').count(), 6);
  await page.keyboard.press("Control+c");
  assert.match(await status(page), /Copied 3 gates/);
  await page.keyboard.press("Escape");
  await cell(page, 2, 1).focus(); // of the X, whose control is on the wire above
  await page.keyboard.press("Control+v");
  assert.equal(await text(page), "qubits 4; H 0; S 2; X 0:1; H 2; T 1; X 2:3; T 3");
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), "qubits 4; H 0; S 2; X 0:1; T 1");
});

browserTest("the inverse of a selection behind it gives the identity; cut takes it away", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0; X 0:1; RY(0.3) 0:1");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+d");
  await cell(page, 0, 3).focus();
  await page.keyboard.press("Shift+ArrowDown");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("i");
  assert.match(await status(page), /Inverted/);
  await page.waitForFunction(() => [0, 1].every((q) => /0\.000\s+1\.000\s+0\.000/.test(document.querySelector(`[data-ketloom="qubit-${q}"]`).innerText)));
  await page.keyboard.press("Delete");
  assert.equal(await text(page), "qubits 2; H 0; X 0:1; RY(0.3) 0:1");
});

browserTest("a drag over empty cells selects, Alt and arrows move what is selected, and what reaches out is said", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 3; H 0; X 0:1; T 2");
  const box = async (wire, column) => { const b = await cell(page, wire, column).boundingBox(); return [b.x + b.width / 2, b.y + b.height / 2]; };
  await page.mouse.move(...await box(1, 0));
  await page.mouse.down();
  await page.mouse.move(...await box(0, 1), { steps: 4 });
  await page.mouse.up();
  assert.equal(await hook(page, "region").count(), 1);
  await screenshot("selection");
  await page.keyboard.press("Alt+ArrowDown");
  assert.match(await status(page), /Moved/);
  assert.equal(await text(page), "qubits 3; H 1; X 1:2; T 2");
  await page.keyboard.press("Escape");
  await cell(page, 2, 1).focus(); // of the X, whose control is on the wire above
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+x");
  assert.match(await page.locator("body").innerText(), /reaches out of the selection; select all of its wires/);
});

browserTest("taps alone select on a phone, and its buttons duplicate and close up", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2; H 0; X 0:1", { viewport: { width: 390, height: 844 }, touch: true });
  await hook(page, "select").tap();
  await cell(page, 0, 0).tap();
  await cell(page, 1, 1).tap();
  assert.equal(await page.locator('[data-ketloom=cell][aria-selected="true"]').count(), 4);
  await screenshot("selection-phone");
  await hook(page, "column-insert").tap();
  assert.equal(await text(page), "qubits 2; SPACER 0; SPACER 1; H 0; X 0:1");
  await hook(page, "select").tap();
  await cell(page, 0, 0).tap();
  await cell(page, 1, 2).tap();
  await hook(page, "left-align").tap();
  assert.equal(await text(page), "qubits 2; H 0; X 0:1");
});

browserTest("what is pasted and is no circuit is refused in a sentence", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0");
  await cell(page, 0, 1).focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "H 0; FOO 1");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  assert.match(await page.locator("body").innerText(), /what was copied is no circuit text: line 1, column 6/);
  assert.equal(await text(page), "qubits 2; H 0");
});
