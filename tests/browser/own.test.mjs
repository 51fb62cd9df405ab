// Gates that a circuit defines itself: made of a selection, changed in all uses, written out, deleted with a question.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { cell, cellName, hook, ready } from "./person.mjs";

const begin = async (open, text, options) => {
  const { page, ...rest } = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(page);
  return { page, ...rest };
};
/** Waits until the state panel gives a qubit this probability of 1. */
const shows = (page, q, one) => page.waitForFunction(([q, one]) => document.querySelector(`[data-ketloom="qubit-${q}"] td`)?.innerText === one, [q, one]);
const told = (page) => hook(page, "gate-problem").innerText();

browserTest("G makes one gate of a selection; a change of it changes all uses; it is written out and deleted with a question", async ({ open, screenshot }) => {
  const { page } = await begin(open, "qubits 4; H 0; X 0:1");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("g");
  await page.waitForFunction(() => /Now one gate: G1/.test(document.querySelector('[data-ketloom="status"]').innerText));
  assert.match(await cellName(page, 0, 0), /G1, with qubit 1/);
  await shows(page, 1, "0.500");
  // A second use from the palette.
  await hook(page, "gate-own-1").click();
  await cell(page, 2, 0).click();
  assert.match(await cellName(page, 2, 0), /G1, with qubit 3/);
  await shows(page, 3, "0.500");
  // Another body: X on both.
  await hook(page, "gate-edit").click();
  await hook(page, "gate-text").fill("gate flip 2 { X 0; X 1 }");
  if (screenshot) await screenshot("own-gate");
  await hook(page, "gate-save").click();
  await hook(page, "gate").waitFor({ state: "hidden" });
  for (const q of [0, 1, 2, 3]) await shows(page, q, "1.000");
  assert.match(await cellName(page, 0, 0), /flip, with qubit 1/);
  // Written out in one place; the other use stays.
  await cell(page, 0, 0).click();
  await hook(page, "gate-expand").click();
  await page.waitForFunction(() => /X/.test(document.querySelector('[data-wire="0"][data-column="0"]').getAttribute("aria-label")));
  assert.match(await cellName(page, 1, 0), /, X$/);
  await cell(page, 2, 0).click();
  await hook(page, "gate-edit").click();
  await hook(page, "gate-remove").click();
  assert.match(await hook(page, "gate").innerText(), /Delete flip and 1 use of it\?/);
  await hook(page, "gate-keep").click();
  await hook(page, "gate-remove").click();
  await hook(page, "gate-delete-all").click();
  await shows(page, 2, "0.000");
  assert.match(await cellName(page, 2, 0), /empty/);
  assert.equal(await hook(page, "gate-own-1").count(), 0);
  await page.keyboard.press("Control+z");
  await shows(page, 2, "1.000");
});

browserTest("a matrix that is not unitary is refused with the nearest one offered, and a rotation is about its axis", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2");
  await cell(page, 1, 0).focus();
  await hook(page, "gate-new").click();
  await hook(page, "gate-text").fill("matrix flip 1 (0, 1.1, 0.9, 0)");
  await hook(page, "gate-save").click();
  assert.match(await told(page), /line 1, column 8: the matrix is not unitary/);
  assert.equal(await hook(page, "gate-text").getAttribute("aria-invalid"), "true");
  await screenshot?.("own-refused");
  await hook(page, "gate-nearest").click();
  assert.equal(await hook(page, "gate-text").inputValue(), "matrix flip 1 (0, 1, 1, 0)");
  await hook(page, "gate-save").click();
  await shows(page, 1, "1.000");
  await hook(page, "gate-new").click();
  await hook(page, "gate-axis").fill("0, 0");
  await hook(page, "gate-of-rotation").click();
  assert.match(await told(page), /three numbers/);
  await hook(page, "gate-axis").fill("1, 0, 1");
  await hook(page, "gate-angle").fill("pi");
  await hook(page, "gate-of-rotation").click();
  assert.match(await hook(page, "gate-text").inputValue(), /^gate G1 1 \{/);
  await page.keyboard.press("Escape");
  await cell(page, 0, 0).focus();
  await hook(page, "gate-new").click();
  await hook(page, "gate-axis").fill("1, 0, 1");
  await hook(page, "gate-angle").fill("pi");
  await hook(page, "gate-of-rotation").click();
  await hook(page, "gate-save").click();
  // By π about x + z a rotation is a Hadamard gate up to a phase.
  await shows(page, 0, "0.500");
});
