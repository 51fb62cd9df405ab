// unknown-gate 5:1
OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
ccxx q[0],q[1],q[2];
