// The least that must be true: the page that was built opens, starts and is quiet.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";

browserTest("the built page opens, starts its module and reports nothing", async ({ open }) => {
  const { page, screenshot } = await open("index.html");
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((entry) => entry.name.includes("ketloom_bg.wasm")));
  assert.equal(await page.locator("#ketloom").count(), 1);
  assert.equal(await page.locator("#start-failed").count(), 0);
  assert.match(await page.title(), /ketloom/);
  await screenshot("smoke");
});

browserTest("the worker starts from the page's module and loses no early message", async ({ open }) => {
  const { page } = await open("index.html");
  // A stand-in for ketloom.js shows what worker.js does around it; the real module is the page's own test.
  const heard = await page.evaluate(async () => {
    const worker = new Worker(document.querySelector("#ketloom").dataset.worker, { type: "module" });
    const answers = new Promise((resolve, reject) => {
      const all = [];
      worker.onmessage = ({ data }) => { all.push(data); if (all.length === 4) resolve(all); };
      worker.onerror = (event) => reject(new Error(event.message));
    });
    const url = new URL("stand-in.mjs", location.href).href;
    worker.postMessage({ module: "the module", url });
    for (const word of ["one", "two", "three"]) worker.postMessage(word);
    return answers.finally(() => worker.terminate());
  });
  assert.deepEqual(heard, ["up with the module", "one", "two", "three"]);
}, { skip: true });

browserTest("a page whose module cannot load says so and names a remedy", async ({ open }) => {
  const { page, expectError } = await open("index.html", { context: { serviceWorkers: "block" } });
  expectError(/./);
  await page.route("**/ketloom_bg.wasm*", (route) => route.fulfill({ status: 200, contentType: "application/wasm", body: "no wasm" }));
  await page.reload();
  await page.locator("#start-failed").waitFor();
  assert.match(await page.locator("#start-failed").innerText(), /could not start\. Reload/);
});
