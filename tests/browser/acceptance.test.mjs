// What stands in every acceptance check of the features 1 to 15 (first paint, drags, taps, keys, names,
// gates, angles, parameters, displays, scrubber, undo, links) and in no other test. Features 45 to 60 are in
// acceptance-tools.test.mjs; most checks have a file of their own by subject (editing, displays, measurement, time).
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { accuracies, attention, attentionDocument, button, cell, cellName, drag, epoch, hook, openDocument, qubit, ready, train, trained } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const begin = async (open, text, options) => {
  const all = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(all.page);
  return all;
};
const status = (page) => hook(page, "status").innerText();
const figure = (page, name) => hook(page, `figure-0-${name}`);
const said = (page, name) => figure(page, name).locator("desc").textContent();
/** Waits until a figure's text matches. */
const says = (page, name, pattern) => page.waitForFunction(([name, p]) => new RegExp(p).test(document.querySelector(`[data-ketloom="figure-0-${name}"] desc`)?.textContent ?? ""), [name, pattern.source]);
/** The document as the Share dialog would save it, to the byte. */
async function saved(page) {
  await button(page, "share").click();
  const [download] = await Promise.all([page.waitForEvent("download"), hook(page, "share-file").click()]);
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  return fs.readFileSync(await download.path(), "utf8");
}
async function linkOf(page) {
  await button(page, "share").click();
  const link = await hook(page, "share-link").inputValue();
  await page.keyboard.press("Escape");
  return link.slice(link.indexOf("#"));
}

browserTest("1: the first start shows a running circuit with nothing pressed, and fetches at most 1.5 MB", async ({ open }) => {
  const { page } = await open("index.html", { context: { serviceWorkers: "block" } });
  let bytes = 0;
  const coming = [];
  page.context().on("requestfinished", (request) => coming.push(request.sizes().then(({ responseBodySize }) => { bytes += responseBodySize; })));
  await page.reload();
  await ready(page);
  await Promise.all(coming);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.ok((await page.locator(".score .gate").count()) > 3, "gates");
  assert.ok((await page.locator('[data-ketloom="amplitudes-0"] .bar').count()) >= 4, "bars");
  assert.match((await qubit(page, 0)).join(" "), /^q0 \d\.\d{3} \d\.\d{3} \d\.\d{3}$/);
  assert.ok(bytes > 100_000 && bytes <= 1_500_000, `${bytes} bytes`);
});

browserTest("2: over a cell a dragged X reads |1⟩ 100 %, and after Esc all reads as before, with the same address", async ({ open }) => {
  const { page } = await begin(open, "qubits 1");
  await hook(page, "show-probabilities").click();
  await says(page, "probabilities", /\|0⟩ 100\.000 %/);
  await page.waitForTimeout(800); // the link is written when there is quiet
  const [url, before, row] = [page.url(), await said(page, "probabilities"), await qubit(page, 0)];
  await drag(page, hook(page, "gate-X"), cell(page, 0, 0), { drop: false });
  await says(page, "probabilities", /\|1⟩ 100\.000 %/);
  assert.equal((await qubit(page, 0))[1], "1.000");
  await page.waitForTimeout(800);
  assert.equal(page.url(), url, "a preview is not in the link");
  await page.keyboard.press("Escape");
  await says(page, "probabilities", /\|0⟩ 100\.000 %/);
  await page.mouse.up();
  assert.deepEqual([await said(page, "probabilities"), await qubit(page, 0)], [before, row]);
  await page.waitForTimeout(800);
  assert.equal(page.url(), url);
  assert.match(await cellName(page, 0, 0), /empty/);
  assert.ok(await hook(page, "undo").isDisabled(), "nothing was done");
});

browserTest("3: a gate is tapped and then its place is, and nothing is dragged", async ({ open }) => {
  const { page } = await begin(open, "qubits 2", { viewport: "phone", touch: true });
  await page.evaluate(() => {
    window.dragged = [];
    for (const name of ["dragstart", "drag", "dragover", "drop", "touchmove"]) addEventListener(name, () => window.dragged.push(name), true);
  });
  await hook(page, "gate-H").tap();
  assert.equal(await hook(page, "gate-H").getAttribute("aria-pressed"), "true");
  await cell(page, 0, 0).tap();
  assert.equal(await cellName(page, 0, 0), "qubit 0, column 1, H");
  assert.equal(await hook(page, "gate-H").getAttribute("aria-pressed"), "false");
  assert.deepEqual(await page.evaluate(() => window.dragged), []);
});

