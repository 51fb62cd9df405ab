// The main job as a person does it: build a circuit with mouse, finger and keys, train, read, share, go on.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { browserTest, viewports } from "./harness.mjs";
import { accuracies, attention, attentionDocument, button, cell, cellName, drag, epoch, hook, openDocument, qubit, ready, train } from "./person.mjs";

const bare = () => attentionDocument({ slots: { ...attentionDocument().slots, query: "qubits 2" } });
const shared = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "data", "qnlp");

async function builtQuery(page) {
  const words = [await cellName(page, 0, 0), await cellName(page, 1, 0), await cellName(page, 0, 1), await cellName(page, 1, 1)];
  assert.match(words[0], /qubit 0, column 1, RX, angle theta 1/);
  assert.match(words[1], /qubit 1, column 1, RY, angle theta 2/);
  assert.match(words[2], /qubit 0, column 2, control of X/);
  assert.match(words[3], /qubit 1, column 2, X, controlled by qubit 0/);
}

browserTest("a Query circuit is built with the mouse, and a drop is simulated before it is let go", async ({ open }) => {
  const { page, screenshot } = await open();
  await openDocument(page, bare());
  await ready(page);
  await hook(page, "tab-query").click();
  const before = await hook(page, "state-0").innerText();
  await drag(page, hook(page, "gate-X"), cell(page, 0, 0), { drop: false });
  await page.waitForFunction((text) => document.querySelector('[data-ketloom="state-0"]').innerText !== text, before);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.waitForFunction((text) => document.querySelector('[data-ketloom="state-0"]').innerText === text, before);
  assert.match(await cellName(page, 0, 0), /empty/);
  await drag(page, hook(page, "gate-RX"), cell(page, 0, 0));
  await drag(page, hook(page, "gate-RY"), cell(page, 1, 0));
  await drag(page, hook(page, "gate-CX"), cell(page, 0, 1));
  await builtQuery(page);
  await screenshot("built-by-mouse");
  // Move RY away and back by undo; drag it out to delete it.
  await drag(page, cell(page, 1, 0), cell(page, 1, 4));
  assert.match(await cellName(page, 1, 0), /empty|control|X/);
  await hook(page, "undo").click();
  await builtQuery(page);
  await drag(page, cell(page, 1, 0), hook(page, "inspector"));
  assert.doesNotMatch(await cellName(page, 1, 0), /RY/);
  await page.keyboard.press("Control+z");
  await builtQuery(page);
});

browserTest("a Query circuit is built by tapping, on a phone", async ({ open }) => {
  const { page, screenshot } = await open("index.html", { viewport: { width: 390, height: 844 }, touch: true });
  await openDocument(page, bare());
  await ready(page);
  await hook(page, "tab-query").tap();
  for (const [gate, wire, column] of [["RX", 0, 0], ["RY", 1, 0], ["CX", 0, 1]]) {
    await hook(page, `gate-${gate}`).scrollIntoViewIfNeeded();
    await hook(page, `gate-${gate}`).tap();
    assert.equal(await hook(page, `gate-${gate}`).getAttribute("aria-pressed"), "true");
    await cell(page, wire, column).scrollIntoViewIfNeeded();
    await cell(page, wire, column).tap();
  }
  await builtQuery(page);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(sideways, 0, "the page must not scroll sideways");
  await screenshot("built-by-touch", { fullPage: true });
});

browserTest("Shift keeps the gate in hand for more cells, a tap without it puts it down, and a double click edits the angle", async ({ open }) => {
  const { page } = await open();
  await openDocument(page, bare());
  await ready(page);
  await hook(page, "gate-RX").click();
  for (const wire of [0, 1]) await cell(page, wire, 0).click({ modifiers: ["Shift"] });
  assert.equal(await hook(page, "gate-RX").getAttribute("aria-pressed"), "true");
  await cell(page, 0, 1).click();
  assert.equal(await hook(page, "gate-RX").getAttribute("aria-pressed"), "false");
  for (const [wire, column] of [[0, 0], [1, 0], [0, 1]]) assert.match(await cellName(page, wire, column), /RX, angle theta/);
  await cell(page, 1, 1).click();
  assert.match(await cellName(page, 1, 1), /empty/, "nothing is in the hand any more");
  await cell(page, 0, 1).dblclick();
  await page.waitForFunction(() => document.activeElement?.dataset.ketloom === "angle");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("pi/4");
  await page.keyboard.press("Enter");
  assert.match(await cellName(page, 0, 1), /pi/);
});

