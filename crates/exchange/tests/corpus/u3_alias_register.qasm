OPENQASM 3.0;
include "stdgates.inc";
qubit[2] a;
qubit[3] b;
let all = a ++ b;
h all;
for int i in [0:3] { cx all[i], all[i + 1]; }
ry(0.2) all[-1];
