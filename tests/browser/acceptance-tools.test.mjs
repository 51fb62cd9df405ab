// What stands in every acceptance check of the features 45 to 51 and 56 to 60 (own gates, selections, order of qubits,
// kets, limits, read-outs of speed, themes, motion, touch) and in no other test. Features 1 to 15 are in
// acceptance.test.mjs; most checks have a file of their own by subject (own, parts, figures, time, hud, themes, access).
import assert from "node:assert/strict";
import fs from "node:fs";
import { browserTest } from "./harness.mjs";
import { button, cell, cellName, hook, qubit, ready, show } from "./person.mjs";

const begin = async (open, text, options) => {
  const all = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(all.page);
  return all;
};
/** The circuit as its text pane has it. */
async function text(page) {
  const field = page.locator("#text");
  if (!(await field.count())) await hook(page, "text-pane").click();
  await page.waitForFunction(() => /^qubits/.test(document.querySelector("#text")?.value ?? ""));
  await page.waitForTimeout(300);
  return (await field.inputValue()).trim().split("\n").join("; ");
}
const figure = (page, name) => hook(page, `figure-0-${name}`);
const says = (page, name, pattern) => page.waitForFunction(([name, p]) => new RegExp(p).test(document.querySelector(`[data-ketloom="figure-0-${name}"] desc`)?.textContent ?? ""), [name, pattern.source]);
/** All amplitudes at full precision, as the ket equation's file has them: { ket: [re, im] }. */
async function amplitudes(page) {
  await show(page, "ket");
  await figure(page, "ket").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), hook(page, "save-0-ket.csv").click()]);
  const [, ...rows] = fs.readFileSync(await download.path(), "utf8").trim().split("\r\n");
  return Object.fromEntries(rows.map((row) => row.split(",")).map(([ket, re, im]) => [ket, [Number(re), Number(im)]]));
}
/** Waits until the state panel gives a qubit this probability of 1. */
const one = (page, q, value) => page.waitForFunction(([q, v]) => document.querySelector(`[data-ketloom="qubit-${q}"] td`)?.innerText === v, [q, value]);

browserTest("45: a gate is made of three, an angle in it is changed in all its uses, and it is not deleted unasked", async ({ open }) => {
  const { page } = await begin(open, "qubits 3; RY(pi/2) 0; Z 0; RY(pi/2) 0; H 1");
  await cell(page, 0, 0).focus();
  for (const key of ["Shift+ArrowRight", "Shift+ArrowRight", "g"]) await page.keyboard.press(key);
  await page.waitForFunction(() => /Now one gate: G1/.test(document.querySelector('[data-ketloom="status"]').innerText));
  await one(page, 0, "0.000");
  for (const wire of [1, 2]) {
    await hook(page, "gate-own-1").click();
    await cell(page, wire, 2).click();
  }
  await one(page, 2, "0.000");
  await hook(page, "gate-edit").click();
  const body = await hook(page, "gate-text").inputValue();
  assert.match(body, /^gate G1 1 \{[^}]*RY\(pi\/2\) 0[^}]*Z 0[^}]*RY\(pi\/2\) 0[^}]*\}$/);
  await hook(page, "gate-text").fill(body.replace("G1", "turned").replace("RY(pi/2)", "RY(-pi/2)"));
  await hook(page, "gate-save").click();
  await hook(page, "gate").waitFor({ state: "hidden" });
  for (const wire of [0, 2]) {
    await one(page, wire, "1.000");
    assert.match(await cellName(page, wire, 0), /turned/);
  }
  assert.match(await cellName(page, 1, 1), /turned/);
  await cell(page, 2, 0).click();
  await hook(page, "gate-edit").click();
  await hook(page, "gate-remove").click();
  assert.match(await hook(page, "gate").innerText(), /Delete turned and 3 uses of it\?/);
  await hook(page, "gate-keep").click();
  await page.keyboard.press("Escape");
  assert.match(await cellName(page, 2, 0), /turned/);
  await one(page, 2, "1.000");
});

