//! Gates that a circuit defines itself, changed in all places where they are used.
//!
//! Not here: making one from gates of the circuit and writing one out (`gather`), reading definitions (`text`).

use crate::gates::{Body, Custom};
use crate::{Circuit, Op};
use std::rc::Rc;

impl Circuit {
    /// How many gates of this circuit are a gate of its own or its inverse; those inside of others are not counted.
    pub fn uses(&self, name: &str) -> usize {
        self.ops().iter().filter(|op| op.custom.as_ref().is_some_and(|c| means(c, name).is_some())).count()
    }

    /// The gates of its own that a definition of this one may use: those that do not use it themselves.
    pub fn usable_in(&self, name: &str) -> Vec<Rc<Custom>> {
        self.customs().into_iter().filter(|c| means(c, name).is_none() && !holds(c, name)).collect()
    }

    /// The circuit with another gate wherever a gate of its own is used, inside of others too; inverses of it become
    /// inverses of the other one. A sentence where it does not fit.
    pub fn redefined(&self, name: &str, by: &Rc<Custom>) -> Result<Circuit, String> {
        if !self.customs().iter().any(|c| means(c, name).is_some()) {
            return Err(format!("this circuit has no gate called {name}"));
        }
        if holds(by, name) {
            return Err(format!("{name} cannot be made of itself"));
        }
        if by.name != name && self.customs().iter().any(|c| c.name == by.name) {
            return Err(format!("there is a gate called {} already; choose another name", by.name));
        }
        let ops = self.ops().iter().map(|op| swapped(op, name, by)).collect::<Result<_, _>>()?;
        self.with_other_ops(ops)
    }

    /// The circuit without any use of a gate of its own. A sentence where another gate is made of it.
    pub fn without_custom(&self, name: &str) -> Result<Circuit, String> {
        if let Some(other) = self.customs().iter().find(|c| holds(c, name)) {
            return Err(format!(
                "{} is made of {name}; change or delete {} first, or expand it in its place",
                other.name, other.name
            ));
        }
        let keep = |op: &&Op| op.custom.as_ref().is_none_or(|c| means(c, name).is_none());
        self.with_other_ops(self.ops().iter().filter(keep).cloned().collect())
    }

