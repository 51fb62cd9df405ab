//! Edits of more than one gate: selections, columns, wires.
//!
//! Here: what each does to a slot's circuit. Not here: taking selections apart (see `circuit::Region`).

use circuit::{Circuit, Region, RegionError};

/// A change of several gates of one slot.
#[derive(Clone, Debug, PartialEq)]
pub enum PartEdit {
    /// Takes out what stands in a selection.
    Cut(Region),
    /// Puts a circuit in before a column, its first wire on a wire.
    Paste {
        /// The wire.
        wire: usize,
        /// The column.
        column: usize,
        /// What is put in.
        part: Circuit,
    },
    /// Reads circuit text and puts it in.
    PasteText {
        /// The wire.
        wire: usize,
        /// The column.
        column: usize,
        /// The text, as `Circuit` prints it.
        text: String,
    },
    /// Puts a copy of a selection behind it.
    Duplicate(Region),
    /// Takes a selection elsewhere.
    Move {
        /// What.
        region: Region,
        /// To which wire.
        wire: usize,
        /// Before which column.
        column: usize,
    },
    /// Puts the inverse of a selection in its place.
    Invert(Region),
    /// Puts an empty column in before a column.
    InsertColumn(usize),
    /// Takes away the gates of columns, from the first to the last.
    DeleteColumns((usize, usize)),
    /// Exchanges a column and the next one.
    ExchangeColumns(usize),
    /// Takes away spacers: every gate goes as far left as it can.
    LeftAlign,
}

impl PartEdit {
    /// The circuit after it, or why it cannot be done.
    pub(super) fn on(&self, circuit: &Circuit) -> Result<Circuit, String> {
        let part = match self {
            PartEdit::PasteText { text, .. } => text
                .parse()
                .map(Some)
                .map_err(|why: circuit::TextError| format!("what was copied is no circuit text: {why}"))?,
            _ => None,
        };
        self.changed(circuit, part).map_err(|why| why.to_string())
    }

    /// The same, with what is put in where that was text.
    fn changed(&self, circuit: &Circuit, read: Option<Circuit>) -> Result<Circuit, RegionError> {
        Ok(match self {
            PartEdit::Cut(region) => {
                circuit.part(*region)?;
                circuit.without(*region)?
            }
            PartEdit::Paste { wire, column, part } => circuit.with_part(*wire, *column, part)?,
            PartEdit::PasteText { wire, column, .. } => match read {
                Some(part) => circuit.with_part(*wire, *column, &part)?,
                None => circuit.clone(),
            },
            PartEdit::Duplicate(region) => {
                circuit.with_part(region.wires.0, region.columns.1 + 1, &circuit.part(*region)?)?
            }
            PartEdit::Move { region, wire, column } => {
                circuit.without(*region)?.with_part(*wire, *column, &circuit.part(*region)?)?
            }
            PartEdit::Invert(region) => circuit.with_inverse(*region)?,
            PartEdit::InsertColumn(column) => circuit.with_column(*column)?,
            PartEdit::DeleteColumns(columns) => circuit.without_columns(*columns)?,
            PartEdit::ExchangeColumns(column) => circuit.with_columns_exchanged(*column)?,
            PartEdit::LeftAlign => circuit.left_aligned()?,
        })
    }
}
