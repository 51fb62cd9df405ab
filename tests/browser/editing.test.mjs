// Editing the circuit: controls by themselves, wires and what they start in, zoom, every key of the table, touch.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { button, cell, cellName, drag, hook, ready, show } from "./person.mjs";
import { tasksOf, told } from "./tasks.mjs";

/** The circuit as the address tells it, or of a model the text of a slot. */
const text = async (page, slot = "circuit") => {
  await page.waitForTimeout(700);
  return page.evaluate(async (slot) => {
    const packed = location.hash.replace("#k1=", "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text()).slots[slot];
  }, slot);
};
const begin = async (open, text, options) => {
  const all = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(all.page);
  return all;
};
const status = (page) => hook(page, "status").innerText();
/** A qubit's P(1), once the simulator has said so. */
const one = (page, qubit, value) => page.waitForFunction(([q, v]) => document.querySelector(`[data-ketloom="qubit-${q}"]`)?.innerText.split(/\s+/)[1] === v, [qubit, value]);

browserTest("a control is dragged alone, its gate stays; the preview is simulated; outside it goes", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 4; H 0; X 3; X 0:2");
  const before = page.url();
  await drag(page, cell(page, 0, 1), cell(page, 3, 1), { drop: false });
  await one(page, 2, "1.000");
  assert.equal(page.url(), before, "a preview is not in the link");
  await screenshot("control-drag");
  await page.mouse.up();
  assert.match(await cellName(page, 2, 1), /X, controlled by qubit 3/);
  assert.equal(await text(page), "qubits 4; H 0; X 3; X 3:2");
  // To another column: it stays with its gate.
  await drag(page, cell(page, 3, 1), cell(page, 1, 3));
  assert.equal(await text(page), "qubits 4; H 0; X 1:2; X 3");
  const b = await hook(page, "inspector").boundingBox();
  await cell(page, 1, 0).hover();
  await page.mouse.down();
  await page.mouse.move(b.x + 40, b.y + 60, { steps: 6 });
  await page.mouse.up();
  assert.match(await status(page), /Control removed/);
  assert.equal(await text(page), "qubits 4; H 0; X 2; X 3");
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), "qubits 4; H 0; X 1:2; X 3");
});

browserTest("what a drop means is drawn soon, though the simulator does not answer, and with its answer when it does", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0");
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    const kept = [];
    Worker.prototype.postMessage = function (...said) { kept.push(() => post.apply(this, said)); };
    window.__answer = () => { Worker.prototype.postMessage = post; kept.forEach((say) => say()); };
  });
  await drag(page, hook(page, "gate-X"), cell(page, 1, 1), { drop: false });
  await page.mouse.move(...await cell(page, 1, 0).boundingBox().then((b) => [b.x + b.width / 2, b.y + b.height / 2]), { steps: 4 });
  await page.waitForFunction(() => / X\b/.test(document.querySelector('[data-ketloom="cell"][data-wire="1"][data-column="0"]').getAttribute("aria-label")));
  assert.match(await hook(page, "qubit-1").first().innerText(), /0\.000/, "the state is still the one before");
  await page.evaluate(() => window.__answer());
  await one(page, 1, "1.000");
  await page.keyboard.press("Escape");
  await one(page, 1, "0.000");
});

browserTest("while a gate is held figures, names and tips follow what is drawn first", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0");
  const ket = () => page.locator('[data-ketloom="figure-0-ket"] desc').textContent();
  const before = await ket();
  await drag(page, hook(page, "gate-X"), cell(page, 0, 1), { drop: false });
  for (const [wire, p] of [[1, "1.000"], [0, "0.000"], [1, "1.000"]]) {
    await page.mouse.move(...await cell(page, wire, 0).boundingBox().then((b) => [b.x + b.width / 2, b.y + b.height / 2]), { steps: 3 });
    await one(page, 1, p);
    await page.waitForFunction((wire) => / X\b/.test(document.querySelector(`[data-ketloom="cell"][data-wire="${wire}"][data-column="0"]`).getAttribute("aria-label")), wire);
    // The ket equation and the words of the bars are those of the preview.
    await page.waitForFunction((p) => document.querySelector('[data-ketloom="figure-0-ket"] desc').textContent.includes("⊗|1⟩") === (p === "1.000"), p);
    await page.waitForFunction((p) => [...document.querySelectorAll('[data-ketloom="amplitudes-0"] .hit')].some((hit) => /\|[01]1⟩.*(0\.5|50)/.test(hit.dataset.tip ?? "")) === (p === "1.000"), p);
  }
  await page.keyboard.press("Escape");
  await page.waitForFunction((before) => document.querySelector('[data-ketloom="figure-0-ket"] desc').textContent === before, before);
});

