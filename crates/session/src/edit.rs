//! Edits as values, and the one pure function that applies them. An edit that cannot be done is a sentence.

use crate::document::{Document, check_data, check_qubits, check_training};
use circuit::{Angle, Axis, Circuit, Control, Op, Reach, Start, search};
use labs::{Data, Slot, Training, Weights};
use std::rc::Rc;

mod own;
mod part;
pub use own::{OwnEdit, rotation};
pub use part::PartEdit;

/// The most qubits a trained model may have.
pub const MAX_MODEL_QUBITS: usize = 10;

/// A change of a document. `slot` and `index` count from 0; fields are named by what they are.
#[expect(missing_docs, reason = "the variant's sentence covers its fields")]
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts an op into a slot's circuit so that it stands in that column or left of it.
    Insert { slot: usize, column: usize, op: Op },
    /// Takes an op out.
    Remove { slot: usize, index: usize },
    /// Puts another op in the place of one.
    Replace { slot: usize, index: usize, op: Op },
    /// Moves an op: the qubit held goes from one wire to another, alone or with the whole op.
    Move { slot: usize, index: usize, column: usize, from: usize, to: usize, alone: bool },
    /// Adds a control on a wire to the nearest op of a column, turns it into this kind, or removes it.
    Control { slot: usize, column: usize, wire: usize, on: bool, axis: Axis },
    /// Reads an op's angle from text.
    Angle { slot: usize, index: usize, text: String },
    /// Makes an op larger or smaller: the register of it that stands on a wire.
    Resize { slot: usize, index: usize, wire: usize, reach: Reach },
    /// Changes several gates of a slot at once.
    Part { slot: usize, edit: PartEdit },
    /// Makes, changes or deletes a gate that a slot's circuit defines itself.
    Own { slot: usize, edit: OwnEdit },
    /// Takes a qubit's wire elsewhere, in every slot.
    MoveQubit { from: usize, to: usize },
    /// Adds a qubit to every slot.
    AddQubit(usize),
    /// Removes a qubit from every slot.
    RemoveQubit(usize),
    /// Labels a qubit in every slot.
    Label { qubit: usize, label: String },
    /// Lets a qubit start in a state. Slots that continue another one show the same.
    Start { qubit: usize, start: Start },
    /// Reads a slot's circuit from text.
    Text { slot: usize, text: String },
    /// Replaces all circuits, and perhaps says how many layers there are of them: a preset.
    Slots(Vec<Slot>, Option<usize>),
    /// Sets one trainable number; `group` holds all numbers of its group.
    Weight { group: String, values: Vec<f64>, index: usize, value: f64 },
    /// Has training leave one number of a group as it is, or lets it go again.
    Freeze { group: String, index: usize, on: bool },
    /// Sets one x of a plain circuit.
    Input { index: usize, value: f64 },
    /// Training settings.
    Training(Training),
    /// Data.
    Data(Data),
    /// Opens a model's preset.
    Model(String),
    /// Forgets what was learned.
    Reset,
}

impl Edit {
    /// The name of the one number it sets, if it sets one: edits of the same number in a burst are one step.
    pub(crate) fn number(&self) -> Option<String> {
        match self {
            Edit::Weight { group, index, .. } => Some(format!("{group} {index}")),
            Edit::Input { index, .. } => Some(format!("x {index}")),
            Edit::Angle { slot, index, .. } => Some(format!("angle {slot} {index}")),
            _ => None,
        }
    }
}

impl Document {
    /// The document after an edit, or why it cannot be done.
    pub fn with(&self, edit: &Edit) -> Result<Document, String> {
        let mut next = self.clone();
        next.apply(edit)?;
        next.setup.thaw();
        next.check_trained(self)?;
        if !matches!(edit, Edit::Text { .. } | Edit::Slots(..)) {
            next.free_bits(self)?;
        }
        Ok(next)
    }

