// too-many-qubits 4:8
OPENQASM 2.0;
include "qelib1.inc";
qreg q[27];
