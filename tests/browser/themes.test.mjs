// The themes: contrast of everything in each, nothing told by hue, the right colours from the first frame on, paper.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { hues, pairs, tooFaint } from "./colours.mjs";
import { browserTest } from "./harness.mjs";
import { button, hook, ready, train } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const themes = [["light", "light"], ["dark", "dark"], ["contrast", "light"], ["contrast", "dark"], ["mono", "light"], ["mono", "dark"]];
const grounds = ["--bg", "--panel", "--chip"];
const words = ["--ink", "--dim", "--accent", "--data", "--theta", "--bad", "--good"];
const marks = ["--edge", "--select", "--quantum", "--classical", "--classical-2", "--accent", "--theta", "--data"];
// What is drawn and has something to say. Left out: grid lines, tracks, what lies behind a ball, cells graded by value.
const drawn = [".wire", ".gate", ".control", ".target", ".join", ".plus", ".cross", ".axis", ".ball", ".vector:not(.behind)", ".tip-dot:not(.behind)",
  ".bar", ".curve", ".handle", ".scrubber", ".contour", ".point", ".dial:not(.none)", ".hand", ".node", ".read-out", ".prefix"].map((each) => `.picture ${each}`).join(", ");

async function views(page, look) {
  for (const model of ["qsann", "classifier"]) {
    await hook(page, "model").selectOption(model);
    await ready(page);
    await train(page);
    await look(model);
  }
  await hook(page, "model").selectOption("circuit");
  await ready(page);
  for (const figure of await page.locator('[data-ketloom^="show-"]').all()) if ((await figure.getAttribute("aria-pressed")) !== "true") await figure.click();
  await page.locator(".figure .picture").nth(2).waitFor();
  await look("circuit");
}

for (const [theme, scheme] of themes) {
  browserTest(`words have a contrast of 4.5 and what is drawn one of 3: ${theme}, where the system is ${scheme}`, async ({ open }) => {
    const { page, screenshot } = await open(`index.html?theme=${theme}`, { viewport: { width: 1440, height: 1700 }, theme: scheme, context: { bypassCSP: true } });
    await ready(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
    for (const [over, under, least] of [[words, grounds, 4.5], [marks, ["--panel", "--bg"], 3], [["--on-accent"], ["--accent"], 4.5], [["--accent"], ["--accent-soft"], 4.5], [["--ink", "--dim", "--bad"], ["--select-soft"], 4.5]]) {
      const list = over.flatMap((a) => under.map((b) => [a, b]));
      const reached = await pairs(page, list);
      assert.deepEqual(list.map((pair, i) => [...pair, reached[i].toFixed(2)]).filter((_, i) => reached[i] < least), []);
    }
    await views(page, async (view) => {
      await screenshot(`theme-${theme}-${scheme}-${view}`);
      const { found, words: read, marks: seen } = await tooFaint(page, drawn);
      assert.ok(read > 20 && seen > 20, `${read} words and ${seen} marks were looked at`);
      assert.deepEqual(found, [], view);
      await page.addScriptTag({ path: axe });
      const faint = await page.evaluate(async () => (await window.axe.run(document, { runOnly: ["color-contrast"] })).violations.flatMap((v) => v.nodes.map((n) => n.target.join(" "))));
      assert.deepEqual(faint, [], view);
    });
    for (const dialog of ["share", "help"]) {
      await button(page, dialog).click();
      await page.locator("dialog[open]").waitFor();
      const faint = await page.evaluate(async () => (await window.axe.run(document, { runOnly: ["color-contrast"] })).violations.flatMap((v) => v.nodes.map((n) => n.target.join(" "))));
      assert.deepEqual(faint, [], dialog);
      await page.keyboard.press("Escape");
    }
  }, { timeout: 150_000 });
}

for (const scheme of ["light", "dark"]) {
  browserTest(`monochrome has no hue, and curves, points and wrong answers are told apart without one, ${scheme}`, async ({ open }) => {
    const { page } = await open("index.html?theme=mono", { theme: scheme });
    await ready(page);
    const tokens = await page.evaluate(() => [...document.styleSheets].flatMap((s) => [...s.cssRules]).flatMap((r) => [...(r.cssRules ?? [])]).filter((r) => r.selectorText === ":root").flatMap((r) => [...r.style]).filter((n) => n.startsWith("--")));
    const colours = tokens.filter((name) => !/font|mono|gap|round|quick|shade|turn|chroma/.test(name));
    assert.ok(colours.length > 15);
    assert.deepEqual(await hues(page, colours), []);
    await train(page);
    const dashes = await page.locator(".chart .curve").evaluateAll((all) => all.map((e) => `${e.closest(".chart").ariaLabel} ${getComputedStyle(e).strokeDasharray}`));
    assert.ok(dashes.length >= 6, `${dashes.length} curves`);
    assert.equal(new Set(dashes).size, dashes.length, dashes.join("; "));
    const marks = await page.locator(".predictions td:is(.good, .bad)").allInnerTexts();
    assert.ok(marks.length > 0 && marks.every((text) => /[✓✗]/.test(text)));
    const phases = await page.locator(".bar.phase").evaluateAll((all) => all.map((e) => getComputedStyle(e).fill));
    assert.ok(phases.length > 0 && phases.every((fill) => /oklch\([\d.]+ 0 /.test(fill)), phases[0]);
    await hook(page, "model").selectOption("classifier");
    await page.locator(".plane .point.one").first().waitFor();
    const shapes = await page.evaluate(() => [".point.zero", ".point.one"].map((c) => document.querySelector(`.plane ${c}`).tagName));
    assert.notEqual(shapes[0], shapes[1]);
  });
}

browserTest("a page in dark colours was never light: no frame of a reload is, before the page comes or after", async ({ open }) => {
  const { page } = await open("index.html", { theme: "light", context: { bypassCSP: true } });
  await ready(page);
  await hook(page, "theme").selectOption("dark");
  // What comes late shows what is painted before.
  await page.route((address) => address.pathname.endsWith("ketloom.pack"), async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
  const session = await page.context().newCDPSession(page);
  const frames = [];
  session.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(data);
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
  });
  await session.send("Page.startScreencast", { format: "png" });
  // Frames of before the reload may come late on a busy machine.
  for (let before = -1, rounds = 0; before !== frames.length && rounds < 10; rounds++) {
    before = frames.length;
    await page.waitForTimeout(500);
  }
  frames.length = 0;
  await page.reload();
  await ready(page);
  await page.waitForTimeout(200);
  await session.send("Page.stopScreencast");
  assert.ok(frames.length >= 2, `${frames.length} frames`);
  const light = await page.evaluate(async (frames) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const shares = [];
    for (const frame of frames) {
      const image = new Image();
      image.src = `data:image/png;base64,${frame}`;
      await image.decode();
      [canvas.canvas.width, canvas.canvas.height] = [160, 100];
      canvas.drawImage(image, 0, 0, 160, 100);
      const { data } = canvas.getImageData(0, 0, 160, 100);
      let bright = 0;
      for (let i = 0; i < data.length; i += 4) bright += data[i] + data[i + 1] + data[i + 2] > 600 ? 1 : 0;
      shares.push(bright / 16_000);
    }
    return shares;
  }, frames);
  assert.ok(light.every((share) => share < 0.1), `bright parts of frames: ${light.map((s) => s.toFixed(2)).join(" ")}`);
});

