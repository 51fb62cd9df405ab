// The stored run, which the native test repeats to 1e-9, is repeated by the browser bit for bit.
import assert from "node:assert/strict";
import fs from "node:fs";
import zlib from "node:zlib";
import { browserTest } from "./harness.mjs";
import { button, hook, openDocument, ready, train } from "./person.mjs";

const golden = (name) => fs.readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8");

browserTest("the same document and seed give the same weights and losses as the stored run, bit for bit", async ({ open }) => {
  const { page } = await open();
  await openDocument(page, golden("run.document.json"));
  await ready(page);
  await train(page);
  await button(page, "share").click();
  const link = await hook(page, "share-link").inputValue();
  const packed = Buffer.from(link.slice(link.indexOf("#k1=") + 4), "base64url");
  const here = JSON.parse(zlib.inflateSync(packed).toString());
  const stored = JSON.parse(golden("run.trained.json"));
  assert.deepEqual(here.weights, stored.weights);
  assert.deepEqual(here.progress, stored.progress);
});
