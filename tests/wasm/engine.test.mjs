// The simulator as wasm, with vectors, computes what it computes natively and what other simulators compute.
//
// Here: the benchmark's cases, each run once in Node. Not here: their times (`cargo xtask bench`), the page (tests/browser).
// `cargo xtask test wasm` builds the module and writes the native values beforehand.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const work = path.join(root, "target", "xtask");
const built = process.env.KETLOOM_BENCH ?? path.join(work, "bench-module");
const script = path.join(built, "bench_wasm.js");
assert.ok(fs.existsSync(script), `${script} is missing; build it: cargo xtask test wasm`);
const { initSync, ...bench } = await import(pathToFileURL(script).href);
initSync({ module: fs.readFileSync(path.join(built, "bench_wasm_bg.wasm")) });

const read = (text) => text.trim().split("\n").map((line) => JSON.parse(line));
const natively = read(fs.readFileSync(process.env.KETLOOM_NATIVE_CHECKS ?? path.join(work, "native-checks.jsonl"), "utf8"));
const peers = JSON.parse(fs.readFileSync(path.join(root, "crates", "bench", "checks.json"), "utf8"));
const names = bench.names("").trim().split("\n");

test("the module and the native program have the same cases", () => {
  assert.deepEqual(names, natively.map(({ name }) => name));
  assert.ok(names.length >= 30, `only ${names.length} cases`);
  assert.deepEqual(Object.keys(peers).filter((name) => !names.includes(name)), [], "check values without a case");
});

for (const { name, values: expected } of natively) {
  test(`${name} is the same in wasm and natively${peers[name] ? ", and as peers have it" : ""}`, () => {
    const [{ check, values }] = read(bench.check(name));
    assert.equal(values.length, expected.length);
    values.forEach((value, i) => {
      const apart = Math.abs(value - expected[i]);
      assert.ok(apart <= 1e-9 * Math.abs(expected[i]), `${values} in wasm, ${expected} natively`);
    });
    // The peers' last decimal may be rounded the other way.
    (peers[name] ?? []).forEach((value, i) => assert.ok(Math.abs(check[i] - value) < 1.1e-5, `${check}, but peers have ${peers[name]}`));
  });
}

test("a timed run in wasm gives its times and the same check values", () => {
  const [row] = read(bench.run("W3 n=4", 20));
  assert.deepEqual([row.w, row.variant, row.n], ["W3", "wasm f64", 4]);
  assert.ok(row.median_s > 0 && row.min_s <= row.median_s);
  assert.deepEqual(row.check, read(bench.check("W3 n=4"))[0].check);
});
