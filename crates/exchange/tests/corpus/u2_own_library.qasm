OPENQASM 2.0;
gate u3(theta,phi,lambda) q { U(theta,phi,lambda) q; }
gate u2(phi,lambda) q { U(pi/2,phi,lambda) q; }
gate cx c,t { CX c,t; }
gate h a { u2(0,pi) a; }
qreg q[2];
h q[0]; cx q[0],q[1]; u3(0.1,0.2,0.3) q[1];
