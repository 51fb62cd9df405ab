// not-finite 5:4
OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
rx(sqrt(-1)) q[0];