browserTest("46: of a selection columns are exchanged, and what is cut is pasted elsewhere", async ({ open }) => {
  const { page } = await begin(open, "qubits 4; H 0; X 0:1; T 1; S 1; Y 3", { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await cell(page, 0, 0).focus();
  for (const key of ["Shift+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  assert.equal(await page.locator('[data-ketloom=cell][aria-selected="true"]').count(), 6);
  await hook(page, "column-exchange").click();
  assert.match(await hook(page, "status").innerText(), /Columns exchanged/);
  const exchanged = await text(page);
  assert.match(exchanged, /X 0:1; .*H 0/);
  await page.locator('[data-ketloom="undo"]').click();
  await cell(page, 0, 0).focus();
  for (const key of ["Shift+ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Control+x"]) await page.keyboard.press(key);
  assert.match(await text(page), /^qubits 4; .*\bS 1\b/);
  assert.doesNotMatch(await text(page), /H 0|X 0:1|T 1/);
  await cell(page, 2, 0).focus();
  await page.keyboard.press("Control+v");
  const pasted = await text(page);
  for (const gate of ["H 2", "X 2:3", "T 3"]) assert.ok(pasted.includes(gate), pasted);
  assert.ok(pasted.indexOf("H 2") < pasted.indexOf("X 2:3") && pasted.indexOf("X 2:3") < pasted.indexOf("T 3"), pasted);
});

browserTest("46: a part and its inverse are the identity to 1e-12, on a state of no symmetry", async ({ open }) => {
  const prepared = "RY(0.7) 0; RX(1.1) 1; RZ(0.4) 0; RY(2) 2; X 1:2";
  const { page } = await begin(open, `qubits 3; ${prepared}`);
  const before = await amplitudes(page);
  assert.equal(Object.keys(before).length, 8);
  const rows = await page.locator('[data-ketloom^="qubit-"]').allInnerTexts();
  await page.evaluate((text) => { location.hash = `#c=${encodeURIComponent(text)}`; }, `qubits 3; ${prepared}; H 0; T 1; SX 2; X 0:1; RY(0.3) 1:2; SWAP 0 2; P(1.3) 0 1:2`);
  await page.locator('[data-ketloom=cell][aria-label*="SWAP"]').first().waitFor();
  // The part begins and ends with columns of three gates, so that nothing of its copy settles into it.
  const named = async (wire, name) => Number(await page.locator(`[data-ketloom=cell][data-wire="${wire}"][aria-label*=", ${name}"]`).first().getAttribute("data-column"));
  const [first, last] = [await named(1, "T"), await named(2, "P, angle 1.3")];
  const select = async (from, to) => {
    await cell(page, 0, from).focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    for (let i = from; i < to; i++) await page.keyboard.press("Shift+ArrowRight");
  };
  await select(first, last);
  await page.keyboard.press("Control+d");
  await select(last + 1, 2 * last - first + 1);
  await page.keyboard.press("i");
  await page.waitForFunction(() => /Inverted/.test(document.querySelector('[data-ketloom="status"]').innerText));
  assert.match(await cellName(page, 2, last + 1), /P, angle (minus |−|-)1\.3/);
  await page.waitForFunction((rows) => rows.every((row, q) => document.querySelector(`[data-ketloom="qubit-${q}"]`).innerText === row), rows);
  const after = await amplitudes(page);
  for (const [ket, [re, im]] of Object.entries(before)) {
    assert.ok(Math.hypot(after[ket][0] - re, after[ket][1] - im) < 1e-12, `${ket}: ${after[ket]} is not ${[re, im]}`);
  }
});

browserTest("47: the order of qubits is said in the head of every export, and follows the switch", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; X 1");
  await hook(page, "show-probabilities").click();
  const heads = async () => {
    await button(page, "share").click();
    const all = {};
    for (const [format, mark] of [["qasm3", /^OPENQASM/], ["qiskit", /for Qiskit/], ["pennylane", /for PennyLane/], ["cirq", /for Cirq/]]) {
      await hook(page, "export-format").selectOption(format);
      await page.waitForFunction((p) => new RegExp(p).test(document.querySelector("#export")?.value ?? ""), mark.source);
      all[format] = await page.locator("#export").inputValue();
    }
    await page.keyboard.press("Escape");
    return all;
  };
  await says(page, "probabilities", /\|01⟩ 100\.000 %.*q0 leftmost/);
  for (const [format, head] of Object.entries(await heads())) {
    assert.match(head, /\bmost\b/, format);
    assert.doesNotMatch(head, /\bleast\b/, format);
  }
  await hook(page, "ket-order").check();
  await says(page, "probabilities", /\|10⟩ 100\.000 %.*q0 rightmost/);
  for (const [format, head] of Object.entries(await heads())) assert.match(head, /\bleast\b/, format);
});

browserTest("48: the global phase is left out of the equation, told, kept in the amplitudes under it, and written if wanted", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0; X 0:1; GPHASE(pi/4) 0");
  await says(page, "ket", /\|ψ⟩ = \(\|00⟩\+\|11⟩\)\/√2\. The global phase e\^\(iπ\/4\) is left out/);
  const all = await amplitudes(page);
  for (const ket of ["|00⟩", "|11⟩"]) for (const part of all[ket]) assert.ok(Math.abs(part - 0.5) < 1e-12, `${ket} ${all[ket]}`);
  await hook(page, "ket-phase").click();
  await says(page, "ket", /\|ψ⟩ = e\^\(iπ\/4\)\(\|00⟩\+\|11⟩\)\/√2\./);
  assert.equal(await hook(page, "ket-phase").getAttribute("aria-pressed"), "true");
  // The link keeps it; closing the figure closes it.
  await page.waitForTimeout(700);
  await page.reload();
  await says(page, "ket", /= e\^\(iπ\/4\)\(/);
  await hook(page, "ket-phase").click();
  await says(page, "ket", /is left out/);
  await hook(page, "show-ket").click();
  await hook(page, "ket-phase").waitFor({ state: "detached" });
});

browserTest("49: what is said of a gate follows the focus from gate to gate", async ({ open }) => {
  const { page } = await begin(open, "qubits 1; H 0; S 0; RX(pi/3) 0");
  await cell(page, 0, 0).click();
  await hook(page, "step-open").click();
  const told = (pattern) => page.waitForFunction((p) => new RegExp(p).test(document.querySelector('[data-ketloom="step"]')?.innerText ?? ""), pattern.source);
  const matrix = () => page.locator("table.matrix td").allTextContents().then((all) => all.filter((w) => w).join(" "));
  await told(/H[^]*1\/√2/);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => [...document.querySelectorAll("table.matrix td")].map((e) => e.textContent).filter((w) => w).join(" ") === "1 0 0 i");
  assert.equal(await page.locator("table.changes tbody tr").count(), 1);
  await page.keyboard.press("ArrowRight");
  await told(/rotation by π\/3 = 1\.047 about the x axis/);
  assert.match(await matrix(), /√3\/2/);
});

browserTest("51: entanglement is drawn as a graph whose lines have the weights, and the ring of a disk is the purity", async ({ open }) => {
  const { page } = await begin(open, "qubits 3; H 0; X 0:1");
  for (const name of ["entanglement", "disks"]) await hook(page, `show-${name}`).click();
  await says(page, "entanglement", /q0–q1 1\.00/);
  await says(page, "disks", /q0: P\(1\) 0\.500000, no phase, purity 0\.500000.*q2: P\(1\) 0\.000000.*purity 1\.000000/);
  const [download] = await Promise.all([page.waitForEvent("download"), hook(page, "save-0-entanglement.csv").click()]);
  const rows = fs.readFileSync(await download.path(), "utf8").trim().split("\r\n").slice(1).map((row) => row.split(","));
  assert.deepEqual(rows.map(([a, b, weight]) => [a, b, Math.round(Number(weight) * 1e9) / 1e9]), [["q0", "q1", 1], ["q0", "q2", 0], ["q1", "q2", 0]]);
});

browserTest("56: what is too large is refused with what it needs, the circuit stays, and large displays say how large they may be", async ({ open }) => {
  const { page } = await begin(open, "qubits 3; H 0; X 0:2");
  await page.evaluate(() => { location.hash = `#c=${encodeURIComponent("qubits 24; H 0; X 0:2")}`; });
  await hook(page, "notice").getByText(/24 qubits need 256 MiB for one state and as much again to work with; the page computes at most 23 qubits/).waitFor();
  assert.match(await hook(page, "caption").innerText(), /^3 qubits/);
  await page.evaluate(() => { location.hash = `#c=${encodeURIComponent("qubits 12; H 0; CHANCE 0 1 2 3 4 5 6 7 8 9 10; DENSITY 0 1 2 3 4 5; AMPS 0 1 2 3 4 5 6 7 8")}`; });
  await page.locator('[data-ketloom="cell"][data-wire="11"]').first().waitFor();
  await one(page, 0, "0.500");
  // Displays that would be larger than can be read say how large they may be.
  await page.waitForFunction(() => document.querySelectorAll('[data-ketloom="display"]').length === 3);
  const told = await hook(page, "display").evaluateAll((all) => all.map((d) => d.getAttribute("aria-label")));
  for (const [name, most] of [["Probability", 10], ["Density matrix", 4], ["Amplitudes", 8]]) {
    assert.ok(told.some((text) => text.startsWith(`${name}: it is shown of up to ${most} qubits`)), told.join("; "));
  }
});

browserTest("57: the line of speed follows what is done", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0");
  await page.keyboard.press("f");
  const state = (size) => page.waitForFunction((size) => document.querySelector('[data-ketloom="hud"] span')?.textContent.includes(`state ${size}`), size);
  await state("64 B");
  await hook(page, "add-qubit").click();
  await state("128 B");
  await page.keyboard.press("Control+z");
  await state("64 B");
});

/** A page that is no more than a frame with the built page in it. */
async function framed(open, query, options) {
  const { page, ...rest } = await open("load.js", options);
  const around = `<!doctype html><title>around</title><iframe src="index.html${query}" title="Ketloom" width="1200" height="800"></iframe>`;
  await page.route("**/around.html", (route) => route.fulfill({ contentType: "text/html", body: around }));
  await page.goto(new URL("around.html", page.url()).href);
  const frame = page.frameLocator("iframe");
  await frame.locator('[data-ketloom="qubit-0"]').first().waitFor();
  return { page, frame, ...rest };
}

for (const [theme, other] of [["dark", "light"], ["light", "dark"], ["contrast", "light"], ["mono", "dark"]]) {
  browserTest(`58: in a frame the page has the theme that its address names, and nobody else's: ${theme}`, async ({ open }) => {
    const { page, frame } = await framed(open, `?theme=${theme}#c=H_0`, { theme: other });
    const html = frame.locator("html");
    assert.equal(await html.getAttribute("data-theme"), theme);
    assert.equal(await frame.locator('[data-ketloom="theme"]').inputValue(), theme);
    assert.equal(await page.evaluate(() => localStorage.getItem("ketloom.theme")), null, "what an address asks for is not kept");
    if (theme === "dark" || theme === "light") assert.equal(await html.evaluate((e) => getComputedStyle(e).colorScheme), theme);
  });
}

browserTest("59: in a frame no time runs by itself; its button lets it run and stops it", async ({ open }) => {
  const { frame } = await framed(open, "#c=RX(t)_0", { stillness: false });
  const told = () => frame.locator('[data-ketloom="bloch-0"] desc').textContent();
  const run = frame.locator('[data-ketloom="time-run"]');
  await run.waitFor();
  assert.equal(await run.getAttribute("aria-label"), "Let the time run");
  const before = await told();
  await frame.locator("body").evaluate(() => new Promise((done) => setTimeout(done, 1000)));
  assert.equal(await told(), before);
  await run.click();
  await frame.locator("body").evaluate((_, before) => new Promise((done) => {
    const look = () => (document.querySelector('[data-ketloom="bloch-0"] desc').textContent !== before ? done() : setTimeout(look, 20));
    look();
  }), before);
  await run.click();
  await frame.locator('[data-ketloom="time-run"][aria-label="Let the time run"]').waitFor();
});

browserTest("59: with reduced motion nothing is animated by dialogs, drags, unfolding or a change of theme either", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0");
  const still = async (what) => assert.deepEqual(await page.evaluate(() => document.getAnimations().map((a) => a.effect?.target?.outerHTML.slice(0, 80))), [], what);
  for (const dialog of ["share", "help", "examples"]) {
    await button(page, dialog).click();
    await page.locator("dialog[open]").waitFor();
    await still(dialog);
    await page.keyboard.press("Escape");
    await still(`${dialog}, closed`);
  }
  await hook(page, "gate-X").hover();
  await still("hovering");
  await page.mouse.down();
  const to = await cell(page, 1, 1).boundingBox();
  await page.mouse.move(to.x + 9, to.y + 9, { steps: 4 });
  await still("dragging");
  await page.mouse.up();
  await still("dropped");
  await page.locator(".palette details:not([open]) > summary").first().click();
  await still("unfolded");
  await hook(page, "theme").selectOption("dark");
  await still("dark");
});

