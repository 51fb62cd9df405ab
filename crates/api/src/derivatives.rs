//! Derivatives of expectation values: gradients, exact and from shots, Hessians; and the metric of a circuit's states.
//!
//! Numbers come back one after the other; npm/ketloom.js takes them apart. Not here: at random parameters
//! (`analysis_handle`), training (`training`).

use crate::circuit_handle::{CircuitHandle, row};
use crate::{Failure, observable};
use circuit::Symbol;
use engine::estimate::Estimate;
use engine::spsa::spsa;
use engine::{Fan, Metric, Probe, Rows, difference, shift};
use learn::random::Rng;
use wasm_bindgen::prelude::wasm_bindgen;

/// The step of finite differences: the cube root of the spacing of f64 near 1, where their error is least.
const STEP: f64 = 6e-6;

/// The parameters, then the inputs.
fn symbols(parameters: usize, inputs: usize) -> Vec<Symbol> {
    (0..parameters).map(Symbol::Weight).chain((0..inputs).map(Symbol::Input)).collect()
}

#[wasm_bindgen]
impl CircuitHandle {
    /// ⟨observable⟩ and its gradient: the value, then parameters, then inputs. `method`: adjoint,
    /// parameter-shift or finite-difference.
    pub fn gradient(
        &self,
        observable: &str,
        parameters: &[f64],
        inputs: &[f64],
        method: &str,
    ) -> Result<Vec<f64>, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        let fan = Fan::of(self.circuit().clone(), vec![observable])?;
        let (rows, mut one) = (row(inputs), Rows::of(1, 1));
        one.data[0] = 1.0;
        let mut plan = fan.plan();
        let value = plan.forward(parameters, &rows)?.data[0];
        let gradients = match method {
            "adjoint" => plan.pullback(&one),
            "parameter-shift" => shift::parameter_shift(&fan, parameters, &rows, &one)?,
            "finite-difference" => difference::central_difference(&fan, parameters, &rows, &one, STEP)?,
            other => {
                let known = "use 'adjoint', 'parameter-shift' or 'finite-difference'";
                return Err(Failure::new("method", format!("the method \"{other}\" is not known"), known));
            }
        };
        let mut out = vec![value];
        out.extend(gradients.weights);
        // A parameter that no gate depends on any more has no slope.
        out.resize(1 + self.named.parameters.len(), 0.0);
        out.extend(gradients.inputs.data);
        Ok(out)
    }
    /// ⟨observable⟩ and its gradient as shots tell them: the value, parameters, inputs, then the standard error of
    /// each. By parameter shifts, so many shots for every setting and shift; or, with `directions`, by simultaneous
    /// perturbations of this size in so many random directions, of exact values where there are no shots.
    #[expect(clippy::too_many_arguments, reason = "JavaScript passes numbers and strings one by one")]
    pub fn gradient_estimate(
        &self,
        observable: &str,
        parameters: &[f64],
        inputs: &[f64],
        shots: usize,
        directions: usize,
        perturbation: f64,
        seed: f64,
    ) -> Result<Vec<f64>, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        let probe = Probe::of(self.circuit(), &observable)?;
        let mut rng = Rng::stream(seed as u64, "gradient", 0);
        let value = |weights: &[f64], inputs: &[f64], draw: &mut dyn FnMut() -> f64| match shots {
            0 => probe.value(weights, inputs).map(|value| Estimate { value, error: 0.0 }),
            _ => probe.value_from_shots(weights, inputs, shots, draw),
        };
        let mut all = vec![value(parameters, inputs, &mut || rng.uniform())?];
        if directions == 0 {
            let by = symbols(parameters.len(), inputs.len());
            all.extend(probe.gradient_from_shots(parameters, inputs, &by, shots, &mut || rng.uniform())?);
        } else {
            let point: Vec<f64> = parameters.iter().chain(inputs).copied().collect();
            let mut luck = Rng::stream(seed as u64, "directions", 0);
            let mut at = |point: &[f64]| {
                let (weights, inputs) = point.split_at(parameters.len());
                value(weights, inputs, &mut || rng.uniform()).map(|found| found.value)
            };
            all.extend(spsa(&point, perturbation, directions, &mut || luck.uniform(), &mut at)?);
        }
        Ok(all.iter().map(|e| e.value).chain(all.iter().map(|e| e.error)).collect())
    }
    /// ⟨observable⟩, its gradient and its Hessian row by row, by the parameters, one after the other.
    pub fn hessian(&self, observable: &str, parameters: &[f64], inputs: &[f64]) -> Result<Vec<f64>, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        let by: Vec<Symbol> = (0..parameters.len()).map(Symbol::Weight).collect();
        let all = Probe::of(self.circuit(), &observable)?.second_order(parameters, inputs, &by)?;
        let mut out = vec![all.value];
        out.extend(all.gradient);
        out.extend(all.hessian.data);
        Ok(out)
    }
    /// The Fubini-Study metric of the parameters, row by row. `kind`: full, block or diagonal.
    pub fn metric_tensor(&self, parameters: &[f64], inputs: &[f64], kind: &str) -> Result<Vec<f64>, Failure> {
        let kind = match kind {
            "full" => Metric::Full,
            "block" => Metric::Block,
            "diagonal" => Metric::Diagonal,
            other => {
                let message = format!("the kind of metric \"{other}\" is not known");
                return Err(Failure::new("method", message, "use 'full', 'block' or 'diagonal'"));
            }
        };
        let by: Vec<Symbol> = (0..parameters.len()).map(Symbol::Weight).collect();
        Ok(engine::metric(self.circuit(), parameters, inputs, &by, kind)?.data)
    }
}

#[cfg(test)]
mod tests {
    use crate::CircuitHandle;

    #[test]
    fn a_hessian_is_that_of_the_cosines() {
        let c = CircuitHandle::from_text("RX(theta1) 0; RX(theta2) 1").expect("valid");
        let (a, b) = (0.4, 1.1);
        let found = c.hessian("Z0 Z1", &[a, b], &[]).expect("small");
        let (ca, sa, cb, sb) = (libm::cos(a), libm::sin(a), libm::cos(b), libm::sin(b));
        let wanted = [ca * cb, -sa * cb, -ca * sb, -ca * cb, sa * sb, sa * sb, -ca * cb];
        assert!(found.iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn gradients_from_shots_and_directions_are_near_the_exact_one() {
        let c = CircuitHandle::from_text("RX(theta1) 0; X 0:1; RY(theta2*x1) 1").expect("valid");
        let (p, x, observable) = ([0.4, 1.1], [0.7], "Z0 + 0.5 X1");
        let exact = c.gradient(observable, &p, &x, "adjoint").expect("small");
        for (shots, directions) in [(20_000, 0), (0, 3000), (500, 1000)] {
            let found = c.gradient_estimate(observable, &p, &x, shots, directions, 0.05, 3.0).expect("small");
            let (values, errors) = found.split_at(4);
            for i in 0..4 {
                assert!(
                    (values[i] - exact[i]).abs() <= 5.0 * errors[i] + 1e-3,
                    "{i}: {found:?} not {exact:?}"
                );
                assert!(errors[i] < 0.15, "{found:?}");
            }
            let again = c.gradient_estimate(observable, &p, &x, shots, directions, 0.05, 3.0);
            assert_eq!(again.expect("small"), found);
        }
    }
}
