//! The gate table: one row a gate. A new gate is one row in a family file; everything else loops over `ALL`.
//!
//! Each row gives its matrix and, in `equals`, the same gate in other gates: two independent accounts that
//! one test compares. Controls belong to the op, so there are no CX, CZ, CRX rows (`Gate::spelled` knows their names).

use crate::{Matrix, Op};
use std::fmt;
use std::ops::Deref;

mod arithmetic;
mod channel;
mod compare;
mod custom;
mod fourier;
mod order;
mod pair;
mod pauli;
mod phase;
mod power;
mod process;
mod rotation;
mod spelling;

pub use custom::{Body, Custom, MAX_CUSTOM_MATRIX};

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
            Family::Channels => "Noise",
            Family::Custom => "Custom",
        }
    }
}

/// How a gate's inverse is written.
#[derive(Clone, Copy, Debug)]
pub enum Inverse {
    /// The gate is its own inverse.
    Itself,
    /// The gate of this name, with the same arguments.
    Named(&'static str),
    /// The same gate with the negated angle.
    NegatedAngle,
    /// The same gate with its arguments negated and taken in this order.
    Negated(&'static [usize]),
    /// What this makes of the op.
    Of(fn(&Op) -> Op),
    /// A custom gate: its body's inverse.
    OfBody,
    /// It cannot be undone.
    None,
}

/// What a gate does.
#[derive(Clone, Copy)]
pub enum Action {
    /// A unitary at an angle (ignored by gates without one), and G with U(θ) = exp(−iθG/2) for gates with one.
    Unitary {
        /// The matrix at an angle.
        matrix: fn(f64) -> Matrix,
        /// G, for gates with an angle.
        generator: Option<fn() -> Matrix>,
    },
    /// A permutation of basis states: from the registers' sizes and the targets' value (the first target
    /// is the most significant bit) to the value that it becomes.
    Permutation(fn(&[usize], usize) -> usize),
    /// Other ops in its place, equal including the phase; controls and conditions are added to each. Of a
    /// gate without an inverse they measure, into the op's classical bits.
    Parts(fn(&Op) -> Vec<Op>),
    /// A channel on its targets: Kraus matrices at its arguments, or a sentence why there are none.
    Channel(fn(&[f64]) -> Result<Vec<Matrix>, String>),
    /// Measures its targets in the Z basis into classical bits.
    Measure,
    /// Brings its targets to |0⟩, whatever they were.
    Reset,
    /// Keeps the part of the state that this projector keeps, and makes it a state again.
    Project(fn() -> Matrix),
    /// Does nothing; keeps a place in the drawing.
    Nothing,
    /// What the op's own body says.
    Custom,
}

/// A row of the table.
pub struct GateDef {
    /// The name in text; never changed.
    pub name: &'static str,
    /// Other names that text may use.
    pub aliases: &'static [&'static str],
    /// What is drawn in the box.
    pub symbol: &'static str,
    /// The palette's group.
    pub family: Family,
    /// How many targets it acts on; for gates on registers, how many it has when it is picked.
    pub qubits: usize,
    /// The registers that its targets make up, each of any size from 1; empty for a fixed number of targets.
    pub registers: &'static [&'static str],
    /// The sizes of all registers but the last when it is picked.
    pub splits: &'static [usize],
    /// The names of its arguments.
    pub params: &'static [&'static str],
    /// One sentence for tooltips and the reference.
    pub help: &'static str,
    /// What it does.
    pub action: Action,
    /// The same gate up to a global phase in other gates, as circuit text on `qubits` qubits (registers as
    /// when it is picked) with theta1, theta2, … as its arguments; empty where there is no unitary.
    pub equals: &'static str,
    /// How the inverse is written.
    pub inverse: Inverse,
}

/// A row with nothing special about it, for the others to differ from.
pub(crate) const PLAIN: GateDef = GateDef {
    name: "",
    aliases: &[],
    symbol: "",
    family: Family::Process,
    qubits: 1,
    registers: &[],
    splits: &[],
    params: &[],
    help: "",
    action: Action::Nothing,
    equals: "",
    inverse: Inverse::None,
};

