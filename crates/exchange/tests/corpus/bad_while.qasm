// unsupported 4:1
OPENQASM 3.0;
qubit q;
while (true) { x q; }
