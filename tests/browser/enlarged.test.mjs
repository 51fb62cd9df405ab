// A display of the circuit enlarged: read datum by datum, explained, saved, followed while something is dragged.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { cell, drag, hook, ready } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const begin = async (open, text, options) => {
  const all = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(all.page);
  return all;
};
const panel = (page) => hook(page, "step");
const title = (page) => panel(page).locator(".figure h3").innerText();
/** What is said of the display, exactly. */
const exact = (page) => panel(page).locator("details p").last().textContent();

browserTest("a display is enlarged by keys: its data one by one, how it is read, files; and it closes", async ({ open }) => {
  const { page, screenshot } = await begin(open, "qubits 2; H 0; X 0:1; CHANCE 0 1; EXPECT(ZZ) 0 1");
  await cell(page, 0, 2).focus();
  await hook(page, "step-open").focus();
  assert.equal(await hook(page, "step-open").innerText(), "Enlarge");
  await page.keyboard.press("Enter");
  await panel(page).locator(".figure").waitFor();
  assert.equal((await title(page)).trim(), "Probabilities of |q0 q1⟩");
  const data = panel(page).locator("[role=slider]");
  await data.focus();
  assert.equal(await data.getAttribute("aria-valuemax"), "4");
  await page.keyboard.press("End");
  assert.equal(await data.getAttribute("aria-valuetext"), "|11⟩ probability 0.500000, 50.000 %");
  assert.equal(await hook(page, "read-0-display").innerText(), "|11⟩ probability 0.500000, 50.000 %");
  await page.keyboard.press("Escape");
  await panel(page).locator("summary").click();
  assert.match(await panel(page).locator("details").innerText(), /whatever the others do/);
  await screenshot("enlarged-bell");
  const files = {};
  for (const kind of ["csv", "svg", "png"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), hook(page, `save-0-display.${kind}`).click()]);
    assert.equal(download.suggestedFilename(), `display.${kind}`);
    files[kind] = fs.readFileSync(await download.path());
  }
  assert.match(files.csv.toString(), /^basis state of \|q0 q1⟩,probability\r?\n\|00⟩,0\.5/);
  assert.match(files.svg.toString(), /^<svg[^]*50\.000 %/);
  assert.equal(files.png.subarray(1, 4).toString(), "PNG");
  // A link keeps it open.
  await page.waitForTimeout(600);
  await page.reload();
  await ready(page);
  await panel(page).locator(".figure").waitFor();
  await hook(page, "step-close").click();
  assert.equal(await panel(page).count(), 0);
});

browserTest("what is enlarged follows while its end is dragged, before that is let go", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0; X 0:1; CHANCE 0");
  await cell(page, 0, 2).click();
  await hook(page, "step-open").click();
  await panel(page).locator(".figure").waitFor();
  const says = (words) => page.waitForFunction((w) => document.querySelector('[data-ketloom="step"] .figure details')?.textContent.includes(w), words, { timeout: 5000 });
  await says("|0⟩ 0.500000, |1⟩ 0.500000");
  await drag(page, hook(page, "end-down"), cell(page, 1, 2), { drop: false });
  await says("|00⟩ 0.500000, |11⟩ 0.500000");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await says("|0⟩ 0.500000, |1⟩ 0.500000");
  assert.match(await exact(page), /Probability \|0⟩ 0\.500000, \|1⟩ 0\.500000/);
});

for (const theme of ["light", "dark"]) {
  for (const [name, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
    browserTest(`axe finds nothing in displays that are enlarged, ${name}, ${theme}`, async ({ open }) => {
      const { page, screenshot } = await begin(open, "qubits 3; H 0; X 0:1; RY(1) 2; S 2; DENSITY 0 1; BLOCH 2; AMPS 2; EXPECT(ZZ) 0 1; PURITY 0; SAMPLE(100, 1) 0 1; AMPS 0", { theme, viewport, touch: name === "phone", context: { bypassCSP: true } });
      await page.addScriptTag({ path: axe });
      const places = await page.locator('[data-ketloom="display"]').count();
      assert.equal(places, 7);
      const cells = await page.locator('[data-ketloom="cell"]').evaluateAll((all) => all
        .filter((c) => /Density|Bloch|Amplitudes|Expectation|Purity|Samples/.test(c.getAttribute("aria-label")))
        .map((c) => [Number(c.dataset.wire), Number(c.dataset.column), c.getAttribute("aria-label")]));
      const seen = new Set();
      for (const [wire, column, label] of cells) {
        const kind = label.match(/Density|Bloch|Amplitudes: |Amplitudes|Expectation|Purity|Samples/)[0];
        if (seen.has(kind)) continue;
        seen.add(kind);
        if (await hook(page, "step-close").count()) await hook(page, "step-close").click();
        await cell(page, wire, column).click();
        await hook(page, "step-open").click();
        await panel(page).locator(".figure").waitFor();
        await panel(page).scrollIntoViewIfNeeded();
        await screenshot(`enlarged-${kind.replace(/\W/g, "") + (kind.includes(":") ? "-refused" : "")}-${name}-${theme}`);
        // What the header covers of a box would make it too small.
        await page.evaluate(() => scrollTo(0, 0));
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
        assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].target}`), [], kind);
        const least = name === "phone" ? 44 : 24;
        const small = await panel(page).locator("button:visible, summary:visible").evaluateAll((all, least) => all.map((b) => [b.textContent, b.getBoundingClientRect()]).filter(([, r]) => r.width < least || r.height < least).map(([t]) => t), least);
        assert.deepEqual(small, [], kind);
      }
      assert.equal(seen.size, 7);
    });
  }
}
