//! Angles in the place of symbols, in whole circuits: values of parameters, data or the time.
//!
//! Not here: how values are given, and names of parameters (`exchange`).

use crate::gates::Custom;
use crate::{Angle, Circuit, CircuitError, Op, Symbol};
use std::rc::Rc;

/// What takes the place of each symbol.
type Of<'a> = &'a dyn Fn(Symbol) -> Angle;

impl Circuit {
    /// The circuit with an angle in the place of every symbol, also in the gates that it defines itself. An angle that
    /// becomes a constant is written as that number; constants stay as they are written.
    ///
    /// # Errors
    /// Where a number is not finite, or an op cannot have it as its argument.
    pub fn substituted(&self, of: &dyn Fn(Symbol) -> Angle) -> Result<Circuit, CircuitError> {
        let ops: Vec<Op> = self.ops().iter().map(|op| op_of(op, of)).collect::<Result<_, _>>()?;
        ops.iter().try_for_each(|op| op.check(self.qubits(), self.bits()))?;
        Ok(self.with_ops_in_time(ops))
    }
    /// The circuit at a time: t is this number of radians; θ and x stay.
    ///
    /// # Errors
    /// As `substituted`.
    pub fn at_time(&self, time: f64) -> Result<Circuit, CircuitError> {
        self.substituted(&|symbol| match symbol {
            Symbol::Time => Angle::number(time),
            Symbol::Weight(i) => Angle::weight(i),
            Symbol::Input(i) => Angle::input(i),
        })
    }
}

fn angle_of(angle: &Angle, op: &Op, of: Of<'_>) -> Result<Angle, CircuitError> {
    if angle.constant().is_some() {
        return Ok(angle.clone());
    }
    let next = angle.replaced(of);
    match next.constant() {
        Some(value) if value.is_finite() => Ok(Angle::number(value)),
        Some(_) => Err(CircuitError::NotFinite { gate: op.name().to_string(), angle: angle.to_string() }),
        None => Ok(next),
    }
}

fn op_of(op: &Op, of: Of<'_>) -> Result<Op, CircuitError> {
    let args = op.args.iter().map(|a| angle_of(a, op, of)).collect::<Result<_, _>>()?;
    let custom = match &op.custom {
        Some(custom) if custom.ops().iter().any(has_symbols) => {
            let ops = custom.ops().iter().map(|op| op_of(op, of)).collect::<Result<_, _>>()?;
            Some(Rc::new(custom.with_ops(ops)))
        }
        other => other.clone(),
    };
    Ok(Op { args, custom, ..op.clone() })
}

fn has_symbols(op: &Op) -> bool {
    let inner = |custom: &Rc<Custom>| custom.ops().iter().any(has_symbols);
    op.custom.as_ref().is_some_and(inner) || op.args.iter().any(|a| a.constant().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Circuit {
        text.parse().expect(text)
    }

    #[test]
    fn at_a_time_only_t_has_become_a_number() {
        let circuit =
            read("gate spin 2 { RX(t) 0; X 0:1 }; label 1 b; spin 0 1; RY(sin(t)*theta1 + x1) 1; RZ(pi/2) 0");
        assert!(circuit.is_timed());
        let at = circuit.at_time(0.5).expect("finite");
        assert!(at.to_string().contains("RY(sin(0.5)*theta1 + x1)"), "{at}");
        assert!(at.to_string().contains("RX(0.5)") && at.to_string().contains("RZ(pi/2)"), "{at}");
        assert!(!at.is_timed() && at.label(1) == "b" && at.layout().columns == circuit.layout().columns);
        assert_eq!(at.at_time(1.0), Ok(at));
    }

    #[test]
    fn what_has_no_value_is_named() {
        let why = read("H 0; RX(1/t) 0").at_time(0.0).expect_err("1/0").to_string();
        assert_eq!(why, "1/t of RX has no finite value at these values; give other values");
        assert!(read("BIT_FLIP(sin(t)) 0").at_time(4.0).is_err());
        assert!(read("BIT_FLIP(sin(t)) 0").at_time(0.5).is_ok());
    }

    #[test]
    fn a_circuit_at_a_time_has_the_angles_of_that_time() {
        let circuit = read("RX(2t/3) 0; RY(sin(t)^2*theta1) 0; RZ(exp(-t)*x1 + theta2) 0; P(cos(t)) 0");
        let (w, x) = ([0.4, -1.2], [2.5]);
        for step in 0..64 {
            let time = std::f64::consts::TAU * f64::from(step) / 64.0;
            let at = circuit.at_time(time).expect("finite");
            for (op, bound) in circuit.ops().iter().zip(at.ops()) {
                let value = op.args[0].value_at(&w, &x, time);
                assert_eq!(bound.args[0].value(&w, &x), value, "{op:?} at {time}");
            }
        }
    }
}