browserTest("a plain circuit says that there is nothing to train where a key asks for it", async ({ open }) => {
  const { page } = await open("index.html#c=H_0;X_0:1");
  await ready(page);
  assert.equal(await hook(page, "training").count(), 0);
  for (const key of ["Space"]) {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press(key);
    await hook(page, "refused").waitFor();
    assert.match(await hook(page, "refused").innerText(), /nothing to train/);
    await hook(page, "dismiss").click();
    await hook(page, "refused").waitFor({ state: "detached" });
  }
});

browserTest("a Query circuit is built, edited and taken back with keys only", async ({ open }) => {
  const { page } = await open();
  await openDocument(page, bare());
  await ready(page);
  await hook(page, "tab-query").focus();
  await page.keyboard.press("Enter");
  // Tab until the grid has the focus: it is one tab stop.
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement?.dataset?.ketloom === "cell")); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("r");
  await page.keyboard.press("x");
  await cell(page, 1, 0).focus();
  await page.keyboard.press("r");
  await page.keyboard.press("y");
  await cell(page, 1, 1).focus();
  await page.keyboard.press("x");
  await cell(page, 0, 1).focus();
  await page.keyboard.press("c");
  await builtQuery(page);
  // The angle is edited in place, with an error sentence under the field.
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Enter");
  const field = hook(page, "angle");
  await field.fill("2pi/3+");
  await page.waitForFunction(() => document.querySelector('[data-ketloom="angle"]').getAttribute("aria-invalid") === "true");
  assert.match(await hook(page, "angle-problem").innerText(), /after \+/);
  await field.fill("theta1*2");
  await page.keyboard.press("Enter");
  assert.match(await cellName(page, 0, 0), /theta 1/);
  await cell(page, 1, 0).focus();
  await page.keyboard.press("Delete");
  assert.doesNotMatch(await cellName(page, 1, 0), /RY/);
  await page.keyboard.press("Control+z");
  assert.match(await cellName(page, 1, 0), /RY/);
});

browserTest("the scrubber shows the state at its place, and editing goes on while scrubbed", async ({ open }) => {
  const { page } = await open("index.html#c=H_0;X_0:1");
  await ready(page);
  assert.equal((await qubit(page, 0))[2], "0.500", "half a Bell pair has purity 1/2");
  await hook(page, "scrubber").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /after column 1/.test(document.querySelector('[data-ketloom="state-0"]').innerText));
  assert.equal((await qubit(page, 0))[2], "1.000", "after H alone it is pure");
  await cell(page, 1, 0).focus();
  await page.keyboard.press("x");
  await page.waitForFunction(() => document.querySelector('[data-ketloom="qubit-1"]').innerText.includes("1.000"));
  assert.match(await hook(page, "state-0").innerText(), /after column 1/, "the scrubber stayed");
});

browserTest("a slider moves parameter and state; a drag of it is one step of undo, and so is a burst of keys", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  const slider = hook(page, "theta-3"); // RY: an RX would leave the first state, near |+⟩, as it is
  await slider.focus();
  const before = await slider.inputValue();
  const state = await hook(page, "state-0").innerText();
  for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
  await page.waitForFunction((text) => document.querySelector('[data-ketloom="state-0"]').innerText !== text, state);
  assert.notEqual(await slider.inputValue(), before);
  const undo = hook(page, "undo");
  const back = () => page.waitForFunction((value) => document.querySelector('[data-ketloom="theta-3"]').value === value, before);
  await undo.click();
  await back();
  assert.ok(await undo.isDisabled(), "a burst of keys was more than one step");
  // After a pause of more than 600 ms, and on another slider, another burst begins.
  for (const [name, pause] of [["theta-3", 900], ["theta-3", 0], ["theta-4", 0]]) {
    await hook(page, name).focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(pause);
  }
  let steps = 0;
  for (; !(await undo.isDisabled()); steps++) await undo.click();
  assert.equal(steps, 3);
  await back();
  // A drag is one step.
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) await page.mouse.move(box.x + box.width / 2 + 6 * i, box.y + box.height / 2);
  await page.mouse.up();
  assert.notEqual(await slider.inputValue(), before);
  await undo.click();
  await page.waitForFunction((value) => document.querySelector('[data-ketloom="theta-3"]').value === value, before);
  assert.ok(await undo.isDisabled(), "a drag was more than one step");
});