browserTest("60: a finger drags gates, wires and the scrubber, and at the edge the circuit goes along", async ({ open }) => {
  const { page } = await begin(open, `qubits 2; X 1; ${"H 0; ".repeat(30)}`, { viewport: { width: 390, height: 844 }, touch: true });
  await hook(page, "score").scrollIntoViewIfNeeded();
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const middle = async (what) => { const b = await what.boundingBox(); return [b.x + b.width / 2, b.y + b.height / 2]; };
  const pull = async (from, to) => {
    await touch("touchStart", from);
    for (let i = 1; i <= 10; i++) await touch("touchMove", [from[0] + ((to[0] - from[0]) * i) / 10, from[1] + ((to[1] - from[1]) * i) / 10]);
  };
  // What the browser takes for a scroll is no drag of ours.
  await page.evaluate(() => { window.lost = 0; addEventListener("pointercancel", () => { window.lost += 1; }, true); });
  await hook(page, "scrubber").focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => /before column 1/.test(document.querySelector('[data-ketloom="state-0-place"]').innerText));
  const knob = await middle(page.locator(".scrub-knob"));
  const second = await cell(page, 0, 1).boundingBox();
  await pull(knob, [second.x + second.width, knob[1]]);
  await touch("touchEnd");
  await page.waitForFunction(() => /after column 2/.test(document.querySelector('[data-ketloom="state-0-place"]').innerText));
  await pull(await middle(hook(page, "wire-0")), await middle(hook(page, "wire-1")));
  await touch("touchEnd");
  await page.waitForFunction(() => /Qubit 0 is now qubit 1/.test(document.querySelector('[data-ketloom="status"]').textContent));
  await pull(await middle(cell(page, 1, 4)), await middle(cell(page, 0, 4)));
  await touch("touchEnd");
  assert.match(await text(page), /\bH 0\b/);
  await page.keyboard.press("Control+z");
  await hook(page, "score").evaluate((score) => { score.scrollLeft = 0; });
  const room = await hook(page, "score").boundingBox();
  const [x, y] = await middle(cell(page, 0, 0));
  await pull([x, y], [room.x + room.width - 12, y]);
  await page.waitForFunction(() => document.getElementById("slot").scrollLeft > 200);
  await touch("touchEnd");
  assert.equal(await page.evaluate(() => window.lost), 0);
});

