// The npm package in Chromium: fetched from a static host, several instances in one page, asking for nothing but itself.
// Not here: what it computes (tests/npm); the package is built by `cargo xtask npm`.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./loopback.mjs";

const folder = process.env.KETLOOM_NPM ?? fileURLToPath(new URL("../../target/npm/ketloom", import.meta.url));

test("the package runs in a page, also several times in one, and asks for nothing but its own files", async () => {
  assert.ok(fs.existsSync(path.join(folder, "ketloom.js")), `${folder} is missing; build it: cargo xtask npm`);
  const page = Buffer.from('<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>npm</title>');
  const site = await serve(folder, { extra: { "index.html": page } });
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    const asked = [];
    tab.on("request", (request) => asked.push(request.url()));
    await tab.goto(site.address);
    const told = await tab.evaluate(async () => {
      const [one, two] = await Promise.all(["./ketloom.js", "./ketloom.js?again"].map((address) => import(new URL(address, document.baseURI).href)));
      let early = "";
      try {
        two.Circuit.fromText("H 0");
      } catch (error) {
        early = error.code;
      }
      await Promise.all([one.init(), two.init(), one.init()]);
      const bell = (kit) => [...kit.Circuit.fromQasm("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; h q[0]; cx q[0], q[1];").probabilities()];
      const circuit = one.Circuit.fromText("RY(theta1) 0");
      const trained = await two.train({ ketloom: 1, model: "classifier", training: { epochs: 2 } });
      return { early, same: one === two, bells: [bell(one), bell(two)], slope: circuit.gradient("Z0", { parameters: [0.3] }).parameters[0], epochs: trained.epochs };
    });
    assert.equal(told.early, "not-ready");
    assert.equal(told.same, false);
    for (const bell of told.bells) bell.forEach((p, i) => assert.ok(Math.abs(p - [0.5, 0, 0, 0.5][i]) < 1e-12));
    assert.ok(Math.abs(told.slope + Math.sin(0.3)) < 1e-12);
    assert.equal(told.epochs, 2);
    assert.ok(asked.length >= 5, asked.join(" "));
    assert.deepEqual(asked.filter((url) => !url.startsWith(site.address)), []);
  } finally {
    await browser.close();
    await site.close();
  }
});
