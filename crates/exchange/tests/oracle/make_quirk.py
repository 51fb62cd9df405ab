"""Writes quirk.json: circuits in Quirk's JSON and the states that Cirq's reader of them makes.

Run by hand with cirq installed (pip install cirq-core); the tests read the result and need no Python.
Amplitudes are in our order: qubit 0, Quirk's top wire, is the most significant bit. t is 0.3.

Where values of registers matter, Quirk's shaders count the top wire as the least significant
(KetShaderUtil.js: a gate's step is 1 << row), and Cirq counts it as the most significant. Those circuits are
given to Cirq upside down, and the state's wires are turned back.
"""
import json
import os
import re

import cirq
import numpy as np

F = lambda gate, arg: {"id": gate, "arg": arg}
start = lambda n: [[F("Ryft", f"{0.5 + 0.37 * k:.2f}") for k in range(n)], [F("Rzft", f"{0.3 * k - 0.4:.1f}") for k in range(n)]]
cases = []


def case(n, *cols, **more):
    cases.append((n, {"cols": start(n) + [list(c) for c in cols], **more}))


for g in ["H", "X", "Y", "Z", "X^½", "X^-½", "Y^½", "Y^-½", "Z^½", "Z^-½", "Z^¼", "Z^-¼", "X^¼", "Y^-¼", "X^⅛", "Y^⅓", "X^-⅓"]:
    case(2, ["•", g], [1, "H"])
for g in ["Z^⅛", "Z^⅟₁₆", "Z^⅟₆₄", "Z^⅟₁₂₈", "X^-⅟₁₆", "Y^⅟₃₂", "X^t", "Y^t", "Z^t", "X^-t", "Y^-t", "Z^-t"]:
    case(2, [g, "•"])
for g in ["e^iXt", "e^iYt", "e^iZt", "e^-iXt", "e^-iYt", "e^-iZt", "NeGate", "i", "-i", "√i", "√-i"]:
    case(2, [g, "•"])
for g, a in [("X^ft", "sin(pi t)"), ("Y^ft", "t/2"), ("Z^ft", "0.3"), ("Rxft", "pi t^2"), ("Ryft", "2 t"), ("Rzft", "cos(t) pi")]:
    case(2, [F(g, a), "◦"])
    case(2, [g, "•"])
for c in ["•", "◦", "⊕", "⊖", "⊗", "(/)"]:
    case(3, [c, "X", 1], ["Y", 1, c])
for p in ["zpar", "xpar", "ypar"]:
    case(4, [p, "X", p, 1])
    case(4, [p, p, p, "H"])
    case(3, [p, "Z", "•"])
case(3, ["Swap", "•", "Swap"])
case(3, ["Swap", 1, "Swap"])
case(4, ["•", "X", "X", "◦"])
for g in ["QFT3", "QFT†3", "PhaseGradient3", "PhaseUngradient3", "grad^t3", "grad^-t3"]:
    case(4, [g, 1, 1, "•"])
for g in ["rev3", "<<3", ">>3", "rev4", "<<4", "weave4", "split4", "weave3", "split3"]:
    case(5, [g, 1, 1, 1, "•"] if not g.endswith("4") else [g])
# Cirq leaves controls of arithmetic out without a word, so these have none; a test of ours has them.
for g in ["inc3", "dec3"]:
    case(4, [1, g, 1, 1])
for g in ["+=A3", "-=A3", "*A3", "/A3", "+cntA3", "-cntA3", "^=A3", "Flip<A3"]:
    case(5, [g, 1, 1, "inputA2", 1])
    case(6, ["inputA2", 1, g, 1, 1, 1])
    case(5, [g, 1, 1, "revinputA2", 1])
for g in ["+=AB2", "-=AB2"]:
    case(6, [g, 1, "inputA2", 1, "inputB2", 1])
for g in ["incmodR2", "decmodR2"]:
    case(4, [g, 1, "inputR2", 1], init=[0, 0, 1, 1])
for g in ["+AmodR2", "-AmodR2", "*AmodR2", "/AmodR2"]:
    cases.append((6, {"cols": [["H", 1, "H", "H"], [g, 1, "inputA2", 1, "inputR2", 1], ["Y^¼", 1, "H"]], "init": [0, 0, 0, 0, 1, 1]}))
