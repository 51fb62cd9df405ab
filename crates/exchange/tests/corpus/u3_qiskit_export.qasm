OPENQASM 3.0;
include "stdgates.inc";
gate sxdg _gate_q_0 {
  s _gate_q_0;
  h _gate_q_0;
  s _gate_q_0;
}
gate rzx_0(p0) _gate_q_0, _gate_q_1 {
  h _gate_q_1;
  cx _gate_q_0, _gate_q_1;
  rz(p0) _gate_q_1;
  cx _gate_q_0, _gate_q_1;
  h _gate_q_1;
}
bit[2] meas;
qubit[2] q;
ry(0.3) q[0];
sxdg q[1];
rzx_0(0.7) q[0], q[1];
U(0.1, 0.2, 0.3) q[0];
barrier q[0], q[1];
