//! The gallery of examples: one row a circuit, with a paragraph that says what it shows, how to look at it and where it
//! is from. The tests check what each paragraph claims. Not here: opening them (see `session`).

/// An example.
pub struct Example {
    /// Its name in tests; never changed.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it shows, how to look at it, where it is from.
    pub about: &'static str,
    /// The circuit as text.
    pub circuit: &'static str,
    /// The values of θ that it opens with.
    pub weights: &'static [f64],
    /// The values of x that it opens with.
    pub inputs: &'static [f64],
    /// The figures that it opens: those that tell most of what it shows.
    pub figures: &'static [&'static str],
}

const fn example(
    name: &'static str,
    title: &'static str,
    figures: &'static [&'static str],
    circuit: &'static str,
    about: &'static str,
) -> Example {
    Example { name, title, about, circuit, weights: &[], inputs: &[], figures }
}

/// Every example.
pub const EXAMPLES: &[Example] = &[
    example(
        "ghz",
        "GHZ state",
        &["ket", "entanglement"],
        "qubits 3; H 0; X 0:1; X 1:2",
        "Three qubits that are all 0 or all 1. Each alone is a fair coin, as its Bloch vector of length 0 shows; any two share one classical bit and no entanglement, so every line of the entanglement figure is 0.50. Move the golden line to see how each X hands the superposition on. Greenberger, Horne, Zeilinger, arXiv:0712.0921.",
    ),
    example(
        "w",
        "W state",
        &["ket", "entanglement"],
        "qubits 3; RY(2*arcsin(sqrt(1/3))) 0; H !0:1; X !0 !1:2",
        "Exactly one of three qubits is 1, and nobody knows which. Unlike a GHZ state it stays entangled when a qubit is lost: any two qubits have a concurrence of 2/3, which the entanglement figure tells under the pointer. Dür, Vidal, Cirac, Phys. Rev. A 62, 062314.",
    ),
    Example {
        weights: &[1.2, 0.7],
        ..example(
            "teleportation",
            "Teleportation",
            &["disks"],
            "qubits 3; bits m 2; label 0 message; label 1 Alice; label 2 Bob; RY(theta1) 0; P(theta2) 0; H 1; X 1:2; X 0:1; H 0; MEASURE 0 -> m[0]; MEASURE 1 -> m[1]; if m[1] == 1 X 2; if m[0] == 1 Z 2",
            "A state moves from the message to Bob's qubit by two classical bits and a shared Bell pair. Set the state with θ1 and θ2: Bob's Bloch vector at the end is the message's before, whatever Alice measures. Put the golden line before the last two gates, and Bob has nothing: without the bits his qubit is a fair coin. Bennett et al., Phys. Rev. Lett. 70, 1895.",
        )
    },
    example(
        "superdense",
        "Superdense coding",
        &["probabilities"],
        "qubits 4; bits sent 2; bits got 2; label 2 sender; label 3 receiver; H 0; H 1; MEASURE 0 -> sent[0]; MEASURE 1 -> sent[1]; H 2; X 2:3; if sent[1] == 1 X 2; if sent[0] == 1 Z 2; X 2:3; H 2; MEASURE 2 -> got[0]; MEASURE 3 -> got[1]",
        "Two classical bits travel in one qubit, given a shared Bell pair. The upper wires draw two random bits; the sender turns the half of the pair accordingly and sends that one qubit; the receiver measures both. What was got is what was sent, in all four cases. Bennett, Wiesner, Phys. Rev. Lett. 69, 2881.",
    ),
    example(
        "deutsch-jozsa",
        "Deutsch-Jozsa",
        &["probabilities"],
        "qubits 4; bits c 3; label 3 f; gate oracle 4 { X 0 1:3; X 2:3 }; X 3; H 0; H 1; H 2; H 3; oracle 0 1 2 3; H 0; H 1; H 2; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]; MEASURE 2 -> c[2]",
        "Is a function constant or balanced? The box is f(x) = x0·x1 ⊕ x2, which is 1 for half of all x, so 000 is never measured. Take the box out, and f is constant: 000 for certain. One question decides what takes up to five classically. Deutsch, Jozsa, Proc. R. Soc. A 439, 553.",
    ),
    example(
        "bernstein-vazirani",
        "Bernstein-Vazirani",
        &["probabilities"],
        "qubits 5; bits c 4; label 4 f; gate oracle 5 { X 0:4; X 2:4; X 3:4 }; X 4; H 0; H 1; H 2; H 3; H 4; oracle 0 1 2 3 4; H 0; H 1; H 2; H 3; MEASURE 0 -> c[0]; MEASURE 1 -> c[1]; MEASURE 2 -> c[2]; MEASURE 3 -> c[3]",
        "The box knows a secret string, here 1011, and tells the parity of the bits that it shares with x. Asked once about all x at the same time, it gives the whole string away; classically it takes a question for each bit. Bernstein, Vazirani, SIAM J. Comput. 26, 1411.",
    ),
    example(
        "grover",
        "Grover search",
        &["probabilities"],
        "qubits 3; gate oracle 3 { Z 0 !1:2 }; gate diffuse 3 { H 0; H 1; H 2; X 0; X 1; X 2; Z 0 1:2; X 0; X 1; X 2; H 0; H 1; H 2 }; H 0; H 1; H 2; oracle 0 1 2; diffuse 0 1 2; oracle 0 1 2; diffuse 0 1 2",
        "The oracle turns the sign of one of eight basis states, 101; the second box reflects all amplitudes about their mean. Each round turns the state by the same angle towards the one sought: after two the chance is sin²(5·arcsin(1/√8)) = 94.5 %. Copy another round to its end and see it get worse. Grover, arXiv:quant-ph/9605043.",
    ),
    example(
        "qft",
        "Quantum Fourier transform",
        &["disks", "qsphere"],
        "qubits 4; X 1; X 3; H 0; P(pi/2) 1:0; P(pi/4) 2:0; P(pi/8) 3:0; H 1; P(pi/2) 2:1; P(pi/4) 3:1; H 2; P(pi/2) 3:2; H 3; SWAP 0 3; SWAP 1 2",
        "The Fourier transform of sixteen amplitudes in twelve gates. The input is |0101⟩ = |5⟩; the output has equal probabilities and phases that turn five times in sixteen steps, as the dials under the amplitudes show. Put X gates elsewhere for other frequencies. Coppersmith, arXiv:quant-ph/0201067.",
    ),
    Example {
        weights: &[1.963495408493621],
        ..example(
            "phase-estimation",
            "Phase estimation",
            &["probabilities"],
            "qubits 5; label 4 eigenstate; H 0; H 1; H 2; H 3; X 4; P(8*theta1) 0:4; P(4*theta1) 1:4; P(2*theta1) 2:4; P(theta1) 3:4; QFTDG 0 1 2 3",
            "The phase of an eigenvalue becomes a number: P(θ1) turns |1⟩ by θ1 = 2π·5/16, and the upper four qubits read 0101, which is 5. Move θ1: between two sixteenths the probabilities spread over the neighbours, at least 40 % on the nearest. Kitaev, arXiv:quant-ph/9511026.",
        )
    },
    Example {
        weights: &[1.1],
        ..example(
            "bit-flip",
            "Bit-flip code",
            &["disks"],
            "qubits 5; bits s 2; RY(theta1) 0; X 0:1; X 0:2; X 1; X 0:3; X 1:3; X 1:4; X 2:4; MEASURE 3 -> s[0]; MEASURE 4 -> s[1]; if s == 1 X 0; if s == 3 X 1; if s == 2 X 2; X 0:2; X 0:1",
            "One qubit spread over three survives a flip of any of them. The lone X in column 4 is the error: move it to another of the upper wires, or delete it. Two parities say which qubit flipped without saying anything about the state, and a condition turns it back: at the end qubit 0 is as RY(θ1) made it. Nielsen, Chuang, section 10.1.",
        )
    },
    Example {
        weights: &[1.1, 0.6],
        ..example(
            "shor-code",
            "Shor's nine-qubit code",
            &["disks"],
            "qubits 9; RY(theta1) 0; P(theta2) 0; X 0:3; X 0:6; H 0; H 3; H 6; X 0:1; X 0:2; X 3:4; X 3:5; X 6:7; X 6:8; SPACER 0; SPACER 1; SPACER 2; SPACER 3; Y 4; SPACER 5; SPACER 6; SPACER 7; SPACER 8; X 0:1; X 0:2; X 1 2:0; X 3:4; X 3:5; X 4 5:3; X 6:7; X 6:8; X 7 8:6; H 0; H 3; H 6; X 0:3; X 0:6; X 3 6:0",
            "Nine qubits protect one against any error of a single qubit: flips are voted on within each block of three, phase flips between the blocks. The lone Y is the error: put X, Y, Z or any rotation there, on any wire; qubit 0 at the end is as it was prepared. What went wrong is left on the other wires. Shor, Phys. Rev. A 52, R2493.",
        )
    },
    Example {
        weights: &[0.4636476090008061],
        ..example(
            "vqe",
            "Variational ground state",
            &["ket", "entanglement"],
            "qubits 2; RY(theta1) 0; X 0:1; H 0; H 1",
            "An ansatz for two spins with the energy −ZZ − X₀ − X₁. As a variational eigensolver would, turn θ1 until the energy is least: at arctan(1/2) = 0.4636 it is −√5, the ground state's, for no circuit of two qubits can be below. At θ1 = 0 it is −2: the spins do not know of each other. Peruzzo et al., Nat. Commun. 5, 4213.",
        )
    },
    Example {
        weights: &[0.4, 1.3, -0.8, 0.9],
        inputs: &[0.5],
        ..example(
            "reuploading",
            "Data re-uploading",
            &["disks"],
            "qubits 1; RY(theta1) 0; RX(x1) 0; RY(theta2) 0; RX(x1) 0; RY(theta3) 0; RX(x1) 0; RY(theta4) 0",
            "The number x1 enters three times with rotations to be learned between. What is measured, ⟨Z⟩, is then a Fourier series in x1 with the frequencies 0 to 3 and no others: as many as there are uploads. Move x1 through a whole turn to see its waves, and θ to shape them. Pérez-Salinas et al., Quantum 4, 226; Schuld, Sweke, Meyer, Phys. Rev. A 103, 032430.",
        )
    },
];
