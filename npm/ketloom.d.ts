// Types of the package, written by hand and checked by tests/npm/types.ts.

/** Loads the WebAssembly core once: fetched beside the module in a browser, read from disk in Node. */
export function init(source?: string | URL | Response | Request | BufferSource | WebAssembly.Module): Promise<void>;
/** The version of the package. */
export function version(): string;

/** What every function throws: a code for programs, sentences and a place for people. */
export class KetloomError extends Error {
  /** A short word that never changes, such as "syntax", "unknown-gate", "parameters", "too-large". */
  readonly code: string;
  /** Line in the text that was read, from 1. */
  readonly line: number | null;
  /** Column in characters, from 1. */
  readonly column: number | null;
  /** What to do about it; may be empty. */
  readonly hint: string;
}

/** 'big': qubit 0 is the most significant bit of a basis state (default); 'little': the least significant. */
export type Order = "big" | "little";
/**
 * 'double' (default): amplitudes are f64. 'single': f32, half the memory and about half the time, at 7 digits instead of 16;
 * for gates alone, then measurements at most, without noise. Angles, sums and what is returned of them stay in double precision.
 */
export type Precision = "double" | "single";
export interface Precise { precision?: Precision }
/** Parameters in the order of `circuit.parameters`, or by name. */
export type Parameters = ArrayLike<number> | Readonly<Record<string, number>>;
/** '0.5 Z0 Z1 - X2', or pairs such as [0.5, 'ZZI'], letter k for qubit k. */
export type Observable = string | ReadonlyArray<readonly [number, string]>;
/** A number, or an expression in numbers, pi, functions, x1, x2, … and named parameters. */
export type Expression = number | string;

export type ChannelName =
  | "bit_flip" | "phase_flip" | "bit_phase_flip" | "depolarizing" | "depolarizing2" | "amplitude_damping"
  | "phase_damping" | "generalized_amplitude_damping" | "thermal_relaxation";

/** A control on |1⟩ of a qubit; '!2' on |0⟩; 'x2', 'y2' on |−⟩, |−i⟩ and '!x2', '!y2' on |+⟩, |i⟩. */
export type ControlQubit = number | string;
interface Placed {
  /** More control qubits. */
  controls?: readonly ControlQubit[];
  /** Happens only if this classical bit has this value. */
  if?: readonly [number, 0 | 1];
}
export interface GateOperation extends Placed {
  /** OpenQASM's name: h, rx, cx, ccz, c3x, …; a c before a name is a control. */
  gate: string;
  /** Controls first, then targets, as OpenQASM has them. */
  qubits: ArrayLike<number>;
  args?: readonly Expression[];
  /** For measure: the classical bit. */
  bits?: ArrayLike<number>;
}
/** A gate that acts on several registers, such as add: a list of qubits for each, the most significant first. */
export interface RegisterOperation extends Placed {
  gate: string;
  registers: ReadonlyArray<ArrayLike<number>>;
  args?: readonly Expression[];
}
/** A unitary of one's own on 1 to 4 qubits: re and im of each entry, row by row, the first qubit the most significant. */
export interface MatrixOperation extends Placed {
  matrix: ArrayLike<number>;
  qubits: ArrayLike<number>;
  /** Equal names must mean equal matrices. */
  name?: string;
}
export interface ChannelOperation {
  channel: ChannelName;
  qubits: ArrayLike<number>;
  args: Readonly<Record<string, number>>;
  if?: readonly [number, 0 | 1];
}
export type Operation = GateOperation | RegisterOperation | MatrixOperation | ChannelOperation;

export interface Readout {
  /** The probability to read 1 where the qubit is 0. */
  p_read1_given0: number;
  /** The probability to read 0 where the qubit is 1. */
  p_read0_given1: number;
}
export interface Noise {
  /** After which gates the channels act, on the gate's qubits: 'cx', 'rx', … or the name of a gate that the circuit defines. */
  after?: "every-gate" | readonly string[];
  channels?: ReadonlyArray<{ channel: ChannelName; args: Readonly<Record<string, number>> }>;
  /** One entry for all qubits, or one for each. */
  readout?: readonly Readout[];
}