browserTest("a move that is told between frames is a move", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0");
  await drag(page, hook(page, "gate-X"), cell(page, 0, 1), { drop: false });
  await one(page, 0, "0.500");
  const box = await cell(page, 1, 0).boundingBox();
  await page.evaluate(([clientX, clientY]) => window.dispatchEvent(new PointerEvent("pointerrawupdate", { clientX, clientY, buttons: 1 })), [box.x + box.width / 2, box.y + box.height / 2]);
  await one(page, 1, "1.000");
  await page.keyboard.press("Escape");
});

browserTest("a control becomes an anti-control and looks at other axes, by key and by button", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2; H 0; X 0:1");
  await cell(page, 0, 1).click();
  await hook(page, "control-flip").click();
  assert.equal(await cellName(page, 0, 1), "qubit 0, column 2, anti-control of X, with qubit 1");
  await hook(page, "control-flip").click();
  await hook(page, "control-axis").click();
  assert.match(await cellName(page, 0, 1), /control 0 along X/);
  // On |+⟩ a control on X, which acts on |−⟩, does nothing.
  await one(page, 1, "0.000");
  await cell(page, 0, 1).focus();
  await page.keyboard.press("o");
  await one(page, 1, "1.000");
  await page.keyboard.press("a");
  assert.match(await cellName(page, 0, 1), /anti-control of X.*control 0 along Y/);
  await screenshot("control-axis");
  assert.equal(await text(page), "qubits 2; H 0; X !y0:1");
  await cell(page, 1, 1).focus();
  await page.keyboard.press("a");
  assert.match(await status(page), /no control here/);
});

browserTest("wires are dragged by their names and moved by keys and buttons, with all that belongs to them", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 3; label 0 alice; start 0 1; X 0:1; H 2");
  await drag(page, hook(page, "wire-0"), hook(page, "wire-2"), { drop: false });
  // Names follow what is seen while something is held.
  await page.waitForFunction(() => /qubit 2 \(alice\), column 1, control of X/.test(document.querySelector('[data-ketloom="cell"][data-wire="2"][data-column="0"]').getAttribute("aria-label")));
  await page.mouse.up();
  assert.match(await status(page), /Qubit 0 is now qubit 2/);
  assert.equal(await text(page), "qubits 3; label 2 alice; start 2 1; X 2:0; H 1");
  assert.equal(await hook(page, "wire-editor").count(), 0, "the click that ends the drag opens nothing");
  // One stop of Tab for the names; arrows lead to the others.
  await hook(page, "wire-0").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement.dataset.ketloom === "wire-2");
  assert.equal(await page.locator(".wire-handle[tabindex='0']").count(), 2);
  await page.keyboard.press("Alt+ArrowUp");
  assert.equal(await text(page), "qubits 3; label 1 alice; start 1 1; X 1:0; H 2");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.ketloom), "wire-1");
  await page.keyboard.press("Enter");
  await hook(page, "wire-label").fill("bob");
  await screenshot("wire-editor");
  const [field, handle] = [await hook(page, "wire-label").boundingBox(), await hook(page, "wire-1").boundingBox()];
  assert.ok(Math.abs(field.y + field.height / 2 - handle.y - handle.height / 2) < 3, "the label is changed where it stands");
  await hook(page, "wire-label").press("Enter");
  await hook(page, "wire-1").click();
  await hook(page, "wire-up").click();
  assert.equal(await text(page), "qubits 3; label 0 bob; start 0 1; X 0:1; H 2");
  await hook(page, "wire-start").selectOption("-i");
  assert.equal(await text(page), "qubits 3; label 0 bob; start 0 -i; X 0:1; H 2");
});

