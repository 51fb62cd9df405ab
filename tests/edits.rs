//! The editor's logic as a whole: a long random walk of edits that undo leads back from, and selections whose
//! inverse undoes them.

use circuit::{Axis, C64, Circuit, Control, Gate, Op, Reach, Region, gates};
use engine::{Rows, State};
use learn::random::Rng;
use session::{Document, Edit, Msg, OwnEdit, PartEdit, Store, open_link};

const STEPS: usize = 10_000;

struct Walker {
    dice: Rng,
    gates: Vec<Gate>,
    copied: Circuit,
}

impl Walker {
    fn new(seed: u64) -> Walker {
        let gates =
            gates::all().filter(|g| g.name != "CUSTOM" && (g.params.len() < 2 || g.is_display())).collect();
        Walker { dice: Rng::new(seed), gates, copied: "H 0; X 0:1".parse().expect("valid") }
    }
    fn below(&mut self, n: usize) -> usize {
        self.dice.below(n)
    }
    fn angle(&mut self) -> String {
        let texts = [
            "pi/2",
            "theta1",
            "x1",
            "theta2*x1 + 0.25",
            "2pi/3 +",
            "1/0",
            "sin(t",
            "t*theta1 + sin(t)",
            "-0.5",
            "theta99999999",
            "",
        ];
        texts[self.below(texts.len())].into()
    }
    /// Any op, most of them valid.
    fn op(&mut self, qubits: usize) -> Op {
        let which = self.below(self.gates.len());
        let gate = self.gates[which];
        let size = gate.qubits.max(gate.registers.len()).max(1);
        let mut wires: Vec<usize> = (0..qubits + self.below(12) / 11).collect();
        (1..wires.len()).rev().for_each(|i| wires.swap(i, self.below(i + 1)));
        let mut op = gates::fresh(gate, &wires[..size.min(wires.len())]);
        op.splits = vec![1; gate.registers.len().saturating_sub(1)];
        op.args = if gate.is_display() {
            op.args
        } else {
            gate.params.iter().map(|_| circuit::Angle::parse("pi/4").expect("valid")).collect()
        };
        if wires.len() > size && self.below(3) == 0 {
            let axis = [Axis::Z, Axis::X, Axis::Y][self.below(3)];
            op = op.controlled(Control { qubit: wires[size], on: self.below(2) == 0, axis });
        }
        op
    }
    fn cell(&mut self, circuit: &Circuit) -> (usize, usize) {
        (self.below(circuit.qubits() + 1), self.below(circuit.layout().width + 3))
    }
    fn region(&mut self, circuit: &Circuit) -> Region {
        let (a, b) = (self.cell(circuit), self.cell(circuit));
        if self.below(2) == 0 {
            Region::between((0, a.1), (circuit.qubits() - 1, b.1))
        } else {
            Region::between(a, b)
        }
    }
    fn part(&mut self, circuit: &Circuit) -> PartEdit {
        let (region, (wire, column)) = (self.region(circuit), self.cell(circuit));
        match self.below(10) {
            0 | 1 => PartEdit::Cut(region),
            2 => PartEdit::Paste { wire, column, part: self.copied.clone() },
            3 => PartEdit::PasteText {
                wire,
                column,
                text: ["H 0; RZ(theta1) 0", "no text", "qubits 0"][self.below(3)].into(),
            },
            4 => PartEdit::Duplicate(region),
            5 => PartEdit::Move { region, wire, column },
            6 => PartEdit::Invert(region),
            7 => PartEdit::InsertColumn(column),
            8 => PartEdit::DeleteColumns((column, column + self.below(2))),
            9 if self.below(2) == 0 => PartEdit::LeftAlign,
            _ => PartEdit::ExchangeColumns(column),
        }
    }
    fn own(&mut self, circuit: &Circuit) -> OwnEdit {
        let (region, (wire, column)) = (self.region(circuit), self.cell(circuit));
        let customs = circuit.customs();
        let name = customs.get(self.below(customs.len() + 1)).map_or("G1".into(), |c| c.name.clone());
        let text = [
            "gate bell 2 { H 0; X 0:1 }",
            "gate G2 1 { RX(theta1) 0 }",
            "matrix G1 1 (0, 1, 1, 0)",
            "matrix not 1 (0, 1, 1, 1)",
            "gate G1 2 { bell 0 1; S 1 }",
            "",
        ][self.below(6)];
        match self.below(8) {
            0 => OwnEdit::Delete(name),
            1 => OwnEdit::Redefine { name, text: text.into() },
            2 => OwnEdit::Define { wire, column, text: text.into() },
            3 | 4 => OwnEdit::Expand(self.below(circuit.ops().len() + 1)),
            _ => OwnEdit::Group { region, name: ["", "bell", "H", "a b"][self.below(4)].into() },
        }
    }
    fn edit(&mut self, document: &Document) -> Edit {
        let slot = self.below(document.setup.slots.len());
        let circuit = document.setup.slots[slot].circuit.clone();
        let index = self.below(circuit.ops().len() + 1);
        let (wire, column) = self.cell(&circuit);
        // A circuit that has grown is cut down again.
        if circuit.ops().len() > 60 {
            return Edit::Part {
                slot,
                edit: PartEdit::Cut(Region::between((0, 0), (circuit.qubits() - 1, 8))),
            };
        }
        match self.below(18) {
            16 if self.below(2) == 0 => {
                Edit::Start { qubit: wire, start: circuit::Start::ALL[self.below(6)] }
            }
            16 => Edit::Own { slot, edit: self.own(&circuit) },
            17 => {
                let to = self.below(circuit.qubits() + 2);
                let reach = [Reach::More, Reach::Less, Reach::To(to), Reach::To(to)][self.below(4)];
                Edit::Resize { slot, index, wire, reach }
            }
            0..4 => Edit::Insert { slot, column, op: self.op(circuit.qubits()) },
            4 => Edit::Remove { slot, index },
            5 => Edit::Replace { slot, index, op: self.op(circuit.qubits()) },
            6 => Edit::Move {
                slot,
                index,
                column,
                from: wire,
                to: self.below(circuit.qubits()),
                alone: column % 2 == 0,
            },
            7 => {
                let axis = [Axis::Z, Axis::X, Axis::Y][self.below(3)];
                Edit::Control { slot, column, wire, on: self.below(2) == 0, axis }
            }
            8 => Edit::Angle { slot, index, text: self.angle() },
            9 if self.below(3) == 0 => Edit::AddQubit(self.below(circuit.qubits() + 1)),
            9 => Edit::RemoveQubit(wire),
            10 => Edit::Label {
                qubit: wire,
                label: ["", "a", "carrier wave", "ψ|\u{202e}x"][self.below(4)].into(),
            },
            11 => Edit::MoveQubit { from: wire, to: self.below(circuit.qubits() + 1) },
            12 => Edit::Text {
                slot,
                text: ["start 1 -i; H 0; X 0:1", "qubits 3; bits c 2; H 0; MEASURE 0 -> c[1]", "H", "é"]
                    [self.below(4)]
                .into(),
            },
            _ => {
                let edit = self.part(&circuit);
                if let PartEdit::Cut(region) = &edit {
                    self.copied = circuit.part(*region).unwrap_or(self.copied.clone());
                }
                Edit::Part { slot, edit }
            }
        }
    }
}

