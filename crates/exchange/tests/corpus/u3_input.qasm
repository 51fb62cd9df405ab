OPENQASM 3.0;
include "stdgates.inc";
// inputs: a=0.3 b=-0.7
input float[64] b;
input angle[20] a;
qubit[2] q;
rx(a) q[0];
ry(2 * a - b / 3) q[1];
cx q[0], q[1];
rz(a * b) q[1];
rx(-(a + pi)) q[0];
ry(a / 2 + b) q[0];
