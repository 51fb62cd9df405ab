// unsupported 6:5
OPENQASM 3.0;
include "stdgates.inc";
qubit[1] q; bit c;
c = measure q[0];
if (c) { c = measure q[0]; x q[0]; }
