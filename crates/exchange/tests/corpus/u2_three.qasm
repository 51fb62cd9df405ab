OPENQASM 2.0;
include "qelib1.inc";
qreg q[5];
ry(0.3) q[0];
ry(0.6699999999999999) q[1];
ry(1.04) q[2];
ry(1.41) q[3];
ry(1.78) q[4];
ccx q[0],q[1],q[2]; cswap q[2],q[3],q[4]; c3x q[0],q[1],q[2],q[3]; c4x q[4],q[3],q[2],q[1],q[0]; c3sqrtx q[1],q[2],q[3],q[4]; rccx q[0],q[1],q[2]; rc3x q[3],q[2],q[1],q[0]; swap q[0],q[4];
