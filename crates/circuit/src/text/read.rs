//! Reading circuit text. Every error names its line and column and what to write instead.

use super::complex::complex;
use super::split::{Piece, statements};
use crate::circuit::MAX_LABEL;
use crate::classical::{Comparison, Condition, MAX_BITS, Register};
use crate::gates::Custom;
use crate::{
    Angle, Axis, Circuit, CircuitError, Control, Gate, MAX_OPS, MAX_QUBITS, Matrix, Op, Start, TextError,
    search,
};
use std::rc::Rc;
use std::str::FromStr;

/// The longest circuit text, in bytes.
const MAX_TEXT: usize = 262_144;

/// How deep gate definitions may stand in one another.
const MAX_DEPTH: usize = 16;

impl FromStr for Circuit {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Circuit, TextError> {
        let whole = Piece { text, line: 1, column: 1 };
        if text.len() > MAX_TEXT {
            let message = format!("circuit text has at most {MAX_TEXT} bytes, this has {}", text.len());
            return Err(trouble(whole, message));
        }
        let mut reader = Reader::default();
        for statement in statements(whole) {
            reader.statement(statement)?;
        }
        reader.circuit(whole)
    }
}

impl Custom {
    /// Reads one definition, as a statement of circuit text; its body may use the gates known.
    ///
    /// # Errors
    /// With line and column when it is no definition, or not only one.
    pub fn read(text: &str, known: &[Rc<Custom>]) -> Result<Rc<Custom>, TextError> {
        let whole = Piece { text, line: 1, column: 1 };
        let mut reader = Reader { customs: known.to_vec(), ..Reader::default() };
        if text.len() <= MAX_TEXT {
            for statement in statements(whole) {
                reader.statement(statement)?;
            }
        }
        let other = !reader.ops.is_empty() || !reader.labels.is_empty() || !reader.registers.is_empty();
        let mut new = reader.customs.split_off(known.len());
        match new.pop() {
            Some(custom) if new.is_empty() && !other && reader.qubits.is_none() => Ok(custom),
            _ => Err(trouble(
                whole,
                "expected one definition, as in gate bell 2 { H 0; X 0:1 } or matrix flip 1 (0, 1, 1, 0)",
            )),
        }
    }

    /// The definition by the unitary that is nearest to the matrix of a definition that was refused; none where it is no
    /// matrix's, or has no nearest one.
    pub fn nearest(text: &str) -> Option<String> {
        let whole = Piece { text, line: 1, column: 1 };
        let statement = statements(whole).into_iter().next()?;
        let rest = statement.text.get(..6).filter(|word| word.eq_ignore_ascii_case("matrix"));
        let (name, matrix) = rest.and_then(|_| entries(statement.from(6).trimmed()).ok())?;
        let finite = matrix.data.iter().all(|z| z.re.is_finite() && z.im.is_finite());
        let near = if finite { matrix.nearest_unitary()? } else { return None };
        Custom::of_matrix(name.text, near).ok().map(|custom| custom.to_string())
    }
}

/// The name and the matrix of a definition, unitary or not.
fn entries(rest: Piece<'_>) -> Result<(Piece<'_>, Matrix), TextError> {
    let form =
        "expected a name, a number of qubits and the entries row by row, as in matrix flip 1 (0, 1, 1, 0)";
    let open = rest.text.find('(').ok_or_else(|| trouble(rest, form))?;
    let head = rest.until(open).words();
    let size = head.get(1).and_then(|w| w.text.parse::<usize>().ok());
    let (Some(qubits), [name, _]) = (size, &head[..]) else { return Err(trouble(rest, form)) };
    let body = rest.from(open);
    let Some(close) = body.closing('(', ')') else {
        return Err(trouble(body, "expected ) after the entries"));
    };
    let entries = body.until(close).from(1).arguments();
    let needs = 1usize.checked_shl(2 * qubits.min(30) as u32).unwrap_or(0);
    if qubits == 0 || qubits > crate::MAX_CUSTOM_MATRIX || entries.len() != needs {
        let most = crate::MAX_CUSTOM_MATRIX;
        let given = entries.len();
        return Err(trouble(
            body,
            format!("a matrix of n qubits (1 to {most}) has 4^n entries; {qubits} and {given} were given"),
        ));
    }
    let entries = entries.into_iter().map(complex).collect::<Result<Vec<_>, _>>()?;
    Ok((*name, Matrix::of(entries)))
}

#[inline(never)]
pub(super) fn trouble(at: Piece<'_>, message: impl Into<String>) -> TextError {
    TextError { line: at.line, column: at.column, message: message.into() }
}

/// What has been read so far; a gate's body is read by a reader of its own.
#[derive(Default)]
struct Reader {
    qubits: Option<usize>,
    labels: Vec<(usize, String)>,
    starts: Vec<(usize, Start)>,
    registers: Vec<Register>,
    customs: Vec<Rc<Custom>>,
    ops: Vec<Op>,
    highest: usize,
    depth: usize,
}

