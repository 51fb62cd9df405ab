// Figures of a state: known states read as in the books, for the pointer, for keys, as text and as files.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { attentionDocument, hook, openDocument, ready } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const names = ["bloch", "amplitudes", "probabilities", "ket", "density", "qsphere", "entanglement", "disks"];
const BELL = "qubits 2; H 0; X 0:1";

const circuit = (text, figures = names, over = {}) => ({ ketloom: 1, model: "circuit", slots: { circuit: text }, data: { kind: "none" }, training: attentionDocument().training,
  view: { slot: 0, example: 0, word: 0, layer: 0, reversed: false, figures, ...over } });
const figure = (page, name) => hook(page, `figure-0-${name}`);
const told = (page, name) => hook(page, `read-0-${name}`);
/** The figure's text alternative. */
const said = (page, name) => figure(page, name).locator("desc").textContent();
const words = (page, name) => figure(page, name).locator("text").allTextContents();
const slider = (page, name) => page.locator(".figure", { has: figure(page, name) }).getByRole("slider");

async function show(page, text, figures = names, over = {}) {
  await openDocument(page, circuit(text, figures, over));
  await ready(page);
  for (const name of figures) await figure(page, name).waitFor();
}

async function saved(page, name, kind) {
  const [download] = await Promise.all([page.waitForEvent("download"), hook(page, `save-0-${name}.${kind}`).click()]);
  assert.equal(download.suggestedFilename(), `${name}.${kind}`);
  return fs.readFileSync(await download.path());
}

const rows = (csv) => csv.toString().trim().split("\r\n").map((line) => line.split(","));

browserTest("a Bell state reads as in the books, in every figure", async ({ open }) => {
  const { page, screenshot } = await open();
  await show(page, BELL);
  assert.match(await said(page, "density"), /0\.50 0 0 0\.50; 0 0 0 0; 0 0 0 0; 0\.50 0 0 0\.50/);
  assert.deepEqual((await words(page, "density")).filter((w) => /^[\d−.i+]+$/.test(w)), "0.50 0 0 0.50 0 0 0 0 0 0 0 0 0.50 0 0 0.50".split(" "));
  assert.match(await said(page, "entanglement"), /q0–q1 1\.00/);
  assert.ok((await words(page, "entanglement")).includes("1.00"));
  assert.ok((await words(page, "ket")).includes("(|00⟩+|11⟩)/√2"));
  assert.match(await said(page, "qsphere"), /\|00⟩ 50\.0 % at 0\.0° and \|11⟩ 50\.0 % at 0\.0°/);
  assert.match(await said(page, "probabilities"), /\|00⟩ 50\.000 % and \|11⟩ 50\.000 %/);
  assert.match(await said(page, "disks"), /q0: P\(1\) 0\.500000, no phase, purity 0\.500000/);
  assert.match(await said(page, "bloch"), /q0: x 0\.00, y 0\.00, z 0\.00, length 0\.00; q1/);
  assert.match(await said(page, "amplitudes"), /\|00⟩ 50\.0 %, \|11⟩ 50\.0 %.*q0 leftmost/);
  await screenshot("figures-bell", { fullPage: true });
});

browserTest("a product has weight 0 and factors, and half a Bell pair is a coin", async ({ open }) => {
  const { page } = await open();
  await show(page, "qubits 2; H 0; H 1");
  assert.match(await said(page, "entanglement"), /every weight is 0, the state is a product/);
  assert.ok((await words(page, "ket")).includes("(|0⟩+|1⟩)⊗(|0⟩+|1⟩)/2"));
  await openDocument(page, circuit(BELL, ["density 1"]));
  await page.waitForFunction(() => /of q1, the other qubits traced out\. Purity 0\.500\. Rows: 0\.50 0; 0 0\.50\./.test(document.querySelector('[data-ketloom="figure-0-density"] desc')?.textContent ?? ""));
});

browserTest("of 64 terms that are no product the equation has eight and says 56 more", async ({ open }) => {
  const { page } = await open();
  const ring = [0, 1, 2, 3, 4, 5].map((q) => `Z ${q}:${(q + 1) % 6}`).join("; ");
  await show(page, `qubits 6; ${[0, 1, 2, 3, 4, 5].map((q) => `H ${q}`).join("; ")}; ${ring}`, ["ket"]);
  const equation = (await words(page, "ket")).join("");
  assert.match(equation, /\+…56 more\)\/8/);
});

