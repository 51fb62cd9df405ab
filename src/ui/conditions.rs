//! What a gate has to do with classical bits, in the toolbar: where a measurement goes, and all that a gate waits for.
//! Drawn by the module of dialogs (see `later`). Not here: the rest of the toolbar, what conditions mean (see `circuit`).

use super::Act;
use super::field::choice;
use super::shown::Shown;
use super::tag::{Hear, button, list, tag, value_of};
use crate::clock;
use circuit::{Circuit, Comparison, Condition, Op};
use session::Edit;
use yew::Html;

/// The most values of classical bits to choose from; more are for text.
const VALUES: u64 = 32;

/// The bits that a gate can wait for: single ones, then whole registers of several.
fn sets(circuit: &Circuit) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = (0..circuit.bits()).map(|b| vec![b]).collect();
    let mut first = 0;
    for register in circuit.registers() {
        if register.size > 1 {
            sets.push((first..first + register.size).collect());
        }
        first += register.size;
    }
    sets
}

/// How many values so many bits have.
fn values(bits: usize) -> u64 {
    1_u64.checked_shl(bits as u32).unwrap_or(u64::MAX)
}

/// A change of an op.
#[derive(Clone, Copy)]
enum Change {
    /// Its classical bit.
    Bit,
    /// The bits of a condition, as their place among `sets`, counted from 1; 0 is no condition.
    If(usize),
    /// Its comparison.
    Sign(usize),
    /// What it compares with.
    Value(usize),
    /// One condition more.
    And,
}

/// The op after a change. A condition that is not there yet is added.
fn changed(op: &Op, sets: &[Vec<usize>], change: Change, choice: usize) -> Op {
    let mut op = op.clone();
    let of = match change {
        Change::If(i) | Change::Sign(i) | Change::Value(i) => i,
        Change::Bit | Change::And => op.conditions.len(),
    };
    match (change, op.conditions.get_mut(of)) {
        (Change::Bit, _) => op.bits = vec![choice],
        (Change::If(_), Some(_)) if choice == 0 => drop(op.conditions.remove(of)),
        (Change::If(_), Some(had)) => {
            if let Some(bits) = sets.get(choice - 1) {
                had.bits.clone_from(bits);
                // What fewer bits cannot be would never come true.
                had.value = had.value.min(values(bits.len()) - 1);
            }
        }
        (Change::If(_), None) => {
            if let Some(bits) = choice.checked_sub(1).and_then(|i| sets.get(i)) {
                let (bits, comparison) = (bits.clone(), Comparison::Equal);
                op.conditions.push(Condition { bits, comparison, value: 1 });
            }
        }
        (Change::Sign(_), Some(had)) => had.comparison = Comparison::ALL[choice].1,
        (Change::Value(_), Some(had)) => had.value = choice as u64,
        (Change::And, _) => {
            // Of bits that it does not wait for, if there are any.
            let free = sets.iter().find(|s| op.conditions.iter().all(|c| c.bits != **s));
            let bits = free.or(sets.first()).cloned().unwrap_or_default();
            op.conditions.push(Condition { bits, comparison: Comparison::Equal, value: 1 });
        }
        (_, None) => {}
    }
    op
}

/// The hook of something of a condition: the first's has no number.
fn hook(name: &str, of: usize) -> String {
    if of == 0 { name.into() } else { format!("{name}-{of}") }
}

/// The lists of a gate.
struct Lists<'a> {
    circuit: &'a Circuit,
    op: &'a Op,
    /// What it can wait for, and how that is written.
    sets: Vec<Vec<usize>>,
    names: Vec<String>,
    /// Its slot and index.
    place: (usize, usize),
}

/// What stands before a list, and what it is called.
type Title<'a> = (&'static str, &'a str);

