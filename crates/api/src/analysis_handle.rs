//! What a circuit is worth before it is trained: counts, light cones, random parameters.
//!
//! Not here: what any of it means (`engine::analysis`), derivatives at given parameters (`derivatives`).

use crate::{CircuitHandle, Failure, observable};
use engine::{Fan, analysis};
use exchange::json::Json;
use learn::random::Rng;
use wasm_bindgen::prelude::wasm_bindgen;

fn numbers(values: impl IntoIterator<Item = f64>) -> Json {
    Json::List(values.into_iter().map(Json::Number).collect())
}

fn indices(values: Vec<usize>) -> Json {
    numbers(values.into_iter().map(|v| v as f64))
}

#[wasm_bindgen]
impl CircuitHandle {
    /// Depth and numbers of operations as JSON; with `primitive` of what composite gates stand for.
    pub fn analysis(&self, primitive: bool) -> String {
        let found = match primitive {
            true => analysis::counts(&self.circuit().primitive()),
            false => analysis::counts(self.circuit()),
        };
        let number = |n: usize| Json::Number(n as f64);
        let gates = found.names.into_iter().map(|(name, n)| (name, number(n))).collect();
        Json::Map(vec![
            ("depth".into(), number(found.depth)),
            ("operations".into(), number(found.ops)),
            ("oneQubit".into(), number(found.one_qubit)),
            ("twoQubit".into(), number(found.two_qubit)),
            ("wider".into(), number(found.wider)),
            ("gates".into(), Json::Map(gates)),
        ])
        .to_string()
    }
    /// The qubits and operations that an observable can depend on, as JSON.
    pub fn light_cone(&self, observable: &str) -> Result<String, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        let cone = analysis::light_cone(self.circuit(), &observable);
        let all = vec![("qubits".into(), indices(cone.qubits)), ("operations".into(), indices(cone.ops))];
        Ok(Json::Map(all).to_string())
    }
    /// Sim et al.'s expressibility as JSON: the divergence in nats, the shares of fidelities and Haar's.
    pub fn expressibility(
        &self,
        inputs: &[f64],
        pairs: usize,
        bins: usize,
        seed: f64,
    ) -> Result<String, Failure> {
        let mut rng = Rng::stream(seed as u64, "expressibility", 0);
        let found = analysis::expressibility(self.circuit(), inputs, (pairs, bins), &mut || rng.uniform())?;
        let all = vec![
            ("divergence".into(), Json::Number(found.divergence)),
            ("shares".into(), numbers(found.shares)),
            ("haar".into(), numbers(found.haar)),
        ];
        Ok(Json::Map(all).to_string())
    }
    /// The mean Meyer-Wallach measure at random parameters and its standard error.
    pub fn entangling_capability(
        &self,
        inputs: &[f64],
        samples: usize,
        seed: f64,
    ) -> Result<Vec<f64>, Failure> {
        let mut rng = Rng::stream(seed as u64, "entangling", 0);
        let found = analysis::entangling_capability(self.circuit(), inputs, samples, &mut || rng.uniform())?;
        Ok(vec![found.value, found.error])
    }
    /// Means of the derivatives by each parameter at random parameters, then their variances.
    pub fn gradient_variance(
        &self,
        observable: &str,
        inputs: &[f64],
        samples: usize,
        seed: f64,
    ) -> Result<Vec<f64>, Failure> {
        let observable = observable::read(observable, self.qubits())?;
        let fan = Fan::of(self.circuit().clone(), vec![observable])?;
        let mut rng = Rng::stream(seed as u64, "gradients", 0);
        let mut found = analysis::gradient_moments(&fan, inputs, samples, &mut || rng.uniform())?;
        // A parameter that no gate depends on any more has no derivative.
        let none = engine::analysis::Moments { mean: 0.0, variance: 0.0 };
        found.resize(self.named.parameters.len().max(found.len()), none);
        let means = found.iter().map(|m| m.mean);
        Ok(means.chain(found.iter().map(|m| m.variance)).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::CircuitHandle;

    #[test]
    fn counts_and_cones_are_json() {
        let c = CircuitHandle::from_text("qubits 3; H 0; X 0:1; X 0 1:2; RZ(0.5) 0").expect("valid");
        assert_eq!(
            c.analysis(false),
            r#"{"depth":4,"operations":4,"oneQubit":2,"twoQubit":1,"wider":1,"gates":{"CCX":1,"CX":1,"H":1,"RZ":1}}"#
        );
        assert_eq!(c.light_cone("Z1").expect("valid"), r#"{"qubits":[0,1,2],"operations":[0,1,2]}"#);
        let wider = CircuitHandle::from_text("QFT 0 1 2").expect("valid");
        assert!(wider.analysis(true).contains("\"wider\":0"), "{}", wider.analysis(true));
    }

    #[test]
    fn random_parameters_give_what_is_known() {
        let idle = CircuitHandle::from_text("qubits 1; H 0").expect("valid");
        let found = idle.expressibility(&[], 200, 75, 1.0).expect("small");
        assert!(found.starts_with("{\"divergence\":4.3"), "all fidelities are 1: ln 75 = 4.317: {found}");
        let bell = CircuitHandle::from_text("qubits 2; H 0; X 0:1; RZ(theta1) 0").expect("valid");
        let q = bell.entangling_capability(&[], 10, 1.0).expect("small");
        assert!((q[0] - 1.0).abs() < 1e-12 && q[1] < 1e-12, "{q:?}");
        let turned = CircuitHandle::from_text("RY(theta1) 0").expect("valid");
        let moments = turned.gradient_variance("Z0", &[], 4000, 1.0).expect("small");
        assert!(
            moments[0].abs() < 0.05 && (moments[1] - 0.5).abs() < 0.05,
            "-sin: 0 and a half: {moments:?}"
        );
        let measured = CircuitHandle::from_text("bits c 1; H 0; M 0 -> c[0]").expect("valid");
        assert!(measured.expressibility(&[], 10, 75, 1.0).is_err());
        assert!(measured.entangling_capability(&[], 10, 1.0).is_err());
    }
}
