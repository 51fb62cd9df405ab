// A parameter that is frozen: training leaves its number, a hand still moves it, the link keeps it frozen.
import assert from "node:assert/strict";
import { browserTest, viewports } from "./harness.mjs";
import { attentionDocument, button, epoch, hook, openDocument, ready, train } from "./person.mjs";

const number = (page, k) => hook(page, `theta-${k}-number`).inputValue();
const pressed = (page, k) => hook(page, `theta-${k}-freeze`).getAttribute("aria-pressed");
const told = (page, text) => page.waitForFunction((t) => document.querySelector('[data-ketloom="epoch"]').innerText.includes(t), text);

for (const model of ["attention", "classifier"]) {
  browserTest(`${model}: a frozen θ keeps its number while the others train, in the link as well`, async ({ open }) => {
    const first = await open();
    const { page } = first;
    const settings = { ...attentionDocument().training, epochs: 12, rate: 0.1 };
    const ansatz = "qubits 2; RY(theta1) 0; RZ(theta2) 0; RY(theta3) 1; RZ(theta4) 1; X 1:0; X 0:1";
    await openDocument(page, model === "attention" ? attentionDocument({ training: settings }) : {
      ketloom: 1, model: "classifier", slots: { feature: "qubits 2; RX(x1) 0; RX(x2) 1", ansatz, readout: "qubits 2" },
      data: { kind: "points", set: "moons", count: 60, noise: 10, train: 70, seed: 7 },
      training: { ...settings, layers: 2 }, view: { slot: 1 } });
    await ready(page);
    const freeze = hook(page, "theta-1-freeze");
    assert.equal(await freeze.getAttribute("aria-label"), "Freeze θ₁");
    assert.equal(await pressed(page, 1), "false");
    const box = await freeze.boundingBox();
    assert.ok(box.width >= 24 && box.height >= 24, JSON.stringify(box));
    await hook(page, "theta-1-number").fill("0.777");
    await hook(page, "theta-1-number").press("Enter");
    await freeze.focus();
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelector('[data-ketloom="theta-1-freeze"]').getAttribute("aria-pressed") === "true");
    assert.equal(await pressed(page, 2), "false");
    const before = await number(page, 3);
    await train(page);
    assert.equal(await epoch(page), 12);
    assert.equal(await number(page, 1), "0.777");
    assert.notEqual(await number(page, 3), before, "the others train on");
    await first.screenshot(`frozen-${model}`);
    // By hand it moves all the same.
    await hook(page, "theta-1-number").fill("0.5");
    await hook(page, "theta-1-number").press("Enter");
    await hook(page, "step").click();
    await told(page, "epoch 13");
    assert.equal(await number(page, 1), "0.500");
    await button(page, "share").click();
    const link = await page.locator("input[readonly], textarea[readonly]").first().inputValue();
    const second = (await open(`index.html${link.slice(link.indexOf("#"))}`)).page;
    await ready(second);
    assert.deepEqual([await pressed(second, 1), await pressed(second, 2)], ["true", "false"]);
    await hook(second, "step").click();
    await told(second, "epoch 14");
    assert.equal(await number(second, 1), "0.500");
    // Let go it trains; undo freezes it again.
    await hook(second, "theta-1-freeze").click();
    await hook(second, "step").click();
    await told(second, "epoch 15");
    assert.equal(await pressed(second, 1), "false");
    assert.notEqual(await number(second, 1), "0.500");
    for (let i = 0; i < 2; i++) await hook(second, "undo").click();
    await second.waitForFunction(() => document.querySelector('[data-ketloom="theta-1-freeze"]').getAttribute("aria-pressed") === "true");
    assert.equal(await number(second, 1), "0.500");
  });
}

browserTest("on a phone the button is a finger wide and nothing scrolls sideways; a plain circuit has none", async ({ open }) => {
  const { page, screenshot } = await open("index.html", { viewport: viewports.phone, touch: true });
  await openDocument(page, attentionDocument());
  await ready(page);
  const box = await hook(page, "theta-1-freeze").boundingBox();
  assert.ok(box.width >= 44 && box.height >= 44, JSON.stringify(box));
  await hook(page, "theta-1-freeze").tap();
  assert.equal(await pressed(page, 1), "true");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await hook(page, "theta-1").scrollIntoViewIfNeeded();
  await screenshot("freeze-on-a-phone");
  await openDocument(page, { ketloom: 1, model: "circuit", slots: { circuit: "RX(theta1) 0" } });
  await page.waitForFunction(() => !document.querySelector('[data-ketloom="theta-1-freeze"]'));
});
