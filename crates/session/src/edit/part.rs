//! Edits of more than one gate: selections, columns, wires.
//!
//! Here: what each does to a slot's circuit. Not here: taking selections apart (see `circuit::Region`).

use circuit::{Circuit, Region};

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
    /// Takes away the gates of a column.
    DeleteColumn(usize),
    /// Exchanges a column and the next one.
    ExchangeColumns(usize),
    /// Takes away spacers: every gate goes as far left as it can.
    LeftAlign,
}

impl PartEdit {
    /// The circuit after it, or why it cannot be done.
    pub(super) fn on(&self, circuit: &Circuit) -> Result<Circuit, String> {
        let said = |why: circuit::RegionError| why.to_string();
        match self {
            PartEdit::Cut(region) => {
                circuit.part(*region).map_err(said)?;
                circuit.without(*region).map_err(said)
            }
            PartEdit::Paste { wire, column, part } => circuit.with_part(*wire, *column, part).map_err(said),
            PartEdit::PasteText { wire, column, text } => {
                let part: Circuit = text.parse().map_err(|why: circuit::TextError| {
                    format!("what was copied is no circuit text: {why}")
                })?;
                circuit.with_part(*wire, *column, &part).map_err(said)
            }
            PartEdit::Duplicate(region) => {
                let part = circuit.part(*region).map_err(said)?;
                circuit.with_part(region.wires.0, region.columns.1 + 1, &part).map_err(said)
            }
            PartEdit::Move { region, wire, column } => {
                let part = circuit.part(*region).map_err(said)?;
                circuit.without(*region).map_err(said)?.with_part(*wire, *column, &part).map_err(said)
            }
            PartEdit::Invert(region) => circuit.with_inverse(*region).map_err(said),
            PartEdit::InsertColumn(column) => circuit.with_column(*column).map_err(|why| why.to_string()),
            PartEdit::DeleteColumn(column) => circuit.without_column(*column).map_err(|why| why.to_string()),
            PartEdit::ExchangeColumns(column) => circuit.with_columns_exchanged(*column).map_err(said),
            PartEdit::LeftAlign => circuit.left_aligned().map_err(|why| why.to_string()),
        }
    }
}
