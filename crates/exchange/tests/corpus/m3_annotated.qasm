OPENQASM 3;
@keep this
qubit[1] q;
pragma anything at all
bit[1] c;
x q[0];
measure q[0] -> c[0];
