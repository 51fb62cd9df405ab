//! The gate table: one row a gate. A new gate is one row in a family file; everything else loops over `ALL`.
//!
//! Each row gives its matrix and, in `equals`, the same gate in other gates: two independent accounts that
//! one test compares. Controls belong to the op, so there are no CX, CZ, CRX rows (`Gate::spelled` knows their names).

use std::fmt;
use std::ops::Deref;

mod arithmetic;
mod channel;
mod compare;
mod custom;
mod display;
mod fourier;
mod order;
mod pair;
mod pauli;
mod phase;
mod power;
mod process;
mod rotation;
mod row;
mod spelling;

pub use custom::{Body, Custom, MAX_CUSTOM_MATRIX};
pub(crate) use display::check as check_display;
pub use display::{MAX_SHOTS, fresh, product, shots};
pub use row::{Action, Deed, GateDef, Inverse};
use row::{Check, PLAIN, Parts, Row};

/// The palette's groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// H, X, Y, Z.
    HalfTurns,
    /// S, T, P, SX and inverses.
    Phase,
    /// RX, RY, RZ.
    Rotations,
    /// Gates on two qubits.
    TwoQubit,
    /// Gates on two qubits that devices are made of.
    Devices,
    /// Fractional powers of half turns.
    Powers,
    /// Phases of the whole state.
    Scalar,
    /// Fourier transforms and phase gradients.
    Frequency,
    /// Orders of qubits and products of parities.
    Order,
    /// Arithmetic on registers.
    Arithmetic,
    /// Comparisons of registers.
    Compare,
    /// Arithmetic modulo a register.
    Modular,
    /// Measurement, reset, post-selection, spacers.
    Process,
    /// What shows the state at its place.
    Displays,
    /// Noise channels.
    Channels,
    /// Gates that are defined by the circuit itself.
    Custom,
}

impl Family {
    /// The group's title.
    pub fn title(self) -> &'static str {
        match self {
            Family::HalfTurns => "Half turns",
            Family::Phase => "Phase",
            Family::Rotations => "Rotations",
            Family::TwoQubit => "Two-qubit",
            Family::Devices => "Devices",
            Family::Powers => "Powers",
            Family::Scalar => "Scalar",
            Family::Frequency => "Frequency",
            Family::Order => "Order",
            Family::Arithmetic => "Arithmetic",
            Family::Compare => "Compare",
            Family::Modular => "Modular",
            Family::Process => "Measure",
            Family::Displays => "Displays",
            Family::Channels => "Noise",
            Family::Custom => "Custom",
        }
    }
}

