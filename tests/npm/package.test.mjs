// The npm package as its users have it: in Node, from its own folder, with nothing but itself.
//
// `cargo xtask test wasm` builds it beforehand (cargo xtask npm). Not here: the page, Chromium (tests/browser/npm.test.mjs).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const folder = process.env.KETLOOM_NPM ?? path.join(root, "target", "npm", "ketloom");
const entry = path.join(folder, "ketloom.js");
assert.ok(fs.existsSync(entry), `${entry} is missing; build it: cargo xtask npm`);
const { Circuit, KetloomError, init, kernelMatrix, train, version } = await import(pathToFileURL(entry).href);

const near = (a, b, e = 1e-12) => {
  assert.equal(a.length, b.length);
  a.forEach((v, i) => assert.ok(Math.abs(v - b[i]) <= e, `${[...a]} is not ${[...b]}`));
};
/** Runs and gives the error, which must be a KetloomError with this code. */
const refused = (code, work) => {
  let error;
  try {
    work();
  } catch (caught) {
    error = caught;
  }
  assert.ok(error instanceof KetloomError, `${error ?? "nothing was thrown"}`);
  assert.equal(error.code, code, error.message);
  assert.ok(error.message.length > 10);
  return error;
};
const half = Math.SQRT1_2;

const early = refused("not-ready", () => Circuit.fromText("H 0"));
await init();

test("before init a sentence says what to do", () => assert.match(early.message, /await init/));

test("the version is the package's", () => {
  assert.equal(version(), JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version);
});

test("a Bell pair has its amplitudes in both orders", () => {
  const c = Circuit.fromText("qubits 2; H 0; X 0:1");
  near(c.statevector(), [half, 0, 0, 0, 0, 0, half, 0]);
  near(Circuit.fromText("qubits 2; X 0").statevector(), [0, 0, 0, 0, 1, 0, 0, 0]);
  near(Circuit.fromText("qubits 2; X 0").statevector({ order: "little" }), [0, 0, 1, 0, 0, 0, 0, 0]);
  assert.deepEqual([c.qubits, c.bits, c.parameters, c.inputs, c.gateCount, c.depth], [2, 0, [], 0, 2, 2]);
  assert.equal(c.toText(), "qubits 2; H 0; X 0:1");
});

test("OpenQASM with named parameters runs by array and by name", () => {
  const c = Circuit.fromQasm('OPENQASM 3.0; include "stdgates.inc"; input float a; input float b; qubit[2] q; ry(b) q[0]; cx q[0], q[1]; rz(a) q[1];');
  assert.deepEqual(c.parameters, ["b", "a"], "in the order of first use");
  near(c.statevector({ parameters: [0.3, 0.7] }), c.statevector({ parameters: { a: 0.7, b: 0.3 } }), 0);
  near([c.expectation("Z0", { parameters: { a: 0.7, b: 0.3 } })], [Math.cos(0.3)]);
});

test("the gradient is the same by three methods, for parameters and inputs", () => {
  const c = Circuit.fromOps(2, [
    { gate: "ry", qubits: [0], args: ["alpha*x1"] },
    { gate: "crx", qubits: [0, 1], args: ["beta + x2"] },
    { gate: "rz", qubits: [1], args: ["alpha"] },
    { gate: "h", qubits: [1] },
  ]);
  assert.deepEqual([c.parameters, c.inputs], [["alpha", "beta"], 2]);
  const given = { parameters: [0.4, 1.1], inputs: [0.8, -0.3] };
  const [adjoint, shift, difference] = ["adjoint", "parameter-shift", "finite-difference"].map((method) => c.gradient("0.5 Z0 Z1 - X1", { ...given, method }));
  near([adjoint.value], [c.expectation([[0.5, "ZZ"], [-1, "IX"]], given)]);
  for (const other of [shift, difference]) {
    near(adjoint.parameters, other.parameters, 1e-8);
    near(adjoint.inputs, other.inputs, 1e-8);
  }
});

test("a kernel matrix is what its formula says", () => {
  const c = Circuit.fromText("qubits 1; RY(x1) 0");
  near(kernelMatrix(c, [[0], [1], [2]]), [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => Math.cos((a - b) / 2) ** 2)));
});

/** Long lists of numbers that are equal but for so much; `near` would write them out. */
function alike(a, b, e) {
  assert.equal(a.length, b.length);
  const far = a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i])), 0);
  assert.ok(far <= e, `they differ by ${far}`);
}