browserTest("meaning classification is trained to 1.0 and read from accessible names", async ({ open }) => {
  const { page, screenshot } = await open();
  await openDocument(page, attentionDocument());
  await ready(page);
  await train(page);
  assert.equal(await epoch(page), 60);
  const said = await accuracies(page);
  assert.equal(said["test accuracy"] ?? said["test accuracy"], 1, JSON.stringify(said));
  const rows = await attention(page);
  for (const row of rows) assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 0.02, `row ${row}`);
  const name = await hook(page, "prediction-0").getAttribute("aria-label");
  assert.match(name, /truth .* model .* right/);
  const curve = page.locator('[role="slider"][aria-label*="curve"]').first();
  await curve.focus();
  await page.keyboard.press("End");
  assert.match(await curve.getAttribute("aria-valuetext"), /epoch 60.*quantum/);
  // A cell selects its two words, their circuits and states.
  await hook(page, "attention-1-2").click();
  await hook(page, "state-1").waitFor();
  assert.match(await hook(page, "state-0-place").innerText(), /Query/);
  assert.match(await hook(page, "state-1-place").innerText(), /Key/);
  assert.match(await hook(page, "cell-numbers").innerText(), /q\(/);
  await screenshot("trained");
});

browserTest("QSANN on the published sentences reaches 1.0 within 60 epochs for three seeds, in the browser", async ({ open, t }) => {
  const file = (part) => path.join(shared, `mc_${part}_data.txt`);
  if (!fs.existsSync(file("train"))) return t.skip("the published sentences are not beside this checkout");
  const read = (part) => fs.readFileSync(file(part), "utf8").trim();
  const text = `${read("train")}\n[test]\n${read("test")}\n`;
  const { page } = await open();
  for (const seed of [0, 1, 2]) {
    const document = attentionDocument();
    await openDocument(page, { ...document, data: { kind: "text", name: "mc", text, train: 70, seed: 0 }, training: { ...document.training, seed } });
    await ready(page);
    await train(page);
    assert.equal(await epoch(page), 60);
    assert.equal((await accuracies(page))["test accuracy"], 1, `seed ${seed}`);
  }
});

browserTest("a run is paused, shared and found the same in a fresh profile, and goes on", async ({ open }) => {
  const first = await open();
  await openDocument(first.page, attentionDocument({ training: { ...attentionDocument().training, epochs: 1000, speed: 60 } }));
  await ready(first.page);
  await hook(first.page, "play").click();
  await first.page.waitForFunction(() => Number(document.querySelector('[data-ketloom="epoch"]').innerText.match(/epoch (\d+)/)?.[1]) >= 20);
  await hook(first.page, "play").click();
  await first.page.waitForTimeout(600);
  const paused = await epoch(first.page);
  await first.page.waitForTimeout(600);
  assert.equal(await epoch(first.page), paused, "paused is paused");
  await button(first.page, "share").click();
  const link = await first.page.locator('input[readonly], textarea[readonly]').first().inputValue();
  const second = await open(`index.html${link.slice(link.indexOf("#"))}`);
  await ready(second.page);
  await first.page.keyboard.press("Escape");
  const read = async (page) => [await epoch(page), await accuracies(page), await attention(page), await hook(page, "state-0").innerText()];
  assert.deepEqual(await read(second.page), await read(first.page));
  for (const { page } of [first, second]) await hook(page, "step").click();
  for (const { page } of [first, second]) await page.waitForFunction((n) => document.querySelector('[data-ketloom="epoch"]').innerText.includes(`epoch ${n}`), paused + 1);
  assert.deepEqual(await read(second.page), await read(first.page), "both go on alike");
});

