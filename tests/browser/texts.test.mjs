// Circuits as texts: typed, pasted, opened and exported; the gallery of examples.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { browserTest } from "./harness.mjs";
import { attentionDocument, button, cellName, hook, openDocument, qubit, ready } from "./person.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const plain = (text, view = {}) => ({ ketloom: 1, model: "circuit", slots: { circuit: text }, data: { kind: "none" }, training: attentionDocument().training,
  view: { slot: 0, example: 0, word: 0, layer: 0, reversed: false, ...view } });
const BELL = plain("qubits 2; H 0; X 0:1");
const field = (page) => page.locator("#text");
const says = (page, pattern) => page.waitForFunction((p) => new RegExp(p, "s").test(document.querySelector("#text")?.value ?? ""), pattern.source);
const fault = (page) => hook(page, "text-fault");
const caption = (page, pattern) => page.waitForFunction((p) => new RegExp(p).test(document.querySelector('[data-ketloom="caption"]').innerText), pattern.source);
const violations = (page) => page.evaluate(async () => (await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }))
  .violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`));

/** Opens a document and its text in a format. */
async function pane(page, document, format = "text") {
  await openDocument(page, document);
  await ready(page);
  await hook(page, "text-pane").click();
  await says(page, /\S/);
  if (format !== "text") await hook(page, "text-format").selectOption(format);
  await says(page, format === "text" ? /^qubits/ : /^OPENQASM 3/);
}

browserTest("a line typed in OpenQASM is a gate, and a wrong line changes nothing", async ({ open }) => {
  const { page, screenshot } = await open();
  await pane(page, BELL, "qasm3");
  await field(page).press("Control+End");
  await page.keyboard.type("h q[0];");
  await caption(page, /depth 3/);
  assert.match(await cellName(page, 0, 2), /, H$/);
  await page.keyboard.type("\nnope q[1];");
  await page.waitForFunction(() => /^Line \d+, column 1: .*nope/.test(document.querySelector("#text-fault").innerText));
  const lines = (await field(page).inputValue()).split("\n");
  assert.ok((await fault(page).innerText()).startsWith(`Line ${lines.findIndex((l) => l.startsWith("nope")) + 1}, column 1: `));
  assert.match(await fault(page).innerText(), /The circuit is as it was\./);
  assert.equal(await field(page).getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator(".text mark").textContent(), "nope");
  assert.equal(await field(page).getAttribute("aria-describedby"), "text-fault");
  await screenshot("texts-wrong");
  await caption(page, /depth 3/);
  // The mark lies under the word: both have the same letters at the same places.
  const same = await page.evaluate(() => {
    const [a, b] = [document.querySelector("#text"), document.querySelector(".text > pre:not(.lines)")];
    const style = (e, name) => getComputedStyle(e)[name];
    return ["fontFamily", "fontSize", "lineHeight", "paddingLeft", "paddingTop", "tabSize", "letterSpacing"].filter((n) => style(a, n) !== style(b, n))
      .concat(a.scrollHeight > a.clientHeight + 1 ? ["the typed text is cut off"] : []);
  });
  assert.deepEqual(same, []);
  await hook(page, "text-back").click();
  assert.equal(await field(page).getAttribute("aria-invalid"), null);
  await says(page, /h q\[0\];\s*$/);
});

browserTest("the text follows edits, undo takes typing back in one step, and what is typed keeps its comments", async ({ open }) => {
  const { page } = await open();
  await pane(page, BELL);
  await field(page).fill("qubits 2\nH 0 # first\nX 0:1\nZ 1");
  await caption(page, /depth 3/);
  await page.locator('[data-ketloom="cell"][data-wire="0"][data-column="0"]').focus();
  assert.match(await field(page).inputValue(), /# first/);
  await page.keyboard.press("Delete");
  await says(page, /^qubits 2\nX 0:1\nZ 1\n$/);
  await hook(page, "undo").click();
  await hook(page, "undo").click();
  await says(page, /^qubits 2\nH 0\nX 0:1\n$/);
  assert.equal(await hook(page, "undo").isDisabled(), false, "opening the document was a step");
});

browserTest("a pasted Quirk link, OpenQASM 2 and circuit text are recognised", async ({ open, }) => {
  const { page } = await open("index.html", { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await pane(page, BELL);
  for (const [text, columns, note] of [
    ['https://algassert.com/quirk#circuit={"cols":[["H"],["•","X"],["Bloch"],["Z"]]}', 3, /Read as a Quirk link\.$/],
    ['OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[3];\nh q[0];\ncx q[0],q[1];\ncx q[1],q[2];\nz q[2];', 4, /Read as OpenQASM 2\./],
    ["qubits 1; T 0", 1, /^$/],
  ]) {
    await field(page).press("Control+a");
    await page.evaluate((t) => navigator.clipboard.writeText(t), text);
    await page.keyboard.press("Control+v");
    await caption(page, new RegExp(`depth ${columns}$`));
    await page.waitForFunction((p) => new RegExp(p).test(document.querySelector("#text-fault").textContent), note.source);
  }
});

browserTest("a Quirk link in the address and a .qasm file open", async ({ open }) => {
  const { page } = await open('index.html#circuit={"cols":[["H"],["•","X"]]}');
  await ready(page);
  await caption(page, /2 qubits .* depth 2$/);
  assert.match(await cellName(page, 1, 1), /X.*controlled/);
  await page.evaluate(() => { location.hash = '#circuit={"cols":[["Foo"]]}'; });
  await page.waitForFunction(() => /could not be read.*Foo/.test(document.querySelector('[data-ketloom="notice"]')?.innerText ?? ""));
  await page.locator('[data-ketloom="cell"][data-wire="0"][data-column="0"]').focus();
  await page.evaluate((text) => { const clipboardData = new DataTransfer(); clipboardData.setData("text/plain", text); window.dispatchEvent(new ClipboardEvent("paste", { clipboardData })); },
    'https://algassert.com/quirk#circuit={"cols":[["H"],["H"],["H"]]}');
  await caption(page, /1 qubit .* depth 3$/);
  await openDocument(page, "qubit[3] q;\nh q[0];\ncx q[0], q[1];\ncx q[1], q[2];\n", "ghz.qasm");
  await caption(page, /3 qubits .* depth 3$/);
  await openDocument(page, "qubit[3] q;\nnope q[0];\n", "bad.qasm");
  await page.waitForFunction(() => /line 2, column 1: /.test(document.querySelector('[data-ketloom="notice"]')?.innerText ?? ""));
  await caption(page, /3 qubits .* depth 3$/);
});

browserTest("exports are shown, downloaded, follow the order, and refuse by name", async ({ open }) => {
  const { page, screenshot } = await open();
  await openDocument(page, plain("qubits 2; RX(theta1) 0; X 0:1", { reversed: true }));
  await ready(page);
  await button(page, "share").click();
  const exported = (pattern) => page.waitForFunction((p) => new RegExp(p, "s").test(document.querySelector("#export")?.value ?? ""), pattern.source);
  await exported(/^OPENQASM 3.*least.*\|\.\.\. q1 q0>.*rx\(theta1\)/);
  for (const [format, pattern] of [["qiskit", /Qiskit/], ["pennylane", /qml/], ["cirq", /cirq/], ["quantikz", /quantikz/], ["text", /RX\(theta1\) 0/]]) {
    await hook(page, "export-format").selectOption(format);
    await exported(pattern);
  }
  await hook(page, "export-format").selectOption("qasm2");
  await page.waitForFunction(() => /OpenQASM 2 cannot say parameters such as theta1/.test(document.querySelector('[data-ketloom="export-fault"]')?.innerText ?? ""));
  await hook(page, "export-bound").check();
  await exported(/^OPENQASM 2.*rx\(-?\d\.\d+\)/);
  const [download] = await Promise.all([page.waitForEvent("download"), hook(page, "export-file").click()]);
  assert.equal(download.suggestedFilename(), "circuit-2.qasm");
  assert.equal(fs.readFileSync(await download.path(), "utf8"), await page.locator("#export").inputValue());
  await hook(page, "export").scrollIntoViewIfNeeded();
  await screenshot("texts-export");
});

browserTest("an example is opened by keyboard as one step", async ({ open }) => {
  const { page } = await open();
  await openDocument(page, BELL);
  await ready(page);
  await button(page, "examples").focus();
  await page.keyboard.press("Enter");
  await hook(page, "example-w").waitFor();
  await hook(page, "example-w").focus();
  await page.keyboard.press("Enter");
  await caption(page, /3 qubits/);
  await page.waitForFunction(() => /\(\|001⟩\+\|010⟩\+\|100⟩\)\/√3/.test(document.querySelector('[data-ketloom="figure-0-ket"]')?.textContent ?? ""));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.ketloom), "open-examples", "the focus is back");
  assert.deepEqual((await qubit(page, 0)).slice(1, 2), ["0.333"]);
  await hook(page, "undo").click();
  await caption(page, /2 qubits/);
});

browserTest("teleportation brings the message to Bob", async ({ open }) => {
  const { page, screenshot } = await open();
  await button(page, "examples").click();
  await hook(page, "example-teleportation").click();
  // cos²(θ1/2) of θ1 = 1.2 is 0.681; the message's own qubit was measured along X.
  await page.waitForFunction(() => /Bob\s+0\.319/.test(document.querySelector('[data-ketloom="qubit-2"]')?.innerText ?? ""));
  await screenshot("texts-teleportation");
});

browserTest("every example opens and shows its circuit", async ({ open }) => {
  const { page } = await open();
  await button(page, "examples").click();
  await hook(page, "example-ghz").waitFor();
  const names = await page.locator('[data-ketloom^="example-"]').evaluateAll((all) => all.map((e) => e.dataset.ketloom));
  assert.ok(names.length >= 13);
  for (const name of names) {
    await hook(page, name).click();
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    assert.equal(await hook(page, "notice").count(), 0, name);
    await button(page, "examples").click();
  }
});

browserTest("without what reads texts a sentence says so, and trying again works", async ({ open, }) => {
  const { page, expectError } = await open();
  expectError(/exchange\.pack|404/);
  await openDocument(page, BELL);
  await ready(page);
  await page.route("**/exchange.pack*", (route) => route.fulfill({ status: 404, body: "" }));
  await hook(page, "text-pane").click();
  await page.waitForFunction(() => /could not be fetched/.test(document.querySelector("#text-fault")?.innerText ?? ""));
  await page.unroute("**/exchange.pack*");
  await hook(page, "text-format").selectOption("qasm3");
  await says(page, /^OPENQASM 3/);
});

for (const theme of ["light", "dark"]) {
  for (const [size, viewport] of [["wide", { width: 1440, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
    browserTest(`axe finds nothing in texts, exports and examples, ${size}, ${theme}`, async ({ open }) => {
      const { page, screenshot } = await open("index.html", { viewport, theme, touch: size === "phone", context: { bypassCSP: true } });
      await pane(page, plain("qubits 3; H 0; X 0:1; RX(theta1) 2; X 1:2"), "qasm3");
      await page.addScriptTag({ path: axe });
      await field(page).fill((await field(page).inputValue()) + "nope q[1]; // and a long comment that goes on and on, beyond the width of any phone there is");
      await page.waitForFunction(() => /^Line/.test(document.querySelector("#text-fault").innerText));
      await field(page).scrollIntoViewIfNeeded();
      await screenshot(`texts-pane-${size}-${theme}`);
      assert.deepEqual(await violations(page), []);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(sideways, 0, "the page must not scroll sideways");
      for (const name of ["examples", "share"]) {
        await button(page, name).click();
        await page.locator(name === "share" ? "#export" : '[data-ketloom="example-ghz"]').waitFor();
        await screenshot(`texts-${name}-${size}-${theme}`);
        if (name === "share") {
          await hook(page, "export").scrollIntoViewIfNeeded();
          await screenshot(`texts-share-below-${size}-${theme}`);
        }
        assert.deepEqual(await violations(page), []);
        const small = await page.evaluate(() => [...document.querySelectorAll("dialog[open] button, dialog[open] select")].map((e) => e.getBoundingClientRect()).filter((b) => b.width < 23.5 || b.height < 23.5).length);
        assert.equal(small, 0, "targets of less than 24 pixels");
        await page.keyboard.press("Escape");
      }
    });
  }
}