impl Reader {
    fn statement(&mut self, piece: Piece<'_>) -> Result<(), TextError> {
        let end = piece.text.find(|c: char| c == '(' || c.is_whitespace()).unwrap_or(piece.text.len());
        let (name, rest) = (piece.until(end), piece.from(end));
        let keyword = |word: &str| name.text.eq_ignore_ascii_case(word);
        if keyword("qubits") {
            self.size(rest)
        } else if keyword("label") {
            self.label(rest.trimmed())
        } else if keyword("start") && self.custom(name.text).is_none() {
            self.start(rest.trimmed())
        } else if keyword("bits") {
            self.register(rest.trimmed())
        } else if keyword("gate") && rest.text.contains('{') {
            self.gate(rest.trimmed())
        } else if keyword("matrix") {
            self.matrix(rest.trimmed())
        } else {
            self.op(piece)
        }
    }

    fn size(&mut self, rest: Piece<'_>) -> Result<(), TextError> {
        let number = rest.text.trim().parse::<usize>().ok().filter(|n| (1..=MAX_QUBITS).contains(n));
        let at = Piece { column: rest.column + 1, ..rest };
        self.qubits =
            Some(number.ok_or_else(|| trouble(at, format!("expected 1 to {MAX_QUBITS} after qubits")))?);
        Ok(())
    }

    fn label(&mut self, rest: Piece<'_>) -> Result<(), TextError> {
        let words = rest.words();
        let number = words.first().and_then(|w| w.text.parse::<usize>().ok()).filter(|q| *q < MAX_QUBITS);
        let (Some(qubit), [_, name]) = (number, &words[..]) else {
            return Err(trouble(rest, "expected a qubit and a name of one word, as in label 0 control"));
        };
        self.labels.push((qubit, name.text.chars().take(MAX_LABEL).collect()));
        self.highest = self.highest.max(qubit + 1);
        Ok(())
    }

    fn start(&mut self, rest: Piece<'_>) -> Result<(), TextError> {
        let words = rest.words();
        let number = words.first().and_then(|w| w.text.parse::<usize>().ok()).filter(|q| *q < MAX_QUBITS);
        let state = words.get(1).and_then(|w| Start::named(w.text));
        let (Some(qubit), Some(state), 2) = (number, state, words.len()) else {
            return Err(trouble(rest, "expected a qubit and 0, 1, +, -, i or -i, as in start 0 +"));
        };
        self.starts.push((qubit, state));
        self.highest = self.highest.max(qubit + 1);
        Ok(())
    }

    fn register(&mut self, rest: Piece<'_>) -> Result<(), TextError> {
        let words = rest.words();
        let used: usize = self.registers.iter().map(|r| r.size).sum();
        let size = words.get(1).and_then(|w| w.text.parse::<usize>().ok());
        let (Some(size), [name, _]) = (size.filter(|n| *n > 0), &words[..]) else {
            return Err(trouble(rest, "expected a name and a number of bits, as in bits c 2"));
        };
        if size > MAX_BITS - used {
            return Err(trouble(rest, CircuitError::Bits(used.saturating_add(size)).to_string()));
        }
        self.registers.push(Register { name: name.text.to_string(), size });
        Ok(())
    }

    /// `bell 2 { H 0; X 0:1 }`
    fn gate(&mut self, rest: Piece<'_>) -> Result<(), TextError> {
        let open = rest.text.find('{').unwrap_or(rest.text.len());
        let head = rest.until(open).words();
        let size = head.get(1).and_then(|w| w.text.parse::<usize>().ok());
        let (Some(qubits), [name, _]) = (size, &head[..]) else {
            return Err(trouble(
                rest,
                "expected a name and a number of qubits, as in gate bell 2 { H 0; X 0:1 }",
            ));
        };
        let body = rest.from(open);
        let Some(close) = body.closing('{', '}') else {
            return Err(trouble(body, "expected } at the end of the gate"));
        };
        if !body.from(close + 1).text.trim().is_empty() {
            return Err(trouble(body.from(close + 1).trimmed(), "expected a new line or ; after }"));
        }
        if self.depth >= MAX_DEPTH {
            return Err(trouble(
                rest,
                format!("gates may stand {MAX_DEPTH} deep in one another, not deeper"),
            ));
        }
        let mut inner = Reader { customs: self.customs.clone(), depth: self.depth + 1, ..Reader::default() };
        for statement in statements(body.until(close).from(1)) {
            inner.statement(statement)?;
        }
        let custom = Custom::of_ops(name.text, qubits, inner.ops).map_err(|e| trouble(*name, e))?;
        self.define(custom, *name)
    }