browserTest("a worker that dies in mid-training is replaced, and training goes on from where it was", async ({ open }) => {
  const { page, expectError } = await open();
  expectError(/./);
  await page.addInitScript(() => {
    const Real = window.Worker;
    window.Worker = class extends Real { constructor(...all) { super(...all); (window.workers ??= []).push(this); } };
  });
  await page.reload();
  await openDocument(page, attentionDocument({ training: { ...attentionDocument().training, epochs: 1000, speed: 60 } }));
  await ready(page);
  await hook(page, "play").click();
  await page.waitForFunction(() => Number(document.querySelector('[data-ketloom="epoch"]').innerText.match(/epoch (\d+)/)?.[1]) >= 10);
  await page.evaluate(() => window.workers.at(-1).postMessage("not a message"));
  await hook(page, "notice").first().waitFor();
  assert.match(await hook(page, "notice").first().innerText(), /Nothing is lost; training is paused/);
  const kept = await epoch(page);
  assert.ok(kept >= 10);
  await ready(page);
  await hook(page, "step").click();
  await page.waitForFunction((n) => document.querySelector('[data-ketloom="epoch"]').innerText.includes(`epoch ${n}`), kept + 1);
});

browserTest("a bad file is refused with its lines named, and the good lines are used", async ({ open }) => {
  const { page, screenshot } = await open();
  await ready(page);
  await button(page, "data").click();
  await hook(page, "data-kind-own").check();
  await hook(page, "data-text").fill("pos\tgood tea\nneg\tbad tea\nwhat is this\npos\tnice tea\nneg\tawful tea\npos\tgood nice tea\n");
  await hook(page, "data-use").click();
  await page.waitForFunction(() => /3/.test(document.querySelector('[data-ketloom="data-problems"]')?.innerText ?? ""));
  assert.match(await hook(page, "data-problems").innerText(), /Line 3/i);
  await screenshot("bad-line");
});

browserTest("a damaged link opens what it holds and says what it does not", async ({ open }) => {
  const first = await open();
  await openDocument(first.page, attentionDocument());
  await ready(first.page);
  await train(first.page);
  await button(first.page, "share").click();
  const link = await first.page.locator('input[readonly], textarea[readonly]').first().inputValue();
  const hash = link.slice(link.indexOf("#"));
  const { page } = await open(`index.html${hash.slice(0, Math.floor(hash.length * 0.6))}`);
  await ready(page);
  assert.match(await hook(page, "notice").first().innerText(), /damaged or cut off/);
});

browserTest("the page works where storage throws", async ({ open }) => {
  const { page } = await open();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
  });
  await page.reload();
  await ready(page);
  await hook(page, "step").click();
  await page.waitForFunction(() => /epoch 1 /.test(document.querySelector('[data-ketloom="epoch"]').innerText));
});

browserTest("every model of the gallery opens and the classifier shows its boundary", async ({ open }) => {
  const { page, screenshot } = await open("index.html", { viewport: viewports.desktop });
  await ready(page);
  await hook(page, "model").selectOption("classifier");
  await hook(page, "boundary-panel").waitFor();
  await ready(page);
  await train(page);
  await screenshot("classifier");
  const said = await accuracies(page);
  assert.ok(said["test accuracy"] >= 0.95, JSON.stringify(said));
  await hook(page, "model").selectOption("circuit");
  await ready(page);
  assert.match(await cellName(page, 0, 1), /control of X/);
});

browserTest("the classifier's circuits are chosen by their size: qubits, layers and depth, as one step", async ({ open }) => {
  const { page, screenshot } = await open("index.html");
  await ready(page);
  await page.selectOption('[data-ketloom="model"]', "classifier");
  await page.waitForFunction(() => document.querySelector("main").dataset.model === "classifier");
  await page.locator('[data-ketloom="more-settings"] summary').click();
  await hook(page, "circuits-open").click();
  await hook(page, "circuits-qubits").selectOption("3");
  await hook(page, "circuits-layers").selectOption("2");
  await hook(page, "circuits-depth").selectOption("2");
  assert.match(await page.locator("fieldset.circuits").innerText(), /12 θ in each of 2, 24 in all/);
  await screenshot("circuits-by-size");
  await hook(page, "circuits-use").click();
  await page.waitForFunction(() => /3 qubits/.test(document.querySelector('[data-ketloom="caption"]').innerText));
  assert.equal(await hook(page, "layers").inputValue(), "2");
  await hook(page, "step").click();
  await page.waitForFunction(() => /epoch 1\b/.test(document.querySelector('[data-ketloom="epoch"]').innerText));
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => /2 qubits/.test(document.querySelector('[data-ketloom="caption"]').innerText));
  assert.equal(await hook(page, "layers").inputValue(), "4");
});
