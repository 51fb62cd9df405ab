// unknown-gate 4:12
OPENQASM 2.0;
include "qelib1.inc";
gate f a { g a; }
gate g a { f a; }