/** A circuit of layers of random gates on every qubit, from a seed. */
function randomly(n, layers, seed) {
  let state = seed;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const ops = [];
  for (let l = 0; l < layers; l++) {
    for (let q = 0; q < n; q++) ops.push({ gate: ["rx", "ry", "rz", "h", "t", "sx"][Math.floor(6 * random())], qubits: [q] });
    for (const op of ops) if (/^r/.test(op.gate)) op.args ??= [7 * random()];
    for (let q = 0; q + 1 < n; q += 1 + Math.floor(2 * random())) ops.push({ gate: ["cx", "cz", "swap", "ch", "cry"][Math.floor(5 * random())], qubits: [q, q + 1] });
    for (const op of ops) if (op.gate === "cry") op.args ??= [7 * random()];
  }
  return Circuit.fromOps(n, ops);
}

test("single precision agrees with double to 1e-5 on random circuits", () => {
  for (const [n, seed] of [[1, 1], [2, 2], [3, 3], [5, 4], [8, 5], [11, 6], [15, 7]]) {
    const c = randomly(n, 8, seed);
    const precision = "single";
    for (const order of ["big", "little"]) {
      const single = c.statevector({ order, precision });
      assert.ok(single instanceof Float32Array && single.length === 2 << n);
      alike(single, c.statevector({ order, precision: "double" }), 1e-5);
      const probabilities = c.probabilities({ order, precision });
      assert.ok(probabilities instanceof Float64Array);
      alike(probabilities, c.probabilities({ order }), 1e-5);
    }
    const observable = n > 1 ? "0.5 Z0 Z1 - X1 + Y0" : "Z0 - 0.3 Y0";
    near([c.expectation(observable, { precision })], [c.expectation(observable)], 1e-5);
    assert.notEqual(c.expectation(observable, { precision }), c.expectation(observable), "the same bits: was it f32?");
    const shots = { shots: 200, seed: 3 };
    near([c.expectation(observable, { precision, ...shots })], [c.expectation(observable, shots)], 0.05);
    const sampled = c.sample({ precision, ...shots });
    assert.equal(Object.values(sampled).reduce((a, b) => a + b), 200);
  }
});

test("single precision takes half the memory, and is refused with what to do where there is no pure state", () => {
  const says = (code, part, work) => assert.match(refused(code, work).message, part);
  const c = Circuit.fromText("bits c 1; H 0; X 0:1; MEASURE 0 -> c[0]");
  const precision = "single";
  near([c.sample({ precision, shots: 1000 })["0"]], [500], 80);
  near(c.probabilities({ precision }), [0.5, 0, 0, 0.5], 1e-6);
  const noise = { channels: [{ channel: "bit_flip", args: { p: 0.1 } }] };
  for (const ask of [(o) => c.probabilities(o), (o) => c.expectation("Z0", o), (o) => c.sample(o)]) {
    says("precision", /under noise.*precision: 'double'/, () => ask({ precision, noise }));
    says("argument", /precision must be 'double' or 'single', not "half"/, () => ask({ precision: "half" }));
  }
  const reset = Circuit.fromText("H 0; RESET 0; H 0");
  for (const ask of [() => reset.probabilities({ precision }), () => reset.expectation("Z0", { precision }), () => reset.sample({ precision })]) {
    says("precision", /gates, then measurements at most.*precision: 'double'/, ask);
  }
  says("precision", /trajectories.*double/, () => c.expectation("Z0", { precision, trajectories: 10 }));
  says("not-unitary", /MEASURE/, () => c.statevector({ precision }));
  says("argument", /"precision" is not known/, () => c.gradient("Z0", { precision }));
  const large = Circuit.fromOps(24, [{ gate: "h", qubits: [23] }]);
  const all = large.statevector({ precision });
  assert.equal(all.byteLength, 128 * 2 ** 20);
  near(all.slice(0, 4), [half, 0, half, 0], 1e-7);
});

