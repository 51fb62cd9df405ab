// Time, the step explainer, the angle dial and trails: the checks of ux.md 7, 49, 50 and 59.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { attentionDocument, cell, epoch, hook, openDocument, ready } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const circuit = (text, view = {}, over = {}) => ({ ketloom: 1, model: "circuit", slots: { circuit: text }, data: { kind: "none" }, training: attentionDocument().training,
  view: { slot: 0, example: 0, word: 0, layer: 0, reversed: false, ...view }, ...over });
const ball = (page, q = 0) => hook(page, `bloch-${q}`).locator("desc").textContent();

async function show(page, text, view = {}, over = {}) {
  const before = await page.evaluate(() => location.hash);
  await openDocument(page, circuit(text, view, over));
  await page.waitForFunction((b) => location.hash !== b, before);
  await ready(page);
}

/** Waits until the first ball says something else. */
const moved = (page, before) => page.waitForFunction((b) => document.querySelector('[data-ketloom="bloch-0"] desc').textContent !== b, before, { timeout: 8000 });

browserTest("an angle that ends early says so, sin(t)/2 moves the ball, theta1*x1 makes two knobs", async ({ open }) => {
  const { page, screenshot } = await open("index.html", { stillness: false });
  await show(page, "qubits 1; RX(pi/2) 0");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Enter");
  const angle = hook(page, "angle");
  await angle.fill("2pi/3+");
  await page.waitForFunction(() => /expected a number after \+/.test(document.querySelector('[data-ketloom="angle-problem"]').textContent));
  assert.equal(await angle.getAttribute("aria-invalid"), "true");
  const link = () => page.evaluate(() => location.hash);
  await angle.fill("sin(t)/2");
  await page.waitForFunction(() => !document.querySelector('[data-ketloom="angle"]').hasAttribute("aria-invalid"));
  await hook(page, "time-bar").waitFor();
  await moved(page, await ball(page));
  await moved(page, await ball(page));
  await page.keyboard.press("Enter");
  // One step for what was typed, none for the time; the link is written once and then rests.
  await page.waitForTimeout(900);
  const before = await link();
  await moved(page, await ball(page));
  await page.waitForTimeout(900);
  assert.equal(await link(), before);
  await screenshot("time-desktop");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector('[data-ketloom="time-bar"]'));
  assert.match(await cell(page, 0, 0).getAttribute("aria-label"), /pi over 2/);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Enter");
  await angle.fill("theta1*x1");
  await page.keyboard.press("Enter");
  await hook(page, "theta-1").waitFor();
  await hook(page, "x-1").waitFor();
});

browserTest("the time stops at its button, is set by keys, and the page that is not seen stands still", async ({ open }) => {
  const { page } = await open("index.html", { stillness: false });
  await show(page, "qubits 1; RX(t) 0");
  await moved(page, await ball(page));
  await hook(page, "time-run").click();
  await page.waitForFunction(() => document.querySelector('[data-ketloom="time-run"]').getAttribute("aria-label") === "Let the time run");
  await page.waitForTimeout(300);
  const stopped = await ball(page);
  await page.waitForTimeout(500);
  assert.equal(await ball(page), stopped);
  const slider = hook(page, "time");
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => /z 1\.00/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent));
  assert.equal(await slider.getAttribute("aria-valuetext"), "t = 0.00, 0.0 % of a round");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /t = 0\.05/.test(document.querySelector('[data-ketloom="time"]').getAttribute("aria-valuetext")));
  await page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, get: () => true }));
  await hook(page, "time-run").click();
  await page.waitForTimeout(300);
  const unseen = await ball(page);
  await page.waitForTimeout(500);
  assert.equal(await ball(page), unseen);
  await page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, get: () => false }));
  await moved(page, unseen);
  // The space bar does what the button does.
  await page.locator('[data-ketloom="cell"]').first().focus();
  await page.keyboard.press(" ");
  await page.waitForFunction(() => document.querySelector('[data-ketloom="time-run"]').getAttribute("aria-label") === "Let the time run");
  await page.keyboard.press(" ");
  await page.waitForFunction(() => document.querySelector('[data-ketloom="time-run"]').getAttribute("aria-label") === "Stop the time");
});

browserTest("with reduced motion nothing moves until it is told to", async ({ open }) => {
  const { page } = await open();
  await show(page, "qubits 1; RX(t) 0");
  await hook(page, "time-bar").waitFor();
  const before = await ball(page);
  await page.waitForTimeout(1000);
  assert.equal(await ball(page), before);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  assert.equal(await hook(page, "time-run").getAttribute("aria-label"), "Let the time run");
  await hook(page, "time-run").click();
  await moved(page, before);
});