/// A gate: a row of the table.
#[derive(Clone, Copy)]
pub struct Gate(&'static GateDef);

impl Gate {
    /// The gate of a name or an alias, whatever the case.
    pub fn named(name: &str) -> Option<Gate> {
        all().find(|g| {
            g.name.eq_ignore_ascii_case(name) || g.aliases.iter().any(|a| a.eq_ignore_ascii_case(name))
        })
    }
    /// The gate of a name that is in the table: looked up when this is compiled.
    const fn of(name: &str) -> Gate {
        let mut place = 0;
        while !same(ROWS[place].name, name) {
            place += 1;
        }
        Gate(&ALL[place])
    }
    /// The row of gates that a circuit defines itself.
    pub fn custom() -> Gate {
        const { Gate::of("CUSTOM") }
    }
    /// The measurement of a qubit into a classical bit.
    pub fn measure() -> Gate {
        const { Gate::of("MEASURE") }
    }
    /// Hadamard.
    pub const H: Gate = Gate::of("H");
    /// Pauli X.
    pub const X: Gate = Gate::of("X");
    /// Pauli Y.
    pub const Y: Gate = Gate::of("Y");
    /// Pauli Z.
    pub const Z: Gate = Gate::of("Z");
    /// A quarter turn about Z.
    pub const S: Gate = Gate::of("S");
    /// Its inverse.
    pub const SDG: Gate = Gate::of("SDG");
    /// An eighth turn about Z.
    pub const T: Gate = Gate::of("T");
    /// Its inverse.
    pub const TDG: Gate = Gate::of("TDG");
    /// The phase gate.
    pub const P: Gate = Gate::of("P");
    /// A rotation about X.
    pub const RX: Gate = Gate::of("RX");
    /// A rotation about Y.
    pub const RY: Gate = Gate::of("RY");
    /// A rotation about Z.
    pub const RZ: Gate = Gate::of("RZ");
    /// A rotation about X⊗X.
    pub const RXX: Gate = Gate::of("RXX");
    /// A rotation about Y⊗Y.
    pub const RYY: Gate = Gate::of("RYY");
    /// The display of an expectation value.
    pub const EXPECT: Gate = Gate::of("EXPECT");
    /// The exchange of two qubits.
    pub const SWAP: Gate = Gate::of("SWAP");
}

/// Whether two names are the same; `==` cannot be asked before the program runs.
const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

impl Deref for Gate {
    type Target = GateDef;
    fn deref(&self) -> &GateDef {
        self.0
    }
}
impl PartialEq for Gate {
    fn eq(&self, other: &Gate) -> bool {
        self.name == other.name
    }
}
impl Eq for Gate {}
impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Every gate, in palette order.
const ROWS: &[Row] = &[
    pauli::H,
    pauli::X,
    pauli::Y,
    pauli::Z,
    phase::S,
    phase::SDG,
    phase::T,
    phase::TDG,
    phase::SX,
    phase::SXDG,
    phase::P,
    rotation::RX,
    rotation::RY,
    rotation::RZ,
    rotation::U,
    rotation::U2,
    rotation::PRX,
    pair::SWAP,
    pair::ISWAP,
    pair::ISWAPDG,
    pair::SQRTSWAP,
    pair::SQRTSWAPDG,
    pair::SQRTISWAP,
    pair::SQRTISWAPDG,
    pair::DCX,
    pair::ECR,
    pair::RXX,
    pair::RYY,
    pair::RZZ,
    pair::RZX,
    pair::FSIM,
    pair::XXPLUSYY,
    pair::XXMINUSYY,
    power::XPOW,
    power::YPOW,
    power::ZPOW,
    power::HPOW,
    power::XPOWA,
    power::XPOWADG,
    power::YPOWA,
    power::YPOWADG,
    power::ZPOWA,
    power::ZPOWADG,
    phase::GPHASE,
    fourier::QFT,
    fourier::QFTDG,
    fourier::PHASEGRAD,
    fourier::PHASEGRADDG,
    fourier::GRADPOW,
    order::REVERSE,
    order::ROTL,
    order::ROTR,
    order::WEAVE,
    order::UNWEAVE,
    order::ZPAR,
    order::XPAR,
    order::YPAR,
    order::XOR,
    arithmetic::INC,
    arithmetic::DEC,
    arithmetic::ADD,
    arithmetic::SUB,
    arithmetic::ADDMUL,
    arithmetic::SUBMUL,
    arithmetic::MUL,
    arithmetic::DIV,
    arithmetic::ADDCOUNT,
    arithmetic::SUBCOUNT,
    arithmetic::FLIPBELOW,
    pair::RCCX,
    compare::LT,
    compare::GT,
    compare::LE,
    compare::GE,
    compare::EQ,
    compare::NE,
    arithmetic::MODINC,
    arithmetic::MODDEC,
    arithmetic::MODADD,
    arithmetic::MODSUB,
    arithmetic::MODADDMUL,
    arithmetic::MODSUBMUL,
    arithmetic::MODMUL,
    arithmetic::MODDIV,
    arithmetic::MODPOW,
    arithmetic::MODPOWDG,
    process::MEASURE,
    process::MEASUREX,
    process::MEASUREY,
    process::RESET,
    process::POST0,
    process::POST1,
    process::POSTPLUS,
    process::POSTMINUS,
    process::POSTI,
    process::POSTMINUSI,
    process::SPACER,
    display::CHANCE,
    display::AMPS,
    display::BLOCH,
    display::DENSITY,
    display::EXPECT,
    display::SAMPLE,
    display::PURITY,
    channel::BIT_FLIP,
    channel::PHASE_FLIP,
    channel::BIT_PHASE_FLIP,
    channel::DEPOLARIZING,
    channel::DEPOLARIZING2,
    channel::AMPLITUDE_DAMPING,
    channel::PHASE_DAMPING,
    channel::GENERALIZED_AMPLITUDE_DAMPING,
    channel::THERMAL_RELAXATION,
    custom::CUSTOM,
];

/// What there is to say of every gate, in palette order.
pub static ALL: [GateDef; ROWS.len()] = {
    let mut all = [GateDef::of(PLAIN, 0); ROWS.len()];
    let mut place = 0;
    while place < ROWS.len() {
        all[place] = GateDef::of(ROWS[place], place);
        place += 1;
    }
    all
};

/// What every gate does.
static DEEDS: [Deed; ROWS.len()] = {
    let mut all = [Deed::of(PLAIN); ROWS.len()];
    let mut place = 0;
    while place < ROWS.len() {
        all[place] = Deed::of(ROWS[place]);
        place += 1;
    }
    all
};

/// The ops that stand in the place of gates. A table of its own: a program that runs no gates asks for these alone.
static PARTS: [Option<Parts>; ROWS.len()] = {
    let mut all: [Option<Parts>; ROWS.len()] = [None; ROWS.len()];
    let mut place = 0;
    while place < ROWS.len() {
        if let Action::Parts(parts) = ROWS[place].action {
            all[place] = Some(parts);
        }
        place += 1;
    }
    all
};

/// Every gate, in palette order.
pub fn all() -> impl Iterator<Item = Gate> {
    ALL.iter().map(Gate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Angle, Op};

    /// Every way to give registers sizes from 1 to 5.
    fn sizes(registers: usize) -> Vec<Vec<usize>> {
        let longer = |all: Vec<Vec<usize>>| {
            all.iter().flat_map(|s| (1..=5).map(move |k| [&s[..], &[k]].concat())).collect()
        };
        (0..registers).fold(vec![Vec::new()], |all, _| longer(all))
    }

    #[test]
    fn rows_count_their_parts_as_they_make_them() {
        for gate in all() {
            let composite = matches!(gate.action, Action::Parts(_));
            assert_eq!(composite, gate.parts().is_some(), "{}", gate.name);
            let Some(parts) = gate.parts() else { continue };
            let fixed = gate.registers.is_empty();
            for sizes in if fixed { vec![vec![gate.qubits]] } else { sizes(gate.registers.len()) } {
                let targets: Vec<usize> = (0..sizes.iter().sum()).collect();
                let op = Op {
                    splits: sizes[..sizes.len() - 1].to_vec(),
                    args: gate.params.iter().map(|_| Angle::number(0.3)).collect(),
                    ..Op::fixed(gate, &targets)
                };
                assert_eq!((gate.count)(&sizes), parts(&op).len(), "{gate:?} on {sizes:?}");
            }
        }
    }
}
