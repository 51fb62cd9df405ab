//! The circuits of a model by their size: what fills all of its slots at once. Drawn by the module of dialogs (see
//! `later`), when `Local::sizes` says that it is open. Not here: the circuits themselves (see `labs`).

use super::Act;
use super::field::{choice, label};
use super::shown::Shown;
use super::tag::{Hear, button, tag, value_of, words};
use session::{Edit, MAX_LAYERS, MAX_MODEL_QUBITS, Setup, Slot, attention_ansatz, classifier_slots};
use std::rc::Rc;
use yew::Html;

/// A size: the hook of its list, its label, the least and the most it may be.
type Size = (&'static str, &'static str, usize, usize);

const ATTENTION: [Size; 3] = [
    ("circuits-qubits", "Qubits", 1, MAX_MODEL_QUBITS),
    ("circuits-embed", "Depth of Embed", 0, 6),
    ("circuits-depth", "Depth of the others", 0, 6),
];
const CLASSIFIER: [Size; 3] = [
    ("circuits-qubits", "Qubits", 1, MAX_MODEL_QUBITS),
    ("circuits-layers", "Layers", 1, MAX_LAYERS),
    ("circuits-depth", "Depth of the ansatz", 1, 4),
];

fn sizes(setup: &Setup) -> [Size; 3] {
    if setup.model == "qsann" { ATTENTION } else { CLASSIFIER }
}

/// The sizes that the lists begin with: how many qubits and layers there are, and the least depth that the preset has.
pub fn now(setup: &Setup) -> [usize; 3] {
    let second = if setup.model == "qsann" { 1 } else { setup.training.layers };
    [setup.qubits(), second, 1]
}

/// The edit that puts the circuits of a size into all slots.
fn edit(setup: &Setup, [qubits, second, depth]: [usize; 3]) -> Edit {
    if setup.model != "qsann" {
        return Edit::Slots(classifier_slots(qubits, depth), Some(second));
    }
    let of = |slot: &Slot| {
        let first = slot.name == "embed";
        let depth = if first { second } else { depth };
        Slot { name: slot.name.clone(), circuit: attention_ansatz(qubits, depth, first) }
    };
    Edit::Slots(setup.slots.iter().map(of).collect(), None)
}

/// What circuits of a size have.
fn told(setup: &Setup, [qubits, second, depth]: [usize; 3]) -> String {
    let all = if setup.model == "qsann" {
        format!(
            "A word becomes d = {qubits}·({second}+2) = {} numbers; Query, Key and Value have {} θ each.",
            qubits * (second + 2),
            qubits * (depth + 2)
        )
    } else {
        let each = 2 * qubits * depth;
        format!("The point comes in once a layer; {each} θ in each of {second}, {} in all.", each * second)
    };
    all + " Replaces the circuits you see; undo brings them back."
}

/// The lists, what their choice means, and the button that makes it so.
pub fn body(shown: &Shown) -> Html {
    let setup = shown.setup.clone();
    let rows = sizes(&setup);
    let mut chosen = shown.local.sizes.unwrap_or_else(|| now(&setup));
    // What was chosen for another model may be no size of this one.
    for (chosen, row) in chosen.iter_mut().zip(&rows) {
        *chosen = (*chosen).clamp(row.2, row.3);
    }
    let hint = told(&setup, chosen);
    let lists = rows.iter().enumerate().map(|(place, (name, words, least, most))| {
        let options = (*least..=*most).map(|n| (n.to_string().into(), n.to_string().into())).collect();
        let list = choice(name, &chosen[place].to_string(), options).on(Hear::Change, move |e| {
            let mut next = chosen;
            next[place] = value_of(e).parse().unwrap_or(next[place]);
            Some(Act::Set(Rc::new(move |local| local.sizes = Some(next))))
        });
        tag("div", &[("class", "setting")]).child(label(name, words)).child(list).html()
    });
    let settings = tag("div", &[("class", "settings")]).all(lists.collect());
    let put = button("button", "circuits-use")
        .click(move || Act::Edit(edit(&setup, chosen), "Circuits replaced".into()))
        .text("Put into all slots");
    tag("fieldset", &[("class", "circuits")])
        .child(words("legend", "", "Circuits by size"))
        .child(settings.child(put))
        .child(words("p", "hint", hint))
        .html()
}

#[cfg(test)]
mod tests {
    use super::*;
    use session::Document;

    #[test]
    fn every_size_that_can_be_chosen_is_one_that_the_model_takes() {
        for model in ["qsann", "classifier"] {
            let document = Document::preset(model);
            let [qubits, second, depth] = sizes(&document.setup);
            for q in qubits.2..=qubits.3 {
                for (s, d) in [(second.2, depth.2), (second.3, depth.3)] {
                    let next = document.with(&edit(&document.setup, [q, s, d])).expect("it fits");
                    assert_eq!(next.setup.qubits(), q);
                    assert!(told(&next.setup, [q, s, d]).contains("undo"));
                }
            }
        }
    }

    #[test]
    fn a_models_own_sizes_are_its_preset() {
        for model in ["qsann", "classifier"] {
            let document = Document::preset(model);
            let next = document.with(&edit(&document.setup, now(&document.setup))).expect("it fits");
            assert_eq!(next, document, "{model}");
        }
    }

    #[test]
    fn what_is_said_of_a_classifier_is_so() {
        let document = Document::preset("classifier");
        let next = document.with(&edit(&document.setup, [3, 5, 2])).expect("it fits");
        let each = next.setup.slots[1].circuit.weights();
        assert!(
            told(&next.setup, [3, 5, 2]).contains(&format!("{each} θ in each of 5, {} in all", 5 * each))
        );
    }

    #[test]
    fn too_many_qubits_or_layers_are_refused_in_a_sentence() {
        let document = Document::preset("classifier");
        for (size, why) in
            [([11, 4, 1], "at most 10"), ([2, 9, 1], "the number of layers must be from 1 to 8")]
        {
            let refused = document.with(&edit(&document.setup, size)).expect_err("too large");
            assert!(refused.contains(why), "{refused}");
        }
    }
}
