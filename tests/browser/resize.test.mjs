// Gates and displays on more qubits or fewer: the ends of the chosen one are dragged, by mouse and by finger.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { cell, cellName, drag, hook, ready } from "./person.mjs";

const begin = async (open, text, options) => {
  const all = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(all.page);
  await hook(all.page, "text-pane").click();
  await all.page.locator("#text").waitFor();
  return all;
};
/** Waits until the circuit is this, as its text pane has it. */
async function reads(page, circuit) {
  const says = (wanted) => document.querySelector("#text").value.trim().replace(/\n/g, "; ").includes(wanted);
  await page.waitForFunction(says, circuit, { timeout: 5000 }).catch(async () => {
    assert.equal(await page.locator("#text").inputValue(), circuit);
  });
}
/** Waits until a display that is painted has a name. */
const shows = (page, name) => page.waitForFunction(
  (name) => [...document.querySelectorAll('[data-ketloom="display"]')].some((d) => d.getAttribute("aria-label") === name), name, { timeout: 5000 });
const ends = (page) => page.locator(".end").count();

browserTest("an end of a display is dragged over other wires: shown before it is let go, one step of undo, Escape puts it back", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 4; H 1; X 1:2; X 1:3; CHANCE 1");
  assert.equal(await ends(page), 0, "nothing is chosen yet");
  await cell(page, 1, 3).click();
  assert.equal(await ends(page), 2);
  await drag(page, hook(page, "end-down"), cell(page, 3, 3), { drop: false });
  await shows(page, "Probability |000⟩ 50.0 %, |111⟩ 50.0 %");
  // It reaches where the pointer is, whichever way that came.
  const { x, y, height } = await cell(page, 2, 3).boundingBox();
  await page.mouse.move(x + 20, y + height / 2);
  await shows(page, "Probability |00⟩ 50.0 %, |11⟩ 50.0 %");
  await screenshot("resize-drag");
  await page.mouse.up();
  await reads(page, "CHANCE 1 2");
  assert.match(await cellName(page, 2, 3), /Probability .*, with qubit 1/);
  await drag(page, hook(page, "end-up"), cell(page, 0, 3));
  await reads(page, "CHANCE 0 1 2");
  // Beyond the other end it stays one qubit wide.
  await drag(page, hook(page, "end-down"), cell(page, 0, 3));
  await reads(page, "CHANCE 0");
  for (const before of ["CHANCE 0 1 2", "CHANCE 1 2", "CHANCE 1"]) {
    await page.keyboard.press("Control+z");
    await reads(page, before);
  }
  assert.ok(await hook(page, "undo").isDisabled(), "each drag was one step");
  await cell(page, 1, 3).click();
  await drag(page, hook(page, "end-down"), cell(page, 2, 3), { drop: false });
  await shows(page, "Probability |00⟩ 50.0 %, |11⟩ 50.0 %");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await shows(page, "Probability |0⟩ 50.0 %, |1⟩ 50.0 %");
  assert.ok(await hook(page, "undo").isDisabled());
  // A pointer that left the circuit changes nothing, and the display is still the chosen one.
  await cell(page, 1, 3).click();
  await drag(page, hook(page, "end-down"), hook(page, "theme"));
  assert.ok(await hook(page, "undo").isDisabled());
  assert.equal(await ends(page), 2);
  // A tap, which is no drag, goes to the cell beyond.
  const end = await hook(page, "end-down").boundingBox();
  await page.mouse.click(end.x + end.width / 2, end.y + end.height - 3);
  assert.equal(await cell(page, 2, 3).getAttribute("tabindex"), "0");
  assert.equal(await ends(page), 0, "gates of a fixed size have none");
});

browserTest("registers of gates have ends, others' wires are left out, and a gate that must go to another column stays chosen", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 5; H 0; QFT 4:1 2; ADD 0 | 1 2; H 4");
  await cell(page, 1, 0).click();
  await drag(page, hook(page, "end-up"), cell(page, 0, 0), { drop: false });
  // The H is before it, wherever that puts it.
  await page.waitForFunction(() => /QFT/.test(document.querySelector('[data-ketloom="cell"][data-wire="0"][data-column="1"]').getAttribute("aria-label")));
  await page.mouse.up();
  await reads(page, "QFT 4:0 1 2; ");
  assert.match(await page.locator('[data-ketloom="status"]').textContent(), /QFT/);
  await page.keyboard.press("Control+z");
  await cell(page, 1, 0).click();
  // Qubit 4 controls it: that is left out.
  await drag(page, hook(page, "end-down"), cell(page, 4, 0));
  await reads(page, "QFT 4:1 2 3;");
  assert.equal(await ends(page), 2);
  // By key it is the chosen one too, wherever it goes.
  await page.keyboard.press("+");
  await reads(page, "QFT 4:0 1 2 3;");
  await page.keyboard.press("-");
  await reads(page, "QFT 4:0 1 2; ");
  // The register of the chosen qubit, not the other.
  const adder = page.locator('[data-ketloom="cell"][data-wire="2"][aria-label*="ADD"]');
  await adder.click();
  await drag(page, hook(page, "end-down"), cell(page, 3, 0));
  await reads(page, "ADD 0 | 1 2 3; ");
  await screenshot("resize-registers");
});

for (const [theme, width, height] of [["light", 390, 844], ["dark", 390, 844]]) {
  browserTest(`a finger drags an end, which is as large as one, ${theme} ${width}`, async ({ open }) => {
    const { page, screenshot } = await begin(open, "qubits 4; H 0; X 0:1; X 0:2; X 0:3; EXPECT(Z) 0", { theme, viewport: { width, height }, touch: true });
    await cell(page, 0, 4).tap();
    const end = hook(page, "end-down");
    await end.scrollIntoViewIfNeeded();
    // Whatever the circuit's size, as far as a finger needs above and below, and to both sides.
    const reach = () => end.evaluate((e) => {
      const r = e.getBoundingClientRect();
      const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
      return [[-21.5, 0], [21.5, 0], [0, -21.5], [0, 21.5]].filter(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) !== e);
    });
    assert.deepEqual(await reach(), []);
    for (let i = 0; i < 2; i++) await hook(page, "zoom-out").tap();
    await end.scrollIntoViewIfNeeded();
    assert.deepEqual(await reach(), [], "smaller");
    await hook(page, "zoom-reset").tap();
    await end.scrollIntoViewIfNeeded();
    const box = await end.boundingBox();
    const session = await page.context().newCDPSession(page);
    const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const goal = await cell(page, 3, 4).boundingBox();
    await page.evaluate(() => { window.lost = 0; addEventListener("pointercancel", () => { window.lost += 1; }, true); });
    await touch("touchStart", [x, y]);
    for (let i = 1; i <= 10; i++) await touch("touchMove", [x, y + ((goal.y + 20 - y) * i) / 10]);
    await shows(page, "Expectation ZZZZ 1.00");
    await screenshot(`resize-touch-${theme}`);
    await touch("touchEnd");
    await reads(page, "EXPECT(ZZZZ) 0 1 2 3");
    assert.equal(await page.evaluate(() => window.lost), 0, "the browser scrolled");
  });
}
