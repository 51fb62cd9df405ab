// Files and the clipboard: dropped on the window, chosen in a dialog, saved, copied, and what happens when that fails.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { browserTest } from "./harness.mjs";
import { attentionDocument, button, cellName, hook, openDocument, ready, train, trained } from "./person.mjs";

const sentences = "tea\tnice hot tea\ncoffee\tnice black coffee\ntea\tgood hot tea\ncoffee\tgood black coffee\ntea\tnice green tea\ncoffee\tgood strong coffee\n";

/** Drops a file on an element as the system does: dragover, then drop, with the file in the event's DataTransfer. */
async function dropFile(page, target, name, text) {
  const data = await page.evaluateHandle(([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name));
    return transfer;
  }, [name, text]);
  for (const type of ["dragenter", "dragover", "drop"]) await page.locator(target).first().dispatchEvent(type, { dataTransfer: data });
}

/** Writes a file for a file chooser. */
function written(name, text) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "ketloom-")), name);
  fs.writeFileSync(file, text);
  return file;
}

/** The document that the Share dialog would save. */
async function download(page) {
  await button(page, "share").click();
  const [saved] = await Promise.all([page.waitForEvent("download"), hook(page, "share-file").click()]);
  const text = fs.readFileSync(await saved.path(), "utf8");
  await page.keyboard.press("Escape");
  return { name: saved.suggestedFilename(), document: JSON.parse(text), text };
}

browserTest("a file of sentences dropped on the window becomes the data, and the dialog shows it", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  await dropFile(page, "body", "drinks.tsv", sentences);
  await page.locator("dialog[open]").waitFor();
  assert.equal(await hook(page, "data-text").inputValue(), sentences);
  assert.ok(await hook(page, "data-kind-own").isChecked());
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => /tea|coffee/.test(document.querySelector('[data-ketloom="prediction-0"]')?.getAttribute("aria-label") ?? ""));
  await train(page);
});

browserTest("a saved document dropped on the window is opened", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  const query = "qubits 2; H 1; RX(theta1) 0";
  await dropFile(page, '[data-ketloom="workbench"]', "ketloom.json", JSON.stringify(attentionDocument({ slots: { ...attentionDocument().slots, query } })));
  await page.waitForFunction(() => /\bH\b/.test(document.querySelector('[data-ketloom="cell"][data-wire="1"][data-column="0"]').getAttribute("aria-label")));
  assert.match(await cellName(page, 0, 0), /RX, angle theta 1/);
  await ready(page);
});

for (const [what, name, text] of [
  ["JSON of another program", "package.json", '{"name": "other", "version": "1.0.0"}'],
  ["a document that is cut off before its model", "cut.json", '{"ketloom'],
  ["a text without labels", "story.txt", "Once upon a time\nthere was a qubit\n"],
  ["an empty file", "empty.txt", ""],
  ["bytes that are no text", "photo.png", "\u0000\ufffd\u0001PNG\ufffd\u0000"],
]) {
  browserTest(`${what} is refused with a sentence, and the document stays`, async ({ open }) => {
    const { page } = await open();
    await openDocument(page, attentionDocument());
    await ready(page);
    const before = (await download(page)).document;
    await dropFile(page, "body", name, text);
    const said = page.locator('[data-ketloom="notice"], [data-ketloom="refused"]').first();
    await said.waitFor();
    assert.ok((await said.innerText()).length > 20, await said.innerText());
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await hook(page, "dismiss").click();
    assert.deepEqual((await download(page)).document, before);
  });
}

browserTest("of a document that is cut off what can be read is opened, what is missing is named, and one undo brings back what was", async ({ open }) => {
  const { page } = await open();
  await openDocument(page, attentionDocument());
  await ready(page);
  const before = (await download(page)).document;
  await dropFile(page, "body", "cut.json", '{"ketloom": 1, "model": "classifier", "slots": {');
  await hook(page, "boundary-panel").waitFor();
  assert.match((await hook(page, "notice").allInnerTexts()).join(" "), /damaged at line 1.*"data" is missing/);
  await hook(page, "dismiss").click();
  await hook(page, "undo").click();
  assert.deepEqual((await download(page)).document, before);
});

browserTest("Copy puts link and embedding line on the clipboard and says so", async ({ open }) => {
  const { page } = await open("index.html", { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await ready(page);
  await button(page, "share").click();
  for (const field of ["share-link", "share-embed"]) {
    await hook(page, `${field}-copy`).click();
    await page.locator(".copied", { has: hook(page, field) }).getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await hook(page, field).inputValue());
  }
  assert.match(await hook(page, "share-embed").inputValue(), /^<iframe src="http.*#k1=/);
});

for (const [what, spoil] of [
  ["refuses", () => { navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError")); }],
  ["is not there", () => { Object.defineProperty(navigator, "clipboard", { value: undefined }); }],
]) {
  browserTest(`where the clipboard ${what}, Copy selects the link and says which keys copy it`, async ({ open }) => {
    const { page } = await open();
    await page.addInitScript(spoil);
    await page.reload();
    await ready(page);
    await button(page, "share").click();
    await hook(page, "share-link-copy").click();
    await page.locator(".copied").first().getByText(/Press Ctrl\+C/).waitFor();
    const [chosen, whole] = await hook(page, "share-link").evaluate((field) => [field.value.slice(field.selectionStart, field.selectionEnd), field.value]);
    assert.equal(chosen, whole);
  });
}

browserTest("a trained document is saved as a file and opened again, the same to the last bit", async ({ open }) => {
  const saved = await download(await trained(open, 5));
  assert.equal(saved.name, "ketloom.json");
  assert.equal(saved.document.progress.epoch, 5);
  const second = await open();
  await openDocument(second.page, saved.text, saved.name);
  await second.page.waitForFunction(() => /epoch 5/.test(document.querySelector('[data-ketloom="epoch"]').innerText));
  assert.deepEqual((await download(second.page)).document, saved.document);
});

browserTest("a file is chosen in the Data dialog, read into the field and used", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  await button(page, "data").click();
  await hook(page, "data-kind-own").check();
  await hook(page, "data-file").setInputFiles(written("drinks.tsv", sentences));
  await page.waitForFunction((text) => document.querySelector('[data-ketloom="data-text"]').value === text, sentences);
  await hook(page, "data-use").click();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => /tea|coffee/.test(document.querySelector('[data-ketloom="prediction-0"]')?.getAttribute("aria-label") ?? ""));
  // More than a text may have is refused before it is read, and what stands in the field stays.
  await button(page, "data").click();
  await hook(page, "data-file").setInputFiles(written("large.tsv", "tea\thot tea\n".repeat(100_000)));
  await page.locator("dialog[open]").getByText(/at most 1 MiB can be read/).waitFor();
  assert.equal(await hook(page, "data-text").inputValue(), sentences);
});
