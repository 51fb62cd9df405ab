//! The gates of `qelib1.inc` and `stdgates.inc`, and those that Qiskit adds when it writes programs.
//!
//! Phases are those of the file that a program includes: in `stdgates.inc` u2 and u3 have determinant 1, in
//! `qelib1.inc` they are Qiskit's, and `U` of OpenQASM 3 is e^{iθ/2} times Qiskit's. Phases show under
//! controls only.

/// How a gate of the library is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum How {
    /// What `Gate::spelled` makes of this name.
    Spelled(&'static str),
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

/// A gate that we spell alike.
const fn same(name: &'static str, params: usize, qubits: usize) -> Row {
    row(name, params, qubits, How::Spelled(name))
}

/// Every gate of the library.
pub(super) const LIBRARY: &[Row] = &[
    row("U", 3, 1, How::Turn),
    same("CX", 0, 2),
    row("u3", 3, 1, How::U3(0)),
    row("u2", 2, 1, How::U2),
    same("u1", 1, 1),
    row("u0", 1, 1, How::Nothing),
    row("u", 3, 1, How::U3(0)),
    same("p", 1, 1),
    same("phase", 1, 1),
    row("id", 0, 1, How::Nothing),
    same("x", 0, 1),
    same("y", 0, 1),
    same("z", 0, 1),
    same("h", 0, 1),
    same("s", 0, 1),
    same("sdg", 0, 1),
    same("t", 0, 1),
    same("tdg", 0, 1),
    same("sx", 0, 1),
    same("sxdg", 0, 1),
    same("rx", 1, 1),
    same("ry", 1, 1),
    same("rz", 1, 1),
    same("cx", 0, 2),
    same("cy", 0, 2),
    same("cz", 0, 2),
    same("ch", 0, 2),
    same("cs", 0, 2),
    same("csdg", 0, 2),
    same("csx", 0, 2),
    same("cp", 1, 2),
    same("cu1", 1, 2),
    same("cphase", 1, 2),
    same("crx", 1, 2),
    same("cry", 1, 2),
    same("crz", 1, 2),
    row("cu3", 3, 2, How::U3(1)),
    row("cu", 4, 2, How::Cu),
    same("swap", 0, 2),
    same("cswap", 0, 3),
    same("iswap", 0, 2),
    same("ccx", 0, 3),
    same("ccz", 0, 3),
    same("c3x", 0, 4),
    row("mcx", 0, 4, How::Spelled("c3x")),
    same("c4x", 0, 5),
    row("c3sqrtx", 0, 4, How::Spelled("c3sx")),
    same("c3sx", 0, 4),
    same("rxx", 1, 2),
    same("ryy", 1, 2),
    same("rzz", 1, 2),
    same("rzx", 1, 2),
    same("r", 2, 1),
    same("dcx", 0, 2),
    same("ecr", 0, 2),
    same("rccx", 0, 3),
    row("rc3x", 0, 4, How::Text(RC3X)),
];

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

#[cfg(test)]
mod tests {
    use super::{How, LIBRARY};
    use circuit::Gate;

    #[test]
    fn what_we_spell_alike_has_as_many_angles_and_qubits() {
        for row in LIBRARY {
            let How::Spelled(name) = row.how else { continue };
            let (gate, controls) = Gate::spelled(name).expect(name);
            assert_eq!((row.params, row.qubits), (gate.params.len(), gate.qubits + controls), "{}", row.name);
        }
    }
}
