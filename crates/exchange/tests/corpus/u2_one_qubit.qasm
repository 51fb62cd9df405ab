OPENQASM 2.0;
include "qelib1.inc";
qreg q[1];
ry(0.3) q[0];
x q[0]; y q[0]; z q[0]; h q[0]; s q[0]; sdg q[0]; t q[0]; tdg q[0]; id q[0];
sx q[0]; t q[0]; sxdg q[0]; rx(0.3) q[0]; ry(-1.1) q[0]; rz(2*pi/7) q[0];
u1(0.4) q[0]; u2(0.1,-0.7) q[0]; u3(0.5,1.1,-2.2) q[0]; p(0.9) q[0]; u(0.3,0.2,0.1) q[0]; u0(1) q[0];