test("arguments of a wrong shape are refused with names and sizes", () => {
  const c = Circuit.fromOps(1, [{ gate: "rx", qubits: [0], args: ["a"] }, { gate: "rz", qubits: [0], args: ["b*x1"] }]);
  const says = (code, part, work) => assert.match(refused(code, work).message, part);
  says("parameters", /2 parameters \(a, b\), but none/, () => c.statevector());
  says("parameters", /2 parameters.*1 number given/, () => c.statevector({ parameters: [1], inputs: [1] }));
  says("parameters", /"b" is missing/, () => c.statevector({ parameters: { a: 1 }, inputs: [1] }));
  says("parameters", /no parameter "c"/, () => c.statevector({ parameters: { a: 1, b: 2, c: 3 }, inputs: [1] }));
  says("parameters", /"a" is "x"/, () => c.statevector({ parameters: { a: "x", b: 2 }, inputs: [1] }));
  says("argument", /parameters\[0\]/, () => c.statevector({ parameters: [NaN, 1], inputs: [1] }));
  says("inputs", /1 input, but 3 numbers/, () => c.statevector({ parameters: [1, 2], inputs: [1, 2, 3] }));
  says("argument", /"shot" is not known/, () => c.expectation("Z0", { parameters: [1, 2], inputs: [1], shot: 3 }));
  says("argument", /order/, () => c.statevector({ parameters: [1, 2], inputs: [1], order: "BIG" }));
  says("argument", /shots/, () => c.sample({ parameters: [1, 2], inputs: [1], shots: 0.5 }));
  says("observable", /qubit 4/, () => c.expectation("Z4", { parameters: [1, 2], inputs: [1] }));
  says("method", /magic/, () => c.gradient("Z0", { parameters: [1, 2], inputs: [1], method: "magic" }));
  says("argument", /rows\[1\] has 2/, () => kernelMatrix(Circuit.fromText("RX(x1) 0"), [[1], [1, 2]]));
  says("argument", /not made with new/, () => new Circuit());
  says("argument", /must be a string, not null/, () => Circuit.fromText(null));
});

test("errors in texts have a place and a hint", () => {
  const error = refused("syntax", () => Circuit.fromText("H 0\nFOO 1"));
  assert.deepEqual([error.line, error.column], [2, 1]);
  const qasm = (() => {
    try {
      return Circuit.fromQasm("OPENQASM 3.0;\nqubit q;\nfrob q;");
    } catch (caught) {
      return caught;
    }
  })();
  assert.ok(qasm instanceof KetloomError);
  assert.deepEqual([qasm.line, qasm.column], [3, 1]);
});

test("too many qubits are refused before anything is allocated", () => {
  refused("syntax", () => Circuit.fromText("qubits 1000000000"));
  const error = (() => {
    try {
      return Circuit.fromQasm("OPENQASM 2.0; qreg q[1000000000];");
    } catch (caught) {
      return caught;
    }
  })();
  assert.ok(error instanceof KetloomError, `${error}`);
});

test("noise, measurement and outcomes follow the conventions", () => {
  const bell = Circuit.fromOps(2, [{ gate: "h", qubits: [0] }, { gate: "cx", qubits: [0, 1] }]);
  assert.deepEqual(Object.keys(bell.outcomes()).sort(), ["00", "11"]);
  near([bell.outcomes()["11"]], [0.5]);
  const damped = Circuit.fromOps(1, [{ gate: "x", qubits: [0] }, { channel: "amplitude_damping", qubits: [0], args: { gamma: 0.2 } }]);
  near(damped.probabilities(), [0.2, 0.8]);
  near(damped.densityMatrix(), [0.2, 0, 0, 0, 0, 0, 0.8, 0]);
  const same = Circuit.fromOps(1, [{ gate: "x", qubits: [0] }]).probabilities({ noise: { after: ["x"], channels: [{ channel: "amplitude_damping", args: { gamma: 0.2 } }] } });
  near(same, [0.2, 0.8]);
  near([Circuit.fromOps(1, [{ gate: "id", qubits: [0] }, { channel: "depolarizing", qubits: [0], args: { p: 0.3 } }]).expectation("Z0")], [1 - (4 * 0.3) / 3]);
  const read = Circuit.fromOps(1, [{ gate: "x", qubits: [0] }], {}).outcomes({ noise: { readout: [{ p_read1_given0: 0.1, p_read0_given1: 0.25 }] } });
  near([read["0"], read["1"]], [0.25, 0.75]);
});

