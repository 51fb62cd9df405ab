OPENQASM 2.0;
include "qelib1.inc";
qreg q[2];
ry(0.3) q[0];
ry(0.6699999999999999) q[1];
rxx(0.7) q[0],q[1]; rzz(0.4) q[0],q[1];
