//! Circuit text: one statement a line or between semicolons.
//!
//! ```text
//! qubits 2            # optional; otherwise one more than the highest qubit used
//! label 0 control
//! H 0
//! X 0:1               # controls before the colon, !q is an anti-control; CX 0 1 means the same
//! RZZ(theta1) 0 1
//! ```

use crate::circuit::MAX_LABEL;
use crate::{Angle, Circuit, Control, Gate, MAX_OPS, MAX_QUBITS, Op, TextError};
use std::fmt;
use std::str::FromStr;

/// The longest circuit text, in bytes.
const MAX_TEXT: usize = 262_144;

/// Controlled gates by their usual names: name, gate, number of leading control qubits.
const SUGAR: &[(&str, &str, usize)] = &[
    ("CX", "X", 1),
    ("CNOT", "X", 1),
    ("CY", "Y", 1),
    ("CZ", "Z", 1),
    ("CH", "H", 1),
    ("CS", "S", 1),
    ("CP", "P", 1),
    ("CRX", "RX", 1),
    ("CRY", "RY", 1),
    ("CRZ", "RZ", 1),
    ("CSWAP", "SWAP", 1),
    ("FREDKIN", "SWAP", 1),
    ("CCX", "X", 2),
    ("TOFFOLI", "X", 2),
    ("CCZ", "Z", 2),
];

impl FromStr for Circuit {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Circuit, TextError> {
        if text.len() > MAX_TEXT {
            return Err(TextError::at(
                1,
                format!("circuit text has at most {MAX_TEXT} bytes, this has {}", text.len()),
            ));
        }
        let mut reader = Reader::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or("");
            let mut column = 1;
            for statement in line.split(';') {
                let inner = statement.chars().take_while(|c| c.is_whitespace()).count();
                let read = reader.statement(statement.trim());
                read.map_err(|(offset, message)| TextError {
                    line: number + 1,
                    column: column + inner + offset,
                    message,
                })?;
                column += statement.chars().count() + 1;
            }
        }
        reader.circuit()
    }
}

type Trouble = (usize, String);

#[derive(Default)]
struct Reader {
    qubits: Option<usize>,
    labels: Vec<(usize, String)>,
    ops: Vec<Op>,
    highest: usize,
}

impl Reader {
    fn statement(&mut self, text: &str) -> Result<(), Trouble> {
        if text.is_empty() {
            return Ok(());
        }
        let end = text.find(|c: char| c == '(' || c.is_whitespace()).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        match name.to_ascii_lowercase().as_str() {
            "qubits" => self.size(rest, name.len()),
            "label" => self.label(rest, name.len()),
            _ => self.op(name, rest),
        }
    }

    fn size(&mut self, rest: &str, at: usize) -> Result<(), Trouble> {
        let number = rest.trim().parse::<usize>().ok().filter(|n| (1..=MAX_QUBITS).contains(n));
        let number = number.ok_or_else(|| (at + 1, format!("expected 1 to {MAX_QUBITS} after qubits")))?;
        self.qubits = Some(number);
        Ok(())
    }

    fn label(&mut self, rest: &str, at: usize) -> Result<(), Trouble> {
        let mut words = rest.split_whitespace();
        let qubit = words.next().and_then(|w| w.parse::<usize>().ok()).filter(|q| *q < MAX_QUBITS);
        let (Some(qubit), Some(name), None) = (qubit, words.next(), words.next()) else {
            return Err((at + 1, "expected a qubit and a name of one word, as in label 0 control".into()));
        };
        self.labels.push((qubit, name.chars().take(MAX_LABEL).collect()));
        self.highest = self.highest.max(qubit + 1);
        Ok(())
    }

