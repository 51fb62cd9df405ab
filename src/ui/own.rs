//! The dialog of gates that the circuit defines itself: a definition as circuit text, written from gates, a matrix or a
//! rotation; saved for all uses, deleted with a question.
//!
//! Here: what is shown and typed. Not here: what a definition means (see `session::OwnEdit`), grouping a selection
//! (`parts`).

use super::later::{self, Later};
use super::modal::modal;
use super::shown::Shown;
use super::tag::{Hear, button, list, send, tag, value_of, words};
use super::{Act, Dialog};
use circuit::Custom;
use session::{Edit, OwnEdit, rotation};
use std::rc::Rc;
use yew::Html;

/// What is typed.
#[derive(Clone, Default, PartialEq)]
pub struct Form {
    /// The gate that is changed; empty for a new one.
    name: String,
    /// Its definition.
    text: String,
    /// Axis and angle of a rotation.
    turn: [String; 2],
    /// Why it cannot be used.
    trouble: String,
    /// Whether the visitor is asked before all uses are deleted.
    asks: bool,
}

/// Opens the dialog for a new gate, or for one that there is.
pub fn open(shown: &Shown, gate: Option<&Custom>) -> Act {
    let free = shown.document.circuit().free_name();
    let form = Form {
        name: gate.map_or_else(String::new, |gate| gate.name.clone()),
        text: gate.map_or_else(|| ["matrix ", &free, " 1 (0, 1, 1, 0)"].concat(), ToString::to_string),
        turn: ["0, 0, 1".into(), "pi/2".into()],
        ..Form::default()
    };
    send(Act::Dialog(Some(Dialog::Gate)));
    change(move |old| *old = form.clone())
}

fn change(how: impl Fn(&mut Form) + 'static) -> Act {
    Act::Set(Rc::new(move |local| how(&mut local.gate)))
}

/// A definition takes the place of the one that was there.
fn write(text: String) -> Act {
    change(move |form| (form.text, form.trouble) = (text.clone(), String::new()))
}

/// The dialog.
pub fn dialog(shown: &Rc<Shown>) -> Html {
    let says = (shown.dialog == Some(Dialog::Gate)).then(|| later::view(Later::Gate, shown));
    modal("gate", "A gate of your own", says)
}

/// What it says.
pub fn body(shown: &Shown) -> Html {
    let form = &shown.local.gate;
    let area = tag(
        "textarea",
        &[
            ("data-ketloom", "gate-text"),
            ("aria-label", "Definition"),
            ("aria-describedby", "gate-problem"),
            ("rows", "4"),
            ("spellcheck", "false"),
        ],
    );
    let wrong = !form.trouble.is_empty();
    let area = area.value(form.text.clone().into()).set_if(wrong, "aria-invalid", "true");
    let problem = tag("p", &[("id", "gate-problem"), ("class", "trouble"), ("role", "alert")]);
    let near = Custom::nearest(&form.text).filter(|_| wrong).map(|near| {
        button("button", "gate-nearest").click(move || write(near.clone())).text("Take the nearest unitary")
    });
    list(vec![
        words(
            "p",
            "hint",
            "A name, its number of qubits, and gates in braces or a unitary matrix row by row; qubit 0 is the first wire and the first digit. All uses change with it.",
        ),
        templates(shown, form),
        area.on(Hear::Input, |e| Some(write(value_of(e)))).html(),
        problem.hook("gate-problem").text(form.trouble.clone()).html(),
        tag("div", &[("class", "choices")])
            .child(save(shown, form))
            .maybe(near.map(|near| near.html()))
            .maybe((!form.name.is_empty()).then(|| delete(shown, form)))
            .html(),
    ])
}

/// Ways to begin: gates, a matrix, a rotation.
fn templates(shown: &Shown, form: &Form) -> Html {
    let free = shown.document.circuit().free_name();
    let name = if form.name.is_empty() { free } else { form.name.clone() };
    let gates = ["gate ", &name, " 2 { H 0; X 0:1 }"].concat();
    let matrix = ["matrix ", &name, " 1 (0, 1, 1, 0)"].concat();
    let typed = |i: usize, hook: &'static str, label: &'static str| {
        let field = tag("input", &[("type", "text"), ("class", "field"), ("spellcheck", "false")]);
        let field = field.hook(hook).value(form.turn[i].clone().into()).on(Hear::Input, move |e| {
            let text = value_of(e);
            Some(change(move |form| form.turn[i].clone_from(&text)))
        });
        tag("label", &[]).text(label).child(field).html()
    };
    let turn = form.turn.clone();
    let rotate = move || match turned(&name, &turn) {
        Ok(text) => write(text),
        Err(why) => change(move |form| form.trouble.clone_from(&why)),
    };
    tag("div", &[("class", "choices")])
        .child(button("button small", "gate-of-gates").click(move || write(gates.clone())).text("From gates"))
        .child(
            button("button small", "gate-of-matrix")
                .click(move || write(matrix.clone()))
                .text("From a matrix"),
        )
        .child(button("button small", "gate-of-rotation").click(rotate).text("From a rotation"))
        .child(typed(0, "gate-axis", "about x, y, z "))
        .child(typed(1, "gate-angle", "by "))
        .html()
}

fn turned(name: &str, [axis, angle]: &[String; 2]) -> Result<String, String> {
    let numbers: Vec<f64> =
        axis.split(',').filter_map(|n| super::field::read_number(n.trim(), false).ok()).collect();
    let axis = numbers.try_into().map_err(|_| "the axis is three numbers, as in 0, 0, 1")?;
    rotation(name, axis, angle)
}

fn save(shown: &Shown, form: &Form) -> Html {
    let slot = shown.view().slot;
    let (wire, column) = shown.cell;
    let (name, text) = (form.name.clone(), form.text.clone());
    let (edit, face) = if name.is_empty() {
        (OwnEdit::Define { wire, column, text }, "Put it into the circuit")
    } else {
        (OwnEdit::Redefine { name, text }, "Change all uses")
    };
    make(shown, Edit::Own { slot, edit }, "gate-save", face, "Gate defined")
}

/// A button that makes an edit and closes the dialog, or says why not.
fn make(shown: &Shown, edit: Edit, hook: &'static str, face: &'static str, said: &'static str) -> Html {
    let document = shown.document.clone();
    let act = move || match document.with(&edit) {
        Ok(_) => {
            send(Act::Edit(edit.clone(), said.into()));
            Act::Dialog(None)
        }
        Err(why) => change(move |form| (form.trouble, form.asks) = (why.clone(), false)),
    };
    button("button first", hook).click(act).text(face).html()
}

/// Deletes at the second word, when it is known how many uses go with it.
fn delete(shown: &Shown, form: &Form) -> Html {
    let ask = button("button", "gate-remove").click(|| change(|form| form.asks = true)).text("Delete…");
    if !form.asks {
        return ask.html();
    }
    let uses = shown.document.circuit().uses(&form.name);
    let question =
        ["Delete ", &form.name, " and ", &plot::text::count(uses as f64, "use"), " of it?"].concat();
    let edit = Edit::Own { slot: shown.view().slot, edit: OwnEdit::Delete(form.name.clone()) };
    let keep = button("button", "gate-keep").click(|| change(|form| form.asks = false)).text("Keep it");
    tag("span", &[("role", "alert")])
        .text(question)
        .child(make(shown, edit, "gate-delete-all", "Delete", "Gate deleted"))
        .child(keep)
        .html()
}
