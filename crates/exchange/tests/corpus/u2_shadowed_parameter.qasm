OPENQASM 2.0;
include "qelib1.inc";
gate g(q) r { rx(q) r; }
gate h2(pi2) r { g(pi2*2) r; }
qreg q[1];
g(0.3) q[0]; h2(0.2) q[0];