for g in ["+ABmodR2", "-ABmodR2", "*BToAmodR2", "/BToAmodR2"]:
    cases.append((8, {"cols": [["H", 1, "H", "H", 1, "H"], [g, 1, "inputA2", 1, "inputB2", 1, "inputR2", 1], ["Y^¼", 1, "H"]], "init": [0, 0, 0, 0, 1, 0, 1, 1]}))
for g in ["^A<B", "^A>B", "^A<=B", "^A>=B", "^A=B", "^A!=B"]:
    case(5, ["inputA2", 1, g, "inputB2", 1])
for g in ["X", "Y", "Z"]:
    case(4, [f"{g}^(A/2^n)", "inputA2", 1, "•"])
    case(3, ["inputA2", 1, f"{g}^(-A/2^n)"])
case(3, ["H", "…", "Bloch"], ["Chance3"], ["Density2"], ["Amps3"], [1, 1, "H"])
cases.append((6, {"cols": [["•", "X"], ["Y^¼", 1, "•", "H", "X^¼", "Z"]], "init": [0, 1, "+", "-", "i", "-i"]}))
case(3, ["~m", "•"], [1, "~m"], gates=[{"id": "~m", "name": "my gate", "matrix": "{{√½,√½i},{√½i,√½}}"}])
case(3, ["~2", 1, "◦"], gates=[{"id": "~2", "matrix": "{{1,0,0,0},{0,0,1,0},{0,√½,0,√½},{0,√½,0,-√½}}"}])
case(3, ["~r"], gates=[{"id": "~r", "matrix": "{{0.9553365,-0.2955202},{0.2955202,0.9553365}}"}])
case(4, [1, "~c", 1, "•"], ["~d"], gates=[
    {"id": "~c", "circuit": {"cols": [["H"], ["•", "X"]]}},
    {"id": "~d", "name": "H", "circuit": {"cols": [["~c"], [1, "~c", 1], [1, 1, "Z^t"]]}},
])

VALUES = re.compile(r"^(QFT|inc|dec|[-+]=A|[-+]cntA|[*/]|[-+]A|\^[A=]|Flip|PhaseG|PhaseU|grad|inputA|inputB|inputR|revinput)|\(-?A/2")


def size(entry):
    name = entry if isinstance(entry, str) else ""
    digits = re.search(r"^(?:QFT†?|Phase.*|grad.*|rev|<<|>>|weave|split|.*input[ABR]|inc.*|dec.*|[-+*/^F].*A.*|[-+*/]B?.*R)(\d+)$", name)
    return int(digits.group(1)) if digits and not name.startswith("^A") else 1


def upside_down(n, data):
    turned = {**data, "cols": []}
    for col in data["cols"]:
        new = [1] * n
        for wire, entry in enumerate(col):
            if entry != 1:
                new[n - wire - size(entry)] = entry
        turned["cols"].append(new)
    if "init" in data:
        turned["init"] = (data["init"] + [0] * n)[:n][::-1]
    return turned


out = {"cirq": cirq.__version__, "cases": [], "refused": []}
for n, data in cases:
    qubits = cirq.LineQubit.range(n)
    try:
        turn = any(isinstance(e, str) and VALUES.search(e) for col in data["cols"] for e in col)
        circuit = cirq.quirk_json_to_circuit(upside_down(n, data) if turn else data)
        qubits = qubits[::-1] if turn else qubits
        circuit = cirq.resolve_parameters(circuit, {"t": 0.3})
        state = cirq.Simulator(dtype=np.complex128).simulate(circuit, qubit_order=qubits).final_state_vector
    except Exception as e:  # noqa: BLE001
        print(json.dumps(data, ensure_ascii=False), type(e).__name__, str(e)[:200])
        continue
    numbers = [[float(f"{z.real:.12g}"), float(f"{z.imag:.12g}")] for z in state]
    out["cases"].append({"quirk": json.dumps(data, ensure_ascii=False, separators=(",", ":")), "state": numbers})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quirk.json"), "w", encoding="utf-8") as f:
    json.dump(out, f, ensure_ascii=False, separators=(",", ":"))
    f.write("\n")
print(len(out["cases"]), "of", len(cases))
