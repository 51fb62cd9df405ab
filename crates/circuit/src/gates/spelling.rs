//! The one account of names for gates with controls: CX, CCZ, CRY, TOFFOLI, C3X, c4x.
//!
//! Controls belong to the op, so the table has no rows for these. Circuit text, the lists of operations of the
//! API, noise after named gates and the reader of OpenQASM all ask here. Not here: names of rows (`Gate::named`), and
//! how other tools call gates when programs are written for them (`exchange`).

use super::Gate;
use crate::MAX_QUBITS;

/// Names in general use: name, row, number of leading controls. A circuit's own gates cannot have them.
const USUAL: &[(&str, &str, usize)] = &[
    ("CX", "X", 1),
    ("CNOT", "X", 1),
    ("CY", "Y", 1),
    ("CZ", "Z", 1),
    ("CH", "H", 1),
    ("CS", "S", 1),
    ("CSDG", "SDG", 1),
    ("CSX", "SX", 1),
    ("CP", "P", 1),
    ("CPHASE", "P", 1),
    ("CU1", "P", 1),
    ("CU3", "U", 1),
    ("CRX", "RX", 1),
    ("CRY", "RY", 1),
    ("CRZ", "RZ", 1),
    ("CSWAP", "SWAP", 1),
    ("FREDKIN", "SWAP", 1),
    ("CCX", "X", 2),
    ("TOFFOLI", "X", 2),
    ("CCZ", "Z", 2),
];

impl Gate {
    /// The gate that a name stands for, whatever the case, and how many of the first qubits after it are controls.
    ///
    /// A name of the table has none; TOFFOLI and FREDKIN have theirs; of all others each leading C is a control
    /// and C3 are three of them: CX, CRY, CCZ, CSWAP, C3X, C4X, CCCX. Only unitaries are controlled.
    pub fn spelled(name: &str) -> Option<(Gate, usize)> {
        if let Some(gate) = Gate::named(name) {
            return Some((gate, 0));
        }
        if let Some((_, row, controls)) = USUAL.iter().find(|usual| usual.0.eq_ignore_ascii_case(name)) {
            return Some((Gate::named(row)?, *controls));
        }
        counted(name).or_else(|| repeated(name))
    }

    /// Whether a name means a gate already and so cannot be given to a gate that a circuit defines: those of the table
    /// and the usual ones of gates with controls. Others that `spelled` knows, such as CQFT, may be given; then they
    /// mean the circuit's own gate.
    pub fn is_reserved(name: &str) -> bool {
        Gate::named(name).is_some() || USUAL.iter().any(|usual| usual.0.eq_ignore_ascii_case(name))
    }
}

/// C3X: a C with the number of controls.
fn counted(name: &str) -> Option<(Gate, usize)> {
    let rest = name.strip_prefix(['c', 'C'])?;
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let controls = rest[..digits].parse().ok().filter(|n| (1..MAX_QUBITS).contains(n))?;
    Some((controllable(&rest[digits..])?, controls))
}

/// CCCX: a C for each control.
fn repeated(name: &str) -> Option<(Gate, usize)> {
    let most = name.bytes().take(MAX_QUBITS - 1).take_while(|c| c.eq_ignore_ascii_case(&b'c')).count();
    (1..=most).find_map(|controls| Some((controllable(&name[controls..])?, controls)))
}

fn controllable(name: &str) -> Option<Gate> {
    Gate::named(name).filter(|gate| gate.is_unitary() && *gate != Gate::custom())
}

#[cfg(test)]
mod tests {
    use super::{USUAL, counted, repeated};
    use crate::{Gate, gates};
    use proptest::prelude::*;

    #[test]
    fn every_name_of_the_table_is_itself() {
        for gate in gates::all() {
            for name in [gate.name].iter().chain(gate.aliases) {
                let lower = name.to_ascii_lowercase();
                assert_eq!((Gate::spelled(name), Gate::spelled(&lower)), (Some((gate, 0)), Some((gate, 0))));
                assert!(Gate::is_reserved(&lower), "{name}");
            }
        }
    }

    #[test]
    fn the_usual_names_follow_the_rule_where_one_can_see_it() {
        for (name, row, controls) in USUAL {
            let gate = Gate::named(row).expect("a row");
            assert!(Gate::named(name).is_none(), "{name} is a row, and so has no controls");
            assert_eq!(Gate::spelled(&name.to_ascii_lowercase()), Some((gate, *controls)));
            let ruled = repeated(name);
            assert!(ruled.is_none_or(|found| found == (gate, *controls)), "{name}: {ruled:?}");
            assert!(ruled.is_some() || ["TOFFOLI", "FREDKIN"].contains(name), "{name} needs its row");
        }
    }

    #[test]
    fn pennylanes_ising_gates_are_the_rotations() {
        for (name, row) in [("IsingXX", "RXX"), ("IsingYY", "RYY"), ("IsingZZ", "RZZ")] {
            assert_eq!(Gate::spelled(name).map(|(gate, _)| gate.name), Some(row));
        }
    }

    #[test]
    fn controls_are_counted_by_letters_or_by_a_number() {
        for gate in gates::all().filter(|g| g.is_unitary() && *g != Gate::custom()) {
            for controls in 1..6 {
                let (letters, number) =
                    ("C".repeat(controls) + gate.name, format!("c{controls}{}", gate.name));
                assert_eq!(Gate::spelled(&letters), Some((gate, controls)), "{letters}");
                assert_eq!(Gate::spelled(&number), Some((gate, controls)), "{number}");
                assert_eq!(counted(&number), Some((gate, controls)));
            }
        }
    }

    #[test]
    fn what_cannot_be_controlled_has_no_such_name() {
        for gate in gates::all().filter(|g| !g.is_unitary()) {
            assert_eq!(Gate::spelled(&format!("C{}", gate.name)), None);
        }
        for name in [
            "",
            "c",
            "ccc",
            "c0x",
            "c99x",
            "c3",
            "ccustom",
            "cfoo",
            "c-1x",
            "c33333333333333333333x",
            "cé",
            "ä",
        ] {
            assert_eq!(Gate::spelled(name), None, "{name}");
        }
        assert_eq!(Gate::spelled(&"c".repeat(1_000_000)), None);
        assert!(Gate::is_reserved("cx") && !Gate::is_reserved("cqft") && !Gate::is_reserved("c3x"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_case_does_not_matter(name in "[cC]{0,4}[0-9]{0,3}\\PC{0,6}") {
            let found = Gate::spelled(&name);
            prop_assert_eq!(found, Gate::spelled(&name.to_ascii_uppercase()));
            prop_assert_eq!(found, Gate::spelled(&name.to_ascii_lowercase()));
            prop_assert!(found.is_none_or(|(_, controls)| controls < crate::MAX_QUBITS));
        }
    }
}
