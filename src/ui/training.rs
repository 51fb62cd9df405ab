//! The training row of a model (a plain circuit has none): play, step, reset, the settings that may change while
//! it runs, and the curves.
//! Not here: how a curve is drawn (see `plot`) and what an edit means (see `session`).

use super::Act;
use super::curve;
use super::field::{Number, Of, choice, label, number};
use super::later::{self, Later};
use super::part::Part;
use super::shown::Shown;
use super::sizes;
use super::tag::{Hear, Tag, button, list, tag, value_of, words};
use plot::text;
use session::{Edit, Msg, Training};
use std::rc::Rc;
use yew::{AttrValue, Html};

/// The panel.
pub fn view(shown: &Rc<Shown>) -> Html {
    let title = tag("h2", &[("id", "training-title")]).text("Training");
    let epoch = tag("small", &[("data-ketloom", "epoch")]).text(counter(shown));
    let panel = tag(
        "section",
        &[("class", "panel training"), ("aria-labelledby", "training-title"), ("data-ketloom", "training")],
    );
    let trouble = |why: AttrValue| {
        tag("p", &[("class", "trouble"), ("data-ketloom", "training-trouble")]).text(why).html()
    };
    panel
        .child(title.child(epoch))
        .child(Part::Settings.of(shown))
        .maybe(shown.trouble.clone().map(trouble))
        .child(curve::view(shown))
        .html()
}