    fn op(&mut self, name: &str, rest: &str) -> Result<(), Trouble> {
        let sugar = SUGAR.iter().find(|s| s.0.eq_ignore_ascii_case(name));
        let gate = Gate::named(sugar.map_or(name, |s| s.1)).ok_or_else(|| (0, unknown(name)))?;
        let start = name.chars().count();
        let (angle, places, from) = split_angle(rest, start)?;
        let mut op = Op { gate, controls: Vec::new(), targets: Vec::new(), angle };
        self.operands(places, from, &mut op)?;
        if let Some((_, _, controls)) = sugar {
            let moved = op.targets.len().min(*controls);
            op.controls.extend(op.targets.drain(..moved).map(Control::on));
        }
        op.sort_controls();
        op.check(MAX_QUBITS).map_err(|e| (0, e.to_string()))?;
        if self.ops.len() >= MAX_OPS {
            return Err((0, crate::CircuitError::TooManyOps.to_string()));
        }
        self.highest = self.highest.max(op.span().1 + 1);
        self.ops.push(op);
        Ok(())
    }

    fn operands(&self, places: &str, from: usize, op: &mut Op) -> Result<(), Trouble> {
        let (controls, targets) = match places.split_once(':') {
            Some((c, t)) => (c, t),
            None => ("", places),
        };
        let split = |c: char| c.is_whitespace() || c == ',';
        for word in controls.split(split).filter(|w| !w.is_empty()) {
            let (on, digits) = word.strip_prefix('!').map_or((true, word), |d| (false, d));
            op.controls.push(Control { qubit: qubit(digits, from)?, on });
        }
        for word in targets.split(split).filter(|w| !w.is_empty()) {
            op.targets.push(qubit(word, from)?);
        }
        Ok(())
    }

    fn circuit(self) -> Result<Circuit, TextError> {
        let qubits = self.qubits.unwrap_or(self.highest.max(1));
        let whole = |e: crate::CircuitError| TextError::at(1, e.to_string());
        let mut circuit = Circuit::of(qubits, self.ops).map_err(whole)?;
        for (qubit, label) in self.labels {
            if qubit >= qubits {
                return Err(TextError::at(
                    1,
                    format!("label {qubit} names a qubit that the circuit does not have"),
                ));
            }
            circuit.set_label(qubit, &label);
        }
        Ok(circuit)
    }
}

fn unknown(name: &str) -> String {
    let short: String = name.chars().take(20).collect();
    let known: Vec<&str> = crate::gates::all().map(|g| g.name).collect::<Vec<_>>();
    format!("\"{short}\" is not a gate; known are {}", known.join(" "))
}

fn qubit(word: &str, at: usize) -> Result<usize, Trouble> {
    let short: String = word.chars().take(20).collect();
    let number = word
        .parse::<usize>()
        .map_err(|_| (at, format!("\"{short}\" is not a qubit; write a number such as 0")))?;
    if number >= MAX_QUBITS {
        return Err((at, format!("qubit {number} is too high; a circuit has at most {MAX_QUBITS} qubits")));
    }
    Ok(number)
}