browserTest("every datum tells its exact numbers to pointer and keys, and Escape hides them", async ({ open }) => {
  const { page } = await open();
  await show(page, BELL);
  const probability = "|11⟩ probability 0.500000, 50.000 %";
  await figure(page, "probabilities").locator('.hit[data-key="3"]').hover({ force: true }); // the bar lies over it
  assert.equal(await told(page, "probabilities").innerText(), probability);
  assert.equal(await figure(page, "probabilities").locator(".hit[data-read]").count(), 1);
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => /point, or focus/.test(document.querySelector('[data-ketloom="read-0-probabilities"]').innerText));
  await slider(page, "probabilities").focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  assert.equal(await told(page, "probabilities").innerText(), probability);
  assert.equal(await slider(page, "probabilities").getAttribute("aria-valuetext"), probability);
  await page.keyboard.press("Escape");
  assert.match(await told(page, "probabilities").innerText(), /point, or focus/);
  await slider(page, "density").focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  assert.equal(await told(page, "density").innerText(), "|00⟩⟨11| 0.500000+0.000000i, magnitude 0.500000, phase 0°");
  await page.keyboard.press("ArrowDown");
  assert.equal(await told(page, "density").innerText(), "|01⟩⟨11| 0.000000+0.000000i, no phase");
  for (const [name, last] of [["ket", /^\|11⟩ amplitude 0\.707107\+0\.000000i, 50\.0 %, phase 0°$/], ["qsphere", /^\|11⟩ with 2 ones: probability 0\.500000, phase 0\.0°$/],
    ["entanglement", /^q0–q1 weight 1\.000000, mutual information 2\.000000 bit, concurrence 1\.000000, negativity 0\.500000$/], ["disks", /^q1: P\(1\) 0\.500000, no phase, purity 0\.500000$/],
    ["bloch", /^q1: x 0\.00, y 0\.00, z 0\.00, length 0\.00$/], ["amplitudes", /^\|11⟩ amp 0\.707\+0\.000i, 50\.0 %, 0°$/]]) {
    await slider(page, name).focus();
    await page.keyboard.press("End");
    assert.match(await told(page, name).innerText(), last, name);
  }
});

browserTest("figures are opened by keys, remembered in the document, and turn with the order of the qubits", async ({ open }) => {
  const { page } = await open();
  await show(page, "qubits 2; X 1", []);
  const choice = hook(page, "show-probabilities");
  assert.equal(await choice.getAttribute("aria-pressed"), "false");
  await choice.focus();
  await page.keyboard.press("Enter");
  await figure(page, "probabilities").waitFor();
  assert.equal(await choice.getAttribute("aria-pressed"), "true");
  assert.match(await said(page, "probabilities"), /\|01⟩ 100\.000 %/);
  await hook(page, "ket-order").check();
  await page.waitForFunction(() => /\|10⟩ 100\.000 %/.test(document.querySelector('[data-ketloom="figure-0-probabilities"] desc').textContent));
  await page.waitForTimeout(800); // the link is written when there is quiet
  await page.reload();
  await figure(page, "probabilities").waitFor();
  await hook(page, "show-probabilities").click();
  await figure(page, "probabilities").waitFor({ state: "detached" });
});

browserTest("files hold what is shown: CSV its numbers at full precision, SVG and PNG the picture", async ({ open }) => {
  const { page } = await open();
  await show(page, "qubits 2; H 0; RX(1) 1");
  for (const [name, column] of [["probabilities", 1], ["entanglement", 2], ["disks", 1]]) {
    const [head, ...lines] = rows(await saved(page, name, "csv"));
    const last = Number(lines.at(-1)[column]);
    assert.ok(head.length > column && Number.isFinite(last), name);
    await slider(page, name).focus();
    await page.keyboard.press("End");
    const shown = Number((await told(page, name).innerText()).replace("−", "-").match(/(?:probability|weight|P\(1\)) (-?[\d.]+)/)[1]);
    assert.ok(Math.abs(shown - last) < 5e-7, `${name}: ${shown} is not ${last}`);
  }
  const [, zero] = rows(await saved(page, "bloch", "csv"));
  assert.ok(["q0", 1, 0, 0, 1].every((wanted, i) => (i ? Math.abs(Number(zero[i]) - wanted) < 1e-12 : zero[0] === wanted)), zero.join());
  const last = rows(await saved(page, "amplitudes", "csv")).at(-1);
  assert.equal(last[0], "|11⟩");
  assert.ok(Math.abs(Number(last[2]) + Math.sin(0.5) / Math.SQRT2) < 1e-12 && Number(last[4]) === 270, last.join());
  assert.match((await saved(page, "bloch", "svg")).toString(), /<title>Bloch vectors<\/title>/);
  const density = rows(await saved(page, "density", "csv")).slice(1);
  assert.equal(density.length, 16);
  assert.ok(Math.abs(density.filter(([row, column]) => row === column).reduce((sum, line) => sum + Number(line[2]), 0) - 1) < 1e-12);
  const svg = (await saved(page, "density", "svg")).toString();
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, /<title>Density matrix<\/title>/);
  assert.doesNotMatch(svg, /var\(|oklch|oklab|class=|light-dark/);
  const png = await saved(page, "qsphere", "png");
  assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  assert.equal(png.readUInt32BE(16), 900);
});

