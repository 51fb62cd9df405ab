// One large state takes no more memory in wasm than was stated, and never 2.2 times itself; above the limit it is refused.
//
// Here: how far the module's memory grows in Node. Not here: the same natively (crates/engine/tests/memory.rs).
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const work = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "target", "xtask");
const built = process.env.KETLOOM_BENCH ?? path.join(work, "bench-module");
const script = path.join(built, "bench_wasm.js");
assert.ok(fs.existsSync(script), `${script} is missing; build it: cargo xtask test wasm`);
const { initSync, large, peak } = await import(pathToFileURL(script).href);
const { memory } = initSync({ module: fs.readFileSync(path.join(built, "bench_wasm_bg.wasm")) });

// From the smaller to the larger, because memory never shrinks.
for (const [n, how] of [[20, ""], [22, "single"], [21, "gradient"], [23, ""], [25, "single"]]) {
  test(`${n} qubits ${how} take what was stated`, () => {
    const before = memory.buffer.byteLength;
    const { value } = JSON.parse(large(n, how));
    const [taken, state] = [memory.buffer.byteLength - before, (how === "single" ? 8 : 16) * 2 ** n];
    assert.ok(Number.isFinite(value), `${value}`);
    assert.ok(taken <= peak(n, how) && taken <= 2.2 * state, `${taken} bytes taken, ${peak(n, how)} stated, ${state} a state`);
  });
}

test("what would not fit is refused with a sentence before a state is made", () => {
  const before = memory.buffer.byteLength;
  assert.match(JSON.parse(large(26, "gradient")).refused, /^26 qubits need 2 GiB, but at most 1 GiB are available; use at most 25 qubits$/);
  assert.match(JSON.parse(large(27, "")).refused, /at most|not 27/);
  // The circuit itself is written out, but no state.
  assert.ok(memory.buffer.byteLength - before < 2 ** 20);
});
