// no-qubits 3:1
OPENQASM 3;