/// Splits `(angle) rest` and says at which column the rest starts.
fn split_angle(rest: &str, start: usize) -> Result<(Option<Angle>, &str, usize), Trouble> {
    let Some(inner) = rest.strip_prefix('(') else { return Ok((None, rest, start + 1)) };
    let mut depth = 1;
    for (i, c) in inner.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let angle = Angle::parse(&inner[..i]).map_err(|e| (start + e.column, e.message))?;
            let from = start + 1 + inner[..=i].chars().count();
            return Ok((Some(angle), &inner[i + 1..], from + 1));
        }
    }
    Err((start, "expected ) after the angle".into()))
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.gate.name)?;
        if let Some(angle) = &self.angle {
            write!(f, "({angle})")?;
        }
        for control in &self.controls {
            write!(f, " {}{}", if control.on { "" } else { "!" }, control.qubit)?;
        }
        for (i, target) in self.targets.iter().enumerate() {
            let before = if i == 0 && !self.controls.is_empty() { ":" } else { " " };
            write!(f, "{before}{target}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Circuit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "qubits {}", self.qubits())?;
        for qubit in (0..self.qubits()).filter(|q| !self.label(*q).is_empty()) {
            write!(f, "; label {qubit} {}", self.label(qubit))?;
        }
        for op in self.ops() {
            write!(f, "; {op}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Circuit {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn a_bell_pair_is_two_words() {
        let bell = read("H 0; X 0:1");
        assert_eq!(bell.qubits(), 2);
        assert_eq!(bell.to_string(), "qubits 2; H 0; X 0:1");
        assert_eq!(read("h 0\ncx 0 1  # the same"), bell);
    }

    #[test]
    fn controls_anticontrols_labels_and_angles_round_trip() {
        let text = "qubits 4; label 0 alice; H 0; RX(theta1*x1) 0 !1:2; SWAP 2 3; RZZ(-pi/4) 0 1";
        let circuit = read(text);
        assert_eq!(read(&circuit.to_string()), circuit);
        assert_eq!(
            (circuit.weights(), circuit.inputs(), circuit.name(0), circuit.name(1)),
            (1, 1, "alice".into(), "q1".into())
        );
    }

    #[test]
    fn errors_say_line_column_and_remedy() {
        let says = |text: &str, line: usize, column: usize, part: &str| {
            let e = text.parse::<Circuit>().expect_err(text);
            assert_eq!((e.line, e.column), (line, column), "{text}: {e}");
            assert!(e.message.contains(part), "{text}: {e}");
        };
        says("H 0\nFOO 1", 2, 1, "not a gate");
        says("H 0; RX(2+) 0", 1, 11, "expected a number");
        says("RX 0", 1, 1, "needs an angle");
        says("H(1) 0", 1, 1, "no angle");
        says("X 0:0", 1, 1, "twice");
        says("H 99999999999999999999", 1, 3, "not a qubit");
        says("H 40", 1, 3, "too high");
        says("qubits 1000000000", 1, 8, "expected 1 to");
        says("qubits 1; X 3", 1, 1, "but the circuit has");
        says("SWAP 0", 1, 1, "acts on 2 qubits");
        says("RX(1 0", 1, 3, "expected )");
    }

    pub(crate) fn op(qubits: usize) -> impl Strategy<Value = Op> {
        let angle = prop_oneof![
            (-7.0f64..7.0).prop_map(Angle::number),
            (0usize..4).prop_map(Angle::weight),
            (0usize..3).prop_map(Angle::input),
            Just(Angle::parse("theta1*x1 + pi/3").expect("valid")),
        ];
        let order = Just((0..qubits).collect::<Vec<_>>()).prop_shuffle();
        (0..crate::gates::ALL.len(), order, 0usize..3, any::<u8>(), angle).prop_map(
            move |(g, order, controls, signs, angle)| {
                let gate = crate::gates::all().nth(g).expect("in range");
                let targets = order[..gate.qubits].to_vec();
                let free = (qubits - gate.qubits).min(controls);
                let mut op = Op { gate, controls: Vec::new(), targets, angle: gate.angled.then_some(angle) };
                for (i, &q) in order[gate.qubits..gate.qubits + free].iter().enumerate() {
                    op = op.controlled(Control { qubit: q, on: signs >> i & 1 == 1 });
                }
                op
            },
        )
    }

    proptest! {
        #[test]
        fn printing_then_parsing_is_the_identity(ops in prop::collection::vec(op(4), 0..20)) {
            let circuit = Circuit::of(4, ops).expect("valid ops");
            prop_assert_eq!(read(&circuit.to_string()), circuit);
        }

        #[test]
        fn inserted_ops_stand_in_or_left_of_their_column_and_removing_restores(ops in prop::collection::vec(op(4), 0..12), extra in op(4), column in 0usize..15) {
            let before = Circuit::of(4, ops).expect("valid ops");
            let mut circuit = before.clone();
            let at = circuit.insert(column, extra.clone()).expect("valid op");
            prop_assert_eq!(&circuit.ops()[at], &extra);
            let layout = circuit.layout();
            prop_assert!(layout.columns[at] <= column);
            prop_assert!(layout.columns.is_sorted());
            circuit.remove(at);
            prop_assert_eq!(circuit, before);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
            let _ = text.parse::<Circuit>();
            let _ = Angle::parse(&text);
            let _ = crate::Observable::parse(&text);
        }
    }
}