browserTest("4: Tab leads to the grid, keys alone make a Bell state to a millionth, and its ring is seen", async ({ open }) => {
  const { page } = await begin(open, "qubits 2");
  const inGrid = () => page.evaluate(() => document.activeElement?.dataset?.ketloom === "cell");
  let tabs = 0;
  for (; tabs < 150 && !(await inGrid()); tabs++) await page.keyboard.press("Tab");
  assert.ok(await inGrid(), `not reached by ${tabs} tabs`);
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineWidth, stroke, strokeWidth } = getComputedStyle(document.activeElement);
    return { outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth), stroke: stroke === "none" ? 0 : parseFloat(strokeWidth) };
  });
  assert.ok(ring.outline >= 2 || ring.stroke >= 2, JSON.stringify(ring));
  assert.equal(await page.locator('[data-ketloom="cell"][tabindex="0"]').count(), 1);
  for (const key of ["h", "ArrowRight", "c", "ArrowDown", "x"]) await page.keyboard.press(key);
  assert.deepEqual([await cellName(page, 0, 0), await cellName(page, 0, 1), await cellName(page, 1, 1)],
    ["qubit 0, column 1, H", "qubit 0, column 2, control of X, with qubit 1", "qubit 1, column 2, X, controlled by qubit 0"]);
  // One Tab leaves the grid, one with Shift leads back to the same cell.
  await page.keyboard.press("Tab");
  assert.ok(!(await inGrid()));
  await page.keyboard.press("Shift+Tab");
  assert.deepEqual(await page.evaluate(() => [document.activeElement.dataset.wire, document.activeElement.dataset.column]), ["1", "1"]);
  await figure(page, "ket").waitFor();
  await page.locator(".figure", { has: figure(page, "ket") }).getByRole("slider").focus();
  await page.keyboard.press("Home");
  const read = () => hook(page, "read-0-ket").innerText();
  assert.match(await read(), /^\|00⟩ amplitude 0\.707107\+0\.000000i, 50\.0 %/);
  await page.keyboard.press("End");
  assert.match(await read(), /^\|11⟩ amplitude 0\.707107\+0\.000000i, 50\.0 %/);
});

browserTest("5: the accessibility tree has a grid of rows of cells, with names that say gate, angle, qubit, column and controls", async ({ open }) => {
  const { page } = await begin(open, "qubits 3; RX(pi/2) 0 1:2; H 1");
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  // What has no role of its own stands between.
  const parent = (node) => {
    for (let up = byId.get(node.parentId); up; up = byId.get(up.parentId)) if (!up.ignored && !["none", "generic"].includes(up.role?.value)) return up;
    return null;
  };
  const of = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role);
  const grids = of("grid").filter((grid) => of("row").some((row) => parent(row) === grid && of("gridcell").some((c) => parent(c) === row && /^qubit \d/.test(c.name.value))));
  assert.equal(grids.length, 1);
  const rows = of("row").filter((row) => parent(row) === grids[0]);
  assert.equal(rows.length, 3);
  for (const [i, row] of rows.entries()) {
    const cells = of("gridcell").filter((c) => parent(c) === row);
    assert.ok(cells.length > 1 && cells.every((c) => c.name.value.startsWith(`qubit ${i}, column `)), `row ${i}`);
  }
  assert.equal(await cellName(page, 2, 0), "qubit 2, column 1, RX, angle pi over 2, controlled by qubit 0 and qubit 1");
  assert.equal(await cellName(page, 0, 0), "qubit 0, column 1, control of RX, angle pi over 2, with qubit 2, controlled by qubit 1");
  await cell(page, 0, 1).focus();
  await page.keyboard.press("h");
  assert.equal(await status(page), "Placed: H, qubit 0, column 2");
  assert.match(await hook(page, "status").evaluate((e) => e.getAttribute("aria-live") ?? e.getAttribute("role")), /polite|status/);
});

