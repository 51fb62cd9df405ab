// What the types must allow and refuse; package.test.mjs has tsc check it.
import { Circuit, KetloomError, init, kernelMatrix, train, version } from "ketloom";

await init();
const c: Circuit = Circuit.fromOps(2, [
  { gate: "ry", qubits: [0], args: ["a"] },
  { channel: "amplitude_damping", qubits: [0], args: { gamma: 0.2 } },
  { gate: "measure", qubits: [0], bits: [0] },
  { gate: "x", qubits: [1], if: [0, 1] },
], { bits: 1 });
Circuit.fromOps(3, [{ gate: "add", registers: [[0], new Uint8Array([1])], controls: ["!2", 2] }, { matrix: new Float64Array(8), qubits: [0], name: "mine" }]);
const amplitudes: Float64Array = c.statevector({ parameters: { a: 1 }, order: "little" });
const single: Float32Array = c.statevector({ parameters: [1], precision: "single" });
const either = (precision: "single" | "double"): Float32Array | Float64Array => c.statevector({ precision });
const precise: number[] = [c.expectation("Z0", { precision: "single", shots: 10 }), c.probabilities({ precision: "single" })[0]!, c.sample({ precision: "double" })["0"]!];
const outcomes: Record<string, number> = c.outcomes({ parameters: [1], noise: { after: ["cx"], channels: [{ channel: "depolarizing", args: { p: 0.1 } }] } });
const g: Float64Array = c.gradient([[0.5, "ZZ"]], { method: "adjoint" }).parameters;
const k: Float64Array = kernelMatrix(c, [[1], new Float64Array(1)]);
const trained = await train("#k1=", { epochs: 3, onEpoch: (p) => void p.models[0]?.trainLoss });
const link: string = trained.link;
if (new Error() instanceof KetloomError) version();
const bound: Circuit = c.bind({ a: 1 }).bind([], { inputs: new Float64Array(0) });
const written: string = c.toQasm2({ parameters: { a: 1 } }) + bound.toCirq();
const rho: Float64Array = c.densityMatrix({ qubits: [1, 0], order: "little", noise: { channels: [] } });
const numbers: number[] = [
  c.purity(), c.entropy({ qubits: [0], alpha: Infinity }), c.concurrence({ qubits: [0, 1] }), c.negativity({ qubits: [0] }),
  c.mutualInformation({ qubits: [0], others: [1] }), c.fidelity(bound, { qubits: [0], other: { parameters: [1], qubits: [1] } }), c.traceDistance(c),
];
const [[x, y, z]]: Array<[number, number, number]> = c.blochVectors({ qubits: new Uint8Array(1) });
const schmidt: Float64Array = c.schmidtCoefficients({ qubits: [0] });
const { value, standardError }: { value: number; standardError: number } = c.estimate("Z0", { trajectories: 100, seed: 1 });
const h: Float64Array = c.hessian("Z0", { parameters: [1] }).hessian;
const spread: Float64Array = c.gradientEstimate("Z0", { method: "spsa", samples: 10, perturbation: 0.1 }).standardError.parameters;
const cx: number | undefined = c.analysis({ primitive: true }).gates.CX;
const cone: number[] = c.lightCone("Z1").operations;
const random: number[] = [c.expressibility({ samples: 10, bins: 5 }).divergence, c.entanglingCapability({ seed: 2 }).value, ...c.gradientVariance("Z0").variance];

// @ts-expect-error circuits are not made with new
new Circuit();
// @ts-expect-error single precision gives f32
const wide: Float64Array = c.statevector({ precision: "single" });
// @ts-expect-error an unknown precision
c.probabilities({ precision: "half" });
// @ts-expect-error gradients are in double precision
c.gradient("Z0", { precision: "single" });
// @ts-expect-error an unknown order
c.statevector({ order: "BIG" });
// @ts-expect-error shots or trajectories, not both
c.expectation("Z0", { shots: 10, trajectories: 10 });
// @ts-expect-error directions belong to spsa
c.gradientEstimate("Z0", { shots: 10, samples: 10 });
// @ts-expect-error one side must be named
c.negativity();
// @ts-expect-error the order of no matrix
c.purity({ order: "big" });
// @ts-expect-error a gate needs qubits or registers
Circuit.fromOps(1, [{ gate: "h" }]);
// @ts-expect-error an unknown channel
Circuit.fromOps(1, [{ channel: "noise", qubits: [0], args: {} }]);
export { amplitudes, cone, cx, g, h, k, link, numbers, outcomes, random, rho, schmidt, spread, standardError, value, written, x, y, z };