/// What must hold of every document that can be reached.
fn check(document: &Document, thorough: bool) {
    let qubits = document.setup.qubits();
    for slot in &document.setup.slots {
        let circuit = &slot.circuit;
        assert_eq!(circuit.qubits(), qubits, "every slot has the same qubits");
        let starts = |c: &Circuit| (0..qubits).map(|q| c.start(q)).collect::<Vec<_>>();
        assert_eq!(starts(circuit), starts(document.circuit()), "all slots have one begin");
        let text = circuit.to_string();
        assert_eq!(text.parse::<Circuit>().as_ref(), Ok(circuit), "the text says all: {text}");
        let layout = circuit.layout();
        assert!(layout.columns.is_sorted(), "ops are in drawing order: {text}");
        circuit.ops().iter().for_each(|op| op.check(qubits, circuit.bits()).expect("a valid op"));
    }
    let width = document.circuit().layout().width;
    assert!(document.view.column.is_none_or(|c| c < width), "the scrubber is in the circuit");
    if thorough {
        let opened = open_link(&Store::new(document.clone()).link()).expect("its own link");
        let mut setup = document.setup.clone();
        // Values of x that no gate uses any more are kept while the page is open, and not in the link.
        setup.inputs.truncate(document.circuit().inputs());
        assert_eq!(opened.document.setup, setup, "the link says all");
        assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    }
}