    /// `root 1 (0.5+0.5i, 0.5-0.5i, 0.5-0.5i, 0.5+0.5i)`
    fn matrix(&mut self, rest: Piece<'_>) -> Result<(), TextError> {
        let (name, matrix) = entries(rest)?;
        let custom = Custom::of_matrix(name.text, matrix).map_err(|e| trouble(name, e))?;
        self.define(custom, name)
    }

    fn define(&mut self, custom: Custom, at: Piece<'_>) -> Result<(), TextError> {
        if Gate::is_reserved(&custom.name) || self.customs.iter().any(|c| c.name == custom.name) {
            return Err(trouble(
                at,
                format!("there is a gate called {} already; choose another name", custom.name),
            ));
        }
        self.customs.push(Rc::new(custom));
        Ok(())
    }

    fn op(&mut self, piece: Piece<'_>) -> Result<(), TextError> {
        let (conditions, piece) = self.conditions(piece)?;
        let end = piece.text.find(|c: char| c == '(' || c.is_whitespace()).unwrap_or(piece.text.len());
        let (name, rest) = (piece.until(end), piece.from(end));
        let custom = self.custom(name.text);
        let (gate, controls) = match &custom {
            Some(_) => (Gate::custom(), 0),
            None => Gate::spelled(name.text)
                .filter(|(gate, _)| *gate != Gate::custom())
                .ok_or_else(|| trouble(name, self.unknown(name.text)))?,
        };
        let mut op = Op { conditions, custom, ..Op::fixed(gate, &[]) };
        let rest = self.args(rest, &mut op)?;
        let rest = self.written(rest, &mut op)?;
        operands(rest, &mut op)?;
        let moved = op.targets.len().min(controls);
        op.controls.extend(op.targets.drain(..moved).map(Control::on));
        if let Some(first) = op.splits.first_mut() {
            *first = first.saturating_sub(moved);
        }
        op.sort_controls();
        let bits = self.registers.iter().map(|r| r.size).sum();
        op.check(MAX_QUBITS, bits).map_err(|e| trouble(name, e.to_string()))?;
        if self.ops.len() >= MAX_OPS {
            return Err(trouble(piece, CircuitError::TooManyOps.to_string()));
        }
        self.highest = self.highest.max(op.span().1 + 1);
        self.ops.push(op);
        Ok(())
    }

    /// A gate defined before, or the inverse of one.
    fn custom(&self, name: &str) -> Option<Rc<Custom>> {
        if let Some(known) = self.customs.iter().find(|c| c.name == name) {
            return Some(known.clone());
        }
        let known = self.customs.iter().find(|c| name.strip_suffix('\'') == Some(&c.name))?;
        known.inverse().map(Rc::new)
    }

    fn unknown(&self, name: &str) -> String {
        let short: String = name.chars().take(20).collect();
        let known: Vec<&str> = crate::gates::all()
            .map(|g| g.name)
            .filter(|n| *n != "CUSTOM")
            .chain(self.customs.iter().map(|c| c.name.as_str()))
            .collect();
        format!("\"{short}\" is not a gate; known are {}", known.join(" "))
    }

