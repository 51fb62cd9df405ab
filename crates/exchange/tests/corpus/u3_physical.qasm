OPENQASM 3.0;
include "stdgates.inc";
h $0;
cx $0, $1;
ry(0.3) $2;
cz $1, $2;
