//! Quirk links: the circuit as JSON in the address of Quirk's page.
//!
//! Displays that Quirk has and that stand on neighbouring wires are kept, others are left out, for a link holds no
//! comments. Quirk has 16 wires, no parameters but the time t, no noise and no reset; a qubit that was measured stays a
//! classical bit. Qubit k is Quirk's k-th wire from the top. Not here: reading links (`quirk`).

use crate::write::conditions::{Sum, sums};
use crate::write::names::{Names, Plain, Symbols};
use crate::write::python::complex;
use crate::write::refusal;
use crate::write::steps::{Kind, Step, steps};
use crate::write::synthesis;
use crate::{Named, Trouble};
use circuit::{Angle, C64, Circuit, Comparison, Control, Matrix, Symbol};
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::FRAC_PI_2;

const TARGET: &str = "Quirk";
const MAX_WIRES: usize = 16;
const MAX_GATES: usize = 4096;
const PAGE: &str = "https://algassert.com/quirk#circuit=";

/// The address of Quirk's page with the circuit in it.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~,:()*/!".contains(&b);
    let encoded = json(named)?.bytes().fold(String::from(PAGE), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            text += &format!("%{byte:02X}");
        }
        text
    });
    Ok(encoded)
}

/// The circuit in Quirk's JSON.
pub fn json(named: &Named) -> Result<String, Trouble> {
    let named = &named.with_time_as_parameter()?;
    let circuit = &named.circuit;
    if circuit.qubits() > MAX_WIRES {
        let what = format!("a circuit of {} qubits", circuit.qubits());
        return Err(refusal(TARGET, &what, &format!("use at most {MAX_WIRES}")));
    }
    let mut names = Names::new();
    let symbols = Symbols::of(named, &mut names);
    let spelled = Symbols { weights: time(&named.parameters, symbols.weights), inputs: symbols.inputs };
    let mut drawing = Drawing::new(circuit, &spelled);
    // Quirk's wires have starts themselves.
    for step in &steps(&circuit.continued(), TARGET, false)? {
        drawing.step(step)?;
    }
    Ok(drawing.json())
}

/// A parameter called t is Quirk's time.
fn time(given: &[String], mut names: Vec<String>) -> Vec<String> {
    if let Some(i) = given.iter().position(|n| n == "t") {
        names[i] = "t".into();
    }
    names
}

/// Columns of cells, wire by wire; an empty cell is `1`.
struct Drawing<'a> {
    circuit: &'a Circuit,
    symbols: &'a Symbols,
    columns: Vec<Vec<String>>,
    /// Whether the last column takes no further gate.
    closed: bool,
    gates: Vec<String>,
    /// How many wires are covered.
    reach: usize,
    /// Qubits that are classical since a measurement.
    measured: BTreeSet<usize>,
    /// Which qubit still holds a classical bit.
    holders: BTreeMap<usize, usize>,
}

/// Displays that Quirk has: our name, its id, its largest size.
const DISPLAYS: [(&str, &str, usize); 5] = [
    ("BLOCH", "Bloch", 1),
    ("CHANCE", "Chance", 16),
    ("AMPS", "Amps", 16),
    ("DENSITY", "Density", 8),
    ("SAMPLE", "Sample", 16),
];

const EMPTY: &str = "1";

