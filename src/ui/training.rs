//! The training row of a model (a plain circuit has none): play, step, reset, the settings that may change while
//! it runs, and the curves.
//! Not here: how a curve is drawn (see `plot`) and what an edit means (see `session`).

use super::curve::Curve;
use super::field::{Choice, Number};
use plot::text;
use session::{Document, Edit, Look, Msg, Slot, Training as Settings, attention_ansatz};
use std::rc::Rc;
use yew::prelude::*;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct TrainingProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// Whether training is running.
    pub playing: bool,
    /// Milliseconds an epoch.
    pub epoch_ms: f64,
    /// What keeps the model from running.
    pub trouble: Option<AttrValue>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The panel.
#[component]
pub fn Training(props: &TrainingProps) -> Html {
    let progress = &props.document.progress;
    html! {
        <section class="panel training" aria-labelledby="training-title" data-ketloom="training">
            <h2 id="training-title">{ "Training" }<small data-ketloom="epoch">{ counter(props) }</small></h2>
            <Strip document={props.document.clone()} say={props.say.clone()}>{ run(props) }</Strip>
            if let Some(why) = &props.trouble {
                <p class="trouble" data-ketloom="training-trouble">{ why.clone() }</p>
            }
            <Curve progress={progress.clone()} look={props.look.clone()} epochs={props.document.setup.training.epochs}
                model={AttrValue::from(props.document.setup.model.clone())} regularised={regularised(&props.document)} />
        </section>
    }
}

fn regularised(document: &Document) -> bool {
    document.setup.training.lambda != 0.0 || document.setup.training.gamma != 0.0
}

/// "epoch 73 of 100 · 0.4 ms per epoch".
fn counter(props: &TrainingProps) -> String {
    let (done, all) = (props.document.progress.epoch, props.document.setup.training.epochs);
    let time = if props.epoch_ms > 0.0 {
        format!(" · {} per epoch", duration(props.epoch_ms))
    } else {
        String::new()
    };
    let all = if done > all { String::new() } else { format!(" of {all}") };
    format!("epoch {done}{all}{time}")
}

/// A time in milliseconds as people say it.
fn duration(ms: f64) -> String {
    match ms {
        ms if ms < 0.1 => format!("{} µs", text::fixed(ms * 1000.0, 0)),
        ms if ms < 10.0 => format!("{} ms", text::fixed(ms, 1)),
        ms if ms < 1000.0 => format!("{} ms", text::fixed(ms, 0)),
        ms => format!("{} s", text::fixed(ms / 1000.0, 1)),
    }
}

/// The buttons that run the training. One that has nothing to do stays in place, so that the focus is not lost.
fn run(props: &TrainingProps) -> Html {
    let (document, playing) = (&props.document, props.playing);
    let over = !playing && document.progress.epoch >= document.setup.training.epochs;
    let fresh = document.progress.epoch == 0 && document.weights.is_empty();
    let press = |idle: bool, msg: Msg| {
        let say = props.say.clone();
        Callback::from(move |_: MouseEvent| {
            if !idle {
                say.emit(msg.clone());
            }
        })
    };
    let idle = |idle: bool| idle.then_some("true");
    let (label, mark) = if playing { ("Pause training", "❚❚") } else { ("Train", "▶") };
    let play = if playing { Msg::Pause } else { Msg::Play };
    html! {
        <div class="run">
            <button type="button" class={classes!("play", playing.then_some("playing"))} data-ketloom="play" aria-label={label}
                title={format!("{label} (Space)")} aria-disabled={idle(over)} onclick={press(over, play)}>
                <span aria-hidden="true">{ mark }</span>
            </button>
            <button type="button" class="button" data-ketloom="step" title="Train one epoch (.)"
                onclick={press(false, Msg::Step)}>{ "Step" }</button>
            <button type="button" class="button" data-ketloom="reset" title="Forget what was learned and start from the seed; undo brings it back"
                aria-disabled={idle(fresh)} onclick={press(fresh, Msg::Reset)}>{ "Reset" }</button>
            if over {
                <p class="hint">{ "The last epoch is done: raise Epochs to go on, or reset." }</p>
            }
        </div>
    }
}

