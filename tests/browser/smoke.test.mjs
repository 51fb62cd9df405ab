// The least that must be true: the page that was built opens, starts and is quiet.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";

browserTest("the built page opens, starts its module and reports nothing", async ({ open }) => {
  const { page, screenshot } = await open("index.html");
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((entry) => entry.name.includes("ketloom.pack")));
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
      worker.onmessage = ({ data }) => { all.push(data); if (all.length === 5) resolve(all); };
      worker.onerror = (event) => reject(new Error(event.message));
    });
    const standIn = `let given;
      export default async ({ module_or_path }) => { given = WebAssembly.validate(module_or_path) ? "a module" : "something else"; };
      export const serve = () => {
        self.onmessage = ({ data, ports }) => ports[0] ? ports[0].postMessage(data) : postMessage(data);
        postMessage("up with " + given);
      };`;
    const url = URL.createObjectURL(new Blob([standIn], { type: "text/javascript" }));
    worker.postMessage({ url });
    for (const word of ["one", "two", "three"]) worker.postMessage(word);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => worker.onmessage({ data: `${data} by its port` });
    worker.postMessage("four", [port2]);
    return answers.finally(() => worker.terminate());
  });
  // What comes by a port of its own may overtake the rest.
  assert.deepEqual(heard.filter((text) => !text.endsWith("port")), ["up with a module", "one", "two", "three"]);
  assert.ok(heard.includes("four by its port"));
});

browserTest("a worker that cannot start tells the page", async ({ open }) => {
  const { page } = await open("index.html");
  const message = await page.evaluate(() => new Promise((resolve) => {
    const worker = new Worker(document.querySelector("#ketloom").dataset.worker, { type: "module" });
    worker.onerror = (event) => { event.preventDefault(); resolve(event.message); };
    worker.postMessage({ url: "data:text/javascript,export default () => { throw new Error('no WebAssembly'); }" });
  }));
  assert.match(message, /WebAssembly/);
});

for (const [what, body] of [["no pack", "<!doctype html><p>Not here."], ["a pack that ends early", null]]) {
  browserTest(`a page whose module cannot load says so and names a remedy: ${what}`, async ({ open }) => {
    const { page, expectError } = await open("index.html", { context: { serviceWorkers: "block" } });
    expectError(/./);
    await page.route("**/ketloom.pack*", async (route) => {
      if (body) return route.fulfill({ status: 200, body });
      const answer = await route.fetch();
      return route.fulfill({ response: answer, body: (await answer.body()).subarray(0, 100_000) });
    });
    await page.reload();
    await page.locator("#start-failed").waitFor();
    assert.match(await page.locator("#start-failed").innerText(), /could not start\. Reload.*ketloom\.pack (is damaged|ends early)/);
  });
}

browserTest("a simulator that cannot load is said, with the page as it was", async ({ open }) => {
  const { page, expectError } = await open("index.html", { context: { serviceWorkers: "block" } });
  expectError(/./);
  await page.route("**/simulator.pack*", (route) => route.fulfill({ status: 404, body: "" }));
  await page.reload();
  await page.locator('[data-ketloom="notice"]').first().waitFor();
  assert.match(await page.locator('[data-ketloom="notice"]').first().innerText(), /simulator\.pack: the server answered 404/);
  assert.ok(await page.locator("[data-ketloom=palette] button").count() > 10);
});