impl<'a> Drawing<'a> {
    fn new(circuit: &'a Circuit, symbols: &'a Symbols) -> Drawing<'a> {
        Drawing {
            circuit,
            symbols,
            columns: Vec::new(),
            closed: true,
            gates: Vec::new(),
            reach: 0,
            measured: BTreeSet::new(),
            holders: BTreeMap::new(),
        }
    }

    fn json(&self) -> String {
        let column = |cells: &Vec<String>| {
            let used = cells.iter().rposition(|c| c != EMPTY).map_or(0, |i| i + 1);
            format!("[{}]", cells[..used].join(","))
        };
        let mut columns: Vec<String> = self.columns.iter().map(column).collect();
        // A wire with nothing on it is kept by a spacer on the last one.
        let last = self.circuit.qubits() - 1;
        if self.reach <= last {
            let mut cells = vec![EMPTY; last];
            cells.push("\"…\"");
            columns.push(format!("[{}]", cells.join(",")));
        }
        let gates = match self.gates.is_empty() {
            true => String::new(),
            false => format!(",\"gates\":[{}]", self.gates.join(",")),
        };
        let start = |q| match self.circuit.start(q).name() {
            digit @ ("0" | "1") => digit.to_string(),
            name => format!("\"{name}\""),
        };
        let starts = (0..self.circuit.qubits()).map(start).collect::<Vec<String>>().join(",");
        let init = match self.circuit.starts_at_zero() {
            true => String::new(),
            false => format!(",\"init\":[{starts}]"),
        };
        format!("{{\"cols\":[{}]{gates}{init}}}", columns.join(","))
    }

    fn step(&mut self, step: &Step) -> Result<(), Trouble> {
        let Some(sums) = sums(self.circuit, &step.conditions, &self.holders.keys().copied().collect()) else {
            return Ok(());
        };
        let mut controls = step.controls.clone();
        for sum in &sums {
            self.classical(sum, step, &mut controls)?;
        }
        let step = Step { controls, conditions: Vec::new(), ..step.clone() };
        match &step.kind {
            Kind::Gate(name, args) => self.gate(&step, name, args.first()),
            Kind::Matrix(matrix) => self.matrix(&step, matrix),
            Kind::Permutation(to) => match synthesis::of_permutation(&step, to, MAX_GATES) {
                Some(parts) => parts.iter().try_for_each(|part| self.step(part)),
                None => Err(refusal(TARGET, &format!("{} in so few gates", step.name), "use fewer qubits")),
            },
            Kind::Measure(bit) => self.measure(&step, *bit),
            Kind::Project(projector) => self.project(&step, projector),
            Kind::Display(_) => {
                self.display(&step);
                Ok(())
            }
            Kind::Barrier => {
                let cells: Vec<_> = step.targets.iter().map(|q| (*q, "\"…\"".to_string())).collect();
                self.place(&[], &cells);
                Ok(())
            }
            Kind::Reset => Err(refusal(TARGET, "a reset", "use a new qubit")),
            Kind::Channel(_) => {
                Err(refusal(TARGET, &format!("the noise channel {}", step.name), "leave it out"))
            }
            Kind::Defined(_) => Err(refusal(TARGET, &step.name, "report this circuit")),
        }
    }

    /// A display that Quirk has too, from its first wire down.
    fn display(&mut self, step: &Step) {
        let mut wires = step.targets.clone();
        wires.sort_unstable();
        let (size, first) = (wires.len(), wires[0]);
        let known = DISPLAYS.iter().find(|d| d.0 == step.name && size <= d.2);
        let Some((_, id, most)) = known.filter(|_| wires[size - 1] - first + 1 == size) else { return };
        let id = if *most == 1 { format!("\"{id}\"") } else { format!("\"{id}{size}\"") };
        let mut cells = vec![(first, id)];
        cells.extend(wires[1..].iter().map(|q| (*q, EMPTY.to_string())));
        self.place(&[], &cells);
    }

    /// Conditions are controls on the qubits that hold the bits.
    fn classical(&self, sum: &Sum, step: &Step, controls: &mut Vec<Control>) -> Result<(), Trouble> {
        let only = format!("the condition of {}", step.name);
        if sum.comparison != Comparison::Equal {
            return Err(refusal(TARGET, &only, "ask whether bits equal a number"));
        }
        for (weight, bit) in &sum.terms {
            let Some(qubit) = self.holders.get(bit) else {
                return Err(refusal(TARGET, &only, "ask right after the measurement"));
            };
            if step.targets.contains(qubit) || controls.iter().any(|c| c.qubit == *qubit) {
                return Err(refusal(
                    TARGET,
                    &format!("{only} on the qubit that holds the bit"),
                    "use another",
                ));
            }
            let on = sum.value & weight != 0;
            controls.push(if on { Control::on(*qubit) } else { Control::off(*qubit) });
        }
        Ok(())
    }

    fn measure(&mut self, step: &Step, bit: usize) -> Result<(), Trouble> {
        if !step.controls.is_empty() {
            return Err(refusal(TARGET, "a measurement under a condition", "take the condition away"));
        }
        let qubit = step.targets[0];
        self.place(&[], &[(qubit, "\"Measure\"".into())]);
        self.measured.insert(qubit);
        self.holders.insert(bit, qubit);
        Ok(())
    }

    fn project(&mut self, step: &Step, projector: &Matrix) -> Result<(), Trouble> {
        let what = format!("the post-selection {}", step.name);
        let (half, j) = (C64::new(0.5, 0.0), C64::new(0.0, 0.5));
        let (zero, one) = (C64::ZERO, C64::ONE);
        // The last two keep |i⟩ and |−i⟩; their names are Quirk's.
        let known = [
            ("|0⟩⟨0|", [one, zero, zero, zero]),
            ("|1⟩⟨1|", [zero, zero, zero, one]),
            ("|+⟩⟨+|", [half, half, half, half]),
            ("|-⟩⟨-|", [half, -half, -half, half]),
            ("|X⟩⟨X|", [half, -j, j, half]),
            ("|/⟩⟨/|", [half, j, -j, half]),
        ];
        let near = |entries: &[C64; 4]| {
            projector.size == 2 && Matrix::of(entries.to_vec()).distance(projector) < 1e-9
        };
        match known.iter().find(|k| near(&k.1)) {
            Some((id, _)) if step.controls.is_empty() => {
                self.place(&[], &[(step.targets[0], format!("\"{id}\""))]);
                Ok(())
            }
            _ => Err(refusal(TARGET, &what, "select one of |0⟩, |1⟩, |+⟩, |−⟩, |i⟩, |−i⟩, unconditionally")),
        }
    }

    fn gate(&mut self, step: &Step, name: &'static str, angle: Option<&Angle>) -> Result<(), Trouble> {
        self.check_measured(step, name)?;
        if let Some(symbol) = self.unknown(angle) {
            let what = format!("the parameter {}", self.symbols.name(symbol));
            return Err(refusal(TARGET, &what, "give it a value, or use the time t"));
        }
        let formula = angle.map(|a| self.formula(a)).unwrap_or_default();
        let cell = |id: &str| format!("{{\"id\":\"{id}\",\"arg\":\"{formula}\"}}");
        let id = match name {
            "H" | "X" | "Y" | "Z" => format!("\"{name}\""),
            "S" => "\"Z^½\"".into(),
            "SDG" => "\"Z^-½\"".into(),
            "T" => "\"Z^¼\"".into(),
            "TDG" => "\"Z^-¼\"".into(),
            "SX" => "\"X^½\"".into(),
            "SXDG" => "\"X^-½\"".into(),
            "P" => format!("{{\"id\":\"Z^ft\",\"arg\":\"({formula})/pi\"}}"),
            "RX" => cell("Rxft"),
            "RY" => cell("Ryft"),
            "RZ" => cell("Rzft"),
            "SWAP" => {
                let cells: Vec<_> = step.targets.iter().map(|q| (*q, "\"Swap\"".to_string())).collect();
                self.place(&step.controls, &cells);
                return Ok(());
            }
            _ => return parts(step, name, angle).iter().try_for_each(|part| self.step(part)),
        };
        self.place(&step.controls, &[(step.targets[0], id)]);
        Ok(())
    }

    /// A symbol that is not the time.
    fn unknown(&self, angle: Option<&Angle>) -> Option<Symbol> {
        angle?.symbols().into_iter().find(|s| self.symbols.name(*s) != "t")
    }

    fn formula(&self, angle: &Angle) -> String {
        let plain =
            Plain { symbols: self.symbols, power: "^", prefix: "", words: ["ln", "asin", "acos", "atan"] };
        angle.written(&plain)
    }

    /// Quirk keeps measured qubits classical: no superpositions, nothing that only may happen.
    fn check_measured(&mut self, step: &Step, name: &str) -> Result<(), Trouble> {
        let on: Vec<usize> = step.targets.iter().copied().filter(|q| self.measured.contains(q)).collect();
        let diagonal = matches!(name, "Z" | "S" | "SDG" | "T" | "TDG" | "P" | "RZ" | "RZZ" | "GPHASE");
        if on.is_empty() || diagonal {
            return Ok(());
        }
        if name == "X" && step.controls.iter().all(|c| self.measured.contains(&c.qubit)) {
            self.holders.retain(|_, q| !on.contains(q));
            return Ok(());
        }
        let what = format!("{} on a qubit that was measured", step.name);
        Err(refusal(TARGET, &what, "use another qubit after the measurement"))
    }

    fn matrix(&mut self, step: &Step, matrix: &Matrix) -> Result<(), Trouble> {
        let n = step.targets.len();
        let mut wires = step.targets.clone();
        wires.sort_unstable();
        if wires[n - 1] - wires[0] + 1 != n {
            return synthesis::of_matrix(step, matrix).iter().try_for_each(|part| self.step(part));
        }
        self.check_measured(step, "matrix")?;
        // In Quirk's matrices the top wire is the least significant bit.
        let ours = |k: usize| step.targets.iter().fold(0, |v, q| v << 1 | (k >> (q - wires[0]) & 1));
        let row = |r: usize| {
            let entries: Vec<String> =
                (0..matrix.size).map(|c| complex(matrix.at(ours(r), ours(c))).replace('j', "i")).collect();
            format!("{{{}}}", entries.join(","))
        };
        let rows: Vec<String> = (0..matrix.size).map(row).collect();
        let id = format!("~{}", self.gates.len());
        self.gates.push(format!(
            "{{\"id\":\"{id}\",\"name\":\"{}\",\"matrix\":\"{{{}}}\"}}",
            step.name,
            rows.join(",")
        ));
        let mut cells = vec![(wires[0], format!("\"{id}\""))];
        cells.extend(wires[1..].iter().map(|q| (*q, EMPTY.to_string())));
        self.place(&step.controls, &cells);
        Ok(())
    }

    /// Cells beside those of the last column where they fit there; with controls, in a column of their own.
    fn place(&mut self, controls: &[Control], cells: &[(usize, String)]) {
        let alone = !controls.is_empty() || cells.iter().any(|c| c.1.contains("Swap"));
        let free = |column: &Vec<String>| cells.iter().all(|(q, _)| column[*q] == EMPTY);
        let tall = cells.iter().any(|c| c.1 == EMPTY);
        if alone || tall || self.closed || !self.columns.last().is_some_and(free) {
            self.columns.push(vec![EMPTY.to_string(); self.circuit.qubits()]);
        }
        self.closed = alone || tall;
        let wires = cells.iter().map(|c| c.0).chain(controls.iter().map(|c| c.qubit));
        self.reach = wires.map(|q| q + 1).fold(self.reach, usize::max);
        let Some(column) = self.columns.last_mut() else { return };
        cells.iter().for_each(|(q, cell)| column[*q].clone_from(cell));
        for control in controls {
            column[control.qubit] = if control.on { "\"•\"" } else { "\"◦\"" }.into();
        }
    }
}

