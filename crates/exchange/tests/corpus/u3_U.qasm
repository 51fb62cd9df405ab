OPENQASM 3.0;
include "stdgates.inc";
qubit q;
U(0.3, 0.2, 0.1) q;
U(pi, 0, pi) q;
U(-1.3, tau/3, euler) q;