browserTest("a trained model says that it takes no time", async ({ open }) => {
  const { page } = await open();
  await openDocument(page, attentionDocument());
  await ready(page);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Enter");
  await hook(page, "angle").fill("t");
  await page.waitForFunction(() => document.body.innerText.includes("cannot stand in a model that is trained"));
  assert.equal(await hook(page, "time-bar").count(), 0);
});

browserTest("what a gate did: matrix, axis, generator, amplitudes old and new", async ({ open }) => {
  const { page, screenshot } = await open();
  await show(page, "qubits 2; H 0; X 0:1; RY(pi/4) 1");
  await cell(page, 1, 1).click();
  await hook(page, "step-open").click();
  const step = hook(page, "step");
  await step.waitFor();
  const matrix = () => page.locator("table.matrix td").allTextContents();
  await page.waitForFunction(() => document.querySelectorAll("table.matrix tbody tr").length === 4);
  assert.deepEqual((await matrix()).filter((w) => w), "1 0 0 0 0 1 0 0 0 0 0 1 0 0 1 0".split(" "));
  const changes = (await page.locator("table.changes tbody").innerText()).split("\n").map((r) => r.split(/\s+/).filter(Boolean).join(" "));
  assert.deepEqual(changes.filter(Boolean), ["|10⟩ 1/√2 0", "|11⟩ 0 1/√2"]);
  await screenshot("step-desktop", { fullPage: true });
  await cell(page, 1, 2).click();
  await page.waitForFunction(() => /rotation by π\/4 = 0\.785 about the y axis/.test(document.querySelector('[data-ketloom="step"]').textContent));
  assert.match(await step.innerText(), /generator G = Y/);
  await hook(page, "step-close").click();
  await page.waitForFunction(() => !document.querySelector('[data-ketloom="step"]'));
  await show(page, "qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]; X 0");
  await cell(page, 0, 2).click();
  await hook(page, "step-open").click();
  await page.waitForFunction(() => /left to chance/.test(document.querySelector('[data-ketloom="step"]')?.textContent ?? ""));
});

browserTest("the dial turns by keys and by dragging, and a drag is one step", async ({ open }) => {
  const { page, screenshot } = await open();
  await show(page, "qubits 1; RY(pi/4) 0");
  await cell(page, 0, 0).click();
  const dial = hook(page, "dial");
  assert.equal(await dial.getAttribute("role"), "slider");
  assert.equal(await dial.getAttribute("aria-valuetext"), "RY 0.785 radians");
  await dial.focus();
  const says = (words) => page.waitForFunction((w) => document.querySelector('[data-ketloom="dial"]').getAttribute("aria-valuetext") === w, words);
  await page.keyboard.press("ArrowUp");
  await says("RY 0.884 radians");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await says("RY 0.810 radians");
  await page.keyboard.press("End");
  await says("RY 3.142 radians");
  await page.waitForFunction(() => /z −1\.00/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent));
  await screenshot("dial-desktop");
  await page.keyboard.press("Home");
  await says("RY −3.142 radians");
  // From the left over the bottom to the right: −π to 0; the ball follows before it is let go.
  const box = await dial.boundingBox();
  const [x, y, r] = [box.x + box.width / 2, box.y + box.height / 2, box.width / 2 - 4];
  await page.mouse.move(x - r, y);
  await page.mouse.down();
  // Farther out the angle is finer.
  for (let i = 1; i <= 8; i++) await page.mouse.move(x - 60 * Math.cos((Math.PI * i) / 16), y + 60 * Math.sin((Math.PI * i) / 16));
  await says("RY −1.571 radians");
  await page.waitForFunction(() => /x −1\.00/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent));
  await page.mouse.up();
  await page.waitForTimeout(100);
  await page.keyboard.press("Control+z");
  await says("RY −3.142 radians");
  await show(page, "qubits 1; RY(theta1) 0", {}, { weights: { circuit: [0.5] } });
  await cell(page, 0, 0).click();
  await says("RY 0.500 radians");
  await dial.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector('[data-ketloom="theta-1"]').getAttribute("aria-valuetext") === "0.598");
});

browserTest("balls have trails up to the scrubber, with their points told, and the link keeps them", async ({ open }) => {
  const { page, screenshot } = await open();
  await show(page, "qubits 2; RX(pi/4) 0; RX(pi/4) 0; RY(pi/4) 0; RY(pi/4) 0; H 1; X 0:1");
  // A circuit that is not trained has no epochs to go over.
  assert.deepEqual(await hook(page, "trails").locator("option").allTextContents(), ["none", "columns"]);
  await hook(page, "trails").selectOption("columns");
  await page.waitForFunction(() => /trail of 6 points/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent));
  assert.equal(await hook(page, "bloch-0").locator(".trail").count(), 2);
  await screenshot("trails-desktop");
  await hook(page, "scrubber").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /trail of 2 points/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent));
  await page.waitForTimeout(700);
  await page.reload();
  await ready(page);
  const chosen = () => hook(page, "trails").locator("option:checked").textContent();
  assert.equal(await chosen(), "columns");
  await page.waitForFunction(() => /trail of 2 points/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent));
});

