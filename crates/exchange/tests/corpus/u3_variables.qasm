OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
int n = 0;
float a = 0.1;
for int i in [0:2] { n += i; a = a * 2; ry(a) q[i]; }
rx(n) q[0];
bool deep = true;
if (deep && n == 3) { h q[1]; } else { x q[1]; }
if (n > 5) x q[2];
