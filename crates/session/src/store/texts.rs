//! What the page does with circuits as texts: what is typed becomes edits, exports and the gallery are asked for, texts
//! of other tools are opened. Answers come later than questions; of each kind only the newest question's counts.

use super::{Effect, Store};
use crate::history::History;
use crate::texts::{Answer, Card, Exported, Fault, Question, Texts, Typed, Written};
use crate::wire::Request;
use crate::{Document, Edit};
use circuit::Circuit;
use std::rc::Rc;

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// What is typed becomes the circuit.
    Type,
    /// What was opened becomes the document; true if the page began with it.
    Open(bool),
    /// The text pane shows it.
    Pane,
    /// An export is shown.
    Export,
    /// The gallery is shown.
    Examples,
}

impl Purpose {
    /// Whether an answer for the one makes one for the other needless.
    fn like(self, other: Purpose) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// A question that was not answered yet.
pub(super) struct Asked {
    number: u32,
    purpose: Purpose,
    question: Question,
}

impl Store {
    pub(super) fn texts_mut(&mut self) -> &mut Texts {
        Rc::make_mut(&mut self.texts)
    }

    pub(super) fn ask(&mut self, purpose: Purpose, question: Question) -> Vec<Effect> {
        self.asked.retain(|a| !a.purpose.like(purpose));
        self.questions += 1;
        let number = self.questions;
        self.asked.push(Asked { number, purpose, question: question.clone() });
        vec![Effect::Post(Request::Ask(number, question))]
    }

    /// What a new worker does not know of yet.
    pub(super) fn ask_again(&self) -> impl Iterator<Item = Effect> {
        self.asked.iter().map(|a| Effect::Post(Request::Ask(a.number, a.question.clone())))
    }

    /// Asks for the text of the circuit shown, if the pane is open and shows another.
    pub(super) fn ask_pane(&mut self) -> Vec<Effect> {
        let document = self.history.shown();
        let (circuit, view) = (document.circuit(), &document.view);
        let known =
            self.written.as_ref().is_some_and(|w| (&w.0, &w.1, w.2) == (circuit, &view.text, view.reversed));
        if known {
            return Vec::new();
        }
        if view.text.is_empty() {
            self.written = None;
            return Vec::new();
        }
        let (circuit, format, reversed) = (circuit.clone(), view.text.clone(), view.reversed);
        self.written = Some((circuit.clone(), format.clone(), reversed));
        self.ask(Purpose::Pane, Question::Write { circuit, format, reversed, values: None, leaves: None })
    }

    /// Takes a text in as it is typed into the pane.
    pub(super) fn typed(&mut self, text: String) -> Vec<Effect> {
        let view = &self.kept().view;
        let (slot, format) = (view.slot, view.text.clone());
        let old = self.texts_mut().typed.take().filter(|t| t.slot == slot);
        let (fault, notes) = old.map_or_else(Default::default, |t| (t.fault, t.notes));
        // Until the answer comes, what was wrong is taken to be wrong still: the sentence does not flicker.
        let typed = Typed { slot, text: text.clone(), fault, notes, circuit: None };
        self.texts_mut().typed = Some(typed);
        self.ask(Purpose::Type, Question::Read { text, format })
    }

    /// Forgets what is typed: the pane shows the circuit again.
    pub(super) fn untyped(&mut self) -> Vec<Effect> {
        self.asked.retain(|a| a.purpose != Purpose::Type);
        self.texts_mut().typed = None;
        Vec::new()
    }

    /// What is typed, unless the circuit has become another since.
    pub fn typing(&self) -> Option<&Typed> {
        let typed = self.texts.typed.as_ref()?;
        let slot = self.document().setup.slots.get(typed.slot)?;
        let holds = typed.circuit.as_ref().is_none_or(|c| *c == slot.circuit);
        (holds && typed.slot == self.document().view.slot).then_some(typed)
    }

    /// Asks for the circuit in a format, with numbers in the place of θ and x if they are given.
    pub(super) fn export(&mut self, format: String, values: Option<(Vec<f64>, Vec<f64>)>) -> Vec<Effect> {
        let document = self.history.now();
        let (circuit, reversed) = (document.circuit().clone(), document.view.reversed);
        let time = document.view.time;
        let exported = Exported { format: format.clone(), bound: values.is_some(), ..Exported::default() };
        self.texts_mut().exported = Some(exported);
        self.ask(Purpose::Export, Question::Write { circuit, format, reversed, values, leaves: Some(time) })
    }

    /// Asks for the gallery, if it is not there.
    pub(super) fn examples(&mut self) -> Vec<Effect> {
        if self.texts.cards.is_empty() { self.ask(Purpose::Examples, Question::Examples) } else { Vec::new() }
    }

