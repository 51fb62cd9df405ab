// Measurement, reset, classical control, post-selection and noise: built with keys and taps, run exactly and as single
// shots, read from accessible names.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { cell, cellName, hook, qubit, ready } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const begin = async (open, text, options) => {
  const { page, ...rest } = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(page);
  return { page, ...rest };
};
const status = (page) => hook(page, "status").innerText();
/** The Bloch vector that a ball's description tells. */
const bloch = async (page, q) => (await hook(page, `bloch-${q}`).locator("desc").textContent()).replaceAll("−", "-").match(/-?\d+\.\d+/g).slice(0, 3).map(Number);
const until = (page, what, more) => page.waitForFunction(what, more, { timeout: 8000 });
/** The classical bits as the State panel lists them: { "c = 01": "25.0 %" }. */
const classical = async (page) => Object.fromEntries((await hook(page, "classical").locator("tr").allInnerTexts()).map((row) => row.split(/\t/).map((w) => w.trim())));
const lists = (page, row) => until(page, (row) => document.querySelector('[data-ketloom="classical"]')?.innerText.includes(row), row);
const TELEPORT = "qubits 3; bits c 2; RY(1.1) 0; RZ(0.7) 0; H 1; X 1:2; X 0:1; H 0; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]; if c[1] == 1 X 2; if c[0] == 1 Z 2";

browserTest("teleportation is built with keys alone and its states are read from names", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 3; RY(1.1) 0");
  const put = async (wire, column, ...keys) => { await cell(page, wire, column).focus(); for (const key of keys) await page.keyboard.press(key); };
  await put(1, 0, "h");
  await put(1, 1, "c");
  await put(2, 1, "x");
  await put(0, 2, "c");
  await put(1, 2, "x");
  await put(0, 3, "h");
  await put(0, 4, "m");
  assert.match(await status(page), /Placed: MEASURE, qubit 0, column 5, into c\[0\]/);
  await put(1, 4, "m");
  assert.match(await cellName(page, 1, 3), /qubit 1, column 4, MEASURE, into c\[1\]/);
  await put(2, 5, "x");
  // The gate settles to the left; it waits for its bit once that is chosen.
  let [column] = await page.locator('[data-ketloom=cell][data-wire="2"][aria-label*=", X"]').evaluateAll((all) => all.map((c) => c.dataset.column).reverse());
  await cell(page, 2, column).focus();
  await hook(page, "op-if").selectOption({ label: "c[1]" });
  assert.match(await hook(page, "toolbar").innerText(), /happens/);
  await until(page, () => [...document.querySelectorAll('[data-ketloom=cell][data-wire="2"]')].some((c) => /X, if c\[1\] = 1/.test(c.getAttribute("aria-label"))));
  await put(2, 6, "z");
  [column] = await page.locator('[data-ketloom=cell][data-wire="2"][aria-label*=", Z"]').evaluateAll((all) => all.map((c) => c.dataset.column));
  await cell(page, 2, column).focus();
  await hook(page, "op-if").selectOption({ label: "c[0]" });
  await until(page, () => [...document.querySelectorAll('[data-ketloom=cell][data-wire="2"]')].some((c) => /Z, if c\[0\] = 1/.test(c.getAttribute("aria-label"))));
  await lists(page, "25.0 %");
  await until(page, () => /length 1\.00/.test(document.querySelector('[data-ketloom="bloch-2"] desc').textContent));
  const bob = await bloch(page, 2);
  [Math.sin(1.1), 0, Math.cos(1.1)].forEach((v, i) => assert.ok(Math.abs(bob[i] - v) < 0.006, `${bob}`));
  assert.deepEqual(await qubit(page, 2), ["q2", ((1 - Math.cos(1.1)) / 2).toFixed(3), "1.000", "0.000"]);
  assert.match(await hook(page, "note").innerText(), /Exact mixture of all outcomes, which has no amplitudes/);
  await screenshot("teleportation");
});

browserTest("Bob has what Alice had for 20 inputs, to a millionth", async ({ open }) => {
  const { page } = await begin(open, TELEPORT);
  for (let i = 0; i < 20; i++) {
    const [a, b] = [(0.1 + i * 0.15).toFixed(3), (0.01 + i * 0.31).toFixed(3)];
    await page.evaluate((text) => { location.hash = `#c=${encodeURIComponent(text)}`; }, TELEPORT.replace("0.7", b).replace("1.1", a));
    await page.locator(`[data-ketloom=cell][aria-label$="RY, angle ${Number(a)}"]`).waitFor();
    // The figure of the qubits tells six digits.
    const one = ((1 - Math.cos(a)) / 2).toFixed(6);
    await until(page, (one) => new RegExp(`q2: P\\(1\\) ${one}, .*purity 1\\.000000`).test(document.querySelector('[data-ketloom="figure-0-disks"] desc')?.textContent ?? ""), one);
  }
});

