// Accessibility by axe, sizes of targets, themes and screenshots of every view.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { button, hook, ready, train } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const sizes = { wide: { width: 1440, height: 900 }, tablet: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } };

async function violations(page) {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")} (${v.nodes[0].failureSummary?.split("\n")[1]?.trim()})`);
}

for (const theme of ["light", "dark"]) {
  for (const [name, viewport] of Object.entries(sizes)) {
    browserTest(`axe finds nothing, ${name}, ${theme}`, async ({ open }) => {
      const { page, screenshot } = await open("index.html", { viewport, theme, touch: name === "phone", context: { bypassCSP: true } });
      await ready(page);
      await train(page);
      await screenshot(`view-${name}-${theme}`, { fullPage: true });
      assert.deepEqual(await violations(page), []);
      for (const dialog of name === "wide" ? ["data", "share", "help"] : []) {
        await button(page, dialog).click();
        await page.locator("dialog[open]").waitFor();
        await screenshot(`dialog-${dialog}-${theme}`);
        assert.deepEqual(await violations(page), [], dialog);
        await page.keyboard.press("Escape");
        await page.locator("dialog[open]").waitFor({ state: "detached" }).catch(() => {});
      }
    });
  }
}

browserTest("buttons, lists and cells are at least 24 pixels (sliders and check boxes are not judged here)", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  const small = await page.evaluate(() => [...document.querySelectorAll("button, select, input, [role=gridcell], summary")]
    .map((e) => [e.dataset.ketloom ?? e.className ?? e.tagName, e.getBoundingClientRect()])
    .filter(([, b]) => b.width > 1 && (b.width < 23.5 || b.height < 23.5)).map(([name, b]) => `${name} ${b.width.toFixed(0)}x${b.height.toFixed(0)}`));
  assert.deepEqual(small.filter((s) => !/INPUT|check|range|theta|ket-order|log|test-points/i.test(s)), []);
});

browserTest("with reduced motion nothing is animated", async ({ open }) => {
  const { page } = await open("index.html", { stillness: true });
  await ready(page);
  await train(page);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});
