// The package's one module: checks arguments by name and size, and hands numbers to the WebAssembly core.
//
// Not here: any computing (ketloom_core_bg.wasm, made from crates/api), types (ketloom.d.ts).
import start, { CircuitHandle, TrainingHandle, initSync, version as coreVersion } from "./ketloom_core.js";

/** What every function of the package throws: a code for programs, sentences and a place for people. */
export class KetloomError extends Error {
  constructor({ code, message, line = null, column = null, hint = "" }) {
    super(hint ? `${message}; ${hint}` : message);
    this.name = "KetloomError";
    Object.assign(this, { code, line, column, hint });
  }
}

const fail = (code, message, hint) => {
  throw new KetloomError({ code, message, hint });
};

let ready = null;
let broken = null;

const inNode = () => typeof process === "object" && Boolean(process.versions?.node) && process.type !== "renderer";

/** Loads the core once: fetched beside this module in a browser, read from disk in Node; or from what is given. */
export function init(source) {
  ready ??= load(source).catch((error) => {
    ready = null;
    throw new KetloomError({ code: "load", message: `the WebAssembly core could not be loaded (${error?.message ?? error})`, hint: "serve ketloom_core_bg.wasm beside ketloom.js, or pass its bytes to init()" });
  });
  return ready;
}

async function load(source) {
  const beside = new URL("./ketloom_core_bg.wasm", import.meta.url);
  if (source === undefined && inNode()) {
    // Spelled so that bundlers for browsers do not look for it.
    const files = await import(/* webpackIgnore: true */ /* @vite-ignore */ ["node", "fs/promises"].join(":"));
    initSync({ module: await files.readFile(beside) });
  } else if (source instanceof ArrayBuffer || ArrayBuffer.isView(source) || source instanceof WebAssembly.Module) {
    initSync({ module: source });
  } else {
    await start({ module_or_path: source ?? beside });
  }
}

/** Runs a function of the core; its errors become KetloomErrors. */
function core(work) {
  if (!ready) fail("not-ready", "the core is not loaded yet", "await init() first");
  if (broken) fail("broken", `the core stopped after an internal error (${broken})`, "reload the page or restart the process, and please report it");
  try {
    return work();
  } catch (error) {
    if (error instanceof KetloomError) throw error;
    if (typeof error === "string") throw new KetloomError(JSON.parse(error));
    if (error instanceof WebAssembly.RuntimeError) {
      broken = error.message;
      fail("internal", `the core stopped (${error.message})`, "it may have run out of memory: use fewer qubits");
    }
    throw error;
  }
}

/** The version of the package. */
export const version = () => core(coreVersion);

const MAX_SHOTS = 100_000_000;
const MAX_SAMPLES = 10_000_000;
const isNumbers = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const shown = (value) => (value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : typeof value === "function" ? "a function" : JSON.stringify(value) ?? "undefined");

function text(value, what, hint) {
  if (typeof value !== "string") fail("argument", `${what} must be a string, not ${shown(value)}`, hint);
  return value;
}

function finite(values, what) {
  const numbers = Float64Array.from(values, Number);
  const at = numbers.findIndex((v) => !Number.isFinite(v));
  if (at >= 0) fail("argument", `${what}[${at}] is ${shown(values[at])}`, "every entry must be a finite number");
  return numbers;
}

function count(value, what, least, most) {
  if (!Number.isInteger(value) || value < least || value > most) fail("argument", `${what} must be a whole number from ${least} to ${most}, not ${shown(value)}`, "");
  return value;
}

function options(given, known) {
  if (given === undefined) return {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) fail("argument", `options must be an object, not ${shown(given)}`, `use { ${known.join(", ")} }`);
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) fail("argument", `the option "${unknown}" is not known`, `known are ${known.join(", ")}`);
  return given;
}

function little({ order = "big" }) {
  if (order !== "big" && order !== "little") fail("argument", `order must be 'big' (qubit 0 most significant) or 'little', not ${shown(order)}`, "");
  return order === "little";
}

