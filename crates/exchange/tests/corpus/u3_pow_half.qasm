OPENQASM 3.0;
include "stdgates.inc";
// oracle: sx, and roots by matrices
qubit[2] q;
ry(0.3) q[0];
ry(0.6699999999999999) q[1];
pow(0.5) @ x q[0];
pow(0.25) @ y q[1];
pow(1.0/3.0) @ h q[0];
pow(0.3) @ swap q[0], q[1];
pow(0.5) @ cx q[1], q[0];
pow(0.5) @ rz(1.3) q[0];
pow(0.5) @ t q[1];