test("mid-circuit measurement, conditions and registers", () => {
  const c = Circuit.fromText("bits c 1; bits d 2; H 0; MEASURE 0 -> c[0]; if c[0] == 1 X 1; MEASURE 1 -> d[1]");
  assert.deepEqual(Object.keys(c.outcomes()).sort(), ["0 00", "1 10"]);
  const counts = c.sample({ shots: 1000, seed: 7 });
  assert.equal(Object.values(counts).reduce((a, b) => a + b), 1000);
  assert.deepEqual(counts, c.sample({ shots: 1000, seed: 7 }), "equal seeds give equal shots");
  assert.notDeepEqual(counts, c.sample({ shots: 1000, seed: 8 }));
  refused("not-unitary", () => c.statevector());
});

test("shots estimate an expectation within their error", () => {
  const c = Circuit.fromText("RY(1) 0");
  const { value, standardError } = c.estimate("Z0", { shots: 10000, seed: 3 });
  assert.ok(standardError > 0.005 && standardError < 0.01);
  assert.ok(Math.abs(value - Math.cos(1)) < 5 * standardError);
  assert.deepEqual(c.estimate("Z0"), { value: c.expectation("Z0"), standardError: 0 });
});

test("the metric of one rotation is a quarter", () => {
  near(Circuit.fromText("RY(theta1) 0").metricTensor({ parameters: [0.3] }), [0.25]);
});

const bell = () => Circuit.fromText("qubits 2; H 0; X 0:1");
const ghz = () => Circuit.fromText("qubits 3; H 0; X 0:1; X 0:2");
const w = () => Circuit.fromText("qubits 3; RY(2*arccos(1/sqrt(3))) 0; H 0:1; X 1:2; X 0:1; X 0");

test("names with controls are read as OpenQASM spells them", () => {
  const c = Circuit.fromOps(5, [{ gate: "c3x", qubits: [0, 1, 2, 3] }, { gate: "CCZ", qubits: [0, 1, 2] }, { gate: "csdg", qubits: [3, 4] }, { gate: "IsingZZ", qubits: [0, 1], args: [0.3] }]);
  assert.deepEqual(Object.keys(c.analysis().gates), ["CCCX", "CCZ", "CSDG", "RZZ"]);
  const error = refused("noise", () => c.probabilities({ noise: { after: ["cxx"], channels: [{ channel: "bit_flip", args: { p: 0.1 } }] } }));
  assert.match(error.message, /"cxx"/);
});

test("operations have registers, matrices and controls of every axis", () => {
  const c = Circuit.fromOps(4, [
    { gate: "h", qubits: new Uint8Array([3]) },
    { gate: "add", registers: [[0, 1], [2]], controls: ["!3"] },
    { gate: "x", qubits: [3], controls: ["x0", "!y1", 2] },
    { matrix: new Float64Array([half, 0, half, 0, half, 0, -half, 0]), qubits: [2], name: "mine" },
  ]);
  const text = Circuit.fromText("qubits 4; H 3; ADD !3:0 1 | 2; X x0 !y1 2:3; H 2");
  near(c.statevector(), text.statevector());
  assert.match(refused("not-unitary", () => Circuit.fromOps(1, [{ matrix: [1, 0, 0, 0, 0, 0, 2, 0], qubits: [0] }])).hint, /nearest unitary/);
  assert.match(refused("operations", () => Circuit.fromOps(2, [{ matrix: [1, 0], qubits: [0, 1] }])).message, /operation 0: a matrix on 2 qubits is given by 2 numbers/);
  assert.match(refused("operations", () => Circuit.fromOps(2, [{ gate: "h", qubits: [0], controls: ["+1"] }])).message, /"\+1" is no control/);
});