browserTest("a single shot with seed 7 is the same after reload, and another is drawn by a button", async ({ open }) => {
  const { page, screenshot } = await begin(open, TELEPORT);
  await lists(page, "25.0 %");
  await hook(page, "shot").click();
  await lists(page, "this shot");
  await hook(page, "shot-seed").fill("7");
  await hook(page, "shot-seed").press("Enter");
  await until(page, () => /seed 7:/.test(document.querySelector('[data-ketloom="note"]').innerText));
  const first = await classical(page);
  const row = await qubit(page, 2);
  assert.match(first["c[0]"], /^[01]$/);
  await page.waitForTimeout(700);
  // Several times: what the panel needs of the later modules it asks for while the page still starts.
  for (let i = 0; i < 6; i++) {
    await page.reload();
    await ready(page);
  }
  await until(page, () => /seed 7:/.test(document.querySelector('[data-ketloom="note"]')?.innerText ?? ""));
  assert.deepEqual(await classical(page), first);
  assert.deepEqual(await qubit(page, 2), row);
  assert.equal(await hook(page, "shot-seed").inputValue(), "7");
  const seen = new Set();
  for (let i = 0; i < 12; i++) {
    await hook(page, "another-shot").click();
    await until(page, (seed) => document.querySelector('[data-ketloom="note"]').innerText.includes(`seed ${seed}:`), 8 + i);
    seen.add(Object.keys(await classical(page))[0]);
  }
  assert.ok(seen.size > 1, [...seen].join());
  await hook(page, "shot-seed").fill("many");
  await hook(page, "shot-seed").press("Enter");
  await page.getByText("“many” is not a number.").waitFor();
  await screenshot("single-shot");
});

browserTest("a branch of the mixture is chosen by key: its amplitudes, its figures, a link that keeps it", async ({ open }) => {
  const { page, screenshot } = await begin(open, TELEPORT, { context: { bypassCSP: true } });
  await lists(page, "25.0 %");
  await hook(page, "branch-1").focus();
  await page.keyboard.press("Enter");
  await until(page, () => /The branch of c = 01, which 25\.0 % of the runs take: one pure state/.test(document.querySelector('[data-ketloom="note"]').innerText));
  assert.equal(await hook(page, "branch-1").getAttribute("aria-pressed"), "true");
  assert.equal(await hook(page, "exact").getAttribute("aria-pressed"), "false");
  // q0 was measured as 1; Bob's qubit is Alice's, |0⟩ cos 0.55 + e^(0.7i)|1⟩ sin 0.55.
  const tips = await page.locator('[data-ketloom="amplitudes-0"] .hit').evaluateAll((all) => all.map((hit) => hit.dataset.tip));
  assert.match(tips.find((tip) => tip.startsWith("|100⟩")), /72\.7 %/);
  assert.match(tips.find((tip) => tip.startsWith("|101⟩")), /27\.3 %/);
  assert.match(await page.locator('[data-ketloom="state-0"]').innerText(), /Amplitudes/);
  await until(page, () => /bob|\|10/.test(document.querySelector('[data-ketloom="figure-0-probabilities"] desc')?.textContent ?? ""));
  await page.addScriptTag({ path: axe });
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    const found = await page.evaluate(() => window.axe.run('[data-ketloom="inspector"]'));
    assert.deepEqual(found.violations.map((v) => v.id), []);
    await screenshot(`branch-${theme}`);
  }
  await page.waitForTimeout(700);
  await page.reload();
  await ready(page);
  await until(page, () => /The branch of c = 01/.test(document.querySelector('[data-ketloom="note"]').innerText));
  await hook(page, "branch-1").click();
  await until(page, () => /^Exact mixture of all outcomes/.test(document.querySelector('[data-ketloom="note"]').innerText));
  await hook(page, "branch-2").click();
  await hook(page, "exact").click();
  await until(page, () => /^Exact mixture of all outcomes/.test(document.querySelector('[data-ketloom="note"]').innerText));
  assert.equal(await hook(page, "branch-2").getAttribute("aria-pressed"), "false");
});

