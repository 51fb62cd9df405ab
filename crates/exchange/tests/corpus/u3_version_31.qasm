OPENQASM 3.1;
include "stdgates.inc";
qubit[1] q;
h q;
h q[0];