for (const [theme, viewport, touch] of [["light", "desktop", false], ["dark", "phone", true]]) {
  browserTest(`5: axe finds nothing in the classifier, a wire's editor, an own gate and the line of speed, ${theme}, ${viewport}`, async ({ open }) => {
    const { page } = await open("index.html", { theme, viewport, touch, context: { bypassCSP: true } });
    await ready(page);
    await page.addScriptTag({ path: axe });
    const sound = async (view) => {
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`), [], view);
    };
    await hook(page, "model").selectOption("classifier");
    await hook(page, "boundary-panel").waitFor();
    await ready(page);
    await train(page);
    for (const more of await page.locator("details.more:not([open]) > summary").all()) await more.click();
    await sound("classifier");
    await hook(page, "model").selectOption("circuit");
    await ready(page);
    await cell(page, 0, 0).focus();
    for (const key of ["Shift+ArrowDown", "Shift+ArrowRight"]) await page.keyboard.press(key);
    await hook(page, "part-toolbar").waitFor();
    await sound("selection");
    await page.keyboard.press("g");
    await page.waitForFunction(() => /Now one gate: G1/.test(document.querySelector('[data-ketloom="status"]').innerText));
    await hook(page, "gate-edit").click();
    await hook(page, "gate-text").fill("gate G1 2 { H 0; NOPE 1 }");
    await hook(page, "gate-save").click();
    await page.waitForFunction(() => /\S/.test(document.querySelector('[data-ketloom="gate-problem"]').innerText));
    await sound("own gate");
    await page.keyboard.press("Escape");
    await hook(page, "wire-0").focus();
    await page.keyboard.press("Enter");
    await hook(page, "wire-editor").waitFor();
    await sound("wire");
    await hook(page, "wire-done").click();
    await cell(page, 0, 0).focus();
    await page.keyboard.press("f");
    await page.waitForFunction(() => /frames\/s/.test(document.querySelector('[data-ketloom="hud"] span')?.textContent ?? ""));
    await sound("speed");
  });
}

browserTest("6: every gate of the palette can be placed, and they are as many as the page of gates counts", async ({ open }) => {
  const { page } = await begin(open, "qubits 6; bits c 1", { viewport: { width: 1440, height: 2000 } });
  const closed = page.locator(".palette details:not([open]) > summary");
  while (await closed.count()) await closed.first().click();
  const tools = await page.locator('.palette [data-ketloom^="gate-"]').evaluateAll((all) => all.map((e) => e.dataset.ketloom.slice(5)));
  const docs = fs.readFileSync(new URL("../../docs/gates.md", import.meta.url), "utf8");
  const rows = [...docs.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
  assert.equal(rows.length, Number(docs.match(/^(\d+) rows:/m)[1]));
  assert.deepEqual(rows.filter((name) => !tools.includes(name)), []);
  const displays = [...docs.split("## Displays")[1].split("\n## ")[0].matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
  const failed = [];
  for (const name of rows) {
    await hook(page, `gate-${name}`).click();
    await cell(page, 0, 0).click();
    const [now, told] = [await cellName(page, 0, 0), await status(page)];
    const called = new RegExp(displays.includes(name) ? `column 1, (display ${name}\\b|[A-Z][a-z])` : `column 1, ${name}\\b`);
    if (!called.test(now) || !/^Placed: .*column 1\b/.test(told) || (await hook(page, "refused").count()) > 0) failed.push(`${name}: ${now}, ${told}`);
    await page.keyboard.press("Control+z");
    if (!/empty/.test(await cellName(page, 0, 0))) failed.push(`${name} was not taken back`);
  }
  assert.deepEqual(failed, []);
}, { timeout: 120_000 });

browserTest("7: an angle is a formula, and one that is wrong says what would be right", async ({ open }) => {
  const { page } = await begin(open, "qubits 1; RX(pi/2) 0");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Enter");
  const field = hook(page, "angle");
  for (const [text, one] of [["2pi/3", 0.75], ["sqrt(2)", 0.42203], ["exp(1)", 0.95587], ["sin(pi/2)/2", 0.06121], ["π", 1]]) {
    await field.fill(text);
    await page.waitForFunction((one) => document.querySelector('[data-ketloom="qubit-0"] td')?.innerText === one, one.toFixed(3));
    assert.equal(await field.getAttribute("aria-invalid"), null);
  }
  for (const [text, why] of [["0,5", /decimals with a point/], ["(1+2", /expected \) for the \(/], ["sin", /expected \( after sin, as in sin\(x1\)/], ["theta", /needs a number/], ["2pi/3+", /expected a number after \+.*pi, theta1, x1 and t are numbers too/]]) {
    await field.fill(text);
    await page.waitForFunction((p) => new RegExp(p).test(document.querySelector('[data-ketloom="angle-problem"]').textContent), why.source);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
  }
  // It is no dialog, and Esc leaves the angle as it was.
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.keyboard.press("Escape");
  assert.match(await cellName(page, 0, 0), /angle pi over 2/);
});

browserTest("8: one step of θ₁ changes both gates that have it, every display and the number; buttons and field do too", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; RY(theta1) 0; RY(2*theta1) 1; BLOCH 0; CHANCE 1");
  await hook(page, "show-probabilities").click();
  await figure(page, "probabilities").waitFor();
  const read = async () => [await cellName(page, 0, 0), await cellName(page, 1, 0), await cellName(page, 0, 1), await cellName(page, 1, 1), (await qubit(page, 0)).join(" "), (await qubit(page, 1)).join(" "),
    await said(page, "probabilities"), await hook(page, "bloch-0").locator("desc").textContent(), await hook(page, "theta-1-number").inputValue()];
  const number = hook(page, "theta-1-number");
  const reaches = (one) => page.waitForFunction((one) => document.querySelector('[data-ketloom="qubit-0"] td').innerText === one, one);
  const chance = (angle) => ((1 - Math.cos(angle)) / 2).toFixed(3);
  await number.fill("0");
  await number.press("Enter");
  await reaches("0.000");
  const before = await read();
  await hook(page, "theta-1").focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
  await reaches(chance(0.1));
  const after = await read();
  assert.deepEqual(after.filter((text, i) => text === before[i]), []);
  assert.match(after[0], /RY, angle theta 1 = 0\.10/);
  assert.match(after[1], /RY, angle 2 times theta 1 = 0\.20/);
  await page.getByRole("button", { name: "θ₁ more" }).click();
  await reaches(chance(0.1 + Math.PI / 16));
  await page.getByRole("button", { name: "θ₁ less" }).click();
  await reaches(chance(0.1));
  await number.fill("1.5");
  await number.press("Enter");
  await reaches(chance(1.5));
  assert.equal(await hook(page, "theta-1").getAttribute("aria-valuetext"), "1.500");
  await number.fill("much");
  await number.press("Enter");
  assert.equal(await number.inputValue(), "1.500", "what is no number is not taken");
});

browserTest("9: amplitudes, samples and purity of any span are told, in the middle of a circuit too", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0; AMPS 0; X 0:1; AMPS 0 1; PURITY 0; SAMPLE(100, 1) 0 1; PURITY 0 1; CHANCE 0 1");
  const names = () => hook(page, "display").evaluateAll((all) => all.map((d) => d.getAttribute("aria-label")));
  await page.waitForFunction(() => document.querySelectorAll('[data-ketloom="display"]').length === 6);
  const all = await names();
  for (const pattern of [/^Amplitudes .*0\.71.*0\.71/, /^Purity 0\.50\b/, /^Purity 1\.00\b/, /^Samples? /, /^Probability \|00⟩ 50\.0 %, \|11⟩ 50\.0 %$/]) assert.ok(all.some((name) => pattern.test(name)), `${pattern} in ${all.join("; ")}`);
  const counts = all.find((name) => /^Sample/.test(name));
  const sum = [...counts.matchAll(/⟩ (\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  assert.equal(sum, 100, counts);
});

browserTest("11: the scrubber is dragged to column 2, shows the state there, and a gate put in meanwhile counts", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0; X 0:1; H 0; H 1; X 1");
  const [second, third, strip] = [await cell(page, 0, 1).boundingBox(), await cell(page, 0, 3).boundingBox(), await hook(page, "score").boundingBox()];
  const place = () => hook(page, "state-0-place").innerText();
  await page.mouse.move(third.x + third.width, strip.y + 8);
  await page.mouse.down();
  await page.mouse.move(second.x + second.width, strip.y + 8, { steps: 12 });
  await page.waitForFunction(() => /after column 2/.test(document.querySelector('[data-ketloom="state-0-place"]').innerText));
  await page.waitForFunction(() => /^q0\s+0\.500\s+0\.500\s+1\.000/.test(document.querySelector('[data-ketloom="qubit-0"]').innerText));
  await page.mouse.up();
  assert.match(await place(), /after column 2/);
  await hook(page, "show-probabilities").click();
  await says(page, "probabilities", /\|00⟩ 50\.000 % and \|11⟩ 50\.000 %/);
  await cell(page, 1, 0).focus();
  await page.keyboard.press("x");
  await says(page, "probabilities", /\|01⟩ 50\.000 % and \|10⟩ 50\.000 %/);
  assert.match(await place(), /after column 2/);
});

browserTest("12: Bob's qubit has Alice's phase as well, exactly", async ({ open }) => {
  for (const [a, b] of [[1.1, 0.7], [2.3, -1.9], [0.4, 3]]) {
    const { page } = await begin(open, `qubits 3; bits c 2; RY(${a}) 0; RZ(${b}) 0; H 1; X 1:2; X 0:1; H 0; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]; if c[1] == 1 X 2; if c[0] == 1 Z 2; EXPECT(X) 2; EXPECT(Y) 2; EXPECT(Z) 2`);
    await page.waitForFunction(() => document.querySelectorAll('[data-ketloom="display"]').length === 3);
    for (const [letter, value] of [["X", Math.sin(a) * Math.cos(b)], ["Y", Math.sin(a) * Math.sin(b)], ["Z", Math.cos(a)]]) {
      await page.locator(`[data-ketloom="cell"][aria-label*="Expectation ${letter} "]`).focus();
      await page.waitForFunction((letter) => document.querySelector('[data-ketloom="display-value"]')?.innerText.includes(letter), letter);
      const exact = Number((await hook(page, "display-value").innerText()).replaceAll("−", "-").match(/-?\d+\.\d{4,}/)[0]);
      assert.ok(Math.abs(exact - value) < 1e-6, `${letter} of ${a}, ${b}: ${exact} is not ${value}`);
    }
  }
});

browserTest("13: 200 edits and 200 undos give the first document to the byte, and 200 redos the last", async ({ open }) => {
  const { page } = await begin(open, "qubits 4; H 0; X 0:1");
  let seed = 20261126;
  const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor((seed / 2147483648) * n); };
  const first = await saved(page);
  assert.ok(await hook(page, "undo").isDisabled());
  for (let i = 0; i < 200; i++) {
    const [wire, column] = [random(4), random(8)];
    const now = await cellName(page, wire, column);
    const letters = [..."hxyzst"].filter((letter) => !new RegExp(`\\b${letter}$`, "i").test(now));
    await cell(page, wire, column).focus();
    await page.keyboard.press(/empty/.test(now) || random(4) > 0 ? letters[random(letters.length)] : "Delete");
  }
  const last = await saved(page);
  assert.notEqual(last, first);
  for (let i = 0; i < 200; i++) {
    assert.ok(await hook(page, "undo").isEnabled(), `after ${i}`);
    await page.keyboard.press("Control+z");
  }
  assert.ok(await hook(page, "undo").isDisabled());
  assert.equal(await saved(page), first);
  for (let i = 0; i < 200; i++) await page.keyboard.press("Control+Shift+z");
  assert.equal(await saved(page), last);
}, { timeout: 120_000 });

browserTest("14: a link holds own gates, what was learned and the seed: a fresh profile shows the same", async ({ open }) => {
  const slots = { ...attentionDocument().slots, query: "qubits 2; gate tangle 2 { X 0:1; RY(pi/3) 0; X 1:0 }; RX(theta1) 0; RX(theta2) 1; tangle 0 1; RY(theta3) 0" };
  const first = await open();
  await openDocument(first.page, attentionDocument({ slots, training: { ...attentionDocument().training, epochs: 4, seed: 11 } }));
  await ready(first.page);
  await train(first.page);
  const second = await open(`index.html${await linkOf(first.page)}`);
  await ready(second.page);
  await second.page.waitForFunction(() => /epoch 4/.test(document.querySelector('[data-ketloom="epoch"]').innerText));
  for (const { page } of [first, second]) await hook(page, "tab-query").click();
  const read = async (page) => {
    await page.waitForFunction(() => /Query/.test(document.querySelector('[data-ketloom="state-0-place"]').innerText));
    return [await epoch(page), await accuracies(page), await attention(page), await hook(page, "inspector").innerText(), await hook(page, "own-gates").innerText(),
      await page.locator('[data-ketloom="cell"]').evaluateAll((all) => all.map((c) => c.getAttribute("aria-label"))), await hook(page, "params").innerText(), await saved(page)];
  };
  assert.deepEqual(await read(second.page), await read(first.page));
  assert.match(await hook(second.page, "own-gates").innerText(), /tangle/);
  assert.equal(JSON.parse(await saved(second.page)).training.seed, 11);
});

browserTest("14: a circuit of ten qubits and 60 gates has a link of at most 2 kB, and only what is kept is in the address", async ({ open }) => {
  const names = ["H", "T", "RX(pi/4)", "RY(theta1)", "S"];
  const gates = Array.from({ length: 60 }, (_, i) => (i % 3 === 2 ? `X ${i % 10}:${(i * 7 + 1) % 10 === i % 10 ? (i + 1) % 10 : (i * 7 + 1) % 10}` : `${names[(i * 13) % 5]} ${(i * 7) % 10}`));
  const { page } = await begin(open, `qubits 10; ${gates.join("; ")}`);
  assert.match(await hook(page, "caption").innerText(), /10 qubits/);
  const link = await linkOf(page);
  assert.match(link, /^#k1=/);
  assert.ok(link.length <= 2048, `${link.length} characters`);
  // Sliding, dragging and typing leave address and history as they are until something is kept.
  await page.waitForTimeout(800);
  const state = () => page.evaluate(() => [history.length, location.href]);
  const before = await state();
  const slider = await hook(page, "theta-1").boundingBox();
  await page.mouse.move(slider.x + slider.width / 2, slider.y + slider.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) await page.mouse.move(slider.x + slider.width / 2 + 4 * i, slider.y + slider.height / 2);
  await page.waitForTimeout(800);
  assert.deepEqual(await state(), before);
  await page.mouse.up();
  await page.waitForFunction((href) => location.href !== href, before[1]);
  const [length, href] = await state();
  assert.ok(length <= before[0] + 1, "a drag is at most one step of the browser's history");
  await drag(page, hook(page, "gate-X"), cell(page, 0, 0), { drop: false });
  await page.waitForTimeout(800);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.waitForTimeout(800);
  assert.deepEqual(await state(), [length, href]);
});

browserTest("15: of a link cut at 60 % the page lists what is missing, and works", async ({ open }) => {
  const hash = await linkOf(await trained(open, 8));
  const { page } = await open(`index.html${hash.slice(0, Math.floor(hash.length * 0.6))}`);
  await ready(page);
  const notices = await hook(page, "notice").allInnerTexts();
  assert.match(notices[0], /damaged or cut off.*Copy the whole link again/);
  assert.ok(notices.length > 1, notices.join(" "));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await hook(page, "original").click();
  await page.waitForFunction(async (cut) => (await navigator.clipboard.readText()).endsWith(cut), hash.slice(1, Math.floor(hash.length * 0.6)));
  await hook(page, "dismiss").click();
  assert.equal(await hook(page, "original").count(), 0);
  assert.equal(await hook(page, "notice").count(), 0);
  const before = await epoch(page);
  await hook(page, "step").click();
  await page.waitForFunction((n) => document.querySelector('[data-ketloom="epoch"]').innerText.includes(`epoch ${n}`), before + 1);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("Delete");
  await page.keyboard.press("h");
  assert.match(await cellName(page, 0, 0), /\bH\b/);
});
