"""Runs exported programs in their targets and prints what they give, a line each.

Usage: run.py TARGET FOLDER. FOLDER/list has lines "NUMBER KIND VALUES...": the program is FOLDER/NUMBER.txt, KIND is
`state` (print the amplitudes, our order), `density` (the density matrix, row by row, our order) or `bits` (print the distribution over all classical bits, bit 0 least
significant, exact or from SHOTS shots), VALUES are those of the parameters and inputs in order.
Printed: "NUMBER ok re im re im ..." or "NUMBER ok bits probability ..." or "NUMBER failed: why".
"""
import sys
import traceback
import warnings

import numpy as np

warnings.filterwarnings("ignore")
SHOTS = 1500


def of_qiskit_circuit(circuit, kind, values_by_name):
    bound = circuit.assign_parameters({p: values_by_name[p.name] for p in circuit.parameters})
    if kind == "state":
        from qiskit.quantum_info import Statevector

        return numbers(Statevector(bound.reverse_bits()).data)
    if kind == "density":
        from qiskit.quantum_info import DensityMatrix

        return numbers(DensityMatrix(bound.reverse_bits()).data.flatten())
    from qiskit import transpile
    from qiskit_aer import AerSimulator

    simulator = AerSimulator(seed_simulator=7)
    counts = simulator.run(transpile(bound, simulator, optimization_level=0), shots=SHOTS).result().get_counts()
    # "c1 c0": registers from the last to the first, each with its highest bit first: one number as it stands.
    return [f"{int(key.replace(' ', ''), 2)} {n / SHOTS!r}" for key, n in counts.items()]


def numbers(state):
    return [f"{complex(a).real!r} {complex(a).imag!r}" for a in state]


def qiskit(text, kind, values):
    scope = {"__name__": "exported"}
    exec(compile(text, "exported", "exec"), scope)
    if kind == "state":
        return numbers(scope["statevector"](*values))
    return of_qiskit_circuit(scope["circuit"], kind, {})


def pennylane(text, kind, values):
    scope = {"__name__": "exported"}
    exec(compile(text, "exported", "exec"), scope)
    if kind == "state":
        return numbers(scope["statevector"](*values))
    if kind == "density":
        return numbers(np.asarray(scope["density"](*values)).flatten())
    if kind == "train":
        learned = scope["train"](steps=30)
        inputs = scope["train"].__defaults__[2]
        return [repr(float(scope["expectation"](*learned, *inputs)))]
    return [f"{i} {float(p)!r}" for i, p in enumerate(scope["distribution"](*values)) if p > 1e-12]


def cirq(text, kind, values):
    scope = {"__name__": "exported"}
    exec(compile(text, "exported", "exec"), scope)
    if kind == "state":
        return numbers(scope["statevector"](*values))
    import cirq
    import collections

    circuit = scope["circuit"]
    if kind == "density":
        simulator = cirq.DensityMatrixSimulator(dtype=np.complex128)
        return numbers(simulator.simulate(circuit, qubit_order=scope["qubits"]).final_density_matrix.flatten())
    result = cirq.Simulator(seed=7).run(circuit, repetitions=SHOTS)
    counts = collections.Counter()
    # Keys are NAME_INDEX of one register `c`; the last record of a key is the bit's value.
    for shot in range(SHOTS):
        counts[sum(int(r[shot][-1][0]) << int(key.rsplit("_", 1)[1]) for key, r in result.records.items())] += 1
    return [f"{bits} {n / SHOTS!r}" for bits, n in counts.items()]


def quirk(text, kind, values):
    import cirq

    circuit = cirq.quirk_url_to_circuit(text)
    qubits = cirq.LineQubit.range(1 + max(q.x for q in circuit.all_qubits()))
    simulator = cirq.Simulator(dtype=np.complex128)
    return numbers(simulator.simulate(circuit, qubit_order=qubits).final_state_vector)


def qasm2(text, kind, values):
    from qiskit import qasm2

    return of_qiskit_circuit(qasm2.loads(text), kind, {})


def qasm3(text, kind, values):
    from qiskit import qasm3

    circuit = qasm3.loads(text)
    names = [line.split()[2].rstrip(";") for line in text.splitlines() if line.startswith("input float")]
    return of_qiskit_circuit(circuit, kind, dict(zip(names, values)))


def main(target, folder):
    run = globals()[target]
    for line in open(f"{folder}/list"):
        number, kind, *values = line.split()
        text = open(f"{folder}/{number}.txt", encoding="utf-8").read()
        try:
            print(number, "ok", *run(text, kind, [float(v) for v in values]))
        except Exception as why:  # every failure is one line of the report
            place = traceback.extract_tb(why.__traceback__)[-1]
            print(number, "failed:", type(why).__name__, str(why).replace("\n", " ")[:300], place.name, place.lineno)


main(sys.argv[1], sys.argv[2])
