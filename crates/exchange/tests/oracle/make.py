"""Writes statevectors.json: what Qiskit makes of the unitary programs of the corpus.

Run by hand with qiskit and qiskit_qasm3_import installed (pip install qiskit qiskit-qasm3-import); the tests
read the result and need no Python. Amplitudes are in our order: qubit 0 is the most significant bit.
Programs that Qiskit cannot read are listed with what it says; a test sees to it that there are none.
"""
import glob
import json
import os
import re

import qiskit
from qiskit import QuantumCircuit, qasm2, qasm3
from qiskit.quantum_info import Statevector

here = os.path.dirname(os.path.abspath(__file__))
out = {"qiskit": qiskit.__version__, "states": {}, "refused": {}}
for path in sorted(glob.glob(os.path.join(here, "../corpus/u*.qasm"))):
    name = os.path.basename(path)[:-5]
    # What Qiskit cannot read stands beside it, written out.
    plain = path[:-5] + ".plain"
    text = open(plain if os.path.exists(plain) else path, encoding="utf-8").read()
    try:
        if "OPENQASM 2" in text:
            circuit = qasm2.loads(
                text,
                include_path=qasm2.LEGACY_INCLUDE_PATH,
                custom_instructions=qasm2.LEGACY_CUSTOM_INSTRUCTIONS,
                custom_classical=qasm2.LEGACY_CUSTOM_CLASSICAL,
            )
        else:
            circuit = qasm3.loads(text)
        values = dict(re.findall(r"(\S+)=(\S+)", "".join(re.findall(r"// inputs:.*", text))))
        circuit = circuit.assign_parameters({p: float(values[p.name]) for p in circuit.parameters})
        state = Statevector.from_instruction(circuit).reverse_qargs().data
        out["states"][name] = [[float(f"{z.real:.12g}"), float(f"{z.imag:.12g}")] for z in state]
    except Exception as e:  # noqa: BLE001 - whatever it says is what we want to record
        out["refused"][name] = f"{type(e).__name__}: {str(e).splitlines()[0][:160] if str(e) else ''}"
with open(os.path.join(here, "statevectors.json"), "w", encoding="utf-8") as f:
    json.dump(out, f, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    f.write("\n")
print(len(out["states"]), "states;", out["refused"])
