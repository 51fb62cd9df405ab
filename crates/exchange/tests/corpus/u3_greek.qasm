OPENQASM 3.0;
include "stdgates.inc";
// inputs: θ=0.4
input float θ;
qubit[1] q;
gate turn(φ) ψ { rz(φ) ψ; ry(2 * φ) ψ; }
turn(θ) q[0];
rx(π / 3 + τ) q[0];