    /// Asks which circuit a text of another tool is.
    pub(super) fn import(&mut self, text: &str, first: bool) -> Vec<Effect> {
        let question = Question::Read { text: text.into(), format: "qasm3".into() };
        self.ask(Purpose::Open(first), question)
    }

    pub(super) fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(at) = self.asked.iter().position(|a| a.number == answer.number) else { return Vec::new() };
        let asked = self.asked.remove(at);
        match asked.purpose {
            Purpose::Type => self.take_typed(answer),
            Purpose::Open(first) => self.take_opened(answer, first, asked.question.text()),
            Purpose::Pane => {
                self.texts_mut().pane = Written { text: answer.text, fault: answer.fault };
                Vec::new()
            }
            Purpose::Export => {
                if let Some(exported) = &mut self.texts_mut().exported {
                    exported.written = Written { text: answer.text, fault: answer.fault };
                }
                Vec::new()
            }
            Purpose::Examples => {
                self.texts_mut().cards = answer.cards;
                Vec::new()
            }
        }
    }

    /// The typed text's circuit takes the slot's place; typing without a pause is one step.
    fn take_typed(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(mut typed) = self.texts_mut().typed.take() else { return Vec::new() };
        typed.fault = answer.fault;
        typed.notes = answer.notes;
        let mut effects = Vec::new();
        if typed.fault.none() {
            let slot = typed.slot;
            match self.history.now().with(&Edit::Text { slot, text: answer.text }) {
                Ok(next) => {
                    typed.circuit = next.setup.slots.get(slot).map(|s| s.circuit.clone());
                    if self.history.commit_in("text", next) {
                        self.refused = None;
                        effects = self.changed();
                    }
                }
                Err(why) => typed.fault = Fault::of(why),
            }
        }
        self.texts_mut().typed = Some(typed);
        effects
    }

    /// A circuit of another tool becomes a document of its own.
    fn take_opened(&mut self, answer: Answer, first: bool, text: &str) -> Vec<Effect> {
        let opened = if answer.fault.none() { imported(&answer.text) } else { Err(said(&answer.fault)) };
        match opened {
            Ok(document) => {
                self.notice(answer.notes, text);
                self.playing = false;
                if first {
                    self.history = History::new(document);
                } else {
                    self.history.commit(document);
                }
                let mut effects = vec![Effect::Post(Request::Pause)];
                effects.extend(self.resend());
                effects.extend([Effect::Link, Effect::Announce(self.opened_as("Circuit opened"))]);
                effects
            }
            Err(why) => {
                self.notice(vec![why.clone()], text);
                vec![Effect::Announce(why)]
            }
        }
    }

    /// The worker died over what it was asked, for all that is known: it is not asked again.
    pub(super) fn unanswered(&mut self) {
        let fault = Fault::of("the simulator stopped while it read or wrote this; try again");
        for asked in std::mem::take(&mut self.asked) {
            match asked.purpose {
                Purpose::Open(_) => {
                    self.notices.push(said(&fault));
                    self.original = asked.question.text().into();
                }
                Purpose::Type => {
                    if let Some(typed) = &mut self.texts_mut().typed {
                        typed.fault = fault.clone();
                    }
                }
                Purpose::Export => {
                    if let Some(exported) = &mut self.texts_mut().exported {
                        exported.written.fault = fault.clone();
                    }
                }
                Purpose::Pane => self.texts_mut().pane.fault = fault.clone(),
                // The gallery asks again when it is opened again.
                Purpose::Examples => self.texts_mut().cards = Vec::<Card>::new(),
            }
        }
    }
}

/// Why a text could not be opened.
fn said(fault: &Fault) -> String {
    let place = match fault.line {
        0 => String::new(),
        line => format!("line {line}, column {}: ", fault.column),
    };
    format!("The circuit could not be read: {place}{}.", fault.message.trim_end_matches('.'))
}

/// The document of a circuit that was read. Quirk's time begins at 0, so parameters do.
fn imported(text: &str) -> Result<Document, String> {
    let circuit: Circuit = text.parse().map_err(|e: circuit::TextError| said(&Fault::of(e.message)))?;
    let most = crate::document::most_qubits("circuit");
    if circuit.qubits() > most {
        let why = format!("it has {} qubits, and at most {most} can run here", circuit.qubits());
        return Err(said(&Fault::of(why)));
    }
    let weights = vec![0.0; circuit.weights()];
    let mut document = Document::of_circuit(circuit);
    if !weights.is_empty() {
        document.weights.insert("circuit".into(), weights);
    }
    Ok(document)
}
