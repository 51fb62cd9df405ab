// arity 5:1
OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
rx q[0];