browserTest("balls have trails over the epochs of training: one point every k, whichever way they were trained", async ({ open }) => {
  const { page, screenshot } = await open();
  // The Query circuit's own trail, of a document that is kept in the link.
  await openDocument(page, attentionDocument({ view: { slot: 1, example: 0, word: 0, layer: 0, reversed: false }, training: { ...attentionDocument().training, epochs: 1000, speed: 0 } }));
  await ready(page);
  const list = hook(page, "trails");
  assert.equal(await list.evaluate((e) => e.labels[0].textContent.trim().startsWith("trails")), true);
  const box = await list.boundingBox();
  assert.ok(box.width >= 24 && box.height >= 24, JSON.stringify(box));
  const says = (words) => page.waitForFunction((w) => document.querySelector('[data-ketloom="bloch-0"] desc').textContent.endsWith(w), words, { timeout: 20000 });
  for (let i = 1; i <= 3; i++) {
    await hook(page, "step").click();
    await page.waitForFunction((n) => new RegExp(`epoch ${n}\\b`).test(document.querySelector('[data-ketloom="epoch"]').textContent), i);
  }
  // What was trained before it was asked for is there.
  await list.focus();
  await page.keyboard.press("End");
  await says("trail of 4 points, one every epoch");
  assert.match(await ball(page), /^q0: x .* length \d\.\d\d, trail of 4 points/);
  const told = async () => {
    const [, points, every] = (await ball(page)).match(/trail of (\d+) points?, one every (?:(\d+) epochs|epoch)$/);
    return [Number(points), Number(every ?? 1)];
  };
  // Past 64 points every second is dropped; where playing stops is not known, how many points there are is.
  await hook(page, "play").click();
  await page.waitForFunction(() => / one every 2 epochs$/.test(document.querySelector('[data-ketloom="bloch-0"] desc').textContent), null, { timeout: 40000 });
  await hook(page, "play").click();
  await page.waitForFunction(() => /Play|Train/.test(document.querySelector('[data-ketloom="play"]').getAttribute("aria-label")));
  await page.waitForTimeout(400);
  for (let i = 0; i < 2; i++) {
    const [epochs, [points, every]] = [await epoch(page), await told()];
    assert.equal(points, Math.floor(epochs / every) + 1, `${points} points, one every ${every} of ${epochs} epochs`);
    assert.ok(points <= 64);
    await hook(page, "step").click();
    await page.waitForFunction((n) => new RegExp(`epoch ${n}\\b`).test(document.querySelector('[data-ketloom="epoch"]').textContent), epochs + 1);
    await page.waitForTimeout(200);
  }
  await screenshot("trails-epochs-desktop");
  // Another column has a trail of its own, as long; a reset begins anew; the link keeps the choice.
  const [points, every] = await told();
  await hook(page, "scrubber").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /after column 1/.test(document.querySelector('[data-ketloom="state-0-place"]').textContent));
  assert.deepEqual(await told(), [points, every]);
  await page.keyboard.press("End");
  await hook(page, "reset").click();
  await says("trail of 1 point, one every epoch");
  await page.waitForTimeout(700);
  await page.reload();
  await ready(page);
  assert.equal(await list.locator("option:checked").textContent(), "epochs");
  await says("trail of 1 point, one every epoch");
  await page.setViewportSize({ width: 390, height: 844 });
  await hook(page, "step").click();
  await hook(page, "step").click();
  await says("trail of 3 points, one every epoch");
  await list.scrollIntoViewIfNeeded();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
  await screenshot("trails-epochs-phone");
});

for (const theme of ["light", "dark"]) {
  browserTest(`bar, dial, explanation and trails pass axe in the ${theme} theme, on a phone too`, async ({ open }) => {
    const { page, screenshot } = await open("index.html", { theme, context: { bypassCSP: true } });
      await show(page, "qubits 2; RY(pi/4) 0; RX(t) 1; X 0:1", { time: 1, paused: true, trail: true });
    await cell(page, 0, 0).click();
    await hook(page, "step-open").click();
    await hook(page, "step").waitFor();
    await page.addScriptTag({ path: axe });
    for (const [name, width, height] of [["desktop", 1440, 900], ["phone", 390, 844]]) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(200);
      const found = await page.evaluate(() => globalThis.axe.run({ include: [[".circuit"], [".inspector"]] }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`), [], name);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${name} scrolls sideways`);
      await screenshot(`time-${theme}-${name}`, { fullPage: true });
    }
  });
}
