// The simulator's later part: mixtures, single shots and figures come when they are first asked for, in each worker anew.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { bare, hook, qubit, ready, show } from "./person.mjs";

const file = "**/outcomes.pack*";
const part = /outcomes\.pack/;
const at = (text) => `index.html#c=${encodeURIComponent(text)}`;
const COIN = at("qubits 2; bits c 1; H 0; X 0:1; MEASURE 0 -> c[0]");
const goto = (page, address) => page.evaluate((hash) => { location.hash = hash; }, address.slice(address.indexOf("#")));
const figure = (page, name) => hook(page, `figure-0-${name}`);
const all = (page) => page.waitForFunction(() => /c = 1\s+100/.test(document.querySelector('[data-ketloom="classical"]')?.innerText ?? ""));
const bits = (page) => page.waitForFunction(() => /c = 1\s+50/.test(document.querySelector('[data-ketloom="classical"]')?.innerText ?? ""));

browserTest("nobody fetches it for a unitary circuit; a figure and a measurement share one fetch", async ({ open }) => {
  const { page } = await open();
  const asked = [];
  page.on("request", (request) => { if (part.test(request.url())) asked.push(request.url()); });
  await page.goto(page.url().replace(/#.*/, "") + bare("qubits 2; H 0; X 0:1").slice("index.html".length));
  await page.reload();
  await ready(page);
  await page.waitForTimeout(1500);
  assert.deepEqual(asked, []);
  await hook(page, "show-ket").click();
  await figure(page, "ket").waitFor();
  await goto(page, COIN);
  await bits(page);
  assert.equal(asked.length, 1);
});

browserTest("while it is on its way the newest circuit is the one that is told", async ({ open }) => {
  let come;
  const coming = new Promise((done) => { come = done; });
  const { page } = await open(bare("qubits 2; X 1"));
  await ready(page);
  await page.route(file, async (route) => { await coming; await route.continue(); });
  const asked = page.waitForRequest(part);
  await goto(page, COIN);
  await asked;
  await goto(page, at("qubits 2; X 0"));
  await page.waitForFunction(() => document.querySelector('[data-ketloom="state-0"] [data-ketloom="qubit-0"]')?.innerText.includes("1.000"));
  await goto(page, at("qubits 3; bits c 1; H 0; X 0:1; MEASURE 0 -> c[0]; X 2"));
  await page.waitForTimeout(300);
  come();
  await bits(page);
  assert.equal((await qubit(page, 2))[1], "1.000");
});

browserTest("what could not be fetched is said, and the next change tries again", async ({ open }) => {
  const { page, expectError } = await open(bare("qubits 2; X 1"));
  expectError(/outcomes\.pack|404/);
  await ready(page);
  await page.route(file, (route) => route.fulfill({ status: 404, body: "" }));
  await goto(page, COIN);
  await page.waitForFunction(() => /mixtures.* could not be loaded/.test(document.querySelector('[data-ketloom="notice"]')?.innerText ?? document.body.innerText));
  await page.unroute(file);
  await show(page, "density");
  await bits(page);
  await figure(page, "probabilities").waitFor();
});

browserTest("once it has come the network may go", async ({ open }) => {
  const { page } = await open(COIN);
  await bits(page);
  // The page's own later part draws figures.
  await show(page, "disks");
  await figure(page, "disks").waitFor();
  await page.context().setOffline(true);
  await goto(page, at("qubits 1; bits c 1; X 0; MEASURE 0 -> c[0]"));
  await all(page);
  await hook(page, "show-density").click();
  await figure(page, "density").waitFor();
});

browserTest("a worker that takes another's place fetches it again", async ({ open }) => {
  const { page } = await open(COIN);
  await bits(page);
  const asked = page.waitForRequest(part);
  await page.evaluate(() => document.querySelector("#ketloom").worker.terminate());
  await asked;
  await goto(page, at("qubits 1; bits c 1; X 0; MEASURE 0 -> c[0]"));
  await all(page);
});
