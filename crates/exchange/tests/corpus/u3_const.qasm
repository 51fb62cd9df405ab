OPENQASM 3.0;
include "stdgates.inc";
const int n = 3;
const float a = pi / n;
const int m = n * 2 - 3;
qubit[n] q;
for int i in [0:n - 1] { rx(a * i) q[i]; }
ry(m) q[0];
rz(sqrt(2) * a ** 2) q[m - 1];
const angle b = a / 2;
ry(b) q[1];