/// "epoch 73 of 100 · 0.4 ms per epoch".
fn counter(shown: &Shown) -> String {
    let (done, all) = (shown.document.progress.epoch, shown.document.setup.training.epochs);
    let time = if shown.epoch_ms > 0.0 {
        format!(" · {} per epoch", duration(shown.epoch_ms))
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

/// How training stands: running, at its end, nothing learned.
pub fn state(shown: &Shown) -> [bool; 3] {
    let (document, playing) = (&shown.document, shown.playing);
    let over = !playing && document.progress.epoch >= document.setup.training.epochs;
    let fresh = document.progress.epoch == 0 && document.weights.is_empty();
    [playing, over, fresh]
}

/// The buttons that run the training. One that has nothing to do stays in place, so that the focus is not lost.
fn run(shown: &Shown) -> Html {
    let [playing, over, fresh] = state(shown);
    let press = |button: Tag, idle: bool, msg: fn() -> Msg| {
        let button = button.set_if(idle, "aria-disabled", "true");
        button.on(Hear::Click, move |_| (!idle).then(|| Act::Say(msg())))
    };
    let (label, mark) = if playing { ("Pause training", "❚❚") } else { ("Train", "▶") };
    let play = button(if playing { "play playing" } else { "play" }, "play").set("aria-label", label);
    let play = play.set("title", format!("{label} (Space)"));
    let play = press(play, over, if playing { || Msg::Pause } else { || Msg::Play });
    let step = button("button", "step").set("title", "Train one epoch (.)");
    let reset = button("button", "reset")
        .set("title", "Forget what was learned and start from the seed; undo brings it back");
    let done = || words("p", "hint", "The last epoch is done: raise Epochs to go on, or reset.");
    tag("div", &[("class", "run")])
        .child(play.child(tag("span", &[("aria-hidden", "true")]).text(mark)))
        .child(press(step, false, || Msg::Step).text("Step"))
        .child(press(reset, fresh, || Msg::Reset).text("Reset"))
        .maybe(over.then(done))
        .html()
}

/// The settings at hand.
const FIRST: &[Number] = &[
    Number {
        name: "rate",
        label: "Learning rate",
        help: "How far a step goes",
        choices: &[0.001, 0.002, 0.005, 0.008, 0.02, 0.05, 0.1, 0.2, 0.5],
        whole: false,
        words: &[],
        of: Of::Training(|t| t.rate, |t, v| t.rate = v),
    },
    Number {
        name: "epochs",
        label: "Epochs",
        help: "Where training stops by itself; an epoch goes through all training data once",
        choices: &[],
        whole: true,
        words: &[],
        of: Of::Training(|t| t.epochs as f64, |t, v| t.epochs = v as usize),
    },
    Number {
        name: "batch",
        label: "Batch",
        help: "How many examples a step of the optimizer looks at",
        choices: &[0.0, 1.0, 5.0, 10.0, 20.0, 35.0],
        whole: true,
        words: &[(0.0, "all")],
        of: Of::Training(|t| t.batch as f64, |t, v| t.batch = v as usize),
    },
    Number {
        name: "seed",
        label: "Seed",
        help: "Start weights and shuffling; the same seed gives the same run",
        choices: &[],
        whole: true,
        words: &[],
        of: Of::Training(|t| t.seed as f64, |t, v| t.seed = v as u64),
    },
];

/// The settings behind "more".
const MORE: &[Number] = &[
    Number {
        name: "layers",
        label: "Layers",
        help: "How often the model's block is repeated, each time with numbers of its own",
        choices: &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0],
        whole: true,
        words: &[],
        of: Of::Training(|t| t.layers as f64, |t, v| t.layers = v as usize),
    },
    Number {
        name: "speed",
        label: "Epochs/s",
        help: "Epochs a second at most: the speed at which you watch",
        choices: &[5.0, 20.0, 60.0, 0.0],
        whole: true,
        words: &[(0.0, "fastest")],
        of: Of::Training(|t| t.speed as f64, |t, v| t.speed = v as usize),
    },
];

/// Weights of the paper's regularisation, for sentences.
const TERMS: &[Number] = &[
    Number {
        name: "lambda",
        label: "λ head",
        help: "Weight of the head's regularisation, λ/2d · |w|²",
        choices: &[],
        whole: false,
        words: &[],
        of: Of::Training(|t| t.lambda, |t, v| t.lambda = v),
    },
    Number {
        name: "gamma",
        label: "γ words",
        help: "Weight of the word vectors' regularisation, γ/2d · Σ|y|²",
        choices: &[],
        whole: false,
        words: &[],
        of: Of::Training(|t| t.gamma, |t, v| t.gamma = v),
    },
];

/// The names are `learn`'s.
const OPTIMIZERS: [(&str, &str); 4] =
    [("adam", "Adam"), ("sgd", "gradient descent"), ("momentum", "momentum"), ("rmsprop", "RMSProp")];

/// The buttons and the settings at hand.
pub fn settings(shown: &Rc<Shown>) -> Html {
    let at_hand = tag("div", &[("class", "at-hand")])
        .child(run(shown))
        .child(tag("div", &[("class", "settings")]).all(rows(FIRST, shown)));
    let details = tag("details", &[("class", "more"), ("data-ketloom", "more-settings")])
        .child(super::tag::words("summary", "", "More settings"))
        .child(later::calm(Later::Settings, shown, false));
    list(vec![at_hand.html(), details.html()])
}

fn rows(rows: &'static [Number], shown: &Shown) -> Vec<Html> {
    rows.iter().map(|row| number(row, shown)).collect()
}

/// The settings behind "more".
pub fn more(shown: &Rc<Shown>) -> Html {
    let words = shown.setup.model == "qsann";
    let now = &shown.setup.training;
    let options = OPTIMIZERS.map(|(name, words)| (name.into(), words.into())).to_vec();
    let setup = shown.setup.clone();
    let optimizers = choice("optimizer", &now.optimizer, options).on(Hear::Change, move |e| {
        let training = Training { optimizer: value_of(e), ..setup.training.clone() };
        Some(Act::Say(Msg::Edit(Edit::Training(training))))
    });
    let optimizer = tag("div", &[("class", "setting"), ("title", "How gradients become steps")])
        .child(label("optimizer", "Optimizer"))
        .child(optimizers);
    let terms = if words { rows(TERMS, shown) } else { Vec::new() };
    let more = tag("div", &[("class", "settings")]).child(optimizer).all(rows(MORE, shown)).all(terms);
    list(vec![more.html(), circuits(shown)])
}

/// The circuits by their size, behind a button: few look for them, so they are the module of dialogs'.
fn circuits(shown: &Rc<Shown>) -> Html {
    let open = shown.local.sizes.is_some();
    let setup = shown.setup.clone();
    let button =
        button("button small", "circuits-open").say_if("aria-expanded", open).text("Circuits by size");
    let button = button.sets(Hear::Click, move |local| {
        local.sizes = if open { None } else { Some(sizes::now(&setup)) };
    });
    list(vec![button.html(), if open { later::view(Later::Sizes, shown) } else { Html::default() }])
}

#[cfg(test)]
mod tests {
    use super::{FIRST, MORE, Of, TERMS, duration};
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
            let Of::Training(get, set) = row.of else { panic!("{} is not of training", row.name) };
            let mut changed = preset.clone();
            set(&mut changed, 3.0);
            assert_eq!(get(&changed), 3.0, "{}", row.name);
            set(&mut changed, get(&preset));
            assert_eq!(changed, preset, "{}", row.name);
        }
    }
}
