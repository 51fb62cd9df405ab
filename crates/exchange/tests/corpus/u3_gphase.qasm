OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
h q;
gphase(0.3);
gate g a { gphase(0.4); x a; }
g q[0];
ctrl @ g q[0], q[1];
negctrl @ g q[1], q[0];
