// The later modules: what the first second does without comes by itself, at once when it is asked for, and again when it
// could not come; dialogs come when the first of them is opened.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { button, cell, cellName, hook, ready, seen } from "./person.mjs";

const file = /later\.pack/;
const loading = (page, dialog) => hook(page, dialog).getByText("on its way");

/** The page, with what its requests for the later module wait for, and how many there were. */
async function held(open, answer) {
  const { page, expectError } = await open();
  const asked = [];
  await page.route(file, async (route) => {
    asked.push(await page.evaluate(() => Boolean(document.querySelector('[data-ketloom="state-0-place"]'))));
    await answer(route, asked.length);
  });
  await page.reload();
  return { page, asked, expectError };
}

browserTest("nobody waits for it: it is asked for once, when the first state is on screen", async ({ open }) => {
  const { page, asked } = await held(open, (route) => route.continue());
  const came = page.waitForResponse(file);
  await ready(page);
  await came;
  assert.deepEqual(asked, [true]);
  await button(page, "help").click();
  await hook(page, "help").getByRole("heading", { name: "What the numbers are" }).waitFor();
  assert.deepEqual(asked, [true]);
});

browserTest("a dialog that is opened before it has come says so, and is filled without the focus moving", async ({ open }) => {
  let come;
  const coming = new Promise((done) => { come = done; });
  const { page } = await held(open, async (route) => { await coming; await route.continue(); });
  await button(page, "share").click();
  await loading(page, "share").waitFor();
  const focused = () => page.evaluate(() => document.activeElement.dataset.ketloom);
  assert.equal(await focused(), "share-close");
  come();
  await hook(page, "share-link").waitFor();
  assert.equal(await loading(page, "share").count(), 0);
  assert.equal(await focused(), "share-close");
  await page.keyboard.press("Escape");
  await hook(page, "share-link").waitFor({ state: "detached" });
  assert.equal(await focused(), "open-share");
});

browserTest("what could not be loaded says so and is tried again", async ({ open }) => {
  let network = false;
  const { page, asked, expectError } = await held(open, (route) => (network ? route.continue() : route.abort()));
  expectError(/ERR_FAILED/);
  await seen(page);
  await button(page, "data").click();
  // Other parts that come later say so too.
  const again = hook(page, "data").locator('[data-ketloom="later-again"]');
  await again.waitFor();
  assert.match(await hook(page, "data").getByRole("alert").innerText(), /could not be loaded/);
  const before = asked.length;
  await again.click();
  while (asked.length === before) await page.waitForTimeout(20);
  await again.waitFor();
  // First the network: what the button asks for without it fails once more, and then nobody may ask again. If something
  // done meanwhile waits for the module, the page asks by itself and there may be no button.
  network = true;
  await page.evaluate(() => document.querySelector('[data-ketloom="data"] [data-ketloom="later-again"]')?.click());
  await hook(page, "data-report").waitFor();
  assert.equal(await again.count(), 0);
});

browserTest("dialogs come with the first one that is opened, once; then the network may go", async ({ open }) => {
  const { page } = await open();
  const asked = [];
  page.on("request", (request) => { if (/dialogs\.pack/.test(request.url())) asked.push(request.url()); });
  await ready(page);
  await cell(page, 0, 0).focus();
  await page.keyboard.press("y");
  assert.deepEqual(asked, [], "who edits needs no dialog");
  for (const [dialog, inside] of [["data", "data-report"], ["share", "share-link"], ["help", "help-close"]]) {
    await button(page, dialog).click();
    await hook(page, inside).waitFor();
    await page.waitForFunction(() => !document.querySelector("#ketloom").dialogs);
    await page.keyboard.press("Escape");
    await page.context().setOffline(true);
  }
  assert.equal(asked.length, 1);
});

browserTest("dialogs that could not be loaded say so and are tried again", async ({ open }) => {
  const { page, expectError } = await open();
  await ready(page);
  expectError(/ERR_FAILED/);
  let network = false;
  await page.route(/dialogs\.pack/, (route) => (network ? route.continue() : route.abort()));
  await button(page, "share").click();
  const again = hook(page, "share").locator('[data-ketloom="later-again"]');
  await again.waitFor();
  // The rest of the page works on.
  await page.keyboard.press("Escape");
  await cell(page, 0, 0).focus();
  await page.keyboard.press("y");
  assert.match(await cellName(page, 0, 0), /Y/);
  await button(page, "share").click();
  await again.waitFor();
  network = true;
  await again.click();
  await hook(page, "share-link").waitFor();
});

browserTest("what is done before it has come is done when it comes, in order", async ({ open }) => {
  let come;
  const coming = new Promise((done) => { come = done; });
  const { page } = await held(open, async (route) => { await coming; await route.continue(); });
  await seen(page);
  const before = await cellName(page, 0, 0);
  await cell(page, 0, 0).focus();
  for (const key of ["Delete", "h", "Delete", "y"]) await page.keyboard.press(key);
  await page.waitForTimeout(200);
  assert.equal(await cellName(page, 0, 0), before);
  come();
  await page.waitForFunction(() => /Placed: Y/.test(document.querySelector('[data-ketloom="status"]').textContent));
  assert.match(await cellName(page, 0, 0), /Y/);
});

browserTest("what waits for a module that could not be loaded says so, and is done when the network is back", async ({ open }) => {
  const { page, expectError } = await held(open, (route, times) => (times > 2 ? route.continue() : route.abort()));
  expectError(/ERR_FAILED/);
  await seen(page);
  await hook(page, "step").click();
  await hook(page, "refused").waitFor();
  assert.match(await hook(page, "refused").innerText(), /what you do waits/);
  await page.waitForFunction(() => /epoch 1\b/.test(document.querySelector('[data-ketloom="epoch"]').textContent), null, { timeout: 30000 });
  assert.equal(await hook(page, "refused").count(), 0);
});
