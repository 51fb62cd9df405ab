OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
ry(0.3) q[0];
ry(0.6699999999999999) q[1];
inv @ s q[0];
inv @ rx(0.3) q[1];
inv @ ctrl @ t q[0], q[1];
ctrl @ inv @ sx q[1], q[0];
gate g a, b { h a; cx a, b; t b; }
inv @ g q[0], q[1];
inv @ inv @ g q[1], q[0];
inv @ cu(0.1, 0.2, 0.3, 0.4) q[0], q[1];