    fn apply(&mut self, edit: &Edit) -> Result<(), String> {
        match edit {
            Edit::Insert { slot, column, op } => self.change(*slot, &mut |c| {
                let mut roomy = c.with_bits_of(op)?;
                roomy.insert(*column, op.clone())?;
                *c = roomy;
                Ok(())
            }),
            Edit::Remove { slot, index } => self.change(*slot, &mut |c| {
                c.remove(*index);
                Ok(())
            }),
            Edit::Replace { slot, index, op } => self.change(*slot, &mut |c| {
                let mut roomy = c.with_bits_of(op)?;
                *c = if op.conditions.is_empty() {
                    roomy.replace(*index, op.clone())?;
                    roomy
                } else {
                    roomy.with_waiting(*index, op.clone())?
                };
                Ok(())
            }),
            Edit::Move { slot, index, column, from, to, alone } => {
                self.change(*slot, &mut |c| moved(c, *index, *column, *from, *to, *alone))
            }
            Edit::Control { slot, column, wire, on, axis } => {
                let circuit = &mut self.slot_mut(*slot)?.circuit;
                controlled(circuit, *column, Control { qubit: *wire, on: *on, axis: *axis })
            }
            Edit::Angle { slot, index, text } => {
                let angle = Angle::parse(text).map_err(|e| e.message)?;
                self.change(*slot, &mut |c| {
                    let Some(op) = c.ops().get(*index) else { return Ok(()) };
                    c.replace(*index, op.clone().with_angle(Some(angle.clone()))).map(|_| ())
                })
            }
            Edit::Resize { slot, index, wire, reach } => self.change(*slot, &mut |c| {
                let Some(op) = c.ops().get(*index) else { return Ok(()) };
                let next = op.resized(*wire, *reach, c.qubits())?;
                c.replace(*index, next).map(|_| ())
            }),
            Edit::Part { slot, edit } => {
                let circuit = &mut self.slot_mut(*slot)?.circuit;
                *circuit = edit.on(circuit)?;
                self.fit();
                Ok(())
            }
            Edit::Own { slot, edit } => {
                let circuit = &mut self.slot_mut(*slot)?.circuit;
                *circuit = edit.on(circuit)?;
                self.fit();
                Ok(())
            }
            Edit::MoveQubit { from, to } => self.each(&|c| {
                *c = c.with_wire_moved(*from, *to)?;
                Ok(())
            }),
            Edit::AddQubit(at) => self.add_qubit(*at),
            Edit::RemoveQubit(qubit) => self.each(&|c| c.remove_qubit(*qubit).map(|_| ())),
            Edit::Label { qubit, label } => self.each(&|c| {
                c.set_label(*qubit, label);
                Ok(())
            }),
            Edit::Start { qubit, start } => self.each(&|c| {
                c.set_start(*qubit, *start);
                Ok(())
            }),
            Edit::Text { slot, text } => self.read_slot(*slot, text),
            Edit::Slots(slots, layers) => {
                self.setup.training.layers = layers.unwrap_or(self.setup.training.layers);
                check_training(&self.setup.training)?;
                self.set_slots(slots)
            }
            Edit::Weight { group, values, index, value } => {
                if !value.is_finite() {
                    return Err("a parameter must be a finite number".into());
                }
                let numbers = self.weights.get_or(group, || values.clone());
                // θ added since the group was last changed by hand.
                numbers.extend_from_slice(values.get(numbers.len()..).unwrap_or(&[]));
                if let Some(place) = numbers.get_mut(*index) {
                    *place = *value;
                }
                Ok(())
            }
            Edit::Freeze { group, index, on } => {
                self.setup.training.freeze(group, *index, *on);
                Ok(())
            }
            Edit::Input { index, value } => self.set_input(*index, *value),
            Edit::Training(training) => {
                check_training(training)?;
                self.setup.training = training.clone();
                Ok(())
            }
            Edit::Data(data) => self.set_data(data),
            Edit::Model(name) => {
                let def = labs::model(name).ok_or_else(|| format!("\"{name}\" is not in the gallery"))?;
                *self = Document::preset(def.name);
                Ok(())
            }
            Edit::Reset => {
                self.reset();
                Ok(())
            }
        }
    }

