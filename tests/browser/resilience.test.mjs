// What must survive: an edit a reload, a theme a visit, training the end of its worker where no lock tells of it.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { attentionDocument, cell, cellName, epoch, hook, openDocument, ready } from "./person.mjs";

browserTest("a reload right after an edit shows the edit, again and again", async ({ open }) => {
  const { page } = await open("index.html#c=H_0;X_0:1");
  await ready(page);
  for (const [key, gate, column] of [["y", "Y", 2], ["z", "Z", 3], ["s", "S", 4]]) {
    await cell(page, 0, column).focus();
    await page.keyboard.press(key);
    // As a person would: the gate is seen, and the reload comes before the link is written.
    await cell(page, 0, column).and(page.locator(`[aria-label*=", ${gate}"]`)).waitFor();
    await page.reload();
    await ready(page);
    assert.match(await cellName(page, 0, column), new RegExp(`, ${gate}\\b`));
  }
  // What was left for the reload is not kept for a later visit of the older address.
  await page.reload();
  await ready(page);
  assert.match(await cellName(page, 0, 4), /, S\b/);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("ketloom.left")), null);
});

browserTest("undo and then a reload does not bring the undone edit back", async ({ open }) => {
  const { page } = await open("index.html#c=H_0;X_0:1");
  await ready(page);
  await cell(page, 0, 2).focus();
  await page.keyboard.press("y");
  await page.waitForFunction(() => location.hash.startsWith("#k1="));
  await page.waitForTimeout(500);
  await page.keyboard.press("Control+z");
  await page.reload();
  await ready(page);
  assert.match(await cellName(page, 0, 2), /empty/);
});

browserTest("the chosen colours hold for the next visit, and the system's can be had back", async ({ open }) => {
  const { page } = await open("index.html", { theme: "light" });
  await ready(page);
  const shown = () => page.evaluate(() => [document.documentElement.dataset.theme ?? "auto", getComputedStyle(document.body).backgroundColor]);
  const [, light] = await shown();
  const choose = (name) => hook(page, "theme").selectOption(name);
  await choose("light");
  assert.deepEqual(await shown(), ["light", light]);
  await choose("dark");
  const [name, dark] = await shown();
  assert.equal(name, "dark");
  assert.notEqual(dark, light);
  // Drawing the page anew leaves the choice, and a reload as well.
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
  assert.equal(await hook(page, "theme").inputValue(), "dark");
  await page.reload();
  await ready(page);
  assert.deepEqual(await shown(), ["dark", dark], "after a reload");
  assert.equal(await hook(page, "theme").inputValue(), "dark");
  await choose("auto");
  assert.deepEqual(await shown(), ["auto", light]);
  await page.reload();
  await ready(page);
  assert.deepEqual(await shown(), ["auto", light]);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await shown(), ["auto", dark], "the system's colours are followed while the page is open");
});

browserTest("where there are no locks, a dead worker is noticed by its silence and replaced, with what was learned", async ({ open }) => {
  const { page } = await open();
  await page.addInitScript(() => {
    // The worker's script is given without locks too.
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
    const Real = window.Worker;
    window.Worker = class extends Real { constructor(...all) { super(...all); (window.workers ??= []).push(this); } };
  });
  await page.route("**/worker.js*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `Object.defineProperty(WorkerNavigator.prototype, "locks", { value: undefined });\n${await answer.text()}` });
  });
  await page.reload();
  await openDocument(page, attentionDocument({ training: { ...attentionDocument().training, epochs: 3 } }));
  await ready(page);
  for (const n of [1, 2]) {
    await hook(page, "step").click();
    await page.waitForFunction((n) => document.querySelector('[data-ketloom="epoch"]').innerText.includes(`epoch ${n}`), n);
  }
  await page.waitForTimeout(300);
  // `terminate` ends it without an event; nothing but the missing answers can tell.
  await page.evaluate(() => window.workers.at(-1).terminate());
  const begun = Date.now();
  await hook(page, "notice").first().waitFor({ timeout: 20_000 });
  console.log(`a silent end was noticed after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  assert.match(await hook(page, "notice").first().innerText(), /it does not answer any more.*Nothing is lost; training is paused/);
  assert.equal(await epoch(page), 2);
  assert.equal(await page.evaluate(() => window.workers.length), 2);
  await hook(page, "step").click();
  await page.waitForFunction(() => document.querySelector('[data-ketloom="epoch"]').innerText.includes("epoch 3"));
});
