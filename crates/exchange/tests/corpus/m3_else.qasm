OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
bit[2] c;
h q;
c = measure q;
if (c[0] == 1 && c[1] == 0) { x q[0]; } else { x q[1]; h q[0]; }
if (c == 2) z q[0]; else if (c < 1) y q[0]; else s q[0];
if (!c[0] || c[1]) reset q[1];
if (c != "01") t q[0];
