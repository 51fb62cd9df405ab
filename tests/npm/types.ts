// What the types must allow and refuse; package.test.mjs has tsc check it.
import { Circuit, KetloomError, init, kernelMatrix, train, version } from "ketloom";

await init();
const c: Circuit = Circuit.fromOps(2, [
  { gate: "ry", qubits: [0], args: ["a"] },
  { channel: "amplitude_damping", qubits: [0], args: { gamma: 0.2 } },
  { gate: "measure", qubits: [0], bits: [0] },
  { gate: "x", qubits: [1], if: [0, 1] },
], { bits: 1 });
const amplitudes: Float64Array = c.statevector({ parameters: { a: 1 }, order: "little" });
const outcomes: Record<string, number> = c.outcomes({ parameters: [1], noise: { after: ["cx"], channels: [{ channel: "depolarizing", args: { p: 0.1 } }] } });
const g: Float64Array = c.gradient([[0.5, "ZZ"]], { method: "adjoint" }).parameters;
const k: Float64Array = kernelMatrix(c, [[1], new Float64Array(1)]);
const trained = await train("#k1=", { epochs: 3, onEpoch: (p) => void p.models[0]?.trainLoss });
const link: string = trained.link;
if (new Error() instanceof KetloomError) version();

// @ts-expect-error circuits are not made with new
new Circuit();
// @ts-expect-error an unknown order
c.statevector({ order: "BIG" });
// @ts-expect-error an unknown channel
Circuit.fromOps(1, [{ channel: "noise", qubits: [0], args: {} }]);
export { amplitudes, g, k, link, outcomes };