impl Lists<'_> {
    /// The edit that a choice means.
    fn make(&self, change: Change, words: &str) -> impl Fn(usize) -> Act + use<> {
        let (op, sets, words) = (self.op.clone(), self.sets.clone(), words.to_string());
        let (slot, index) = self.place;
        move |choice: usize| {
            let op = changed(&op, &sets, change, choice);
            Act::Edit(Edit::Replace { slot, index, op }, words.clone())
        }
    }

    /// A list of choices, of which one is made; `of` is its condition.
    fn one(
        &self,
        (name, of): (&'static str, usize),
        change: Change,
        (lead, label): Title<'_>,
        now: usize,
        words: Vec<(usize, String)>,
    ) -> Html {
        let label = if of == 0 { label.to_string() } else { format!("{label}, condition {}", of + 1) };
        let options = words.into_iter().map(|(i, w)| (i.to_string().into(), w.into())).collect();
        let act = self.make(change, &label);
        let place = hook(name, of);
        let list = choice(name, &now.to_string(), options).set("id", place.clone()).hook(place);
        let list =
            list.set("aria-label", label).on(Hear::Change, move |e| Some(act(value_of(e).parse().ok()?)));
        tag("label", &[]).text(lead).child(list).html()
    }

    /// Where a measurement goes.
    fn bit(&self, bit: usize) -> Html {
        let bits = self.circuit.bits();
        let mut words = self.names[..bits].to_vec();
        if self.circuit.free_bit() == bits {
            words.push("a new bit".into());
        }
        self.one(("op-bit", 0), Change::Bit, ("into ", "Classical bit"), bit, numbered(words))
    }

    /// What it can wait for, counted from 1; 0 is nothing, where that can be chosen.
    fn sets(&self, always: bool) -> Vec<(usize, String)> {
        let mut words = if always { vec![(0, "always".to_string())] } else { Vec::new() };
        words.extend(self.names.iter().cloned().enumerate().map(|(i, name)| (i + 1, name)));
        words
    }

    /// A condition with what can be done with it, in one row.
    fn condition(&self, i: usize, now: &Condition) -> Html {
        let set = self.sets.iter().position(|s| *s == now.bits);
        let mut words = self.sets(self.op.conditions.len() == 1);
        // Bits that are no register have an entry while they are waited for.
        let place = set.unwrap_or(self.sets.len()) + 1;
        words.extend(set.is_none().then(|| (place, self.circuit.bit_names(&now.bits))));
        let lead = if i == 0 { "happens if " } else { "and " };
        let bits = self.one(("op-if", i), Change::If(i), (lead, "Waits for"), place, words);
        let sign = Comparison::ALL.iter().position(|c| c.1 == now.comparison).unwrap_or(0);
        let signs = numbered(Comparison::ALL.iter().map(|c| c.0.to_string()).collect());
        let sign = self.one(("op-sign", i), Change::Sign(i), ("", "Comparison"), sign, signs);
        let most = values(now.bits.len()).min(VALUES).max(now.value.min(VALUES * VALUES) + 1);
        let numbers = numbered((0..most).map(|v| v.to_string()).collect());
        let value = self.one(("op-value", i), Change::Value(i), ("", "Value"), now.value as usize, numbers);
        let act = self.make(Change::If(i), &format!("Condition {} deleted", i + 1));
        let name = format!("Delete condition {}", i + 1);
        let delete = button("button small", hook("op-delete", i)).set("aria-label", name.clone());
        let delete = delete.set("title", name).text("×").click(move || {
            // The button goes; what is left of its row takes the focus.
            clock::after(0, || super::shell::focus("[data-ketloom=op-if]"));
            act(0)
        });
        tag("span", &[("class", "together")]).child(bits).child(sign).child(value).child(delete).html()
    }
}

fn numbered(words: Vec<String>) -> Vec<(usize, String)> {
    words.into_iter().enumerate().collect()
}

/// The lists of the gate at an index.
pub fn body(shown: &Shown, index: usize) -> Html {
    let circuit = shown.circuit();
    let Some(op) = circuit.ops().get(index) else { return Html::default() };
    let sets = sets(circuit);
    let names = sets.iter().map(|s| circuit.bit_names(s)).collect();
    let lists = Lists { circuit, op, sets, names, place: (shown.view().slot, index) };
    let mut all = Vec::new();
    if let [bit] = op.bits[..] {
        all.push(lists.bit(bit));
    }
    if circuit.bits() == 0 || op.gate.is_display() {
        return list(all);
    }
    if op.conditions.is_empty() {
        all.push(lists.one(("op-if", 0), Change::If(0), ("happens ", "Waits for"), 0, lists.sets(true)));
        return list(all);
    }
    all.extend(op.conditions.iter().enumerate().map(|(i, now)| lists.condition(i, now)));
    let and = lists.make(Change::And, "Condition added");
    let more =
        button("button small", "op-and").set("aria-label", "Add a condition").set("title", "Add a condition");
    all.push(more.text("+ and").click(move || and(0)).html());
    list(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(text: &str) -> (Circuit, Op) {
        let circuit: Circuit = text.parse().expect("a circuit");
        let op = circuit.ops().last().expect("a gate").clone();
        (circuit, op)
    }
    /// The last gate's statement after changes.
    fn after(text: &str, changes: &[(Change, usize)]) -> String {
        let (circuit, op) = op(text);
        let sets = sets(&circuit);
        let op = changes.iter().fold(op, |op, (change, choice)| changed(&op, &sets, *change, *choice));
        op.check(circuit.qubits(), circuit.bits()).expect("a gate of the circuit");
        circuit.statement(&op)
    }
    const TWO: &str = "qubits 2; bits c 2; bits d 1; if c == 3 if d[0] == 1 X 1";

    #[test]
    fn every_condition_is_changed_added_and_deleted_by_itself() {
        assert_eq!(after(TWO, &[(Change::Sign(1), 1), (Change::Value(1), 0)]), "if c == 3 if d[0] != 0 X 1");
        assert_eq!(after(TWO, &[(Change::If(0), 0)]), "if d[0] == 1 X 1");
        assert_eq!(after(TWO, &[(Change::If(1), 0)]), "if c == 3 X 1");
        assert_eq!(after(TWO, &[(Change::If(1), 0), (Change::If(0), 0)]), "X 1");
        assert_eq!(after(TWO, &[(Change::And, 0)]), "if c == 3 if d[0] == 1 if c[0] == 1 X 1");
        assert_eq!(
            after("qubits 1; bits c 1; X 0", &[(Change::If(0), 1), (Change::And, 0)]),
            "if c[0] == 1 if c[0] == 1 X 0"
        );
    }

    #[test]
    fn fewer_bits_take_the_largest_value_that_they_can_have() {
        assert_eq!(after(TWO, &[(Change::If(0), 2)]), "if c[1] == 1 if d[0] == 1 X 1");
        // What is no choice changes nothing.
        assert_eq!(after(TWO, &[(Change::If(0), 9), (Change::Sign(5), 1)]), "if c == 3 if d[0] == 1 X 1");
        assert_eq!(
            after("qubits 1; bits c 1; MEASURE 0 -> c[0]", &[(Change::Bit, 0), (Change::If(3), 0)]),
            "MEASURE 0 -> c[0]"
        );
    }
}