browserTest("a wire's ket takes turns through six states, which the simulator, column 0 and the link know", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; X 0:1");
  const ends = [["|1⟩", "1.000"], ["|+⟩", "0.500"], ["|−⟩", "0.500"], ["|i⟩", "0.500"], ["|−i⟩", "0.500"], ["|0⟩", "0.000"]];
  for (const [ket, chance] of ends) {
    await hook(page, "start-0").click();
    assert.match(await hook(page, "start-0").getAttribute("aria-label"), new RegExp(`starts in ${ket.replaceAll(/[|+]/g, "\\$&")}:`));
    await one(page, 0, chance);
  }
  await hook(page, "start-1").focus();
  await page.keyboard.press("Enter");
  await one(page, 1, "1.000");
  await hook(page, "scrubber").focus();
  await page.keyboard.press("Home");
  assert.match(await hook(page, "scrubber").getAttribute("aria-valuetext"), /before column 1/);
  await one(page, 1, "1.000");
  assert.equal(await text(page), "qubits 2; start 1 1; X 0:1");
  await page.reload();
  await ready(page);
  await one(page, 1, "1.000");
});

browserTest("what wires start in is of all circuits of a model", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  await hook(page, "start-0").click();
  const known = await text(page, "query");
  assert.match(known, /start 0 1/);
  assert.match(await text(page, "embed"), /start 0 1/);
  await hook(page, "tab-value").click();
  assert.match(await hook(page, "start-0").getAttribute("aria-label"), /starts in \|1⟩/);
});

browserTest("letters with Shift are inverses, commas and dots step, and letters can be switched off for good", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2; H 0");
  await cell(page, 1, 0).focus();
  for (const keys of ["Shift+s", "ArrowRight", "Shift+v", "ArrowRight", "Shift+h", "ArrowRight", "Shift+p", "ArrowRight", "Shift+r", "z"]) await page.keyboard.press(keys);
  assert.equal(await text(page), "qubits 2; H 0; SDG 1; SXDG 1; H 1; P(-(pi/2)) 1; RZ(-(pi/2)) 1");
  await page.keyboard.press(",");
  assert.match(await hook(page, "scrubber").getAttribute("aria-valuetext"), /after column 4/);
  await page.keyboard.press(",");
  await page.keyboard.press(".");
  assert.match(await hook(page, "scrubber").getAttribute("aria-valuetext"), /after column 4/);
  await page.keyboard.press("Meta+z");
  assert.equal(await text(page), "qubits 2; H 0; SDG 1; SXDG 1; H 1; P(-(pi/2)) 1");
  await page.keyboard.press("?");
  await screenshot("keys");
  await hook(page, "letter-keys").click();
  await page.keyboard.press("Escape");
  await cell(page, 0, 2).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await text(page), "qubits 2; H 0; SDG 1; SXDG 1; H 1; P(-(pi/2)) 1");
  await page.reload();
  await ready(page);
  await cell(page, 0, 2).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Control+ArrowRight");
  assert.match(await cellName(page, 0, 2), /empty/);
  await button(page, "help").click();
  await hook(page, "letter-keys").click();
  await page.keyboard.press("Escape");
  await cell(page, 0, 2).focus();
  await page.keyboard.press("x");
  assert.match(await cellName(page, 0, 1), /X/);
});

browserTest("the circuit is drawn larger and smaller by buttons, keys and wheel; its cells and scrubber stay true", async ({ open }) => {
  const { page, screenshot } = await begin(open, `qubits 3; ${"H 0; X 0:1; T 2; ".repeat(12)}`);
  const wide = async () => (await cell(page, 0, 0).boundingBox()).width;
  const usual = await wide();
  for (let i = 0; i < 5; i++) await hook(page, "zoom-in").click();
  assert.ok(Math.abs((await wide()) / usual - 2) < 0.02, "at most 200 %");
  // The cell in focus is kept in view.
  await cell(page, 0, 0).focus();
  await page.keyboard.press("End");
  await page.waitForFunction(() => Number(document.activeElement.dataset.column) > 20);
  const [last, room] = [await page.locator("[data-ketloom=cell]:focus").boundingBox(), await hook(page, "score").boundingBox()];
  assert.ok(last.x >= room.x - 1 && last.x + last.width <= room.x + room.width + 1, "the focus is in view");
  await screenshot("zoom-200");
  await hook(page, "zoom-reset").click();
  await page.keyboard.press("<");
  assert.match(await hook(page, "zoom-reset").innerText(), /80 %/);
  await hook(page, "score").hover();
  await page.keyboard.down("Control");
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, 100);
  await page.keyboard.up("Control");
  assert.match(await hook(page, "zoom-reset").innerText(), /50 %/);
  assert.ok(Math.abs((await wide()) / usual - 0.5) < 0.02, "not below 50 %");
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
  // The scrubber is where the pointer is.
  const [a, b] = [await cell(page, 0, 2).boundingBox(), await hook(page, "score").boundingBox()];
  await page.mouse.click(a.x + a.width, b.y + 6);
  assert.match(await hook(page, "scrubber").getAttribute("aria-valuetext"), /after column 3/);
  await screenshot("zoom-50");
});

