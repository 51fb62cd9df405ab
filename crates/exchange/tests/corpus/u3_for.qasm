OPENQASM 3.0;
include "stdgates.inc";
qubit[4] q;
for int i in [0:3] { ry(0.1 * i) q[i]; }
for uint i in [0:2] { cx q[i], q[i + 1]; }
for int j in {0, 2, 3} rz(pi / (j + 1)) q[j];
for int k in [3:-1:0] { h q[k]; }
for int a in [0:2:3] { for int b in [a + 1:3] { cp(0.1 * (a + b)) q[a], q[b]; } }
