// Accessibility by axe, sizes of targets, themes, forced colours and screenshots of every view.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { button, cell, hook, ready, train } from "./person.mjs";

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

/** What can be pressed and is smaller than 24 by 24 pixels, its label's box counted where pressing that does the same. */
const small = (page) => page.evaluate(() => {
  const large = (box) => box.width >= 23.5 && box.height >= 23.5;
  const seen = (e) => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1; };
  const name = (e) => e.dataset.ketloom ?? e.getAttribute("aria-label") ?? (e.textContent.trim() || e.className || e.tagName);
  return [...document.querySelectorAll("button, select, input, textarea, summary, a[href], [role=gridcell], [role=slider], [role=tab], [role=button]")]
    .filter(seen)
    .filter((e) => ![e, ...(e.labels ?? [])].some((each) => large(each.getBoundingClientRect())))
    .map((e) => { const box = e.getBoundingClientRect(); return `${name(e)} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`; });
});

for (const viewport of ["wide", "phone"]) {
  browserTest(`all that can be pressed is at least 24 pixels wide and high, sliders and check boxes too, ${viewport}`, async ({ open }) => {
    const { page } = await open("index.html", { viewport: sizes[viewport], touch: viewport === "phone" });
    for (const model of ["qsann", "classifier", "circuit"]) {
      await hook(page, "model").selectOption(model);
      await ready(page);
      if (model !== "circuit") await page.locator("details.more > summary").first().click();
      await cell(page, 0, 0).click();
      await page.waitForTimeout(100);
      assert.deepEqual(await small(page), [], model);
      for (const dialog of model === "circuit" ? ["share", "help"] : ["data", "share", "help"]) {
        await button(page, dialog).click();
        await page.locator("dialog[open]").waitFor();
        if (model === "qsann" && dialog === "data") await hook(page, "data-kind-own").check();
        assert.deepEqual(await small(page), [], `${model}, ${dialog}`);
        await page.keyboard.press("Escape");
      }
    }
  });
}

browserTest("pressing a check box's label does what pressing the box does", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  for (const box of await page.locator("label:has(input[type=checkbox]):visible").all()) {
    const input = box.locator("input");
    const before = await input.isChecked();
    const { width, height } = await box.boundingBox();
    await box.click({ position: { x: width - 4, y: height / 2 } });
    assert.equal(await input.isChecked(), !before);
  }
});

browserTest("in forced colours gates and buttons have borders, the focus is seen and axe finds nothing", async ({ open }) => {
  const { page, screenshot } = await open("index.html", { context: { bypassCSP: true, forcedColors: "active" } });
  await ready(page);
  await train(page);
  await screenshot("forced-colours", { fullPage: true });
  assert.deepEqual(await violations(page), []);
  const bare = await page.evaluate(() => {
    const line = (style) => style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
    const drawn = (style) => style.stroke !== "none" && parseFloat(style.strokeWidth) >= 1 && style.stroke !== style.fill;
    const tools = [...document.querySelectorAll(".tool, .button, .field, .panel")].filter((e) => e.getClientRects().length && !line(getComputedStyle(e)));
    const gates = [...document.querySelectorAll(".score .gate, .score .target")].filter((e) => !drawn(getComputedStyle(e)));
    // A forced fill would paint the cells, which are transparent, over all that is under them.
    const clear = (style) => /, 0\)$|^none$|transparent/.test(style.fill);
    const cells = [...document.querySelectorAll(".place, .wire-button, .scrub-strip, .hit")].filter((e) => !clear(getComputedStyle(e)) && !e.matches(".waits, .selected"));
    const ink = getComputedStyle(document.querySelector(".score .symbol")).fill;
    const lost = [...document.querySelectorAll(".score .gate, .ball")].filter((e) => getComputedStyle(e).fill === ink);
    // Words get a ground in the page's colour, unless they keep their own.
    const ground = getComputedStyle(document.body).backgroundColor;
    const blank = [...document.querySelectorAll("button, label, p, td, th")].filter((e) => { const s = getComputedStyle(e); return s.color === ground && s.forcedColorAdjust !== "none"; });
    return [...tools, ...gates, ...cells, ...lost, ...blank].map((e) => e.outerHTML.slice(0, 80));
  });
  assert.deepEqual(bare, []);
  // Wherever Tab leads there is an outline, or a stroke that was not there before.
  await page.evaluate(() => document.body.focus());
  const unseen = [];
  for (let i = 0; i < 70; i++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const marks = (of) => [of, ...of.children, of.parentElement].map((each) => { const s = getComputedStyle(each); return `${s.outlineStyle} ${s.outlineWidth} ${s.stroke} ${s.strokeWidth}`; }).join("; ");
      const focused = marks(e);
      e.blur();
      const left = marks(e);
      e.focus({ focusVisible: true });
      return focused === left ? e.outerHTML.slice(0, 120) : "";
    });
    if (seen === null) break;
    if (seen) unseen.push(seen);
  }
  assert.deepEqual(unseen, []);
  for (const dialog of ["data", "share", "help"]) {
    await button(page, dialog).click();
    await page.locator("dialog[open]").waitFor();
    assert.deepEqual(await violations(page), [], dialog);
    await screenshot(`forced-colours-${dialog}`);
    await page.keyboard.press("Escape");
  }
});

browserTest("with reduced motion nothing is animated", async ({ open }) => {
  const { page } = await open("index.html", { stillness: true });
  await ready(page);
  await train(page);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});
