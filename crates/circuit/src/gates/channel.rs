//! Noise channels by their Kraus matrices. Conventions: papers.md section l, and said in each row's help.
//!
//! Depolarizing noise is counted in Pauli errors: p here is the chance that any of X, Y, Z happens. In the
//! other convention, ρ → (1−q)ρ + q 1/2, the same channel has q = 4p/3 (two qubits: q = 16p/15).

use super::{Action, Check, Family, PLAIN, Row};
use crate::{C64, Matrix, number};

const O: C64 = C64::ZERO;
const I: C64 = C64::ONE;

/// Kraus matrices, or a sentence why there are none.
type Kraus = Result<Vec<Matrix>, String>;

/// Whether all arguments are probabilities.
fn probabilities(names: &[&str], args: &[f64]) -> Result<(), String> {
    match names.iter().zip(args).find(|(_, value)| !(0.0..=1.0).contains(*value)) {
        None => Ok(()),
        Some((name, value)) => {
            Err(format!("{name} is a probability, from 0 to 1, not {}", number::shortest(*value)))
        }
    }
}

fn real(entries: [f64; 4]) -> Matrix {
    Matrix::of(entries.map(|x| C64::new(x, 0.0)).to_vec())
}

/// 1, X, Y, Z.
fn pauli(index: usize) -> Matrix {
    Matrix::of(match index {
        0 => vec![I, O, O, I],
        1 => vec![O, I, I, O],
        2 => vec![O, -C64::I, C64::I, O],
        _ => vec![I, O, O, -I],
    })
}

/// One of these Pauli matrices with probability p, all equally likely.
fn flips(args: &[f64], paulis: &[usize]) -> Kraus {
    probabilities(&["p"], args)?;
    let p = args[0];
    let each = (p / paulis.len() as f64).sqrt();
    let mut all = vec![pauli(0).scale((1.0 - p).sqrt())];
    all.extend(paulis.iter().map(|&k| pauli(k).scale(each)));
    Ok(all)
}

/// One of the 15 Pauli matrices of two qubits with probability p.
fn depolarizing2(args: &[f64]) -> Kraus {
    probabilities(&["p"], args)?;
    let p = args[0];
    let weight = |k: usize| if k == 0 { 1.0 - p } else { p / 15.0 };
    let both = |k: usize| {
        let (a, b) = (pauli(k / 4), pauli(k % 4));
        let entry = |at: usize| a.at(at / 8, at / 2 % 2) * b.at(at / 4 % 2, at % 2);
        Matrix::of((0..16).map(entry).collect()).scale(weight(k).sqrt())
    };
    Ok((0..16).map(both).collect())
}

/// Amplitude damping to a mixture with `excited` of |1⟩.
fn damping(gamma: f64, excited: f64) -> Vec<Matrix> {
    let (stays, falls) = ((1.0 - gamma).sqrt(), gamma.sqrt());
    let mut all = vec![
        real([1.0, 0.0, 0.0, stays]).scale((1.0 - excited).sqrt()),
        real([0.0, falls, 0.0, 0.0]).scale((1.0 - excited).sqrt()),
    ];
    if excited > 0.0 {
        all.push(real([stays, 0.0, 0.0, 1.0]).scale(excited.sqrt()));
        all.push(real([0.0, 0.0, falls, 0.0]).scale(excited.sqrt()));
    }
    all
}

/// Whether the arguments are the times of a relaxation that there can be.
fn times(_: &[&str], args: &[f64]) -> Result<(), String> {
    let [t1, t2, time] = *args else { return Err("it takes t1, t2 and time".into()) };
    if !(t1 > 0.0 && t2 > 0.0 && time >= 0.0) {
        return Err(format!(
            "t1 and t2 are times above 0 and time is 0 or more, not {}, {}, {}",
            number::shortest(t1),
            number::shortest(t2),
            number::shortest(time)
        ));
    }
    if t2 > 2.0 * t1 {
        let (t1, t2) = (number::shortest(t1), number::shortest(t2));
        return Err(format!("t2 is at most twice t1, but {t2} is more than 2 times {t1}; lower t2"));
    }
    Ok(())
}

