// How fast it is, told on request: frames, the simulator's last answer, gates a second, memory, what is slowest; and
// the slow device's mode, which draws seldom.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { attentionDocument, button, hook, openDocument, ready } from "./person.mjs";

const line = (page) => hook(page, "hud");
const told = async (page) => (await line(page).locator("span").innerText());
/** A plain circuit of so many qubits in layers of rotations and CX. */
const circuit = (qubits, layers) => {
  const all = Array.from({ length: layers }, () => [...Array(qubits).keys()].flatMap((q) => [`RY(0.3) ${q}`, `X ${q}:${(q + 1) % qubits}`])).flat();
  return attentionDocument({ model: "circuit", slots: { circuit: [`qubits ${qubits}`, ...all].join("; ") }, data: { kind: "none" } });
};

browserTest("a key tells how fast it is, in numbers that follow what is done, and takes the line away again", async ({ open }) => {
  const { page, screenshot } = await open();
  await ready(page);
  assert.equal(await line(page).count(), 0);
  assert.equal(await page.evaluate(() => performance.getEntriesByType("resource").filter((e) => e.name.includes("hud.js")).length), 0, "nothing is loaded for it before");
  await page.keyboard.press("f");
  await page.waitForFunction(() => /frames\/s/.test(document.querySelector('[data-ketloom="hud"] span')?.textContent ?? ""));
  const text = await told(page);
  assert.match(text, /^[1-9]\d* frames\/s, longest [\d.]+ ms · simulation [\d.]+ ms, [\d.]+ (thousand|million|billion)? ?gates\/s · state 64 B, simulator [\d.]+ MiB · /);
  await screenshot("hud");
  await page.keyboard.press("f");
  assert.equal(await line(page).count(), 0);
  await page.keyboard.press("f");
  await page.waitForFunction(() => /frames\/s/.test(document.querySelector('[data-ketloom="hud"] span')?.textContent ?? ""));
});

browserTest("of a heavy circuit it names the simulation as what is slowest, with the memory of its state", async ({ open }) => {
  const { page, screenshot } = await open();
  await openDocument(page, circuit(19, 12));
  await hook(page, "model").and(page.locator('[data-chosen="circuit"]')).waitFor();
  await ready(page);
  await page.keyboard.press("f");
  await page.waitForFunction(() => /state 8\.0 MiB/.test(document.querySelector('[data-ketloom="hud"] span')?.textContent ?? ""), null, { timeout: 20_000 });
  await page.waitForTimeout(1200);
  assert.match(await told(page), /(slowest: simulation|waiting for the simulation)$/);
  await screenshot("hud-heavy");
});

browserTest("a slow device's page says in red that it is drawn seldom, and is", async ({ open }) => {
  const { page, screenshot } = await open();
  await openDocument(page, attentionDocument({ training: { ...attentionDocument().training, epochs: 1000, speed: 60 } }));
  await ready(page);
  const drawn = () => page.evaluate(() => new Promise((done) => {
    let changes = 0;
    const watch = new MutationObserver(() => { changes += 1; });
    watch.observe(document.querySelector('[data-ketloom="epoch"]'), { childList: true, characterData: true, subtree: true });
    setTimeout(() => { watch.disconnect(); done(changes); }, 2000);
  }));
  await hook(page, "play").click();
  const often = await drawn();
  await hook(page, "play").click();
  await button(page, "help").click();
  await hook(page, "seldom").check();
  await page.keyboard.press("Escape");
  const note = line(page).locator(".problem");
  assert.match(await note.innerText(), /at most four times a second/);
  assert.equal(await note.evaluate((e) => getComputedStyle(e).color), await page.evaluate(() => { const i = document.createElement("i"); i.style.color = "var(--bad)"; document.body.append(i); return getComputedStyle(i).color; }));
  await hook(page, "play").click();
  const seldom = await drawn();
  await screenshot("hud-slow");
  await hook(page, "play").click();
  await page.waitForFunction(() => /Train|Play/.test(document.querySelector('[data-ketloom="play"]').getAttribute("aria-label")));
  assert.ok(seldom >= 2 && seldom <= 10, `${seldom} changes in two seconds, ${often} before`);
  assert.ok(often > seldom, `${often} before`);
});