/// Gates that Quirk lacks, in those that it has.
fn parts(step: &Step, name: &str, angle: Option<&Angle>) -> Vec<Step> {
    let bare = Step { controls: Vec::new(), ..step.clone() };
    let (a, b) = (step.targets[0], step.targets.get(1).copied().unwrap_or(0));
    let v = angle.cloned().unwrap_or_else(|| Angle::number(0.0));
    let ising = |v: &Angle, to: &'static str, back: &'static str| {
        let each = |name: &'static str| {
            let wanted = if name.is_empty() { vec![] } else { vec![a, b] };
            wanted.into_iter().map(|q| bare.gate(name, &[], &[q])).collect::<Vec<_>>()
        };
        let link = Step { controls: vec![Control::on(a)], ..bare.gate("X", &[], &[b]) };
        let turn = step.gate("RZ", std::slice::from_ref(v), &[b]);
        [each(to), vec![link.clone(), turn, link], each(back)].concat()
    };
    match name {
        "RXX" => ising(&v, "H", "H"),
        "RYY" => ising(&v, "SX", "SXDG"),
        "RZZ" => ising(&v, "", ""),
        // iSWAP = exp(iπ(XX + YY)/4).
        "ISWAP" | "ISWAPDG" => {
            let v = Angle::nice(if name == "ISWAP" { -FRAC_PI_2 } else { FRAC_PI_2 });
            [ising(&v, "H", "H"), ising(&v, "SX", "SXDG")].concat()
        }
        // A phase of the whole state: on |1⟩, then on |0⟩.
        "GPHASE" => {
            let flip = bare.gate("X", &[], &[a]);
            let turn = step.gate("P", &[v], &[a]);
            vec![turn.clone(), flip.clone(), turn, flip]
        }
        _ => Vec::new(),
    }
}