export interface Values { parameters?: Parameters; inputs?: ArrayLike<number> }
export interface Ordered extends Values { order?: Order }
export interface Noisy extends Ordered { noise?: Noise }
export interface Shots { shots?: number; seed?: number }
/** Of which state: at these values, under this noise, of these qubits (all where none are named). */
export interface Quantity extends Values { noise?: Noise; qubits?: ArrayLike<number> }
/** Between `qubits` and `others`, which are all others where they are not named. */
export interface Between extends Values { noise?: Noise; qubits: ArrayLike<number>; others?: ArrayLike<number> }
/** How many random parameters, uniform in [0, 2π). */
export interface Samples { inputs?: ArrayLike<number>; samples?: number; seed?: number }
/** An expectation value and its derivatives by each parameter and each input. */
export interface Derivatives { value: number; parameters: Float64Array; inputs: Float64Array }
export interface Estimate { value: number; standardError: number }
/** From shots, as a device gives them; or by quantum trajectories: exact values averaged over runs. */
export type Sampling = { shots?: number; trajectories?: undefined; seed?: number } | { trajectories: number; shots?: undefined; seed?: number };

export class Circuit {
  private constructor();
  static fromText(text: string): Circuit;
  static fromQasm(program: string | Uint8Array): Circuit;
  static fromQuirk(link: string | URL): Circuit;
  static fromOps(qubits: number, operations: readonly Operation[], options?: { bits?: number }): Circuit;

  readonly qubits: number;
  /** Classical bits of all registers. */
  readonly bits: number;
  /** Names of the parameters in the order of their first use. */
  readonly parameters: string[];
  /** How many numbers a row of inputs has. */
  readonly inputs: number;
  readonly gateCount: number;
  readonly depth: number;
  /** What an import left out, as sentences. */
  readonly notes: string[];

  /**
   * The circuit with numbers for its parameters: all of them by an array, some or all by an object; the others stay, in their
   * order. `inputs` become numbers too.
   */
  bind(parameters?: ArrayLike<number> | Readonly<Record<string, number>>, options?: { inputs?: ArrayLike<number> }): Circuit;
  /** The circuit at a time: t, which circuit text may have in angles, is this number. Until then nothing can be run. */
  atTime(time: number): Circuit;

  /** 2^(n+1) numbers: re and im of each amplitude. Global phase is not observable and may differ from other tools'. */
  statevector(options: Ordered & { precision: "single" }): Float32Array;
  statevector(options?: Ordered & { precision?: "double" }): Float64Array;
  statevector(options?: Ordered & Precise): Float64Array | Float32Array;
  probabilities(options?: Noisy & Precise): Float64Array;
  /** '010' → probability. Registers in order of declaration parted by a space, the highest index leftmost; without
   *  measurements all qubits in the chosen order. */
  outcomes(options?: Noisy): Record<string, number>;
  /** Row by row, re and im interleaved; of `qubits` only (the partial trace over all others), the first the most significant. */
  densityMatrix(options?: Noisy & Quantity): Float64Array;
  /** tr ρ²: from 1/2ⁿ to 1. */
  purity(options?: Quantity): number;
  /** In bits: Rényi's of order `alpha` from 0 to Infinity, log₂ tr ρ^alpha / (1 − alpha); von Neumann's for 1 (default). */
  entropy(options?: Quantity & { alpha?: number }): number;
  /** Between `qubits` and all others, of a pure state: descending, their squares add up to 1. */
  schmidtCoefficients(options: Values & { qubits: ArrayLike<number> }): Float64Array;
  /** Wootters' concurrence of two qubits, from 0 to 1. */
  concurrence(options?: Quantity): number;
  /** Σ |λ| over negative eigenvalues of the partial transpose: ½ for a Bell pair. */
  negativity(options: Between): number;
  /** S(A) + S(B) − S(AB) in bits: 2 for a Bell pair. */
  mutualInformation(options: Between): number;
  /** [⟨X⟩, ⟨Y⟩, ⟨Z⟩] of each qubit. */
  blochVectors(options?: Quantity): Array<[number, number, number]>;
  /** Uhlmann's (tr √(√ρ σ √ρ))², from 0 to 1; |⟨φ|ψ⟩|² of pure states. `other` holds the values of the other circuit. */
  fidelity(circuit: Circuit, options?: Quantity & { other?: Quantity }): number;
  /** ½ tr |ρ − σ|, from 0 to 1. */
  traceDistance(circuit: Circuit, options?: Quantity & { other?: Quantity }): number;
  expectation(observable: Observable, options?: Values & Sampling & Precise & { noise?: Noise }): number;
  /** The expectation value with its standard error, which is 0 where it is exact. */
  estimate(observable: Observable, options?: Values & Sampling & Precise & { noise?: Noise }): Estimate;
  gradient(observable: Observable, options?: Values & { method?: "adjoint" | "parameter-shift" | "finite-difference" }): Derivatives;
  /**
   * From shots: by parameter shifts, so many `shots` (1024) for each basis and shift; or by simultaneous perturbation (Spall),
   * `samples` (100) random directions of size `perturbation` (0.1), of exact values where no shots are given. The standard
   * errors are of these estimates; that of 'spsa' is the spread over the directions.
   */
  gradientEstimate(
    observable: Observable,
    options?: Values & { seed?: number } & (
      | { method?: "parameter-shift"; shots?: number; samples?: undefined; perturbation?: undefined }
      | { method: "spsa"; shots?: number; samples?: number; perturbation?: number }
    ),
  ): Derivatives & { standardError: Derivatives };
  /** Exact second derivatives by the parameters, row by row. */
  hessian(observable: Observable, options?: Values): { value: number; gradient: Float64Array; hessian: Float64Array };
  /** The Fubini-Study metric, row by row. */
  metricTensor(options?: Values & { kind?: "full" | "block" | "diagonal" }): Float64Array;
  /** Counts, keyed as in outcomes. */
  sample(options?: Noisy & Shots & Precise): Record<string, number>;