test("bound parameters are numbers everywhere, all or some of them", () => {
  const c = Circuit.fromOps(2, [
    { gate: "ry", qubits: [0], args: ["2*a"] },
    { gate: "crx", qubits: [0, 1], args: ["b + x1"] },
    { gate: "rz", qubits: [1], args: ["a*c"] },
  ]);
  const wanted = c.statevector({ parameters: [0.3, 0.5, 0.7], inputs: [0.2] });
  const some = c.bind({ b: 0.5 });
  assert.deepEqual([some.parameters, some.inputs, c.parameters], [["a", "c"], 1, ["a", "b", "c"]]);
  near(some.statevector({ parameters: { a: 0.3, c: 0.7 }, inputs: [0.2] }), wanted);
  near(some.bind([0.3, 0.7], { inputs: [0.2] }).statevector(), wanted);
  near(c.bind({ a: 0.3, b: 0.5, c: 0.7 }, { inputs: [0.2] }).statevector(), wanted);
  refused("unsupported", () => c.toQasm2());
  const back = Circuit.fromQasm(c.toQasm2({ parameters: [0.3, 0.5, 0.7], inputs: [0.2] }));
  near([c.bind([0.3, 0.5, 0.7], { inputs: [0.2] }).fidelity(back)], [1]);
  assert.equal(c.bind({ a: 1 }).bind({}).toText(), c.toText({ parameters: { a: 1 } }));
  for (const [part, work] of [
    [/no parameter "d"/, () => c.bind({ d: 1 })],
    [/3 parameters \(a, b, c\), but 2 numbers/, () => c.bind([1, 2])],
    [/"a" is NaN|"a" is null/, () => c.bind({ a: NaN })],
    [/"a" is "1"/, () => c.toQasm3({ parameters: { a: "1" } })],
  ]) assert.match(refused("parameters", work).message, part);
  assert.match(refused("inputs", () => c.bind({}, { inputs: [1, 2] })).message, /1 input, but 2 numbers/);
  assert.match(refused("parameters", () => Circuit.fromText("RX(1/theta1) 0").bind([0])).message, /no finite value/);
  const moving = Circuit.fromText("RX(sin(t)*theta1) 0");
  near(moving.atTime(0.5).probabilities({ parameters: [2] }), Circuit.fromText("RX(theta1) 0").probabilities({ parameters: [2 * Math.sin(0.5)] }));
  assert.throws(() => moving.probabilities({ parameters: [2] }), /the time t has no value/);
  refused("argument", () => moving.atTime("1"));
});

test("quantities of Bell, GHZ and W states are the known ones", () => {
  near([bell().purity(), bell().purity({ qubits: [0] }), bell().entropy(), bell().entropy({ qubits: [1] }), bell().entropy({ qubits: [1], alpha: Infinity })], [1, 0.5, 0, 1, 1]);
  near([bell().concurrence(), bell().negativity({ qubits: [0] }), bell().mutualInformation({ qubits: [0] })], [1, 0.5, 2], 1e-10);
  near(bell().schmidtCoefficients({ qubits: [1] }), [half, half]);
  near(bell().blochVectors().flat(), [0, 0, 0, 0, 0, 0]);
  near([ghz().concurrence({ qubits: [0, 2] }), w().concurrence({ qubits: [0, 2] })], [0, 2 / 3], 1e-7);
  near([ghz().negativity({ qubits: [0], others: [1] }), w().negativity({ qubits: [0], others: [1] })], [0, (Math.sqrt(5) - 1) / 6], 1e-10);
  near([ghz().mutualInformation({ qubits: [0], others: [2] }), ghz().fidelity(w()), ghz().traceDistance(w())], [1, 0, 1], 1e-10);
  near([w().entropy({ qubits: [0], alpha: 2 })], [-Math.log2(5 / 9)], 1e-10);
  near(w().blochVectors({ qubits: [2] })[0], [0, 0, 1 / 3], 1e-10);
});

test("reduced density matrices have the qubits that were named in their order", () => {
  const c = Circuit.fromText("qubits 3; X 1; RY(1) 2");
  const [cos, sin] = [Math.cos(0.5), Math.sin(0.5)];
  const real = (matrix) => [...matrix].filter((_, i) => i % 2 === 0);
  near(real(c.densityMatrix({ qubits: [2] })), [cos * cos, cos * sin, cos * sin, sin * sin]);
  const diagonal = (matrix) => real(matrix).filter((_, i) => i % 5 === 0);
  near(diagonal(c.densityMatrix({ qubits: [1, 2] })), [0, 0, cos * cos, sin * sin]);
  near(diagonal(c.densityMatrix({ qubits: [2, 1] })), [0, cos * cos, 0, sin * sin]);
  near(diagonal(c.densityMatrix({ qubits: [2, 1], order: "little" })), [0, 0, cos * cos, sin * sin]);
  near(bell().densityMatrix({ noise: { after: ["cx"], channels: [{ channel: "phase_flip", args: { p: 0.5 } }] } }).filter((_, i) => i % 2 === 0), [0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5]);
});