browserTest("where the system wants more contrast and nothing was chosen, that is the theme, and it is not kept", async ({ open }) => {
  const { page } = await open("index.html", { context: { contrast: "more" } });
  await ready(page);
  const shown = () => page.evaluate(() => [document.documentElement.dataset.theme, document.querySelector('[data-ketloom="theme"]').value, localStorage.getItem("ketloom.theme")]);
  assert.deepEqual(await shown(), ["contrast", "auto", null]);
  await page.emulateMedia({ contrast: "no-preference" });
  await page.waitForFunction(() => !document.documentElement.dataset.theme);
  assert.deepEqual(await shown(), [undefined, "auto", null]);
});

browserTest("on paper there are the circuit and the panels in light colours and no tools", async ({ open }) => {
  const { page, screenshot } = await open("index.html?theme=dark", {});
  await ready(page);
  await train(page);
  await page.emulateMedia({ media: "print" });
  await screenshot("print", { fullPage: true });
  const seen = (selector) => page.locator(`${selector}:visible`).count();
  for (const gone of [".palette", ".below", ".params", ".header .button", ".header select", ".run", ".settings"]) assert.equal(await seen(gone), 0, gone);
  for (const there of [".score .gate", ".inspector .bar", ".chart .curve", ".matrix .cell", ".predictions tbody tr"]) assert.ok((await seen(there)) > 0, there);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".panel")).backgroundColor), "rgb(255, 255, 255)");
  const cut = await page.evaluate(() => [...document.querySelectorAll(".score, .inspector, .predictions .rows")].filter((e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== "visible").map((e) => e.className));
  assert.deepEqual(cut, []);
  const panels = await page.locator(".panel:visible").evaluateAll((all) => all.map((e) => { const b = e.getBoundingClientRect(); return [e.ariaLabel, b.top, b.bottom, e.scrollHeight - e.clientHeight]; }));
  for (const [name, , , over] of panels) assert.ok(over <= 1, `${name} is ${over} pixels too low for what is in it`);
  assert.ok((await page.pdf({ format: "A4" })).length > 10_000);
});