browserTest("displays in the circuit and read-outs follow the branch; of many outcomes each has a button, in a list that scrolls", async ({ open }) => {
  const measured = [0, 1, 2, 3, 4].map((q) => `RY(0.9) ${q}; MEASURE ${q} -> c[${q}]`).join("; ");
  const { page, screenshot } = await begin(open, `qubits 5; bits c 5; ${measured}; SPACER 3; SPACER 3; BLOCH 3`);
  const display = () => page.locator('[data-ketloom="cell"][aria-label*="Bloch x="]');
  await until(page, () => document.querySelectorAll('[data-ketloom="classical"] button').length === 32);
  // cos 0.9, over all outcomes.
  assert.match(await display().getAttribute("aria-label"), /z=0\.62/);
  const list = hook(page, "classical");
  const [tall, whole] = await list.evaluate((node) => [node.clientHeight, node.scrollHeight]);
  assert.ok(tall < 400 && whole > 2 * tall, `${tall} of ${whole}`);
  for (const [bits, z] of [[0, "1.00"], [8, "-1.00"], [23, "1.00"], [31, "-1.00"]]) {
    await hook(page, `branch-${bits}`).focus();
    await page.keyboard.press("Enter");
    const name = `c = ${bits.toString(2).padStart(5, "0")}`;
    await until(page, ([z, name]) => {
      const cell = document.querySelector('[data-ketloom="cell"][aria-label*="Bloch x="]');
      return cell?.getAttribute("aria-label").includes(`z=${z}`) && cell.getAttribute("aria-label").includes(`branch of ${name}`);
    }, [z.replace("-", "\u2212"), name]);
    assert.ok(await hook(page, `branch-${bits}`).evaluate((node) => {
      const [inner, outer] = [node.getBoundingClientRect(), node.closest('[data-ketloom="classical"]').getBoundingClientRect()];
      return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    }), "what has the focus is in view");
  }
  await screenshot("branch-displays");
  await hook(page, "exact").click();
  await until(page, () => /z=0\.62/.test(document.querySelector('[data-ketloom="cell"][aria-label*="Bloch x="]').getAttribute("aria-label")));
});

browserTest("measure, H, measure is half and half; the scrubber goes through; reset and post-selection are said", async ({ open }) => {
  const { page } = await begin(open, "qubits 1");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("h");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("m");
  await lists(page, "c = 10");
  assert.deepEqual(await classical(page), { "c = 00": "50.0 %", "c = 10": "50.0 %", "c[0] = 1": "0.0 %", "c[1] = 1": "50.0 %" });
  await hook(page, "scrubber").focus();
  await page.keyboard.press("ArrowLeft");
  await until(page, () => /one pure state/.test(document.querySelector('[data-ketloom="note"]').innerText));
  assert.ok(Math.abs((await bloch(page, 0))[0] - 1) < 0.01);
  await page.keyboard.press("End");
  await cell(page, 0, 3).focus();
  await page.keyboard.press("0");
  await until(page, () => /^q0\s+0\.000\s+1\.000\s+0\.000/.test(document.querySelector('[data-ketloom="qubit-0"]').innerText));
  await page.keyboard.press("/");
  await hook(page, "gate-search").fill("POST1");
  await hook(page, "gate-search").press("Enter");
  await cell(page, 0, 4).click();
  await page.getByText(/leaves nothing/).first().waitFor();
});

browserTest("arguments, bits and values are changed in the toolbar, with errors under the field", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; bits c 2; U(pi/2, 0, 0) 0; MEASURE 0 -> c[0]; DEPOLARIZING(0.1) 1; if c == 2 X 1");
  await cell(page, 0, 0).focus();
  const third = page.locator('[data-ketloom="angle-2"]');
  await third.fill("pi/4");
  await third.press("Enter");
  assert.match(await cellName(page, 0, 0), /θ pi over 2, φ 0, λ pi over 4/);
  await cell(page, 1, 0).focus();
  await hook(page, "angle").fill("1.5");
  await page.getByText(/p is a probability, from 0 to 1, not 1.5/).waitFor();
  assert.equal(await hook(page, "angle").getAttribute("aria-invalid"), "true");
  await hook(page, "angle").press("Escape");
  assert.match(await cellName(page, 1, 0), /DEPOLARIZING, p 0.1/);
  await cell(page, 0, 1).focus();
  await hook(page, "op-bit").selectOption({ label: "c[1]" });
  await until(page, () => /MEASURE, into c\[1\]/.test(document.querySelector('[data-wire="0"][data-column="1"]').getAttribute("aria-label")));
  const waits = page.locator('[data-ketloom=cell][data-wire="1"][aria-label*="if c = 2"]');
  await waits.focus();
  await hook(page, "op-sign").selectOption({ label: "<" });
  await hook(page, "op-value").selectOption({ label: "3" });
  await page.locator('[data-ketloom=cell][data-wire="1"][aria-label*="if c < 3"]').waitFor();
  await hook(page, "op-if").selectOption({ label: "always" });
  assert.equal(await page.locator('[data-ketloom=cell][aria-label*=", if "]').count(), 0);
});

