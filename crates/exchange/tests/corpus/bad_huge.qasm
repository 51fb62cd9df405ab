// too-many-qubits 3:8
OPENQASM 2.0;
qreg q[1000000000];
