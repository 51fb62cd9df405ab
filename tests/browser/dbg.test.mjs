import { browserTest } from "./harness.mjs";
import { cell, hook, ready } from "./person.mjs";
browserTest("dbg", async ({ open }) => {
  const { page } = await open("index.html#c=" + encodeURIComponent("qubits 3; RY(1.1) 0")); await ready(page);
  const put = async (wire, column, ...keys) => { await cell(page, wire, column).focus(); for (const key of keys) await page.keyboard.press(key); };
  const all = async () => console.log((await page.locator('[data-ketloom=cell]').evaluateAll((a) => a.map((c) => c.getAttribute("aria-label")).filter((l) => !/empty/.test(l)))).join(" | "), "STATUS", await hook(page, "status").innerText(), "REF", await page.locator('[data-ketloom=refused]').allInnerTexts());
  await put(1, 0, "h"); await put(1, 1, "c"); await put(2, 1, "x"); await put(0, 2, "c"); await put(1, 2, "x"); await put(0, 3, "h"); await put(0, 4, "m"); await put(1, 4, "m"); await put(2, 5, "x"); await all();
  let [column] = await page.locator('[data-ketloom=cell][data-wire="2"][aria-label*=", X"]').evaluateAll((all) => all.map((c) => c.dataset.column).reverse());
  await cell(page, 2, column).focus(); await hook(page, "op-if").selectOption({ label: "c[1]" }); await page.waitForTimeout(300); await all();
  await put(2, 6, "z"); await all();
  [column] = await page.locator('[data-ketloom=cell][data-wire="2"][aria-label*=", Z"]').evaluateAll((all) => all.map((c) => c.dataset.column)); console.log(column);
  await cell(page, 2, column).focus(); await hook(page, "op-if").selectOption({ label: "c[0]" }); await page.waitForTimeout(300); await all();
});