browserTest("what cannot be shown of many qubits says why", async ({ open }) => {
  const { page } = await open();
  await show(page, "qubits 16; H 0; X 0:15", ["entanglement", "probabilities"]);
  assert.match(await said(page, "entanglement"), /up to 14 qubits; this state has 16/);
  assert.match(await said(page, "probabilities"), /65504 other basis states together/);
});

for (const theme of ["light", "dark"]) {
  for (const [size, viewport] of [["wide", { width: 1440, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
    browserTest(`axe finds nothing in the figures, ${size}, ${theme}`, async ({ open }) => {
      const { page, screenshot } = await open("index.html", { viewport, theme, touch: size === "phone", context: { bypassCSP: true } });
      await show(page, "qubits 3; H 0; H 1; T 1; X 0:2; RY(0.6) 2");
      for (const details of await page.locator(".figure summary").all()) await details.click();
      await screenshot(`figures-${size}-${theme}`, { fullPage: true });
      for (const [i, one] of (await page.locator(".figure").all()).entries()) {
        if (size === "wide") fs.writeFileSync(new URL(`./out/figure-${i}-${theme}.png`, import.meta.url), await one.screenshot());
      }
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`), []);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(sideways, 0, "the page must not scroll sideways");
      const small = await page.evaluate(() => [...document.querySelectorAll(".figures button, .figures summary")].map((e) => e.getBoundingClientRect()).filter((b) => b.width < 23.5 || b.height < 23.5).length);
      assert.equal(small, 0, "targets of less than 24 pixels");
    });
  }
}

browserTest("a plain circuit shows its first figures with nothing pressed; one that was left without any stays so", async ({ open }) => {
  const { page, screenshot } = await open("index.html#c=H_0;X_0:1");
  await figure(page, "ket").waitFor();
  await figure(page, "qsphere").waitFor();
  assert.match(await said(page, "ket"), /\(\|00⟩\+\|11⟩\)\/√2/);
  assert.equal(await hook(page, "show-ket").getAttribute("aria-pressed"), "true");
  await screenshot("figures-first");
  for (const name of ["ket", "qsphere"]) await hook(page, `show-${name}`).click();
  await page.locator(".figure").first().waitFor({ state: "detached" });
  await page.waitForTimeout(800); // the link is written when there is quiet
  await page.reload();
  await ready(page);
  await page.waitForTimeout(800);
  assert.equal(await page.locator(".figure").count(), 0);
});

browserTest("the first page fetches nothing of figures; of the plain circuit that is chosen then a Bell pair's are shown", async ({ open }) => {
  const { page } = await open("index.html");
  const asked = [];
  page.on("request", (request) => { if (/(outcomes|dialogs)\.pack/.test(request.url())) asked.push(request.url()); });
  await page.reload();
  await ready(page);
  await page.waitForTimeout(1000);
  assert.deepEqual(asked, []);
  await hook(page, "model").selectOption("circuit");
  await figure(page, "entanglement").waitFor();
  assert.match(await said(page, "entanglement"), /q0–q1 1\.00/);
  assert.equal(asked.length, 2);
  // The model's page is as it was.
  await hook(page, "model").selectOption("qsann");
  await page.waitForFunction(() => document.querySelector("main").dataset.model === "qsann");
  await page.waitForFunction(() => !document.querySelector(".figure"));
});