/// A number among the training settings.
struct Row {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    choices: &'static [f64],
    whole: bool,
    words: &'static [(f64, &'static str)],
    get: fn(&Settings) -> f64,
    set: fn(&mut Settings, f64),
}

/// The settings at hand.
const FIRST: &[Row] = &[
    Row {
        name: "rate",
        label: "Learning rate",
        help: "How far a step goes",
        choices: &[0.001, 0.002, 0.005, 0.008, 0.02, 0.05, 0.1, 0.2, 0.5],
        whole: false,
        words: &[],
        get: |t| t.rate,
        set: |t, v| t.rate = v,
    },
    Row {
        name: "epochs",
        label: "Epochs",
        help: "Where training stops by itself; an epoch goes through all training data once",
        choices: &[],
        whole: true,
        words: &[],
        get: |t| t.epochs as f64,
        set: |t, v| t.epochs = v as usize,
    },
    Row {
        name: "batch",
        label: "Batch",
        help: "How many examples a step of the optimizer looks at",
        choices: &[0.0, 1.0, 5.0, 10.0, 20.0, 35.0],
        whole: true,
        words: &[(0.0, "all")],
        get: |t| t.batch as f64,
        set: |t, v| t.batch = v as usize,
    },
    Row {
        name: "seed",
        label: "Seed",
        help: "Start weights and shuffling; the same seed gives the same run",
        choices: &[],
        whole: true,
        words: &[],
        get: |t| t.seed as f64,
        set: |t, v| t.seed = v as u64,
    },
];

/// The settings behind "more".
const MORE: &[Row] = &[
    Row {
        name: "layers",
        label: "Layers",
        help: "How often the model's block is repeated, each time with numbers of its own",
        choices: &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0],
        whole: true,
        words: &[],
        get: |t| t.layers as f64,
        set: |t, v| t.layers = v as usize,
    },
    Row {
        name: "speed",
        label: "Epochs/s",
        help: "Epochs a second at most: the speed at which you watch",
        choices: &[5.0, 20.0, 60.0, 0.0],
        whole: true,
        words: &[(0.0, "fastest")],
        get: |t| t.speed as f64,
        set: |t, v| t.speed = v as usize,
    },
];

/// Weights of the paper's regularisation, for sentences.
const TERMS: &[Row] = &[
    Row {
        name: "lambda",
        label: "λ head",
        help: "Weight of the head's regularisation, λ/2d · |w|²",
        choices: &[],
        whole: false,
        words: &[],
        get: |t| t.lambda,
        set: |t, v| t.lambda = v,
    },
    Row {
        name: "gamma",
        label: "γ words",
        help: "Weight of the word vectors' regularisation, γ/2d · Σ|y|²",
        choices: &[],
        whole: false,
        words: &[],
        get: |t| t.gamma,
        set: |t, v| t.gamma = v,
    },
];

/// The names are `learn`'s.
const OPTIMIZERS: [(&str, &str); 4] =
    [("adam", "Adam"), ("sgd", "gradient descent"), ("momentum", "momentum"), ("rmsprop", "RMSProp")];

#[derive(Properties, PartialEq)]
struct StripProps {
    document: Rc<Document>,
    say: Callback<Msg>,
    /// What stands before the settings.
    #[prop_or_default]
    children: Html,
}

/// The buttons and the settings.
#[component]
fn Strip(props: &StripProps) -> Html {
    let StripProps { document, say, children } = props;
    let rows = |rows: &'static [Row]| rows.iter().map(|row| number(row, document, say)).collect::<Html>();
    let words = document.setup.model == "qsann";
    let settings = document.setup.training.clone();
    let sent = say.clone();
    let choose = Callback::from(move |name: AttrValue| {
        sent.emit(Msg::Edit(Edit::Training(Settings { optimizer: name.to_string(), ..settings.clone() })));
    });
    let optimizers =
        OPTIMIZERS.iter().map(|(name, words)| ((*name).into(), (*words).into())).collect::<Vec<_>>();
    html! {
        <>
            <div class="at-hand">
                { children.clone() }
                <div class="settings">{ rows(FIRST) }</div>
            </div>
            <details class="more" data-ketloom="more-settings">
                <summary>{ "More settings" }</summary>
                <div class="settings">
                    <div class="setting" title="How gradients become steps">
                        <label for="optimizer">{ "Optimizer" }</label>
                        <Choice name="optimizer" value={document.setup.training.optimizer.clone()} options={optimizers} put={choose} />
                    </div>
                    { rows(MORE) }
                    if words { { rows(TERMS) } }
                </div>
                if words {
                    <Circuits document={document.clone()} say={say.clone()} />
                }
            </details>
        </>
    }
}