test("a depolarized Bell pair is Werner's state", () => {
  const p = 0.3;
  const werner = Circuit.fromOps(2, [{ gate: "h", qubits: [0] }, { gate: "cx", qubits: [0, 1] }, { channel: "depolarizing", qubits: [1], args: { p } }]);
  const f = 1 - p;
  near([werner.fidelity(bell()), werner.traceDistance(bell()), werner.concurrence(), werner.negativity({ qubits: [0] }), werner.purity()], [f, p, 2 * f - 1, f - 0.5, f * f + (p * p) / 3], 1e-10);
  const entropy = -f * Math.log2(f) - p * Math.log2(p / 3);
  near([werner.entropy(), werner.mutualInformation({ qubits: [0] })], [entropy, 2 - entropy], 1e-10);
  const noise = { after: ["id"], channels: [{ channel: "depolarizing", args: { p } }] };
  const same = Circuit.fromText("qubits 2; H 0; X 0:1; SPACER 1");
  near([werner.fidelity(same, { other: { noise } }), same.traceDistance(werner, { noise })], [1, 0], 1e-7);
  near([same.fidelity(werner, { qubits: [1], other: { qubits: [0] } })], [1], 1e-7);
});

test("quantities that cannot be asked for are refused with names and sizes", () => {
  const says = (code, part, work) => assert.match(refused(code, work).message, part);
  says("argument", /qubits\[0\] must be a whole number from 0 to 1, not 5/, () => bell().purity({ qubits: [5] }));
  says("argument", /qubit 1 twice/, () => bell().entropy({ qubits: [1, 1] }));
  says("argument", /names no qubit/, () => bell().purity({ qubits: [] }));
  says("argument", /two qubits, not of 3/, () => ghz().concurrence());
  says("argument", /qubit 0 stands in/, () => bell().negativity({ qubits: [0], others: [0] }));
  says("argument", /qubits are missing/, () => bell().mutualInformation());
  says("argument", /others names no qubit/, () => bell().negativity({ qubits: [0, 1] }));
  says("argument", /2 qubits cannot be compared with one of 3/, () => bell().fidelity(ghz()));
  says("argument", /must be a Circuit/, () => bell().fidelity("GHZ"));
  says("argument", /alpha of an entropy is -1/, () => bell().entropy({ alpha: -1 }));
  says("argument", /"order" is not known/, () => bell().purity({ order: "big" }));
  says("parameters", /^other: the circuit has 1 parameter \(theta1\), but none/, () => bell().fidelity(Circuit.fromText("qubits 2; RX(theta1) 0")));
  says("not-unitary", /only a pure state/, () => Circuit.fromText("qubits 2; bits c 1; H 0; M 0 -> c[0]").schmidtCoefficients({ qubits: [0] }));
  says("too-large", /11 qubits/, () => Circuit.fromText("qubits 12; H 0").densityMatrix({ qubits: [...Array(11).keys()] }));
});

test("a Hessian is exact and symmetric", () => {
  const c = Circuit.fromText("RX(theta1) 0; RX(theta2) 1");
  const [a, b] = [0.4, 1.1];
  const { value, gradient, hessian } = c.hessian("Z0 Z1", { parameters: [a, b] });
  const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
  near([value, ...gradient], [ca * cb, -sa * cb, -ca * sb]);
  near(hessian, [-ca * cb, sa * sb, sa * sb, -ca * cb]);
});

test("gradients from shots and from random directions agree with the exact one", () => {
  const c = Circuit.fromOps(2, [{ gate: "rx", qubits: [0], args: ["a"] }, { gate: "cx", qubits: [0, 1] }, { gate: "ry", qubits: [1], args: ["b*x1"] }]);
  const given = { parameters: [0.4, 1.1], inputs: [0.7] };
  const exact = c.gradient("Z0 + 0.5 X1", given);
  const flat = ({ value, parameters, inputs }) => [value, ...parameters, ...inputs];
  for (const how of [{ shots: 20000 }, { method: "spsa", samples: 2000, perturbation: 0.05 }, { method: "spsa", samples: 1000, shots: 500 }]) {
    const found = c.gradientEstimate("Z0 + 0.5 X1", { ...given, ...how, seed: 4 });
    const errors = flat(found.standardError);
    assert.deepEqual([flat(found).length, errors.length], [4, 4]);
    flat(found).forEach((v, i) => assert.ok(Math.abs(v - flat(exact)[i]) <= 5 * errors[i] + 5e-3, `${i}: ${v} ± ${errors[i]} against ${flat(exact)[i]}`));
  }
  assert.match(refused("method", () => c.gradientEstimate("Z0", { ...given, method: "adjoint" })).message, /"adjoint" is not known/);
  assert.match(refused("argument", () => c.gradientEstimate("Z0", { ...given, samples: 5 })).message, /samples/);
});

