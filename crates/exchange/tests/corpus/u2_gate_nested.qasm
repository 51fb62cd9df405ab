OPENQASM 2.0;
include "qelib1.inc";
gate a1 q { h q; t q; }
gate a2 q,r { a1 q; cx q,r; a1 r; }
gate a3(x) q,r,s { a2 q,r; rz(x) s; a2 r,s; }
qreg q[3];
a3(0.3) q[0],q[1],q[2];
a3(-0.6) q[2],q[0],q[1];