browserTest("60: on a phone buttons enlarge the circuit, and two fingers may enlarge the page", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; H 0", { viewport: { width: 320, height: 640 }, touch: true });
  const wide = async () => (await cell(page, 0, 0).boundingBox()).width;
  const usual = await wide();
  await hook(page, "zoom-in").tap();
  assert.ok((await wide()) > usual * 1.1);
  await hook(page, "zoom-reset").tap();
  assert.ok(Math.abs((await wide()) - usual) < 1);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  const tops = await page.locator(".header .model ~ .button, .header .space ~ *").evaluateAll((all) => [...new Set(all.map((e) => Math.round(e.getBoundingClientRect().top)))].filter((top) => top > 0));
  assert.ok(tops.length <= 2, `the header has rows at ${tops}: the model's and one of buttons`);
  // No part of the page keeps two fingers from it, wherever they begin.
  assert.doesNotMatch(await page.locator("meta[name=viewport]").getAttribute("content"), /user-scalable|maximum-scale/);
  const kept = await page.evaluate(() => [...document.querySelectorAll("body *")].map((e) => [e.getAttribute("class") ?? e.tagName, getComputedStyle(e).touchAction]).filter(([, t]) => !/auto|manipulation|pinch-zoom/.test(t)));
  assert.deepEqual(kept, []);
});