  /** The circuit as it is written, or with `primitive` in the gates that composite ones stand for. */
  analysis(options?: { primitive?: boolean }): Analysis;
  /** Qubits, and operations by their index in the order of `toText`, that the observable can depend on. */
  lightCone(observable: Observable): { qubits: number[]; operations: number[] };
  /**
   * Sim et al. (2019): the Kullback-Leibler divergence, in nats, of the fidelities of `samples` pairs of states (5000) in
   * `bins` bins (75) from those of uniformly random states; 0 is the most expressive.
   */
  expressibility(options?: Samples & { bins?: number }): { divergence: number; shares: number[]; haar: number[] };
  /** The mean Meyer-Wallach measure over `samples` states (1000), from 0 to 1. */
  entanglingCapability(options?: Samples): Estimate;
  /** Of the derivative by each parameter over `samples` (1000) random parameters; the variance is the unbiased one. */
  gradientVariance(observable: Observable, options?: Samples): { mean: Float64Array; variance: Float64Array };

  /** Each takes values for parameters (some or all) and inputs, which are written as numbers. */
  toText(options?: Values): string;
  toQasm2(options?: Values): string;
  toQasm3(options?: Values): string;
  toQiskit(options?: Values): string;
  toPennylane(options?: Values): string;
  toCirq(options?: Values): string;
  toQuirk(options?: Values): string;
  toQuantikz(options?: Values): string;
  /** Gives the memory back at once instead of when it is collected. */
  free(): void;
}

export interface Analysis {
  /** The longest chain of operations of which each waits for the one before. */
  depth: number;
  /** Measurements and channels included, spacers not. */
  operations: number;
  oneQubit: number;
  /** Operations on two qubits, controls included. */
  twoQubit: number;
  /** On three or more. */
  wider: number;
  /** How many of each name, with a C for each control: { H: 1, CX: 2 }. */
  gates: Record<string, number>;
}

/** |⟨ψ(x)|ψ(y)⟩|² for all pairs of rows, row by row. */
export function kernelMatrix(circuit: Circuit, rows: ReadonlyArray<ArrayLike<number>>, options?: { parameters?: Parameters }): Float64Array;

export interface CurvePoint {
  epoch: number;
  /** The quantum model first, then its classical twins. */
  models: Array<{ model: string; trainLoss: number; testLoss: number; trainAccuracy: number; testAccuracy: number }>;
}
export interface Trained {
  document: object;
  /** The fragment that opens the trained document in the page. */
  link: string;
  curve: CurvePoint[];
  epochs: number;
  /** Whether the signal ended it early. */
  stopped: boolean;
  /** What of the document could not be read. */
  problems: string[];
}
/** Trains a document (a link, its JSON or the parsed object) as the page does: same seed, same curves. */
export function train(
  document: string | object,
  options?: { epochs?: number; seed?: number; onEpoch?: (point: CurvePoint) => void | Promise<void>; signal?: AbortSignal },
): Promise<Trained>;
