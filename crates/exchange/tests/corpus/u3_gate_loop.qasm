OPENQASM 3.0;
include "stdgates.inc";
gate layers(t) a, b { for int i in [1:3] { ry(t * i) a; cx a, b; } }
qubit[2] q;
layers(0.2) q[0], q[1];