fn number(row: &'static Row, document: &Rc<Document>, say: &Callback<Msg>) -> Html {
    let (shown, say) = (document.clone(), say.clone());
    let put = Callback::from(move |value: f64| {
        let mut settings = shown.setup.training.clone();
        (row.set)(&mut settings, value);
        tried(&shown, Edit::Training(settings), &say)
    });
    html! {
        <Number name={row.name} label={row.label} help={row.help} value={(row.get)(&document.setup.training)} choices={row.choices}
            whole={row.whole} words={row.words} {put} />
    }
}

/// Makes an edit if it can be made; the sentence why not goes to the field that asked.
pub fn tried(document: &Document, edit: Edit, say: &Callback<Msg>) -> Result<(), String> {
    document.with(&edit)?;
    say.emit(Msg::Edit(edit));
    Ok(())
}

/// Puts the paper's circuits into all slots: qubits, depth of Embed, depth of Query, Key and Value.
#[component]
fn Circuits(props: &StripProps) -> Html {
    let sizes = use_state(|| None::<[usize; 3]>);
    let [qubits, embed, depth] = sizes.unwrap_or([props.document.setup.qubits(), 1, 1]);
    let choice = |place: usize,
                  name: &'static str,
                  label: &'static str,
                  range: std::ops::RangeInclusive<usize>| {
        let now = [qubits, embed, depth];
        let set = sizes.setter();
        let put = Callback::from(move |value: AttrValue| {
            let mut next = now;
            next[place] = value.parse().unwrap_or(next[place]);
            set.set(Some(next));
        });
        let options =
            range.map(|n| (AttrValue::from(n.to_string()), n.to_string().into())).collect::<Vec<_>>();
        html! {
            <div class="setting"><label for={name}>{ label }</label><Choice {name} value={now[place].to_string()} {options} {put} /></div>
        }
    };
    let (document, say) = (props.document.clone(), props.say.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let slots = document.setup.slots.iter().map(|slot| {
            let first = slot.name == "embed";
            Slot {
                name: slot.name.clone(),
                circuit: attention_ansatz(qubits, if first { embed } else { depth }, first),
            }
        });
        say.emit(Msg::Edit(Edit::Slots(slots.collect())));
    });
    html! {
        <fieldset class="circuits">
            <legend>{ "Circuits of the paper" }</legend>
            <div class="settings">
                { choice(0, "circuits-qubits", "Qubits", 1..=session::MAX_MODEL_QUBITS) }
                { choice(1, "circuits-embed", "Depth of Embed", 0..=6) }
                { choice(2, "circuits-depth", "Depth of the others", 0..=6) }
                <button type="button" class="button" data-ketloom="circuits-use" {onclick}>{ "Put into all slots" }</button>
            </div>
            <p class="hint">{ format!(
                "A word becomes d = {qubits}·({embed}+2) = {} numbers; Query, Key and Value have {} θ each. Replaces the circuits you see; undo brings them back.",
                qubits * (embed + 2), qubits * (depth + 2)) }</p>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, MORE, TERMS, duration};
    use session::Document;

    #[test]
    fn times_are_said_in_the_unit_people_expect() {
        for (ms, words) in [(0.04, "40 µs"), (0.4, "0.4 ms"), (41.3, "41 ms"), (2400.0, "2.4 s")] {
            assert_eq!(duration(ms), words);
        }
    }

    #[test]
    fn every_row_sets_what_it_shows_and_nothing_else() {
        let preset = Document::preset("qsann").setup.training;
        for row in FIRST.iter().chain(MORE).chain(TERMS) {
            let mut changed = preset.clone();
            (row.set)(&mut changed, 3.0);
            assert_eq!((row.get)(&changed), 3.0, "{}", row.name);
            (row.set)(&mut changed, (row.get)(&preset));
            assert_eq!(changed, preset, "{}", row.name);
        }
    }
}
