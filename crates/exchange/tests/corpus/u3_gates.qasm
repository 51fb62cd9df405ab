OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
ry(0.3) q[0];
ry(0.6699999999999999) q[1];
ry(1.04) q[2];
p(0.3) q[0]; x q[1]; y q[2]; z q[0]; h q[1]; s q[2]; sdg q[0]; t q[1]; tdg q[2]; sx q[0]; rx(0.1) q[1]; ry(0.2) q[2]; rz(0.3) q[0]; cx q[0], q[1]; cy q[1], q[2]; cz q[2], q[0]; cp(0.4) q[0], q[1]; crx(0.5) q[1], q[2]; cry(0.6) q[2], q[0]; crz(0.7) q[0], q[2]; ch q[1], q[0]; swap q[0], q[2]; ccx q[0], q[1], q[2]; cswap q[0], q[1], q[2]; cu(0.1, 0.2, 0.3, 0.4) q[0], q[1]; phase(0.3) q[0]; cphase(0.2) q[0], q[1]; id q[0]; u1(0.2) q[0]; u2(0.3, 0.4) q[1]; u3(0.1, 0.2, 0.3) q[2]; CX q[2], q[1];