    /// A trained model's circuits stay unitary: nothing else has the gradient that training needs.
    fn check_trained(&self, before: &Document) -> Result<(), String> {
        let process = |d: &Document| d.setup.model != "circuit" && labs::process_in(&d.setup).is_some();
        match labs::process_in(&self.setup) {
            Some(why) if process(self) && !process(before) => Err(why),
            _ => Ok(()),
        }
    }
    /// Classical bits that are in use no more go.
    fn free_bits(&mut self, before: &Document) -> Result<(), String> {
        for (slot, old) in self.setup.slots.iter_mut().zip(&before.setup.slots) {
            slot.circuit = slot.circuit.without_freed_bits(&old.circuit).map_err(|e| e.to_string())?;
        }
        Ok(())
    }
    fn slot_mut(&mut self, slot: usize) -> Result<&mut Slot, String> {
        self.setup.slots.get_mut(slot).ok_or_else(|| format!("there is no slot {slot}"))
    }
    fn change(
        &mut self,
        slot: usize,
        f: &mut dyn FnMut(&mut Circuit) -> Result<(), circuit::CircuitError>,
    ) -> Result<(), String> {
        f(&mut self.slot_mut(slot)?.circuit).map_err(|e| e.to_string())?;
        self.fit();
        Ok(())
    }
    fn each(&mut self, f: &dyn Fn(&mut Circuit) -> Result<(), circuit::CircuitError>) -> Result<(), String> {
        for slot in &mut self.setup.slots {
            f(&mut slot.circuit).map_err(|e| e.to_string())?;
        }
        self.fit();
        Ok(())
    }
    /// A plain circuit has a value for each of its x; a scrubber stays within its circuit.
    fn fit(&mut self) {
        if self.setup.model == "circuit" {
            let inputs = self.setup.slots[0].circuit.inputs();
            if self.setup.inputs.len() < inputs {
                self.setup.inputs.resize(inputs, 0.0);
            }
        }
        let width = self.circuit().layout().width;
        self.view.column = self.view.column.filter(|c| *c < width);
    }

    fn add_qubit(&mut self, at: usize) -> Result<(), String> {
        check_qubits(&self.setup.model, self.setup.qubits() + 1)?;
        self.each(&|c| c.add_qubit(at))
    }

    fn read_slot(&mut self, slot: usize, text: &str) -> Result<(), String> {
        let circuit: Circuit = text.parse().map_err(|e: circuit::TextError| e.to_string())?;
        check_qubits(&self.setup.model, circuit.qubits())?;
        self.slot_mut(slot)?.circuit = circuit;
        self.widen()?;
        self.share_starts(Some(slot));
        self.fit();
        Ok(())
    }

    /// Gives every slot as many qubits as the widest.
    pub(crate) fn widen(&mut self) -> Result<(), String> {
        let qubits = self.setup.slots.iter().map(|s| s.circuit.qubits()).max().unwrap_or(1);
        for slot in &mut self.setup.slots {
            while slot.circuit.qubits() < qubits {
                let at = slot.circuit.qubits();
                slot.circuit.add_qubit(at).map_err(|e| e.to_string())?;
            }
        }
        Ok(())
    }

    /// Lets the wires of all slots start as those of one do: there is one begin. Of no slot in particular, it is
    /// the first that says anything.
    pub(crate) fn share_starts(&mut self, of: Option<usize>) {
        let slots = &self.setup.slots;
        let said = || slots.iter().position(|s| !s.circuit.starts_at_zero());
        let Some(from) = of.or_else(said) else { return };
        let wires = slots[from].circuit.clone();
        for circuit in self.setup.slots.iter_mut().map(|s| &mut s.circuit) {
            (0..wires.qubits()).for_each(|q| circuit.set_start(q, wires.start(q)));
        }
    }

