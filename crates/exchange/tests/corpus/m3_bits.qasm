OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c = "000";
h q;
c[0:1] = measure q[1:2];
bit last = measure q[0];
if (last == true) { c[2] = measure q[0]; }
if (int(c) >= 3) x q[0];
if (3 > c) x q[1];
delay[100ns] q[0];
output bit o;
o = measure q[2];