test("trajectories agree with the exact value and go where no density matrix can", () => {
  const noise = { channels: [{ channel: "depolarizing", args: { p: 0.1 } }] };
  const small = Circuit.fromText("qubits 2; RY(0.7) 0; X 0:1");
  const exact = small.expectation("Z0 Z1", { noise });
  const found = small.estimate("Z0 Z1", { noise, trajectories: 4000, seed: 5 });
  assert.ok(found.standardError > 0 && found.standardError < 0.02, `${found.standardError}`);
  assert.ok(Math.abs(found.value - exact) < 5 * found.standardError, `${found.value} against ${exact}`);
  assert.equal(small.expectation("Z0 Z1", { noise, trajectories: 4000, seed: 5 }), found.value, "equal seeds give equal runs");
  const long = Circuit.fromText(`qubits 13; ${Array.from({ length: 13 }, (_, q) => `X ${q}`).join("; ")}`);
  assert.match(refused("too-large", () => long.expectation("Z12", { noise })).message, /13 qubits/);
  const far = long.estimate("Z12", { noise, trajectories: 500, seed: 1 });
  assert.ok(Math.abs(far.value - -(1 - 0.4 / 3)) < 5 * far.standardError, `${far.value} ± ${far.standardError}`);
  assert.match(refused("argument", () => small.expectation("Z0", { shots: 1, trajectories: 1 })).message, /both/);
});

test("a circuit is analysed before it is trained", () => {
  const c = Circuit.fromText("qubits 4; H 0; X 0:1; X 0 1:2; RZ(0.5) 0; RX(theta1) 3");
  assert.deepEqual(c.analysis(), { depth: 4, operations: 5, oneQubit: 3, twoQubit: 1, wider: 1, gates: { CCX: 1, CX: 1, H: 1, RX: 1, RZ: 1 } });
  assert.deepEqual([c.analysis().depth, c.analysis().operations], [c.depth, c.gateCount]);
  assert.equal(Circuit.fromText("QFT 0 1 2").analysis({ primitive: true }).wider, 0);
  const cone = c.lightCone("Z3");
  assert.deepEqual([cone.qubits, cone.operations.length], [[3], 1]);
  assert.deepEqual(c.lightCone([[1, "IIZ"]]).qubits, [0, 1, 2]);
});

test("random parameters tell what is known of simple circuits", () => {
  const idle = Circuit.fromText("qubits 1; H 0").expressibility({ samples: 50 });
  near([idle.divergence], [Math.log(75)], 1e-10);
  assert.deepEqual([idle.shares.length, idle.haar.length], [75, 75]);
  const full = Circuit.fromText("qubits 1; H 0; RZ(theta1) 0; RX(theta2) 0").expressibility({ samples: 3000, seed: 2 });
  assert.ok(full.divergence > 0 && full.divergence < 0.05, `circuit C of Sim et al. is near 0.007: ${full.divergence}`);
  const entangled = Circuit.fromText("qubits 2; H 0; X 0:1; RZ(theta1) 0").entanglingCapability({ samples: 20 });
  near([entangled.value, entangled.standardError], [1, 0], 1e-10);
  const slope = Circuit.fromText("RY(theta1) 0").gradientVariance("Z0", { samples: 4000, seed: 1 });
  assert.ok(Math.abs(slope.mean[0]) < 0.05 && Math.abs(slope.variance[0] - 0.5) < 0.05, "of -sin: 0 and a half");
  assert.deepEqual(slope, Circuit.fromText("RY(theta1) 0").gradientVariance("Z0", { samples: 4000, seed: 1 }));
  refused("not-unitary", () => Circuit.fromText("bits c 1; H 0; M 0 -> c[0]").expressibility({ samples: 10 }));
});