    fn set_slots(&mut self, slots: &[Slot]) -> Result<(), String> {
        if !slots.iter().map(|s| &s.name).eq(self.setup.slots.iter().map(|s| &s.name)) {
            return Err("these circuits belong to another model".into());
        }
        self.setup.slots = slots.to_vec();
        check_qubits(&self.setup.model, self.setup.qubits())?;
        self.widen()?;
        self.share_starts(None);
        self.fit();
        Ok(())
    }

    fn set_input(&mut self, index: usize, value: f64) -> Result<(), String> {
        if !value.is_finite() {
            return Err("an input must be a finite number".into());
        }
        if let Some(place) = self.setup.inputs.get_mut(index) {
            *place = value;
        }
        Ok(())
    }

    /// New data: what was learned of the old words or points is forgotten, for its curves would mislead.
    fn set_data(&mut self, data: &Data) -> Result<(), String> {
        check_data(data)?;
        let points = matches!(data, Data::Points { .. });
        let fits = match self.setup.model.as_str() {
            "qsann" => matches!(data, Data::Sentences { .. } | Data::Text { .. }),
            "classifier" => points,
            _ => matches!(data, Data::None),
        };
        if !fits {
            return Err("this model does not read data of that kind".into());
        }
        if let Data::Text { text, .. } = data {
            labelled(text)?;
        }
        self.setup.data = data.clone();
        self.weights = Weights::new();
        self.progress = Rc::default();
        self.view = labs::View {
            slot: self.view.slot,
            reversed: self.view.reversed,
            figures: std::mem::take(&mut self.view.figures),
            text: std::mem::take(&mut self.view.text),
            ..Default::default()
        };
        Ok(())
    }
}

/// Whether a text can be labelled sentences at all: what is none must not take the place of data that are good.
/// Which of its lines can be used is for the lab to say.
fn labelled(text: &str) -> Result<(), String> {
    let lines = text.lines().filter(|l| l.trim().contains('\t') || search::holds(l.trim(), "  ")).count();
    if lines < 4 {
        return Err(format!(
            "at least 4 lines of a label, a tab and a sentence are needed, as in: food<TAB>man cooks meal; this text has {lines}"
        ));
    }
    Ok(())
}

fn moved(
    c: &mut Circuit,
    index: usize,
    column: usize,
    from: usize,
    to: usize,
    alone: bool,
) -> Result<(), circuit::CircuitError> {
    let Some(op) = c.ops().get(index).cloned() else { return Ok(()) };
    let next = if alone {
        op.on_qubits(&|q| {
            if q == from {
                to
            } else if q == to {
                from
            } else {
                q
            }
        })
    } else {
        let (low, high) = op.span();
        let shift = (to as isize - from as isize).clamp(-(low as isize), (c.qubits() - 1 - high) as isize);
        op.on_qubits(&|q| q.saturating_add_signed(shift))
    };
    let mut without = c.clone();
    without.remove(index);
    without.insert(column, next)?;
    *c = without;
    Ok(())
}

fn controlled(circuit: &mut Circuit, column: usize, control: Control) -> Result<(), String> {
    let wire = control.qubit;
    let layout = circuit.layout();
    let here = |i: &usize| layout.columns[*i] == column;
    let candidates: Vec<usize> = (0..circuit.ops().len()).filter(here).collect();
    let has = candidates.iter().find(|i| circuit.ops()[**i].controls.iter().any(|c| c.qubit == wire));
    let index = match has {
        Some(i) => *i,
        None => *candidates
            .iter()
            .filter(|i| !circuit.ops()[**i].targets.contains(&wire))
            .min_by_key(|i| {
                let (low, high) = circuit.ops()[**i].span();
                if wire < low { low - wire } else { wire.saturating_sub(high) }
            })
            .ok_or("put a gate into this column first, on another wire; a control then joins it")?,
    };
    let mut op = circuit.ops()[index].clone();
    match op.controls.iter().position(|c| c.qubit == wire) {
        Some(i) if op.controls[i] == control => {
            op.controls.remove(i);
        }
        Some(i) => op.controls[i] = control,
        None => op = op.controlled(control),
    }
    circuit.replace(index, op).map(|_| ()).map_err(|e| e.to_string())
}
