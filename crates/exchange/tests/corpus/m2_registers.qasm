OPENQASM 2.0;
include "qelib1.inc";
qreg q[4];
creg c[4];
h q;
measure q -> c;
if(c==5) x q[0];
reset q[1];
if(c==15) measure q[1] -> c[1];