/** Whether amplitudes are to be f32. */
function single({ precision = "double" }) {
  if (precision !== "double" && precision !== "single") fail("argument", `precision must be 'double' or 'single', not ${shown(precision)}`, "'single' halves memory and time, at 7 digits instead of 16");
  return precision === "single";
}

/** Typed arrays as JSON lists. */
const listed = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);

function noiseText(noise) {
  if (noise === undefined || noise === null) return "";
  if (typeof noise !== "object" || Array.isArray(noise)) fail("argument", `noise must be an object, not ${shown(noise)}`, "use { after: 'every-gate', channels: [{ channel: 'depolarizing', args: { p: 0.01 } }] }");
  return JSON.stringify(noise);
}

function observableText(observable) {
  if (typeof observable === "string") return observable;
  if (Array.isArray(observable)) return JSON.stringify(observable);
  return fail("observable", `an observable is text or a list of pairs, not ${shown(observable)}`, "write '0.5 Z0 Z1 - X2' or [[0.5, 'ZZI']]");
}

function seedOf({ seed = 0 }) {
  return count(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
}

const VALUES = ["parameters", "inputs"];
const QUANTITY = [...VALUES, "noise", "qubits"];

/** A quantum circuit with named parameters and data inputs. */
export class Circuit {
  #handle;
  #names;

  /** Not for use: circuits come from fromText, fromQasm, fromQuirk and fromOps. */
  constructor(handle) {
    if (!(handle instanceof CircuitHandle)) fail("argument", "circuits are not made with new", "use Circuit.fromText, fromQasm, fromQuirk or fromOps");
    this.#handle = handle;
    this.#names = handle.parameters();
  }

  /** Reads Ketloom's circuit text: 'H 0; X 0:1; RY(theta1) 1'. */
  static fromText(source) {
    text(source, "circuit text", "write 'H 0; X 0:1'");
    return new Circuit(core(() => CircuitHandle.from_text(source)));
  }
  /** Reads OpenQASM 2 or 3 from text or bytes. */
  static fromQasm(source) {
    if (source instanceof Uint8Array) return new Circuit(core(() => CircuitHandle.from_qasm_bytes(source)));
    text(source, "OpenQASM", "pass the program's text");
    return new Circuit(core(() => CircuitHandle.from_qasm(source)));
  }
  /** Reads a Quirk link or its JSON. */
  static fromQuirk(source) {
    text(String(source), "a Quirk link", "pass the address from Quirk's address bar");
    return new Circuit(core(() => CircuitHandle.from_quirk(String(source))));
  }
  /** Builds a circuit from a list of operations with OpenQASM's gate names. */
  static fromOps(qubits, ops, { bits = 0 } = {}) {
    count(qubits, "qubits", 1, 26);
    count(bits, "bits", 0, 64);
    if (!Array.isArray(ops)) fail("operations", `operations must be an array, not ${shown(ops)}`, "write [{ gate: 'h', qubits: [0] }]");
    return new Circuit(core(() => CircuitHandle.from_ops(qubits, bits, JSON.stringify(ops, listed))));
  }

  get qubits() { return core(() => this.#handle.qubits()); }
  get bits() { return core(() => this.#handle.bits()); }
  /** Names of the parameters in the order of their first use. */
  get parameters() { return [...this.#names]; }
  /** How many numbers a row of inputs has. */
  get inputs() { return core(() => this.#handle.inputs()); }
  get gateCount() { return core(() => this.#handle.gate_count()); }
  get depth() { return core(() => this.#handle.depth()); }
  /** What an import left out, as sentences. */
  get notes() { return core(() => this.#handle.notes()); }

  /** Parameters as numbers in order: from an array, a typed array or an object by name. */
  #parameters({ parameters }) {
    const names = this.#names;
    const listed = names.length ? ` (${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""})` : "";
    const has = `the circuit has ${plural(names.length, "parameter")}${listed}`;
    if (parameters === undefined) {
      if (names.length) fail("parameters", `${has}, but none were given`, "pass parameters: an array in this order or an object by name");
      return new Float64Array(0);
    }
    if (isNumbers(parameters)) {
      if (parameters.length !== names.length) fail("parameters", `${has}, but ${plural(parameters.length, "number")} given`, "");
      return finite(parameters, "parameters");
    }
    if (typeof parameters !== "object" || parameters === null) fail("parameters", `parameters must be an array or an object, not ${shown(parameters)}`, has);
    const missing = names.find((name) => !Object.hasOwn(parameters, name));
    if (missing !== undefined) fail("parameters", `the parameter "${missing}" is missing`, has);
    const unknown = Object.keys(parameters).find((name) => !names.includes(name));
    if (unknown !== undefined) fail("parameters", `there is no parameter "${unknown}"`, has);
    for (const name of names) if (typeof parameters[name] !== "number" || !Number.isFinite(parameters[name])) fail("parameters", `the parameter "${name}" is ${shown(parameters[name])}`, "it must be a finite number");
    return Float64Array.from(names, (name) => parameters[name]);
  }
  /** Some parameters as numbers in order, NaN for those that stay: from an array of all or an object by name. */
  #some(parameters) {
    if (parameters === undefined) return new Float64Array(this.#names.length).fill(NaN);
    if (isNumbers(parameters) || typeof parameters !== "object" || parameters === null) return this.#parameters({ parameters });
    const names = this.#names;
    const unknown = Object.keys(parameters).find((name) => !names.includes(name));
    if (unknown !== undefined) fail("parameters", `there is no parameter "${unknown}"`, `the circuit has ${plural(names.length, "parameter")}${names.length ? ` (${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""})` : ""}`);
    for (const [name, value] of Object.entries(parameters)) if (typeof value !== "number" || !Number.isFinite(value)) fail("parameters", `the parameter "${name}" is ${shown(value)}`, "it must be a finite number");
    return Float64Array.from(names, (name) => parameters[name] ?? NaN);
  }
  #bound(parameters, { inputs }) {
    const p = this.#some(parameters);
    const x = inputs === undefined ? undefined : this.#inputs({ inputs });
    return core(() => this.#handle.bind(p, x));
  }
  /** The circuit with numbers for parameters: all by an array, some or all by an object; and for its inputs. */
  bind(parameters, given) {
    return new Circuit(this.#bound(parameters, options(given, ["inputs"])));
  }
  /** The circuit at a time: t in its angles is this number. */
  atTime(time) {
    if (typeof time !== "number" || !Number.isFinite(time)) fail("argument", `the time is ${shown(time)}`, "it must be a finite number");
    return new Circuit(core(() => this.#handle.at_time(time)));
  }
  #inputs({ inputs = [] }) {
    const needs = this.inputs;
    if (!isNumbers(inputs)) fail("inputs", `inputs must be an array, not ${shown(inputs)}`, `the circuit reads ${plural(needs, "input")}`);
    if (inputs.length !== needs) fail("inputs", `the circuit reads ${plural(needs, "input")}, but ${plural(inputs.length, "number")} given`, "pass inputs: [x1, x2, …]");
    return finite(inputs, "inputs");
  }
  #values(given) {
    return [this.#parameters(given), this.#inputs(given)];
  }

  /** Amplitudes: re and im interleaved; f32 in single precision. */
  statevector(given) {
    const o = options(given, [...VALUES, "order", "precision"]);
    const [p, x] = this.#values(o);
    return core(() => (single(o) ? this.#handle.single_statevector(p, x, little(o)) : this.#handle.statevector(p, x, little(o))));
  }
  /** Probabilities of all basis states at the end. */
  probabilities(given) {
    const o = options(given, [...VALUES, "order", "noise", "precision"]);
    const [p, x] = this.#values(o);
    const values = [p, x, little(o), noiseText(o.noise)];
    return core(() => (single(o) ? this.#handle.single_probabilities(...values) : this.#handle.probabilities(...values)));
  }
  /** The exact distribution over classical bits, or over all qubits where nothing is measured. */
  outcomes(given) {
    const o = options(given, [...VALUES, "order", "noise"]);
    const [p, x] = this.#values(o);
    return JSON.parse(core(() => this.#handle.outcomes(p, x, little(o), noiseText(o.noise))));
  }
  /** Runs the circuit, asks its state for something and forgets it. */
  #left(o, ask) {
    const [p, x] = this.#values(o);
    return core(() => {
      const state = this.#handle.run(p, x, noiseText(o.noise));
      try {
        return ask(state);
      } finally {
        state.free();
      }
    });
  }
  /** Qubits by number: those named, or all others than some. */
  #qubits(named, what, but = []) {
    if (named === undefined) return Uint32Array.from({ length: this.qubits }, (_, q) => q).filter((q) => !but.includes(q));
    if (!isNumbers(named)) fail("argument", `${what} must be an array of qubits, not ${shown(named)}`, "write [0, 2]");
    return Uint32Array.from(named, (q, i) => count(q, `${what}[${i}]`, 0, this.qubits - 1));
  }
  /** The density matrix of all qubits, or of those named in their order, row by row, re and im interleaved. */
  densityMatrix(given) {
    const o = options(given, [...QUANTITY, "order"]);
    return this.#left(o, (state) => state.density_matrix(this.#qubits(o.qubits, "qubits"), little(o)));
  }
  /** tr ρ² of all qubits or of those named. */
  purity(given) {
    const o = options(given, QUANTITY);
    return this.#left(o, (state) => state.purity(this.#qubits(o.qubits, "qubits")));
  }
  /** The von Neumann entropy in bits, or Rényi's of order alpha. */
  entropy(given) {
    const o = options(given, [...QUANTITY, "alpha"]);
    if (o.alpha !== undefined && typeof o.alpha !== "number") fail("argument", `alpha must be a number, not ${shown(o.alpha)}`, "use a number from 0 to Infinity; 1 is von Neumann's");
    return this.#left(o, (state) => state.entropy(this.#qubits(o.qubits, "qubits"), o.alpha ?? 1));
  }
  /** The Schmidt coefficients between the qubits named and all others, descending. */
  schmidtCoefficients(given) {
    const o = options(given, [...VALUES, "qubits"]);
    if (o.qubits === undefined) fail("argument", "qubits are missing", "name one side: { qubits: [0] }");
    return this.#left(o, (state) => state.schmidt(this.#qubits(o.qubits, "qubits")));
  }
  /** Wootters' concurrence of two qubits. */
  concurrence(given) {
    const o = options(given, QUANTITY);
    return this.#left(o, (state) => state.concurrence(this.#qubits(o.qubits, "qubits")));
  }
  /** The negativity between the qubits named and others, or all others. */
  negativity(given) {
    const o = options(given, [...QUANTITY, "others"]);
    return this.#left(o, (state) => state.negativity(...this.#sides(o)));
  }
  /** The mutual information in bits of the qubits named and others, or all others. */
  mutualInformation(given) {
    const o = options(given, [...QUANTITY, "others"]);
    return this.#left(o, (state) => state.mutual_information(...this.#sides(o)));
  }
  #sides({ qubits, others }) {
    if (qubits === undefined) fail("argument", "qubits are missing", "name one side: { qubits: [0] }; the other is others, or all others");
    const one = this.#qubits(qubits, "qubits");
    return [one, this.#qubits(others, "others", one)];
  }
  /** [⟨X⟩, ⟨Y⟩, ⟨Z⟩] of all qubits or of those named. */
  blochVectors(given) {
    const o = options(given, QUANTITY);
    const all = this.#left(o, (state) => state.bloch(this.#qubits(o.qubits, "qubits")));
    return Array.from({ length: all.length / 3 }, (_, i) => [...all.slice(3 * i, 3 * i + 3)]);
  }
  /** Uhlmann's fidelity of this circuit's state with another's. */
  fidelity(circuit, given) {
    return this.#compared(circuit, given, (a, b) => a.fidelity(b));
  }
  /** The trace distance of this circuit's state to another's. */
  traceDistance(circuit, given) {
    return this.#compared(circuit, given, (a, b) => a.trace_distance(b));
  }
  #compared(circuit, given, ask) {
    if (!(circuit instanceof Circuit)) fail("argument", `the other circuit must be a Circuit, not ${shown(circuit)}`, "c.fidelity(d, { parameters, other: { parameters } })");
    const { other, ...own } = options(given, [...QUANTITY, "other"]);
    const theirs = options(other, QUANTITY);
    try {
      circuit.#values(theirs);
    } catch (error) {
      if (!(error instanceof KetloomError)) throw error;
      fail(error.code, `other: ${error.hint ? error.message.slice(0, -error.hint.length - 2) : error.message}`, error.hint || "pass other: { parameters, inputs } for it");
    }
    return this.#part(own, (a) => circuit.#part(theirs, (b) => ask(a, b)));
  }
  #part(o, ask) {
    return this.#left(o, (state) => {
      const part = state.reduced(this.#qubits(o.qubits, "qubits"));
      try {
        return ask(part);
      } finally {
        part.free();
      }
    });
  }
  /** The expectation value of an observable, exactly, from shots or from trajectories. */
  expectation(observable, given) {
    return this.estimate(observable, given).value;
  }
  /** The same with its standard error (0 where it is exact). */
  estimate(observable, given) {
    const o = options(given, [...VALUES, "noise", "shots", "trajectories", "seed", "precision"]);
    const [p, x] = this.#values(o);
    const byRuns = o.trajectories !== undefined;
    if (byRuns && o.shots !== undefined) fail("argument", "shots and trajectories were both given", "shots are what a device gives; trajectories average exact values over runs");
    const how = byRuns ? "trajectories" : "shots";
    const times = o[how] === undefined ? 0 : count(o[how], how, 1, MAX_SHOTS);
    const what = [observableText(observable), p, x, noiseText(o.noise), times];
    if (byRuns && single(o)) fail("precision", "trajectories are computed in double precision", "leave out precision, or trajectories: a pure state needs none");
    const [value, standardError] = core(() => (single(o) ? this.#handle.single_expectation(...what, seedOf(o)) : this.#handle.expectation(...what, byRuns, seedOf(o))));
    return { value, standardError };
  }
  /** Value and gradient of an expectation value, for parameters and inputs. */
  gradient(observable, given) {
    const o = options(given, [...VALUES, "method"]);
    const [p, x] = this.#values(o);
    const all = core(() => this.#handle.gradient(observableText(observable), p, x, text(o.method ?? "adjoint", "method", "")));
    return { value: all[0], parameters: all.slice(1, 1 + p.length), inputs: all.slice(1 + p.length) };
  }
  /** Value and gradient as shots tell them, by parameter shifts or simultaneous perturbations, with standard errors. */
  gradientEstimate(observable, given) {
    const o = options(given, [...VALUES, "method", "shots", "samples", "perturbation", "seed"]);
    const [p, x] = this.#values(o);
    const { method = "parameter-shift", perturbation = 0.1 } = o;
    if (method !== "parameter-shift" && method !== "spsa") fail("method", `the method ${shown(method)} is not known`, "use 'parameter-shift' or 'spsa'");
    const by = method === "spsa";
    for (const name of ["samples", "perturbation"]) if (!by && o[name] !== undefined) fail("argument", `${name} belong to the method 'spsa'`, "leave it out, or add method: 'spsa'");
    if (typeof perturbation !== "number" || !(perturbation > 0 && perturbation < Infinity)) fail("argument", `perturbation must be a positive number, not ${shown(perturbation)}`, "");
    const shots = by && o.shots === undefined ? 0 : count(o.shots ?? 1024, "shots", 2, MAX_SHOTS);
    const samples = by ? count(o.samples ?? 100, "samples", 2, MAX_SAMPLES) : 0;
    const all = core(() => this.#handle.gradient_estimate(observableText(observable), p, x, shots, samples, perturbation, seedOf(o)));
    const parts = (from) => ({ value: all[from], parameters: all.slice(from + 1, from + 1 + p.length), inputs: all.slice(from + 1 + p.length, from + 1 + p.length + x.length) });
    return { ...parts(0), standardError: parts(all.length / 2) };
  }
  /** Value, gradient and Hessian (row by row) of an expectation value by the parameters. */
  hessian(observable, given) {
    const o = options(given, VALUES);
    const [p, x] = this.#values(o);
    const all = core(() => this.#handle.hessian(observableText(observable), p, x));
    return { value: all[0], gradient: all.slice(1, 1 + p.length), hessian: all.slice(1 + p.length) };
  }
  /** The Fubini-Study metric of the parameters, row by row. */
  metricTensor(given) {
    const o = options(given, [...VALUES, "kind"]);
    const [p, x] = this.#values(o);
    return core(() => this.#handle.metric_tensor(p, x, text(o.kind ?? "full", "kind", "")));
  }
  /** Counts of outcomes from seeded shots, keyed as in outcomes. */
  sample(given) {
    const o = options(given, [...VALUES, "shots", "seed", "noise", "order", "precision"]);
    const [p, x] = this.#values(o);
    const shots = count(o.shots ?? 1024, "shots", 1, MAX_SHOTS);
    const values = [p, x, little(o), noiseText(o.noise), shots, seedOf(o)];
    return JSON.parse(core(() => (single(o) ? this.#handle.single_sample(...values) : this.#handle.sample(...values))));
  }
  /** Depth, and how many operations: in all, by width and by name. */
  analysis(given) {
    const { primitive = false } = options(given, ["primitive"]);
    if (typeof primitive !== "boolean") fail("argument", `primitive must be true or false, not ${shown(primitive)}`, "");
    return JSON.parse(core(() => this.#handle.analysis(primitive)));
  }
  /** The qubits and operations (by index) that an observable can depend on. */
  lightCone(observable) {
    return JSON.parse(core(() => this.#handle.light_cone(observableText(observable))));
  }
  /** How far the fidelities of states at random parameters are from those of uniformly random states, in nats. */
  expressibility(given) {
    const o = options(given, ["inputs", "samples", "bins", "seed"]);
    const [x, samples] = [this.#inputs(o), count(o.samples ?? 5000, "samples", 1, MAX_SAMPLES)];
    return JSON.parse(core(() => this.#handle.expressibility(x, samples, count(o.bins ?? 75, "bins", 1, 10_000), seedOf(o))));
  }
  /** The mean of the Meyer-Wallach measure at random parameters. */
  entanglingCapability(given) {
    const o = options(given, ["inputs", "samples", "seed"]);
    const [x, samples] = [this.#inputs(o), count(o.samples ?? 1000, "samples", 2, MAX_SAMPLES)];
    const [value, standardError] = core(() => this.#handle.entangling_capability(x, samples, seedOf(o)));
    return { value, standardError };
  }
  /** Mean and variance at random parameters of an expectation value's derivative by each parameter. */
  gradientVariance(observable, given) {
    const o = options(given, ["inputs", "samples", "seed"]);
    const [x, samples] = [this.#inputs(o), count(o.samples ?? 1000, "samples", 2, MAX_SAMPLES)];
    const all = core(() => this.#handle.gradient_variance(observableText(observable), x, samples, seedOf(o)));
    return { mean: all.slice(0, all.length / 2), variance: all.slice(all.length / 2) };
  }
  /** Fidelities of the states of all pairs of rows; see kernelMatrix. */
  #kernel(rows, given) {
    const o = options(given, ["parameters"]);
    const width = this.inputs;
    if (!Array.isArray(rows)) fail("argument", `rows must be an array of rows, not ${shown(rows)}`, `each row has ${plural(width, "number")}`);
    if (rows.length > 4096) fail("argument", `${rows.length} rows are too many`, "use at most 4096");
    if (width === 0) fail("argument", "the circuit reads no inputs", "use x1, x2, … in its angles");
    const flat = new Float64Array(rows.length * width);
    rows.forEach((row, i) => {
      if (!isNumbers(row) || row.length !== width) fail("argument", `rows[${i}] has ${isNumbers(row) ? plural(row.length, "number") : shown(row)}, but the circuit reads ${plural(width, "input")}`, "");
      flat.set(finite(row, `rows[${i}]`), i * width);
    });
    const p = this.#parameters(o);
    return rows.length ? core(() => this.#handle.kernel_matrix(p, flat)) : new Float64Array(0);
  }
  static kernel(circuit, rows, given) {
    if (!(circuit instanceof Circuit)) fail("argument", "kernelMatrix takes a Circuit and rows", "");
    return circuit.#kernel(rows, given);
  }

  /** Writes the circuit, with values for parameters and inputs where they are given. */
  #written(given, write) {
    const o = options(given, VALUES);
    if (o.parameters === undefined && o.inputs === undefined) return core(() => write(this.#handle));
    const bound = this.#bound(o.parameters, o);
    try {
      return core(() => write(bound));
    } finally {
      bound.free();
    }
  }
  toText(given) { return this.#written(given, (handle) => handle.to_text()); }
  toQasm2(given) { return this.#written(given, (handle) => handle.to_qasm2()); }
  toQasm3(given) { return this.#written(given, (handle) => handle.to_qasm3()); }
  toQiskit(given) { return this.#written(given, (handle) => handle.to_qiskit()); }
  toPennylane(given) { return this.#written(given, (handle) => handle.to_pennylane()); }
  toCirq(given) { return this.#written(given, (handle) => handle.to_cirq()); }
  toQuirk(given) { return this.#written(given, (handle) => handle.to_quirk()); }
  toQuantikz(given) { return this.#written(given, (handle) => handle.to_quantikz()); }

  /** Gives its memory back at once instead of when it is collected. */
  free() { this.#handle.free(); }
}

/** The kernel matrix |⟨ψ(x)|ψ(y)⟩|² of a circuit for rows of inputs, row by row. */
export const kernelMatrix = (circuit, rows, given) => Circuit.kernel(circuit, rows, given);

const breathe = () => new Promise((done) => setTimeout(done, 0));

/** Trains a document (a link, its JSON or the parsed object); gives the trained document, its link and its curves. */
export async function train(document, given) {
  const o = options(given, ["epochs", "seed", "onEpoch", "signal"]);
  const source = typeof document === "object" && document !== null ? JSON.stringify(document) : text(document, "the document", "pass a link, JSON or an object");
  const seed = o.seed === undefined ? -1 : seedOf(o);
  if (o.onEpoch !== undefined && typeof o.onEpoch !== "function") fail("argument", `onEpoch must be a function, not ${shown(o.onEpoch)}`, "");
  const handle = core(() => TrainingHandle.open(source, seed));
  try {
    const epochs = o.epochs === undefined ? handle.last_epoch() : count(o.epochs, "epochs", 1, 100_000);
    const curve = [];
    let slice = performance.now();
    let stopped = false;
    for (let done = handle.epochs(); done < epochs; done++) {
      if (o.signal?.aborted) {
        stopped = true;
        break;
      }
      const point = JSON.parse(core(() => handle.epoch()));
      curve.push(point);
      await o.onEpoch?.(point);
      if (performance.now() - slice > 12) {
        await breathe();
        slice = performance.now();
      }
    }
    return { document: JSON.parse(core(() => handle.document())), link: core(() => handle.link()), curve, epochs: handle.epochs(), stopped, problems: handle.problems() };
  } finally {
    handle.free();
  }
}
