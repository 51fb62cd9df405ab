// The page never keeps the visitor waiting: its longest task at the first start, while training, while sliding.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { attentionDocument, hook, openDocument, ready } from "./person.mjs";
import { fixedWork, tasksOf, told } from "./tasks.mjs";

browserTest("x", async ({ open }) => {
  const { page } = await open();
  await ready(page);
  console.log(`fixed work ${(await fixedWork(page)).toFixed(1)} ms`);
  const start = await tasksOf(page, async () => { await page.reload(); await ready(page); await page.waitForTimeout(500); });
  console.log(`start: ${told(start)}`);
  const idle = await tasksOf(page, async () => { await page.waitForTimeout(1000); });
  console.log(`idle: ${told(idle)}`);
  const slide = await tasksOf(page, async () => {
    const box = await hook(page, "theta-3").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    for (let i = 0; i < 60; i++) { await page.mouse.move(box.x + box.width / 2 + (i % 20), box.y + box.height / 2); await page.waitForTimeout(16); }
    await page.mouse.up();
    await page.waitForTimeout(600);
  });
  console.log(`slide: ${told(slide)}`);
  for (const speed of [0, 60]) {
    await openDocument(page, attentionDocument({ training: { ...attentionDocument().training, epochs: 1000, speed } }));
    await ready(page);
    await page.waitForTimeout(500);
    const train = await tasksOf(page, async () => { await hook(page, "play").click(); await page.waitForTimeout(2500); });
    console.log(`train at speed ${speed}: ${told(train)}`);
    const both = await tasksOf(page, async () => {
      await hook(page, "theta-3").focus();
      for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowRight");
      await page.waitForTimeout(500);
    });
    console.log(`train and slide by keys at speed ${speed}: ${told(both)}`);
    await hook(page, "play").click();
  }
});