    /// The first name of the kind G1, G2, … that no gate has.
    pub fn free_name(&self) -> String {
        let customs = self.customs();
        let taken = |name: &String| customs.iter().any(|c| c.name == *name);
        (1..).map(|i| format!("G{i}")).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// Whether a gate is the one of a name (false) or its inverse (true).
fn means(custom: &Custom, name: &str) -> Option<bool> {
    if custom.name == name {
        return Some(false);
    }
    (custom.name.strip_suffix('\'') == Some(name)).then_some(true)
}

/// Whether a gate's body uses a gate of a name, at any depth.
fn holds(custom: &Custom, name: &str) -> bool {
    let inner = custom.ops().iter().filter_map(|op| op.custom.as_ref());
    inner.into_iter().any(|c| means(c, name).is_some() || holds(c, name))
}

fn swapped(op: &Op, name: &str, by: &Rc<Custom>) -> Result<Op, String> {
    let Some(custom) = &op.custom else { return Ok(op.clone()) };
    let next = match means(custom, name) {
        Some(inverse) => {
            if by.qubits() != custom.qubits() {
                return Err(format!(
                    "{name} stands on {} qubits where it is used; a gate on {} cannot take its place",
                    custom.qubits(),
                    by.qubits()
                ));
            }
            match inverse {
                false => by.clone(),
                true => by.inverse().ok_or_else(|| format!("{} cannot be undone", by.name))?.shared(),
            }
        }
        None if holds(custom, name) => {
            let Body::Ops(ops) = custom.body() else { return Ok(op.clone()) };
            let ops = ops.iter().map(|op| swapped(op, name, by)).collect::<Result<_, _>>()?;
            Custom::of_ops(&custom.name, custom.qubits(), ops)?.shared()
        }
        None => return Ok(op.clone()),
    };
    Ok(Op { custom: Some(next), ..op.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "qubits 3; gate bell 2 { H 0; X 0:1 }; gate pair 3 { bell 0 1; bell 1 2 }; bell 0 1; pair 0 1 2; bell' 1 2; H 2";

    fn circuit() -> Circuit {
        TEXT.parse().expect("a circuit")
    }

    fn read(circuit: &Circuit, name: &str, text: &str) -> Result<Circuit, String> {
        let custom = Custom::read(text, &circuit.usable_in(name)).map_err(|e| e.to_string())?;
        circuit.redefined(name, &custom)
    }

    #[test]
    fn a_new_body_stands_in_all_uses_also_inside_of_others_and_as_inverse() {
        let next = read(&circuit(), "bell", "gate bell 2 { RY(0.5) 0; X 0:1; S 1 }").expect("it fits");
        let expected = "qubits 3; gate bell 2 { RY(0.5) 0; X 0:1; S 1 }; gate pair 3 { bell 0 1; bell 1 2 }; bell 0 1; pair 0 1 2; bell' 1 2; H 2";
        assert_eq!(next, expected.parse().expect("a circuit"));
        assert_eq!(circuit().uses("bell"), 2);
    }

    #[test]
    fn a_new_name_is_a_name_everywhere() {
        let next = read(&circuit(), "bell", "gate epr 2 { H 0; X 0:1 }").expect("it fits");
        let text = next.to_string();
        assert!(text.contains("epr' 1 2") && !text.contains("bell"), "{text}");
    }

    #[test]
    fn what_does_not_fit_is_a_sentence() {
        let wrong = |text: &str| read(&circuit(), "bell", text).expect_err("it does not fit");
        assert!(wrong("gate bell 3 { H 0; X 0:1; X 1:2 }").contains("stands on 2 qubits"));
        assert!(wrong("gate bell 2 { pair 0 1 2 }").starts_with("line 1, column 15"), "it is made of bell");
        assert!(wrong("gate pair 2 { H 0 }").contains("choose another name"));
        assert!(wrong("H 0").contains("expected one definition"));
        assert!(wrong("gate a 1 { H 0 }; gate bell 2 { X 0:1 }").contains("expected one definition"));
        assert!(wrong("matrix bell 1 (1, 1, 1, 1)").contains("not unitary"));
        assert!(circuit().redefined("none", &circuit().customs()[0]).is_err());
    }

    #[test]
    fn deleting_takes_all_uses_and_asks_where_another_gate_needs_it() {
        assert!(
            circuit().without_custom("bell").expect_err("pair needs it").contains("pair is made of bell")
        );
        let without = circuit().without_custom("pair").and_then(|c| c.without_custom("bell"));
        assert_eq!(without, Ok("qubits 3; H 2".parse().expect("a circuit")));
    }

    #[test]
    fn a_matrix_that_is_refused_has_a_nearest_one_that_is_not() {
        let near = Custom::nearest("matrix flip 1 (0, 1.1, 0.9, 0)").expect("it has one");
        assert_eq!(near, "matrix flip 1 (0, 1, 1, 0)");
        let skew = Custom::nearest(" matrix skew 1 (1, 0.1i, 0, 1)").expect("it has one");
        assert!(Custom::read(&skew, &[]).is_ok(), "{skew}");
        for none in ["matrix a 1 (0, 0, 0, 0)", "gate a 1 { H 0 }", "matrix a 1 (1, 1/0, 0, 1)", "", "mätrix"]
        {
            assert_eq!(Custom::nearest(none), None, "{none}");
        }
    }

    #[test]
    fn what_a_refusal_gives_as_examples_can_be_read() {
        let why = Custom::read("H 0", &[]).expect_err("no definition").message;
        let examples = why.split_once("as in ").expect("it gives examples").1;
        for example in examples.split(" or ") {
            assert!(Custom::read(example, &[]).is_ok(), "{example}");
        }
    }

    #[test]
    fn free_names_are_free() {
        assert_eq!(circuit().free_name(), "G1");
        let two: Circuit = "qubits 1; gate G1 1 { H 0 }; G1 0".parse().expect("a circuit");
        assert_eq!(two.free_name(), "G2");
    }
}
