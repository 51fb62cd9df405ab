//! Edits of the gates that a circuit defines itself: made, changed in all their uses, written out, deleted.
//!
//! Here: what each does to a slot's circuit. Not here: how definitions are read and swapped (see `circuit`).

use circuit::{Angle, Circuit, Custom, Op, Region};
use std::rc::Rc;

/// A change of a slot's own gates.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnEdit {
    /// Makes one gate of what stands in a selection; an empty name takes the first free one.
    Group {
        /// The selection.
        region: Region,
        /// The gate's name.
        name: String,
    },
    /// Writes the gate with this index out into the gates that it stands for.
    Expand(usize),
    /// Reads a definition and puts the gate on a wire and those below it, before a column.
    Define {
        /// The first wire.
        wire: usize,
        /// The column.
        column: usize,
        /// The definition, as a statement of circuit text.
        text: String,
    },
    /// Reads another definition for a gate: all its uses change.
    Redefine {
        /// The gate's name until now.
        name: String,
        /// The definition.
        text: String,
    },
    /// Deletes a gate with all its uses.
    Delete(String),
}

/// The definition of a rotation by an angle, an expression, about an axis: exp(−iθ n·σ/2) with n the axis at length 1,
/// as rotations that bring the axis onto z and back. A sentence where the axis has no direction.
pub fn rotation(name: &str, axis: [f64; 3], angle: &str) -> Result<String, String> {
    let angle = Angle::parse(angle).map_err(|e| format!("the angle: {}", e.message))?;
    let [x, y, z] = axis;
    let across = libm::hypot(x, y);
    let length = libm::hypot(across, z);
    if !length.is_finite() || length < 1e-9 {
        return Err("the axis needs a direction: three numbers that are not all 0".into());
    }
    let (polar, azimuth) = (libm::atan2(across, z), libm::atan2(y, x));
    let turned = |name: &str, by: f64| match by {
        0.0 => String::new(),
        by => format!("{name}({}) 0; ", Angle::nice(by)),
    };
    let to = turned("RZ", -azimuth) + &turned("RY", -polar);
    let back = turned("RY", polar) + &turned("RZ", azimuth);
    let statements = format!("{to}RZ({angle}) 0; {back}");
    Ok(format!("gate {name} 1 {{ {} }}", statements.trim_end_matches([';', ' '])))
}

impl OwnEdit {
    /// The circuit after it, or why it cannot be done.
    pub(super) fn on(&self, circuit: &Circuit) -> Result<Circuit, String> {
        let read = |text: &str, known: &[Rc<Custom>]| Custom::read(text, known).map_err(|e| e.to_string());
        match self {
            OwnEdit::Group { region, name } => {
                let chosen = region.ops(circuit).map_err(|e| e.to_string())?;
                let name = if name.is_empty() { circuit.free_name() } else { name.clone() };
                circuit.gathered(&name, &chosen)
            }
            OwnEdit::Expand(index) => circuit.expanded(*index),
            OwnEdit::Define { wire, column, text } => {
                let known = circuit.customs();
                let custom = read(text, &known)?;
                let (needs, wires) = (custom.qubits(), circuit.qubits());
                if needs > wires {
                    return Err(format!("{} needs {needs} qubits; the circuit has {wires}", custom.name));
                }
                let first = (*wire).min(wires - needs);
                let targets: Vec<usize> = (first..first + needs).collect();
                let mut next = circuit.clone();
                next.insert(*column, Op::custom(custom, &targets)).map_err(|e| e.to_string())?;
                Ok(next)
            }
            OwnEdit::Redefine { name, text } => {
                circuit.redefined(name, &read(text, &circuit.usable_in(name))?)
            }
            OwnEdit::Delete(name) => circuit.without_custom(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use circuit::Matrix;

    fn matrix(text: &str) -> Matrix {
        let custom = Custom::read(text, &[]).expect("a definition");
        let gates = custom.ops().iter().map(|op| {
            let angle = op.angle().expect("rotations").value(&[], &[]);
            op.gate.matrix(angle).expect("a unitary")
        });
        gates.fold(Matrix::identity(2), |sum, gate| gate.times(&sum))
    }

    #[test]
    fn a_rotation_turns_about_its_axis() {
        for axis in [[1.0, 0.0, 0.0], [0.0, -2.0, 0.0], [0.0, 0.0, 1.0], [1.0, 1.0, 1.0], [-0.3, 0.7, -0.2]] {
            let [x, y, z] = axis;
            let length = libm::sqrt(x * x + y * y + z * z);
            let found = matrix(&rotation("turn", axis, "0.9").expect("an axis"));
            // cos(θ/2) − i sin(θ/2) n·σ, written out.
            let (c, s) = (libm::cos(0.45), libm::sin(0.45) / length);
            let expected = [[c, -s * z], [-s * y, -s * x], [s * y, -s * x], [c, s * z]];
            for (entry, [re, im]) in found.data.iter().zip(expected) {
                assert!((entry.re - re).abs() < 1e-9 && (entry.im - im).abs() < 1e-9, "{axis:?}");
            }
        }
    }

    #[test]
    fn a_rotation_can_be_trained_and_what_is_none_is_refused() {
        let text = rotation("turn", [1.0, 0.0, 0.0], "2*theta1").expect("an axis");
        assert!(Custom::read(&text, &[]).is_ok() && text.contains("theta1"), "{text}");
        assert!(rotation("turn", [0.0; 3], "1").expect_err("no direction").contains("not all 0"));
        assert!(rotation("turn", [1.0, 0.0, f64::NAN], "1").is_err());
        assert!(rotation("turn", [1.0, 0.0, 0.0], "1+").expect_err("no angle").contains("the angle"));
    }
}