impl GateDef {
    /// The row with registers, which have these sizes (of all but the last) and so many qubits when picked.
    pub(crate) const fn on(
        self,
        registers: &'static [&'static str],
        splits: &'static [usize],
        qubits: usize,
    ) -> GateDef {
        GateDef { registers, splits, qubits, ..self }
    }
    /// The row with other names.
    pub(crate) const fn also(self, aliases: &'static [&'static str]) -> GateDef {
        GateDef { aliases, ..self }
    }
    /// Whether it turns by an angle: it has one argument and a generator.
    pub fn angled(&self) -> bool {
        matches!(self.action, Action::Unitary { generator: Some(_), .. })
    }
    /// Whether it is a unitary, whatever its arguments.
    pub fn is_unitary(&self) -> bool {
        match self.action {
            Action::Unitary { .. } | Action::Permutation(_) | Action::Nothing | Action::Custom => true,
            Action::Parts(_) => !matches!(self.inverse, Inverse::None),
            _ => false,
        }
    }
    /// Whether it writes a classical bit for each target.
    pub fn measures(&self) -> bool {
        match self.action {
            Action::Measure => true,
            Action::Parts(_) => !self.is_unitary(),
            _ => false,
        }
    }
    /// Its matrix at an angle, where the row itself is one.
    pub fn matrix(&self, angle: f64) -> Option<Matrix> {
        match self.action {
            Action::Unitary { matrix, .. } => Some(matrix(angle)),
            _ => None,
        }
    }
    /// G with U(θ) = exp(−iθG/2).
    pub fn generator(&self) -> Option<fn() -> Matrix> {
        match self.action {
            Action::Unitary { generator, .. } => generator,
            _ => None,
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
    /// The row of gates that a circuit defines itself.
    pub fn custom() -> Gate {
        Gate(&custom::CUSTOM)
    }
    /// The measurement of a qubit into a classical bit.
    pub fn measure() -> Gate {
        Gate(&process::MEASURE)
    }
    /// Hadamard.
    pub const H: Gate = Gate(&pauli::H);
    /// Pauli X.
    pub const X: Gate = Gate(&pauli::X);
    /// Pauli Y.
    pub const Y: Gate = Gate(&pauli::Y);
    /// Pauli Z.
    pub const Z: Gate = Gate(&pauli::Z);
    /// A quarter turn about Z.
    pub const S: Gate = Gate(&phase::S);
    /// Its inverse.
    pub const SDG: Gate = Gate(&phase::SDG);
    /// The phase gate.
    pub const P: Gate = Gate(&phase::P);
    /// A rotation about Y.
    pub const RY: Gate = Gate(&rotation::RY);
    /// The exchange of two qubits.
    pub const SWAP: Gate = Gate(&pair::SWAP);
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
pub const ALL: &[&GateDef] = &[
    &pauli::H,
    &pauli::X,
    &pauli::Y,
    &pauli::Z,
    &phase::S,
    &phase::SDG,
    &phase::T,
    &phase::TDG,
    &phase::SX,
    &phase::SXDG,
    &phase::P,
    &rotation::RX,
    &rotation::RY,
    &rotation::RZ,
    &rotation::U,
    &rotation::U2,
    &rotation::PRX,
    &pair::SWAP,
    &pair::ISWAP,
    &pair::ISWAPDG,
    &pair::SQRTSWAP,
    &pair::SQRTSWAPDG,
    &pair::SQRTISWAP,
    &pair::SQRTISWAPDG,
    &pair::DCX,
    &pair::ECR,
    &pair::RXX,
    &pair::RYY,
    &pair::RZZ,
    &pair::RZX,
    &pair::FSIM,
    &pair::XXPLUSYY,
    &pair::XXMINUSYY,
    &power::XPOW,
    &power::YPOW,
    &power::ZPOW,
    &power::HPOW,
    &power::XPOWA,
    &power::XPOWADG,
    &power::YPOWA,
    &power::YPOWADG,
    &power::ZPOWA,
    &power::ZPOWADG,
    &phase::GPHASE,
    &fourier::QFT,
    &fourier::QFTDG,
    &fourier::PHASEGRAD,
    &fourier::PHASEGRADDG,
    &fourier::GRADPOW,
    &order::REVERSE,
    &order::ROTL,
    &order::ROTR,
    &order::WEAVE,
    &order::UNWEAVE,
    &order::ZPAR,
    &order::XPAR,
    &order::YPAR,
    &order::XOR,
    &arithmetic::INC,
    &arithmetic::DEC,
    &arithmetic::ADD,
    &arithmetic::SUB,
    &arithmetic::ADDMUL,
    &arithmetic::SUBMUL,
    &arithmetic::MUL,
    &arithmetic::DIV,
    &arithmetic::ADDCOUNT,
    &arithmetic::SUBCOUNT,
    &arithmetic::FLIPBELOW,
    &pair::RCCX,
    &compare::LT,
    &compare::GT,
    &compare::LE,
    &compare::GE,
    &compare::EQ,
    &compare::NE,
    &arithmetic::MODINC,
    &arithmetic::MODDEC,
    &arithmetic::MODADD,
    &arithmetic::MODSUB,
    &arithmetic::MODADDMUL,
    &arithmetic::MODSUBMUL,
    &arithmetic::MODMUL,
    &arithmetic::MODDIV,
    &arithmetic::MODPOW,
    &arithmetic::MODPOWDG,
    &process::MEASURE,
    &process::MEASUREX,
    &process::MEASUREY,
    &process::RESET,
    &process::POST0,
    &process::POST1,
    &process::POSTPLUS,
    &process::POSTMINUS,
    &process::POSTI,
    &process::POSTMINUSI,
    &process::SPACER,
    &channel::BIT_FLIP,
    &channel::PHASE_FLIP,
    &channel::BIT_PHASE_FLIP,
    &channel::DEPOLARIZING,
    &channel::DEPOLARIZING2,
    &channel::AMPLITUDE_DAMPING,
    &channel::PHASE_DAMPING,
    &channel::GENERALIZED_AMPLITUDE_DAMPING,
    &channel::THERMAL_RELAXATION,
    &custom::CUSTOM,
];

/// Every gate, in palette order.
pub fn all() -> impl Iterator<Item = Gate> {
    ALL.iter().map(|d| Gate(d))
}
