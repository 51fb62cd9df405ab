OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
ry(0.3) q[0];
ry(0.6699999999999999) q[1];
pow(2) @ t q[0];
pow(3) @ rx(0.3) q[1];
pow(-1) @ s q[0];
pow(0) @ x q[1];
pow(-2) @ sx q[0];
pow(0.5) @ z q[0];
pow(0.5) @ s q[1];
gate g a, b { h a; cx a, b; t b; }
pow(3) @ g q[0], q[1];
pow(-2) @ g q[1], q[0];
ctrl @ pow(2) @ t q[0], q[1];
