OPENQASM 2.0;
include "qelib1.inc";
gate mine(a,b) x,y { ry(a/2) x; cx x,y; rz(-b+a) y; barrier x,y; cu1(a*b) y,x; }
qreg q[3];
h q;
mine(0.3,pi/5) q[0],q[1];
mine(1,2) q[2],q[0];
