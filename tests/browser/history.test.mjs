// The browser's Back and Forward: each step a visitor made is an entry of its history, and nothing else is.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { cell, cellName, drag, hook, ready, train } from "./person.mjs";

/** A circuit of its own. */
const begin = async (open, text, options) => {
  const all = await open(`index.html#c=${encodeURIComponent(text)}`, options);
  await ready(all.page);
  return all;
};
/** How many entries there are, once the link has been written. */
const entries = async (page) => {
  await page.waitForTimeout(900);
  return page.evaluate(() => history.length);
};
/** What stands on the first wire, up to column 4. */
const wire = async (page) => {
  const names = await Promise.all([0, 1, 2, 3].map((column) => cellName(page, 0, column)));
  return names.map((name) => name.replace(/^.*column \d+,? ?/, "")).join(" | ");
};
/** Presses a key in a cell of the first wire. */
const put = async (page, column, key) => {
  await cell(page, 0, column).focus();
  await page.keyboard.press(key);
};
const shows = (page, column, pattern) => page.waitForFunction(([c, p]) => new RegExp(p).test(document.querySelector(`[data-ketloom="cell"][data-wire="0"][data-column="${c}"]`)?.getAttribute("aria-label") ?? ""), [column, pattern]);

browserTest("each edit is an entry: Back restores the circuit before it, Forward the one after, Undo whatever was left", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; S 1");
  const first = await entries(page);
  const seen = [await wire(page)];
  for (const [column, key] of [[0, "h"], [1, "x"], [2, "t"]].entries()) {
    await put(page, key[0], key[1]);
    assert.equal(await entries(page), first + column + 1);
    seen.push(await wire(page));
  }
  assert.equal(new Set(seen).size, 4, seen.join("; "));
  const address = page.url();
  await page.goBack();
  await shows(page, 2, "empty");
  assert.equal(await wire(page), seen[2]);
  assert.equal(await entries(page), first + 3);
  await page.goBack();
  await page.goBack();
  await shows(page, 0, "empty");
  assert.equal(await wire(page), seen[0]);
  for (let step = 0; step < 3; step++) await page.goForward();
  await shows(page, 2, "T");
  assert.equal(await wire(page), seen[3]);
  assert.equal(await entries(page), first + 3);
  assert.equal(page.url(), address);
  // Where Back led is a step as well: Undo leads to what was there before it.
  await page.goBack();
  await shows(page, 2, "empty");
  await page.keyboard.press("Control+z");
  await shows(page, 2, "T");
  assert.equal(await entries(page), first + 3, "undo replaces");
  await page.reload();
  await ready(page);
  assert.equal(await wire(page), seen[3]);
});

browserTest("edits right behind each other have an entry each, the first document too where the address was empty", async ({ open }) => {
  const { page } = await open("index.html");
  await ready(page);
  const first = await page.evaluate(() => history.length);
  await page.selectOption('[data-ketloom="model"]', "circuit");
  await page.waitForFunction(() => document.querySelector("main").dataset.model === "circuit");
  const before = await wire(page);
  for (const [column, key] of [[4, "h"], [5, "x"]]) await put(page, column, key);
  assert.equal(await entries(page), first + 3);
  await page.goBack();
  await shows(page, 5, "empty");
  await page.goBack();
  await shows(page, 4, "empty");
  assert.equal(await wire(page), before);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("main").dataset.model === "qsann");
});

browserTest("a drag of a slider is one entry; looks, previews, training and refusals are none", async ({ open }) => {
  const { page } = await begin(open, "qubits 2; RY(theta1) 0; X 1:0");
  const first = await entries(page);
  const slider = await hook(page, "theta-1").boundingBox();
  const middle = [slider.x + slider.width / 2, slider.y + slider.height / 2];
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 30, middle[1], { steps: 12 });
  await page.waitForTimeout(900);
  assert.equal(await page.evaluate(() => history.length), first);
  await page.mouse.up();
  assert.equal(await entries(page), first + 1);
  // Keys on a slider without a pause are one.
  await hook(page, "theta-1").focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
  assert.equal(await entries(page), first + 2);
  // An angle that is typed is one, when it is kept.
  await cell(page, 0, 0).click();
  await hook(page, "angle").fill("pi/3");
  assert.equal(await entries(page), first + 2);
  await page.keyboard.press("Enter");
  assert.equal(await entries(page), first + 3);
  const looks = [
    () => hook(page, "show-probabilities").click(),
    () => cell(page, 1, 1).hover(),
    () => cell(page, 1, 1).focus(),
    () => page.keyboard.press("BracketLeft"),
    async () => { await drag(page, hook(page, "gate-X"), cell(page, 0, 0), { drop: false }); await page.keyboard.press("Escape"); await page.mouse.up(); },
  ];
  for (const look of looks) await look();
  assert.equal(await entries(page), first + 3);
  assert.match(page.url(), /#k1=/);
});

browserTest("training makes no entries", async ({ open }) => {
  const { page } = await open("index.html");
  await ready(page);
  const first = await entries(page);
  await train(page, 3);
  assert.equal(await entries(page), first);
  assert.match(page.url(), /#k1=/);
});

browserTest("inside another page the host's Back is left alone", async ({ open }) => {
  const { page } = await open("load.js");
  const inner = page.url().replace("load.js", "index.html");
  await page.setContent(`<iframe id="inner" src="${inner}#c=${encodeURIComponent("qubits 2; S 1")}" width="1200" height="800"></iframe>`);
  const frame = page.frameLocator("#inner");
  await frame.locator('[data-ketloom="qubit-0"]').waitFor();
  const first = await page.evaluate(() => history.length);
  await frame.locator('[data-ketloom="cell"][data-wire="0"][data-column="0"]').focus();
  await page.keyboard.press("h");
  await frame.locator('[data-ketloom="cell"][data-wire="0"][data-column="0"][aria-label*="H"]').waitFor();
  assert.equal(await entries(page), first);
  assert.match(page.frames()[1].url(), /#k1=/);
});
