OPENQASM 3.0;
include "stdgates.inc";
gate g(a, b) x, y { rx(a) x; cx x, y; rz(b) y; }
qubit[3] q;
h q;
inv @ g(0.3, 0.4) q[0], q[1];
ctrl @ g(0.5, 0.6) q[0], q[1], q[2];
pow(2) @ g(0.1, 0.2) q[2], q[0];
negctrl @ inv @ g(1, 2) q[1], q[0], q[2];
