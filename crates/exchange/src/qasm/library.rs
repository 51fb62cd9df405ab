//! The gates of `qelib1.inc` and `stdgates.inc`, and those that Qiskit adds when it writes programs.
//!
//! Phases are those of the file that a program includes: in `stdgates.inc` u2 and u3 have determinant 1, in
//! `qelib1.inc` they are Qiskit's, and `U` of OpenQASM 3 is e^{iθ/2} times Qiskit's. Phases show under
//! controls only.

/// How a gate of the library is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum How {
    /// A row of our table, with so many of its first qubits as controls.
    Row(&'static str, usize),
    /// Nothing.
    Nothing,
    /// The built-in U.
    Turn,
    /// u3 with so many controls.
    U3(usize),
    /// u2.
    U2,
    /// cu(θ, φ, λ, γ): controlled e^{iγ} u3.
    Cu,
    /// A definition in OpenQASM.
    Text(&'static str),
}

/// A gate of the library.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub name: &'static str,
    pub params: usize,
    pub qubits: usize,
    pub how: How,
}

const fn row(name: &'static str, params: usize, qubits: usize, how: How) -> Row {
    Row { name, params, qubits, how }
}

/// Every gate of the library.
pub(super) const LIBRARY: &[Row] = &[
    row("U", 3, 1, How::Turn),
    row("CX", 0, 2, How::Row("X", 1)),
    row("u3", 3, 1, How::U3(0)),
    row("u2", 2, 1, How::U2),
    row("u1", 1, 1, How::Row("P", 0)),
    row("u0", 1, 1, How::Nothing),
    row("u", 3, 1, How::U3(0)),
    row("p", 1, 1, How::Row("P", 0)),
    row("phase", 1, 1, How::Row("P", 0)),
    row("id", 0, 1, How::Nothing),
    row("x", 0, 1, How::Row("X", 0)),
    row("y", 0, 1, How::Row("Y", 0)),
    row("z", 0, 1, How::Row("Z", 0)),
    row("h", 0, 1, How::Row("H", 0)),
    row("s", 0, 1, How::Row("S", 0)),
    row("sdg", 0, 1, How::Row("SDG", 0)),
    row("t", 0, 1, How::Row("T", 0)),
    row("tdg", 0, 1, How::Row("TDG", 0)),
    row("sx", 0, 1, How::Row("SX", 0)),
    row("sxdg", 0, 1, How::Row("SXDG", 0)),
    row("rx", 1, 1, How::Row("RX", 0)),
    row("ry", 1, 1, How::Row("RY", 0)),
    row("rz", 1, 1, How::Row("RZ", 0)),
    row("cx", 0, 2, How::Row("X", 1)),
    row("cy", 0, 2, How::Row("Y", 1)),
    row("cz", 0, 2, How::Row("Z", 1)),
    row("ch", 0, 2, How::Row("H", 1)),
    row("cs", 0, 2, How::Row("S", 1)),
    row("csdg", 0, 2, How::Row("SDG", 1)),
    row("csx", 0, 2, How::Row("SX", 1)),
    row("cp", 1, 2, How::Row("P", 1)),
    row("cu1", 1, 2, How::Row("P", 1)),
    row("cphase", 1, 2, How::Row("P", 1)),
    row("crx", 1, 2, How::Row("RX", 1)),
    row("cry", 1, 2, How::Row("RY", 1)),
    row("crz", 1, 2, How::Row("RZ", 1)),
    row("cu3", 3, 2, How::U3(1)),
    row("cu", 4, 2, How::Cu),
    row("swap", 0, 2, How::Row("SWAP", 0)),
    row("cswap", 0, 3, How::Row("SWAP", 1)),
    row("iswap", 0, 2, How::Row("ISWAP", 0)),
    row("ccx", 0, 3, How::Row("X", 2)),
    row("ccz", 0, 3, How::Row("Z", 2)),
    row("c3x", 0, 4, How::Row("X", 3)),
    row("mcx", 0, 4, How::Row("X", 3)),
    row("c4x", 0, 5, How::Row("X", 4)),
    row("c3sqrtx", 0, 4, How::Row("SX", 3)),
    row("c3sx", 0, 4, How::Row("SX", 3)),
    row("rxx", 1, 2, How::Row("RXX", 0)),
    row("ryy", 1, 2, How::Row("RYY", 0)),
    row("rzz", 1, 2, How::Row("RZZ", 0)),
    row("rzx", 1, 2, How::Text("gate rzx(t) a, b { h b; rzz(t) a, b; h b; }")),
    row("r", 2, 1, How::Text("gate r(t, p) a { rz(-p) a; rx(t) a; rz(p) a; }")),
    row("dcx", 0, 2, How::Text("gate dcx a, b { cx a, b; cx b, a; }")),
    row("ecr", 0, 2, How::Text("gate ecr a, b { rzx(pi/4) a, b; x a; rzx(-pi/4) a, b; }")),
    row("rccx", 0, 3, How::Text(RCCX)),
    row("rc3x", 0, 4, How::Text(RC3X)),
];

const RCCX: &str = "gate rccx a, b, c { h c; t c; cx b, c; tdg c; cx a, c; t c; cx b, c; tdg c; h c; }";
const RC3X: &str = "gate rc3x a, b, c, d { h d; t d; cx c, d; tdg d; h d; cx a, d; t d; cx b, d; tdg d;
  cx a, d; t d; cx b, d; tdg d; h d; t d; cx c, d; tdg d; h d; }";

/// The gate of a name.
pub(super) fn named(name: &str) -> Option<&'static Row> {
    LIBRARY.iter().find(|row| row.name == name)
}

/// The known name that is nearest to one, if any is near.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if name.chars().count() > 32 {
        return None;
    }
    let near = |other: &&str| distance(&name.to_lowercase(), &other.to_lowercase());
    let best = known.filter(|k| k.len() <= 64).min_by_key(near)?;
    (near(&best) <= 1 + name.chars().count() / 4).then_some(best)
}

/// How many letters must be added, removed or changed to make one name of another.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
