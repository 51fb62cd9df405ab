OPENQASM 2.0;
include "qelib1.inc";
gate _g1 a { rx(0.3) a; }
gate X9_y a,b { cx a,b; _g1 b; }
qreg q_0[2];
X9_y q_0[0],q_0[1]; _g1 q_0[0]; X9_y q_0[1],q_0[0];
