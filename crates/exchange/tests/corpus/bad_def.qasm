// unsupported 4:1
OPENQASM 3.0;
include "stdgates.inc";
def f(qubit q) { x q; }
