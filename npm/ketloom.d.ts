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
/** Parameters in the order of `circuit.parameters`, or by name. */
export type Parameters = ArrayLike<number> | Readonly<Record<string, number>>;
/** '0.5 Z0 Z1 - X2', or pairs such as [0.5, 'ZZI'], letter k for qubit k. */
export type Observable = string | ReadonlyArray<readonly [number, string]>;
/** A number, or an expression in numbers, pi, functions, x1, x2, … and named parameters. */
export type Expression = number | string;

export type ChannelName =
  | "bit_flip" | "phase_flip" | "bit_phase_flip" | "depolarizing" | "depolarizing2" | "amplitude_damping"
  | "phase_damping" | "generalized_amplitude_damping" | "thermal_relaxation";

export interface GateOperation {
  /** OpenQASM's name: h, rx, cx, … */
  gate: string;
  /** Controls first, then targets, as OpenQASM has them. */
  qubits: readonly number[];
  args?: readonly Expression[];
  /** More control qubits. */
  controls?: readonly number[];
  /** For measure: the classical bit. */
  bits?: readonly number[];
  /** Happens only if this classical bit has this value. */
  if?: readonly [number, 0 | 1];
}
export interface ChannelOperation {
  channel: ChannelName;
  qubits: readonly number[];
  args: Readonly<Record<string, number>>;
  if?: readonly [number, 0 | 1];
}
export type Operation = GateOperation | ChannelOperation;

export interface Readout {
  /** The probability to read 1 where the qubit is 0. */
  p_read1_given0: number;
  /** The probability to read 0 where the qubit is 1. */
  p_read0_given1: number;
}
export interface Noise {
  /** After which gates the channels act, on the gate's qubits. */
  after?: "every-gate" | readonly string[];
  channels?: ReadonlyArray<{ channel: ChannelName; args: Readonly<Record<string, number>> }>;
  /** One entry for all qubits, or one for each. */
  readout?: readonly Readout[];
}

export interface Values { parameters?: Parameters; inputs?: ArrayLike<number> }
export interface Ordered extends Values { order?: Order }
export interface Noisy extends Ordered { noise?: Noise }
export interface Shots { shots?: number; seed?: number }

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

  /** 2^(n+1) numbers: re and im of each amplitude. Global phase is not observable and may differ from other tools'. */
  statevector(options?: Ordered): Float64Array;
  probabilities(options?: Noisy): Float64Array;
  /** '010' → probability. Registers in order of declaration parted by a space, the highest index leftmost; without
   *  measurements all qubits in the chosen order. */
  outcomes(options?: Noisy): Record<string, number>;
  /** Row by row, re and im interleaved. */
  densityMatrix(options?: Noisy): Float64Array;
  expectation(observable: Observable, options?: Values & Shots & { noise?: Noise }): number;
  estimate(observable: Observable, options?: Values & Shots & { noise?: Noise }): { value: number; standardError: number };
  gradient(observable: Observable, options?: Values & { method?: "adjoint" | "parameter-shift" | "finite-difference" }): {
    value: number;
    parameters: Float64Array;
    inputs: Float64Array;
  };
  /** The Fubini-Study metric, row by row. */
  metricTensor(options?: Values & { kind?: "full" | "block" | "diagonal" }): Float64Array;
  /** Counts, keyed as in outcomes. */
  sample(options?: Noisy & Shots): Record<string, number>;

  toText(): string;
  toQasm2(): string;
  toQasm3(): string;
  toQiskit(): string;
  toPennylane(): string;
  toCirq(): string;
  toQuirk(): string;
  toQuantikz(): string;
  /** Gives the memory back at once instead of when it is collected. */
  free(): void;
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