test("every export comes back as the same circuit where a reader exists", () => {
  const c = Circuit.fromText("qubits 3; H 0; X 0:1; RZZ(0.3) 1 2; U(0.1, 0.2, 0.3) 2; X !0 1:2");
  const fidelity = (d) => {
    const [a, b] = [c.statevector(), d.statevector()];
    let [re, im] = [0, 0];
    for (let i = 0; i < a.length; i += 2) {
      re += a[i] * b[i] + a[i + 1] * b[i + 1];
      im += a[i] * b[i + 1] - a[i + 1] * b[i];
    }
    return re * re + im * im;
  };
  near([fidelity(Circuit.fromText(c.toText())), fidelity(Circuit.fromQasm(c.toQasm3())), fidelity(Circuit.fromQasm(c.toQasm2()))], [1, 1, 1], 1e-10);
  for (const written of [c.toQiskit(), c.toPennylane(), c.toCirq(), c.toQuantikz()]) assert.ok(written.length > 80);
});

test("a document trains as in the page, repeats itself, and stops when asked", async () => {
  const document = { ketloom: 1, model: "classifier", training: { epochs: 8, seed: 3 } };
  const seen = [];
  const one = await train(document, { epochs: 5, onEpoch: (point) => seen.push(point.epoch) });
  const two = await train(document, { epochs: 5 });
  assert.deepEqual(seen, [1, 2, 3, 4, 5]);
  assert.deepEqual(one.curve, two.curve);
  assert.equal(one.epochs, 5);
  assert.match(one.link, /^#k1=/);
  const on = await train(one.link, { epochs: 8 });
  assert.equal(on.curve[0].epoch, 6, "a link continues the same run");
  const stop = new AbortController();
  const stopped = await train(document, { epochs: 8, signal: stop.signal, onEpoch: ({ epoch }) => epoch === 2 && stop.abort() });
  assert.deepEqual([stopped.epochs, stopped.stopped], [2, true]);
  await assert.rejects(train("nonsense"), KetloomError);
  await assert.rejects(train({ ketloom: 1, model: "circuit" }), /nothing to train/);
});

test("the package asks for nothing but its own file", () => {
  const code = ["ketloom.js", "ketloom_core.js"].map((name) => fs.readFileSync(path.join(folder, name), "utf8")).join("\n");
  const addresses = code.match(/https?:\/\/[^\s"'`)]+/g) ?? [];
  assert.deepEqual(addresses, []);
  assert.ok(!/\bimport\s[^;]*from\s*["'](?!\.\/)/.test(code), "an import of something else");
});

test("the README's examples run", async () => {
  const readme = fs.readFileSync(path.join(folder, "README.md"), "utf8");
  const [first, ...rest] = [...readme.matchAll(/```js\n([^]*?)```/g)].map((block) => block[1]);
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const names = ["init", "Circuit", "kernelMatrix", "train"];
  await new AsyncFunction(...names, first.replace(/^import .*$/m, ""))(init, Circuit, kernelMatrix, train);
  const c = Circuit.fromText("RX(theta1) 0; X 0:1").bind({});
  const ours = Circuit.fromOps(2, [{ gate: "rx", qubits: [0], args: ["a"] }, { gate: "cx", qubits: [0, 1] }]);
  const data = Circuit.fromText("RX(theta1*x1) 0; RX(theta2*x2) 0");
  const noise = { channels: [{ channel: "bit_flip", args: { p: 0.1 } }] };
  for (const block of rest) await new AsyncFunction("Circuit", "c", "d", "data", "parameters", "noise", block)(Circuit, ours, c, data, [0.3], noise);
  assert.equal(rest.length, 5);
});

const tsc = path.join(root, "tests", "browser", "node_modules", "typescript", "bin", "tsc");
test("the types allow what the README says and refuse what is wrong", { skip: fs.existsSync(tsc) ? false : "typescript is not installed (npm ci in tests/browser)" }, () => {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), "ketloom-types-"));
  try {
    fs.mkdirSync(path.join(place, "node_modules"));
    fs.symlinkSync(path.resolve(folder), path.join(place, "node_modules", "ketloom"), "junction");
    fs.copyFileSync(path.join(root, "tests", "npm", "types.ts"), path.join(place, "types.mts"));
    const words = [tsc, "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "types.mts"];
    const { status, stdout } = spawnSync(process.execPath, words, { cwd: place, encoding: "utf8" });
    assert.equal(status, 0, stdout);
  } finally {
    fs.rmSync(place, { recursive: true });
  }
});
