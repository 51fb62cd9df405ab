OPENQASM 2.0;
include "qelib1.inc";
gate majority a,b,c { cx c,b; cx c,a; ccx a,b,c; }
qreg q[3];
ry(0.4) q; majority q[0],q[1],q[2];
majority q[2],q[0],q[1];
