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

/** What can be pressed and is smaller than so many pixels, its label's box counted where pressing that does the same. */
const small = (page, least = 24) => page.evaluate((least) => {
  const large = (box) => box.width >= least - 0.5 && box.height >= least - 0.5;
  const seen = (e) => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1; };
  const name = (e) => e.dataset.ketloom ?? e.getAttribute("aria-label") ?? (e.textContent.trim() || e.className || e.tagName);
  return [...document.querySelectorAll("button, select, input, textarea, summary, a[href], [role=gridcell], [role=slider], [role=tab], [role=button]")]
    .filter(seen)
    .filter((e) => ![e, ...(e.labels ?? [])].some((each) => large(each.getBoundingClientRect())))
    .map((e) => { const box = e.getBoundingClientRect(); return `${name(e)} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`; });
}, least);

/** Controls and their words that lie over one another, as far as they are seen; what sticks to the window is left out. */
const overlapping = (page) => page.evaluate(() => {
  const cut = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  const scrolls = (e) => /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflow);
  const shown = (e) => {
    // A control that is not drawn itself is drawn by its label.
    let box = e.getBoundingClientRect();
    if (e.matches("label")) {
      const range = document.createRange();
      range.selectNodeContents(e);
      box = range.getBoundingClientRect();
    }
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
      if (scrolls(up)) box = cut(box, up.getBoundingClientRect());
    }
    return box;
  };
  const all = [...document.querySelectorAll("main :is(button, select, input, textarea, summary, label), header :is(button, select, label)")]
    .filter((e) => e.checkVisibility() && !e.closest(".palette, dialog") && getComputedStyle(e).opacity !== "0")
    .map((e) => ({ e, box: shown(e) })).filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1);
  const name = (e) => e.dataset.ketloom ?? (e.textContent.trim() || e.className);
  const found = [];
  all.forEach((a, i) => all.slice(i + 1).forEach((b) => {
    const both = cut(a.box, b.box);
    if (a.e.contains(b.e) || b.e.contains(a.e) || both.right - both.left < 1.5 || both.bottom - both.top < 1.5) return;
    found.push(`${name(a.e)} and ${name(b.e)}`);
  }));
  return found;
});

for (const [width, height] of [[320, 640], [390, 844], [768, 1024]]) {
  browserTest(`a finger finds 44 pixels everywhere, nothing overlaps and the page does not scroll sideways, ${width} by ${height}`, async ({ open }) => {
    const { page, screenshot } = await open("index.html", { viewport: { width, height }, touch: true });
    assert.ok(await page.evaluate(() => matchMedia("(pointer: coarse)").matches));
    const sound = async (where) => {
      assert.deepEqual(await small(page, 44), [], where);
      assert.deepEqual(await overlapping(page), [], where);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, where);
    };
    for (const model of ["qsann", "classifier", "circuit"]) {
      await hook(page, "model").selectOption(model);
      await ready(page);
      for (const more of await page.locator(".training details.more:not([open]) > summary").all()) await more.click();
      await cell(page, 0, 0).click();
      await page.waitForTimeout(100);
      await sound(model);
      // A picture of the whole page would be taken as with a mouse.
      await page.setViewportSize({ width, height: 3600 });
      await screenshot(`touch-${width}-${model}`);
      await page.setViewportSize({ width, height });
      for (const dialog of model === "circuit" ? ["share", "help"] : ["data", "share", "help"]) {
        await button(page, dialog).click();
        await page.locator("dialog[open]").waitFor();
        await sound(`${model}, ${dialog}`);
        await page.keyboard.press("Escape");
      }
    }
  });
}

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

browserTest("a refusal is said once, and the same again is said again", async ({ open }) => {
  const { page } = await open(`index.html#c=${encodeURIComponent("qubits 2; RX(pi/2) 0; H 1")}`);
  await ready(page);
  // All that a live region of the page has been told, with the region's hook.
  await page.evaluate(() => {
    window.__said = [];
    const live = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[role=status], [role=alert], [aria-live]");
    new MutationObserver((all) => {
      const regions = new Set(all.map((m) => live(m.target)).filter((r) => r?.textContent.trim()));
      for (const region of regions) window.__said.push(region.textContent.trim());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const told = async (pattern) => {
    await page.waitForTimeout(300);
    const said = await page.evaluate(() => window.__said.splice(0));
    assert.equal(said.filter((text) => pattern.test(text)).length, 1, `${pattern} in ${JSON.stringify(said)}`);
  };
  for (const hash of ["#nonsense", "#nonsense2"]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await told(/names no document/);
  }
  await page.evaluate(() => { location.hash = "#k1=eJyrVspOLclJzc9VsjLUUcrNT0nNUbJSKizNzEtRqgUAlQAKHQ"; });
  await told(/damaged|cut off|gallery/);
  await hook(page, "dismiss").click();
  // An edit that is refused, twice.
  for (const time of [1, 2]) {
    await cell(page, 0, 0).focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "qubits 2; NOGATE 0");
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    });
    await told(/is no circuit text/);
    assert.equal(await hook(page, "refused").count(), 1, `${time}`);
  }
});

browserTest("what cannot be read of the link that the page begins with is said", async ({ open }) => {
  const { page } = await open("index.html#nonsense");
  await ready(page);
  assert.match(await hook(page, "status").textContent(), /names no document/);
});
