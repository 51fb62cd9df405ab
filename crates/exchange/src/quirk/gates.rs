//! Gates that a link defines itself: by a matrix or by a circuit.

use super::{MAX_NESTED, Own, Reader, formula, short, trouble};
use crate::json::Json;
use crate::{Trouble, names};
use circuit::{C64, Circuit, Custom, Gate, Matrix, Op};

/// A row of the gate table that is known to be there.
pub(super) fn row(name: &str) -> Gate {
    Gate::named(name).expect("the reader names rows of the gate table")
}

impl Reader {
    /// Takes in a gate of the link.
    pub(super) fn define(&mut self, json: &Json) -> Result<(), Trouble> {
        let Some(id) = json.get("id").and_then(Json::text) else {
            return Err(trouble(
                "syntax",
                "a gate of the link has no id",
                "as in {\"id\":\"~a\",\"matrix\":\"{{0,1},{1,0}}\"}",
            ));
        };
        if self.own.iter().any(|g| g.id == id) {
            return Err(trouble(
                "redefined",
                format!("two gates have the id \"{}\"", short(id)),
                "rename one",
            ));
        }
        let shown = json.get("name").and_then(Json::text).filter(|n| !n.is_empty()).unwrap_or(id);
        let name = names::gate(shown, &|n| self.own.iter().any(|g| g.custom.name == n));
        let (custom, depth) = match (json.get("matrix").and_then(Json::text), json.get("circuit")) {
            (Some(text), None) => (of_matrix(&name, text), 1),
            (None, Some(circuit)) => self.of_circuit(&name, circuit)?,
            _ => {
                let message = format!("the gate \"{}\" has no matrix and no circuit", short(id));
                return Err(trouble("syntax", message, "give it one of the two"));
            }
        };
        let wrong = |why| trouble("gate", format!("the gate \"{}\": {why}", short(id)), "");
        let custom = custom.map_err(wrong)?.shared();
        self.own.push(Own { id: id.to_string(), custom, depth });
        Ok(())
    }

    fn of_circuit(&mut self, name: &str, json: &Json) -> Result<(Result<Custom, String>, usize), Trouble> {
        self.check_members(json)?;
        let own = std::mem::take(&mut self.own);
        let mut inner = Reader { own, in_gate: true, ..Reader::default() };
        let done = inner.starts(json.get("init")).and_then(|()| inner.columns(json));
        self.own = inner.own;
        done?;
        // A gate's wires start nothing: what they are said to start in is done to them.
        let mut wires =
            Circuit::new(inner.height.max(1)).map_err(|e| trouble("circuit", e.to_string(), ""))?;
        inner.starts.iter().for_each(|(wire, start)| wires.set_start(*wire, *start));
        inner.ops.splice(..0, wires.start_ops());
        self.timed |= inner.timed;
        inner.notes.into_iter().for_each(|note| self.note(note));
        let depth = inner.depth + 1;
        if depth > MAX_NESTED {
            let message = format!("gates are nested more than {MAX_NESTED} deep");
            return Err(trouble("too-deep", message, "write some of them out"));
        }
        if inner.ops.is_empty() {
            // A gate of nothing would cost nothing, however often gates repeat it.
            inner.ops.push(Op::fixed(row("SPACER"), &[0]));
        }
        // The gate's wires are its targets from the top.
        Ok((Custom::of_ops(name, inner.height.max(1), inner.ops), depth))
    }
}

/// `{{0,1},{1,0}}` with the bottom wire most significant, brought to the nearest unitary where only digits are missing.
fn of_matrix(name: &str, text: &str) -> Result<Custom, String> {
    let inner = text.trim().strip_prefix("{{").and_then(|t| t.strip_suffix("}}"));
    let rows: Vec<&str> = inner.ok_or("its matrix is not written {{a,b},{c,d}}")?.split("},{").collect();
    if rows.len() > 16 || rows.iter().any(|r| r.split(',').count() != rows.len()) {
        return Err("its matrix has 2, 4, 8 or 16 rows and as many columns".into());
    }
    let mut entries = Vec::with_capacity(rows.len() * rows.len());
    for entry in rows.iter().flat_map(|r| r.split(',')) {
        entries.push(formula::complex(entry).ok_or_else(|| format!("\"{}\" is not a number", short(entry)))?);
    }
    Custom::of_matrix(name, polished(Matrix::of(entries)))
}

/// Newton's steps to the nearest unitary, for a matrix whose entries were rounded.
fn polished(mut matrix: Matrix) -> Matrix {
    let one = Matrix::identity(matrix.size);
    for _ in 0..4 {
        let square = matrix.dagger().times(&matrix);
        if square.distance(&one) > 1e-3 {
            break;
        }
        let half = |(i, z): (&C64, &C64)| (i.scale(3.0) - *z).scale(0.5);
        let step = Matrix { size: one.size, data: one.data.iter().zip(&square.data).map(half).collect() };
        matrix = matrix.times(&step);
    }
    matrix
}