browserTest("a drag at the edge scrolls by itself", async ({ open }) => {
  const { page } = await begin(open, `qubits 2; X 1; ${"H 0; ".repeat(30)}`);
  const scrolled = () => hook(page, "score").evaluate((e) => e.scrollLeft);
  const [from, room] = [await cell(page, 1, 0).boundingBox(), await hook(page, "score").boundingBox()];
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(room.x + room.width - 12, from.y + 20, { steps: 8 });
  await page.waitForFunction(() => document.getElementById("slot").scrollLeft > 200);
  await page.mouse.up();
  const rest = await scrolled();
  await page.waitForTimeout(200);
  assert.equal(await scrolled(), rest, "nothing scrolls when nothing is held");
});

for (const viewport of [{ width: 390, height: 844 }, { width: 320, height: 640 }]) {
  browserTest(`a Bell state is built with taps alone at ${viewport.width} by ${viewport.height}; targets are large and nothing scrolls sideways`, async ({ open }) => {
    const { page, screenshot } = await begin(open, "qubits 2", { viewport, touch: true });
    await hook(page, "gate-H").tap();
    assert.equal(await hook(page, "gate-H").getAttribute("aria-pressed"), "true");
    await cell(page, 0, 0).tap();
    await hook(page, "gate-CX").tap();
    await cell(page, 0, 1).tap();
    assert.equal(await text(page), "qubits 2; H 0; X 0:1");
    await one(page, 0, "0.500");
    await one(page, 1, "0.500");
    await screenshot(`bell-${viewport.width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    // Columns are reached by touch, too.
    await hook(page, "select").tap();
    await cell(page, 0, 0).tap();
    for (const name of ["column-insert", "column-delete", "left-align"]) assert.equal(await hook(page, name).count(), 1, name);
    await hook(page, "part-done").tap();
    await hook(page, "wire-0").tap();
    await screenshot(`wire-${viewport.width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
    const small = await page.evaluate(() => {
      const targets = [...document.querySelectorAll("button, select, summary, input, a[href], [role=button], [role=gridcell], [role=slider] > rect")];
      const seen = targets.filter((e) => !e.closest("dialog:not([open])") && e.checkVisibility());
      const size = (e) => { const b = (e.closest("label") ?? e).getBoundingClientRect(); return [b.width, b.height]; };
      const below = (least) => seen.filter((e) => Math.min(...size(e)) < least && !(e.tagName === "INPUT" && e.hidden))
        .map((e) => `${e.dataset.ketloom ?? e.className ?? e.tagName} ${size(e).map(Math.round).join("x")}`);
      return { below24: below(23.9), below44: below(43.9) };
    });
    assert.deepEqual(small.below24, []);
    assert.deepEqual(small.below44, []);
  });
}

browserTest("what is under the pointer or in focus is said beside it, may be entered and is hidden by Esc", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2; H 0; H 1");
  const tip = hook(page, "tip");
  const words = "|01⟩ amp 0.500+0.000i, 25.0 %, 0°";
  const bar = page.locator(`[data-ketloom=amplitudes-0] [data-tip="${words}"]`);
  await bar.hover();
  assert.equal(await tip.innerText(), words);
  await screenshot("tip");
  const box = await tip.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await page.waitForTimeout(500);
  assert.equal(await tip.innerText(), words, "the pointer may enter it");
  await page.keyboard.press("Escape");
  assert.equal(await tip.count(), 0);
  await bar.hover();
  await page.mouse.move(5, 5);
  await page.waitForTimeout(500);
  assert.equal(await tip.count(), 0, "it goes when the pointer leaves");
  // By keys the same words, of bars and of cells.
  await page.locator("#data-0-99").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((w) => document.querySelector("[data-ketloom=tip]")?.innerText === w, words);
  await page.keyboard.press("Escape");
  assert.equal(await tip.count(), 0);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.querySelector("[data-ketloom=tip]")?.innerText === "qubit 0, column 1, H");
});