fn walk(model: &str, seed: u64, steps: usize) {
    let first = Document::preset(model);
    let mut store = Store::new(first.clone());
    let mut walker = Walker::new(seed);
    let mut done = 0;
    for step in 0..steps {
        let before = store.kept().clone();
        match walker.below(12) {
            0 => drop(store.update(Msg::Undo)),
            1 => drop(store.update(Msg::Redo)),
            2 => {
                let edit = walker.edit(&before);
                store.update(Msg::Preview(edit));
                check(store.document(), false);
                store.update(if walker.below(2) == 0 { Msg::Commit } else { Msg::Cancel });
            }
            _ => {
                let edit = walker.edit(&before);
                store.update(Msg::Edit(edit.clone()));
                let refused = before.with(&edit).is_err();
                assert!(!refused || *store.kept() == before, "what is refused changes nothing: {edit:?}");
                done += usize::from(!refused);
            }
        }
        check(store.kept(), step % 50 == 0);
    }
    assert!(done > steps / 3, "most edits of the walk are real ones: {done}");
    let last = store.kept().setup.clone();
    let mut undone = 0;
    while store.can_undo() {
        store.update(Msg::Undo);
        undone += 1;
        assert!(undone <= steps, "undo comes to an end");
    }
    assert_eq!(store.kept().setup, first.setup);
    assert_eq!(store.kept().weights, first.weights);
    (0..undone).for_each(|_| drop(store.update(Msg::Redo)));
    assert_eq!(store.kept().setup, last);
}

#[test]
fn undo_leads_back_from_wherever_ten_thousand_edits_lead() {
    walk("circuit", 1, STEPS);
    walk("qsann", 2, STEPS / 4);
    walk("classifier", 3, STEPS / 4);
}

fn state(circuit: &Circuit) -> Vec<C64> {
    let weights: Vec<f64> = (0..circuit.weights()).map(|i| 0.3 + i as f64).collect();
    let inputs = Rows::from_rows(&[vec![0.7; circuit.inputs()]]);
    let state = State::run(circuit, &weights, &inputs).expect("small");
    (0..1 << circuit.qubits()).map(|k| state.amplitude(0, k)).collect()
}

fn distance(a: &Circuit, b: &Circuit) -> f64 {
    let pairs = state(a).into_iter().zip(state(b));
    pairs.map(|(a, b)| (a - b).norm_sqr().sqrt()).fold(0.0, f64::max)
}

#[test]
fn the_inverse_of_a_selection_undoes_it_and_stands_in_its_place() {
    let mut walker = Walker::new(7);
    walker.gates.retain(|g| g.is_unitary());
    let mut tried = 0;
    while tried < 200 {
        let ops: Vec<Op> = (0..12).map(|_| walker.op(4)).filter(|op| op.check(4, 0).is_ok()).collect();
        let Ok(circuit) = Circuit::of(4, ops) else { continue };
        let region = walker.region(&circuit);
        let Ok(part) = circuit.part(region) else { continue };
        let end =
            |c: &Circuit, part: &Circuit| c.with_part(region.wires.0, c.layout().width, part).expect("room");
        let undone = part.inverse().expect("unitary gates");
        assert!(distance(&end(&end(&circuit, &part), &undone), &circuit) < 1e-12, "{circuit}; {region:?}");
        let (inside, columns) = (region.ops(&circuit).expect("seen above"), circuit.layout().columns);
        let beside = |after: bool| {
            let stands = |i: &usize| !inside.contains(i) && (columns[*i] >= region.columns.0) == after;
            (0..columns.len()).filter(stands).map(|i| circuit.ops()[i].clone()).collect::<Vec<Op>>()
        };
        let turned = inside.iter().rev().map(|i| circuit.ops()[*i].inverse().expect("unitary"));
        let by_hand = beside(false).into_iter().chain(turned).chain(beside(true)).collect();
        let by_hand = Circuit::of(4, by_hand).expect("the same gates");
        assert!(distance(&circuit.with_inverse(region).expect("unitary"), &by_hand) < 1e-12, "{circuit}");
        tried += 1;
    }
}

#[test]
fn a_selection_made_one_gate_and_written_out_again_is_the_same_state() {
    let mut walker = Walker::new(11);
    walker.gates.retain(|g| g.is_unitary());
    let mut tried = 0;
    while tried < 200 {
        let ops: Vec<Op> = (0..12).map(|_| walker.op(4)).filter(|op| op.check(4, 0).is_ok()).collect();
        let Ok(circuit) = Circuit::of(4, ops) else { continue };
        let mut document = Document::preset("circuit");
        document.setup.slots[0].circuit = circuit.clone();
        let edit = OwnEdit::Group { region: walker.region(&circuit), name: String::new() };
        let Ok(grouped) = document.with(&Edit::Own { slot: 0, edit }) else { continue };
        let index = grouped.circuit().ops().iter().position(|op| op.custom.is_some()).expect("the new gate");
        let edit = OwnEdit::Expand(index);
        let expanded = grouped.with(&Edit::Own { slot: 0, edit }).expect("it consists of gates");
        for other in [grouped.circuit(), expanded.circuit()] {
            assert!(distance(other, &circuit) < 1e-12, "{circuit} / {other}");
        }
        tried += 1;
    }
}