browserTest("the palette folds what is rarely used and a search unfolds it; taps place register gates", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 4", { viewport: { width: 390, height: 844 }, touch: true });
  assert.equal(await hook(page, "gate-ADDMUL").isVisible(), false);
  await hook(page, "gate-search").fill("addmul");
  await hook(page, "gate-ADDMUL").tap();
  await cell(page, 0, 0).tap();
  assert.match(await cellName(page, 0, 0), /ADDMUL/);
  await hook(page, "gate-search").fill("");
  await hook(page, "gate-MEASURE").scrollIntoViewIfNeeded();
  await hook(page, "gate-MEASURE").tap();
  await cell(page, 1, 1).tap();
  assert.match(await cellName(page, 1, 1), /MEASURE, into c\[0\]/);
  await screenshot("palette-phone");
});

browserTest("everything at once looks as it should and has no fault for axe", async ({ open }) => {
  const text = "qubits 5; bits c 2; bits s 1; H 0; MEASURE 0 -> c[0]; if c[0] == 1 RY(pi/4) 1; ADD 1 2 | 3 4; RESET 0; DEPOLARIZING(0.1) 3; X x0 !y1:2; MEASUREX 3 -> s[0]; POST0 4; U(pi/2, 0, pi/3) 0; if c == 1 X 3:4; MEASURE 1 -> c[1]; POSTMINUSI 2; THERMAL_RELAXATION(1, 1, 0.1) 0; QFT 4 3; SPACER 2; FSIM(0.1, 0.2) 0 1; MODADD 0 1 | 2 | 3 4";
  for (const theme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      const { page, screenshot } = await begin(open, text, { theme, viewport, context: { bypassCSP: true } });
      await lists(page, "%");
      await cell(page, 1, 1).focus();
      await screenshot(`measured-${theme}-${viewport.width}`, { fullPage: true });
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`), []);
    }
  }
});

browserTest("trained models refuse a measurement in a sentence and stay as they were", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  const before = await cellName(page, 0, 0);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("m");
  await page.getByText(/MEASURE cannot stand in a model that is trained/).first().waitFor();
  assert.equal(await cellName(page, 0, 0), before);
});

browserTest("of several conditions each is changed and deleted, and one is added", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2; bits c 2; bits d 1; X 0; MEASURE 0 -> c[0]; MEASURE 0 -> d[0]; if c == 1 if d[0] == 1 X 1");
  await page.locator('[data-ketloom=cell][data-wire="1"][aria-label*="X"]').first().click();
  const one = (value) => page.waitForFunction((v) => document.querySelector('[data-ketloom="qubit-1"]')?.innerText.split(/\s+/)[1] === v, value);
  await one("1.000");
  await hook(page, "op-value-1").selectOption("0");
  await one("0.000");
  await hook(page, "op-sign-1").selectOption({ label: "!=" });
  await one("1.000");
  await screenshot("conditions");
  await hook(page, "op-and").click();
  await hook(page, "op-if-2").selectOption({ label: "c[1]" });
  await one("0.000");
  await hook(page, "op-delete-2").click();
  await hook(page, "op-if-2").waitFor({ state: "detached" });
  await one("1.000");
  await page.waitForFunction(() => document.activeElement.dataset.ketloom === "op-if");
  await hook(page, "op-delete").click();
  await page.waitForFunction(() => /d\[0\]|^d$/.test(document.querySelector("[data-ketloom=op-if]").selectedOptions[0].text));
  await hook(page, "op-if").selectOption({ label: "always" });
  await hook(page, "op-sign").waitFor({ state: "detached" });
  await one("1.000");
});