browserTest("the order of qubits in kets is one for all panels, and each says which", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; X 1");
  for (const name of ["probabilities", "ket", "density", "qsphere"]) await show(page, name);
  await page.locator("[data-ketloom=figure-0-qsphere]").waitFor();
  const kets = () => page.evaluate(() => [...document.querySelectorAll("[data-ketloom=inspector] .picture, .figures .picture")].map((p) => p.outerHTML).join(" "));
  assert.match(await kets(), /\|01⟩/);
  const said = () => page.locator("main").innerText();
  assert.equal((await said()).match(/q0 leftmost/g).length, 5);
  await hook(page, "ket-order").click();
  await page.waitForFunction(() => document.querySelector("main").innerText.match(/q0 rightmost/g)?.length === 6, null, { timeout: 5000 });
  await page.waitForFunction(() => document.querySelector("[data-ketloom=figure-0-ket]").outerHTML.includes("|10⟩"));
  const [download] = await Promise.all([page.waitForEvent("download"), hook(page, "save-0-ket.csv").click()]);
  const stream = await download.createReadStream();
  let csv = "";
  for await (const chunk of stream) csv += chunk;
  assert.match(csv, /^basis state \(q0 rightmost\),.*\r\n\|10⟩,1/);
});

browserTest("20 qubits and 40 gates: an edit is shown within the second, and the page answers meanwhile; 24 are refused", async ({ open }) => {
  const gates = Array.from({ length: 40 }, (_, i) => (i % 2 ? `X ${i % 20}:${(i + 7) % 20}` : `H ${i % 20}`));
  const { page, screenshot } = await begin(open, `qubits 20; ${gates.join("; ")}`);
  await page.waitForTimeout(1500);
  const before = await hook(page, "qubit-19").innerText();
  await cell(page, 19, 0).focus();
  const begun = Date.now();
  await page.keyboard.press("r");
  await page.keyboard.press("y");
  await page.waitForFunction((b) => document.querySelector('[data-ketloom="qubit-19"]').innerText !== b, before);
  console.log(`20 qubits and 40 gates: edit to update ${Date.now() - begun} ms`);
  const tasks = await tasksOf(page, async () => {
    await page.keyboard.press("]");
    await page.waitForTimeout(1500);
  });
  console.log(`20 qubits: longest tasks of an edit ${told(tasks)}`);
  assert.match(await hook(page, "note").innerText(), /20 qubits: 16 MiB a state.*one more qubit doubles/);
  await screenshot("twenty-qubits");
  const { page: other } = await open(`index.html#c=${encodeURIComponent("qubits 24; H 0")}`);
  await other.getByText("24 qubits need 256 MiB for one state").waitFor();
});

browserTest("over 300 gates a drag draws what it changes, and moving the focus draws two cells", async ({ open }) => {
  const gates = Array.from({ length: 300 }, (_, i) => `${["H", "T", "S"][(i + Math.floor(i / 10)) % 3]} ${i % 10}`);
  const { page } = await begin(open, `qubits 10; ${gates.join("; ")}`);
  await page.waitForTimeout(800);
  // Counts changes of the drawing: what did not change is left alone.
  await page.evaluate(() => {
    window.__changes = 0;
    new MutationObserver((all) => { window.__changes += all.length; }).observe(document.querySelector("[data-ketloom=circuit]"), { subtree: true, childList: true, attributes: true });
  });
  const changes = async (act) => {
    await page.evaluate(() => { window.__changes = 0; });
    await act();
    await page.waitForTimeout(150);
    return page.evaluate(() => window.__changes);
  };
  await cell(page, 3, 3).focus();
  const moved = await changes(() => page.keyboard.press("ArrowRight"));
  assert.ok(moved > 0 && moved < 20, `${moved} changes for a move of the focus`);
  const tasks = await tasksOf(page, async () => {
    const [from, to] = [await hook(page, "gate-X").boundingBox(), await cell(page, 2, 1).boundingBox()];
    await page.mouse.move(from.x + 9, from.y + 9);
    await page.mouse.down();
    for (let i = 0; i < 60; i++) {
      await page.mouse.move(to.x + 5 * i, to.y + (i % 50));
      await page.waitForTimeout(16);
    }
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });
  const busy = tasks.filter((task) => task.cpu > 2).map((task) => task.cpu);
  console.log(`300 gates dragged over: ${busy.length} tasks above 2 ms, ${(busy.reduce((a, b) => a + b, 0) / 60).toFixed(1)} ms of processor a move; longest ${told(tasks)}`);
});