/// Amplitude damping by γ = 1 − e^{−t/T1}, then the phase damping that is missing to e^{−t/T2}.
fn relaxation(args: &[f64]) -> Kraus {
    times(&[], args)?;
    let (t1, t2, time) = (args[0], args[1], args[2]);
    let gamma = -libm::expm1(-time / t1);
    let whole = libm::exp(-time / t2);
    let lost = (1.0 - gamma - whole * whole).max(0.0);
    Ok(vec![
        real([1.0, 0.0, 0.0, whole]),
        real([0.0, 0.0, 0.0, lost.sqrt()]),
        real([0.0, gamma.sqrt(), 0.0, 0.0]),
    ])
}

const fn row(
    name: &'static str,
    symbol: &'static str,
    params: &'static [&'static str],
    help: &'static str,
    kraus: fn(&[f64]) -> Kraus,
) -> Row {
    let (action, arguments) = (Action::Channel(kraus), probabilities as Check);
    Row { name, symbol, family: Family::Channels, params, help, arguments, action, ..PLAIN }
}

pub(super) const BIT_FLIP: Row =
    row("BIT_FLIP", "BF", &["p"], "Bit flip: X with probability p", |a| flips(a, &[1]));
pub(super) const PHASE_FLIP: Row =
    row("PHASE_FLIP", "PF", &["p"], "Phase flip: Z with probability p", |a| flips(a, &[3]));
pub(super) const BIT_PHASE_FLIP: Row =
    row("BIT_PHASE_FLIP", "BPF", &["p"], "Bit and phase flip: Y with probability p", |a| flips(a, &[2]));
pub(super) const DEPOLARIZING: Row = row(
    "DEPOLARIZING",
    "Dep",
    &["p"],
    "Depolarizing noise: X, Y and Z each with probability p/3; ρ → (1−q)ρ + q 1/2 with q = 4p/3",
    |a| flips(a, &[1, 2, 3]),
);
pub(super) const DEPOLARIZING2: Row = Row {
    qubits: 2,
    ..row(
        "DEPOLARIZING2",
        "Dep2",
        &["p"],
        "Depolarizing noise of two qubits: each of the 15 pairs of Paulis with probability p/15",
        depolarizing2,
    )
};
pub(super) const AMPLITUDE_DAMPING: Row = row(
    "AMPLITUDE_DAMPING",
    "AD",
    &["gamma"],
    "Amplitude damping: |1⟩ falls to |0⟩ with probability gamma",
    |a| probabilities(&["gamma"], a).map(|()| damping(a[0], 0.0)),
);
pub(super) const PHASE_DAMPING: Row = row(
    "PHASE_DAMPING",
    "PD",
    &["gamma"],
    "Phase damping: K0 = diag(1, √(1−gamma)), so coherences shrink by √(1−gamma)",
    |a| {
        probabilities(&["gamma"], a)?;
        Ok(vec![real([1.0, 0.0, 0.0, (1.0 - a[0]).sqrt()]), real([0.0, 0.0, 0.0, a[0].sqrt()])])
    },
);
pub(super) const GENERALIZED_AMPLITUDE_DAMPING: Row = row(
    "GENERALIZED_AMPLITUDE_DAMPING",
    "GAD",
    &["gamma", "p_excited"],
    "Amplitude damping by gamma towards a mixture with p_excited of |1⟩",
    |a| probabilities(&["gamma", "p_excited"], a).map(|()| damping(a[0], a[1])),
);
pub(super) const THERMAL_RELAXATION: Row = Row {
    arguments: times,
    ..row(
        "THERMAL_RELAXATION",
        "T1T2",
        &["t1", "t2", "time"],
        "Relaxation to |0⟩: excitations last t1, coherences t2 (at most 2 t1), all in one unit of time",
        relaxation,
    )
};