    /// Any number of `if c[0] == 1` before an op.
    fn conditions<'a>(&self, mut piece: Piece<'a>) -> Result<(Vec<Condition>, Piece<'a>), TextError> {
        let mut conditions = Vec::new();
        while let Some(rest) = piece.text.strip_prefix("if ") {
            let rest = piece.from(piece.text.len() - rest.len()).trimmed();
            let form = "expected a comparison of classical bits, as in if c[0] == 1 X 0 or if c < 3 X 0";
            let (sign, comparison) = Comparison::ALL
                .iter()
                .filter_map(|(sign, c)| search::place(rest.text, sign).map(|at| (at, *sign, *c)))
                .min_by_key(|(at, sign, _)| (*at, std::cmp::Reverse(sign.len())))
                .map(|(at, sign, c)| ((at, sign.len()), c))
                .ok_or_else(|| trouble(rest, form))?;
            let bits = self.bits(rest.until(sign.0).trimmed())?;
            let after = rest.from(sign.0 + sign.1).trimmed();
            let end = after.text.find(char::is_whitespace).unwrap_or(after.text.len());
            let value = after.text[..end].parse::<u64>().map_err(|_| trouble(after, form))?;
            conditions.push(Condition { bits, comparison, value });
            piece = after.from(end).trimmed();
        }
        Ok((conditions, piece))
    }

    /// `c`, `c[1]` or several of them with commas: classical bits, the least significant first.
    fn bits(&self, piece: Piece<'_>) -> Result<Vec<usize>, TextError> {
        let mut bits = Vec::new();
        for word in piece.words() {
            let (name, index) = match word.text.split_once('[') {
                Some((name, index)) => (name, index.strip_suffix(']').and_then(|i| i.parse::<usize>().ok())),
                None => (word.text, Some(usize::MAX)),
            };
            let mut first = 0;
            let mut found = None;
            for register in &self.registers {
                if register.name == name {
                    found = Some((first, register.size));
                }
                first += register.size;
            }
            match (found, index) {
                (Some((first, size)), Some(usize::MAX)) => bits.extend(first..first + size),
                (Some((first, size)), Some(i)) if i < size => bits.push(first + i),
                (Some((_, size)), _) => {
                    return Err(trouble(word, format!("{name} has bits {name}[0] to {name}[{}]", size - 1)));
                }
                (None, _) => {
                    let short: String = name.chars().take(20).collect();
                    return Err(trouble(
                        word,
                        format!("no register is called \"{short}\"; declare it, as in bits c 2"),
                    ));
                }
            }
        }
        if bits.is_empty() || bits.len() > MAX_BITS {
            return Err(trouble(piece, "expected classical bits, as in c[0]"));
        }
        Ok(bits)
    }

    /// `(angle, …)` after a gate's name; gives what follows.
    fn args<'a>(&self, rest: Piece<'a>, op: &mut Op) -> Result<Piece<'a>, TextError> {
        if !rest.text.starts_with('(') {
            return Ok(rest);
        }
        let Some(close) = rest.closing('(', ')') else {
            return Err(trouble(rest, "expected ) after the angle"));
        };
        if op.gate == Gate::EXPECT {
            op.paulis = rest.until(close).from(1).text.trim().to_ascii_uppercase();
            return Ok(rest.from(close + 1));
        }
        for part in rest.until(close).from(1).arguments() {
            let angle = Angle::parse(part.text).map_err(|e| TextError {
                line: part.line,
                column: part.column + e.column - 1,
                message: e.message,
            })?;
            op.args.push(angle);
        }
        Ok(rest.from(close + 1))
    }

    /// `-> c[0]` at the end of a measurement; gives what stands before.
    fn written<'a>(&self, rest: Piece<'a>, op: &mut Op) -> Result<Piece<'a>, TextError> {
        let Some(arrow) = search::place(rest.text, "->") else { return Ok(rest) };
        op.bits = self.bits(rest.from(arrow + 2).trimmed())?;
        Ok(rest.until(arrow))
    }

    fn circuit(self, whole: Piece<'_>) -> Result<Circuit, TextError> {
        let qubits = self.qubits.unwrap_or(self.highest.max(1));
        let wrong = |e: CircuitError| trouble(whole, e.to_string());
        let mut circuit = Circuit::with_registers(qubits, self.registers, self.ops).map_err(wrong)?;
        for (qubit, label) in self.labels {
            if qubit >= qubits {
                return Err(trouble(
                    whole,
                    format!("label {qubit} names a qubit that the circuit does not have"),
                ));
            }
            circuit.set_label(qubit, &label);
        }
        for (qubit, start) in self.starts {
            if qubit >= qubits {
                return Err(trouble(
                    whole,
                    format!("start {qubit} names a qubit that the circuit does not have"),
                ));
            }
            circuit.set_start(qubit, start);
        }
        Ok(circuit)
    }
}

/// `0 !1 x2: 3 4 | 5`
fn operands(places: Piece<'_>, op: &mut Op) -> Result<(), TextError> {
    let colon = places.text.find(':');
    let controls = places.until(colon.unwrap_or(0));
    let targets = places.from(colon.map_or(0, |at| at + 1));
    for word in controls.words() {
        let bare = word.text.strip_prefix('!').unwrap_or(word.text);
        let (axis, digits) = match bare.as_bytes().first() {
            Some(b'x' | b'X') => (Axis::X, &bare[1..]),
            Some(b'y' | b'Y') => (Axis::Y, &bare[1..]),
            Some(b'z' | b'Z') => (Axis::Z, &bare[1..]),
            _ => (Axis::Z, bare),
        };
        op.controls.push(Control { qubit: qubit(digits, word)?, on: bare.len() == word.text.len(), axis });
    }
    let registers = targets.parts(|c| c == '|');
    for (i, register) in registers.iter().enumerate() {
        let before = op.targets.len();
        for word in register.words() {
            op.targets.push(qubit(word.text, word)?);
        }
        if i + 1 < registers.len() {
            op.splits.push(op.targets.len() - before);
        }
    }
    Ok(())
}

fn qubit(digits: &str, at: Piece<'_>) -> Result<usize, TextError> {
    let short: String = at.text.chars().take(20).collect();
    let number = digits
        .parse::<usize>()
        .map_err(|_| trouble(at, format!("\"{short}\" is not a qubit; write a number such as 0")))?;
    if number >= MAX_QUBITS {
        let message = format!("qubit {number} is too high; a circuit has at most {MAX_QUBITS} qubits");
        return Err(trouble(at, message));
    }
    Ok(number)
}
