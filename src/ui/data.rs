//! The data dialog: which data a model learns from, and for one's own sentences what could be used of them.
//! Not here: how text is read and points are drawn (see `attention`, `learn`).

use super::field::{Choice, Number};
use super::modal::Modal;
use super::training::tried;
use session::{Data, Document, Edit, Look, Msg};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// As in `session`: larger files are not even read.
const MAX_BYTES: f64 = 1_048_576.0;

/// A few lines to try, in the format that is asked for.
const EXAMPLE: &str = "sun\tbright sky warms beach\nsun\tclear sky warms garden\nsun\tbright light dries street\nsun\tclear light dries garden\n\
sun\twarm day follows night\nsun\tbright morning warms lake\nsun\tclear day warms street\nsun\twarm light fills garden\n\
rain\tdark cloud soaks beach\nrain\tgrey cloud soaks garden\nrain\tdark storm floods street\nrain\tgrey storm floods garden\n\
rain\twet day follows night\nrain\tdark morning soaks lake\nrain\tgrey day soaks street\nrain\twet wind shakes garden\n";

/// What the dialog shows.
#[derive(Properties, PartialEq)]
pub struct DataDialogProps {
    /// The document shown.
    pub document: Rc<Document>,
    /// What the model shows of itself.
    pub look: Rc<Look>,
    /// What keeps the model from running.
    #[prop_or_default]
    pub trouble: Option<AttrValue>,
    /// Whether it is open.
    pub open: bool,
    /// Closes it.
    pub close: Callback<()>,
    /// Takes messages.
    pub say: Callback<Msg>,
}

/// The dialog.
#[component]
pub fn DataDialog(props: &DataDialogProps) -> Html {
    html! {
        <Modal name="data" title="Data" open={props.open} close={props.close.clone()}>
            <Body document={props.document.clone()} look={props.look.clone()} trouble={props.trouble.clone()} say={props.say.clone()} />
        </Modal>
    }
}

#[derive(Properties, PartialEq)]
struct BodyProps {
    document: Rc<Document>,
    look: Rc<Look>,
    trouble: Option<AttrValue>,
    say: Callback<Msg>,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    let data = &props.document.setup.data;
    let chosen = match data {
        Data::None => {
            html! { <p>{ "A plain circuit reads no data. Open a model in the gallery at the top left." }</p> }
        }
        Data::Points { .. } => points(props),
        Data::Sentences { .. } | Data::Text { .. } => html! { <Sentences ..yew::props!(BodyProps {
        document: props.document.clone(), look: props.look.clone(), trouble: props.trouble.clone(), say: props.say.clone() }) /> },
    };
    html! {
        <>
            { chosen }
            if !matches!(data, Data::None | Data::Text { .. }) {
                { report(props) }
            }
            <p class="hint">{ "New data start the training anew; undo brings back what was. Data stay in this page and in the link you share." }</p>
        </>
    }
}

/// What the data are, or why they cannot be used, and each line left out.
fn report(props: &BodyProps) -> Html {
    let problems = &props.look.problems;
    html! {
        <div class="report" role="status" data-ketloom="data-report">
            if let Some(why) = &props.trouble {
                <p class="trouble">{ why.clone() }</p>
            } else {
                <p>{ format!("{}.", props.look.data.trim_end_matches('.')) }</p>
                if !problems.is_empty() {
                    <p class="trouble">{ if problems.len() == 1 { "One line is not as it should be; the rest is used:" } else { "Some lines are not as they should be; the rest is used:" } }</p>
                    <ul data-ketloom="data-problems">{ for problems.iter().map(|p| html! { <li>{ p }</li> }) }</ul>
                }
            }
        </div>
    }
}

/// A count within the data; `set` puts it into a copy.
fn count(
    props: &BodyProps,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    value: usize,
    set: fn(&mut Data, f64),
) -> Html {
    let (document, say) = (props.document.clone(), props.say.clone());
    let put = Callback::from(move |v: f64| {
        let mut data = document.setup.data.clone();
        set(&mut data, v);
        tried(&document, Edit::Data(data), &say)
    });
    html! { <Number {name} {label} {help} value={value as f64} whole={true} {put} /> }
}

fn set_train(data: &mut Data, v: f64) {
    if let Data::Sentences { train, .. } | Data::Text { train, .. } | Data::Points { train, .. } = data {
        *train = v as usize;
    }
}
fn set_seed(data: &mut Data, v: f64) {
    if let Data::Sentences { seed, .. } | Data::Text { seed, .. } | Data::Points { seed, .. } = data {
        *seed = v as u64;
    }
}
fn set_count(data: &mut Data, v: f64) {
    if let Data::Sentences { count, .. } | Data::Points { count, .. } = data {
        *count = v as usize;
    }
}
fn set_noise(data: &mut Data, v: f64) {
    if let Data::Points { noise, .. } = data {
        *noise = v as usize;
    }
}

/// The share to train on and the seed, which all data have.
fn split(props: &BodyProps, train: usize, seed: u64) -> Html {
    html! {
        <>
            { count(props, "data-train", "Train on, %", "How many of a hundred are trained on; the rest is the test", train, set_train) }
            { count(props, "data-seed", "Seed", "The same seed gives the same data and the same split", seed as usize, set_seed) }
        </>
    }
}

/// Points of the plane.
fn points(props: &BodyProps) -> Html {
    let Data::Points { set, count: points, noise, train, seed } = &props.document.setup.data else {
        return Html::default();
    };
    let (document, say) = (props.document.clone(), props.say.clone());
    let choose = Callback::from(move |name: AttrValue| {
        let mut data = document.setup.data.clone();
        if let Data::Points { set, .. } = &mut data {
            *set = name.to_string();
        }
        say.emit(Msg::Edit(Edit::Data(data)));
    });
    let options = ["moons", "circles", "xor", "blobs", "spiral"]
        .map(|n| (AttrValue::from(n), AttrValue::from(n)))
        .to_vec();
    html! {
        <div class="settings">
            <div class="setting">
                <label for="data-set">{ "Data set" }</label>
                <Choice name="data-set" value={set.clone()} {options} put={choose} />
            </div>
            { count(props, "data-noise", "Noise, %", "Standard deviation of the noise, 0 to 50", *noise, set_noise) }
            { count(props, "data-count", "Points", "20 to 2000", *points, set_count) }
            { split(props, *train, *seed) }
        </div>
    }
}

/// Sentences of the grammar, or one's own.
#[component]
fn Sentences(props: &BodyProps) -> Html {
    let data = &props.document.setup.data;
    let own = use_state_eq(|| matches!(data, Data::Text { .. }));
    let kind = |label: &'static str, hook: &'static str, this: bool| {
        let set = own.setter();
        html! {
            <label class="switch"><input type="radio" name="data-kind" checked={*own == this} data-ketloom={hook}
                onchange={move |_: Event| set.set(this)} />{ label }</label>
        }
    };
    let back = props.say.reform(|_: MouseEvent| Msg::Edit(Edit::Data(Document::preset("qsann").setup.data)));
    let generated = match data {
        Data::Sentences { count: sentences, train, seed } => html! {
            <div class="settings">
                { count(props, "data-count", "Sentences", "20 to 162; the grammar has no more", *sentences, set_count) }
                { split(props, *train, *seed) }
            </div>
        },
        _ => {
            html! { <button type="button" class="button" data-ketloom="data-generated" onclick={back}>{ "Use generated sentences" }</button> }
        }
    };
    html! {
        <>
            <div class="choices" role="radiogroup" aria-label="Which sentences">
                { kind("Generated sentences", "data-kind-generated", false) }
                { kind("My own text", "data-kind-own", true) }
            </div>
            if *own {
                <Own document={props.document.clone()} look={props.look.clone()} trouble={props.trouble.clone()} say={props.say.clone()} />
            } else {
                <p class="hint">{ "Short sentences about food or IT, as in the meaning-classification task: “skillful man prepares sauce”. Each has one of two labels." }</p>
                { generated }
            }
        </>
    }
}

/// One's own text: typed, pasted, dropped or from a file.
#[component]
fn Own(props: &BodyProps) -> Html {
    let first = match &props.document.setup.data {
        Data::Text { name, text, .. } => (name.clone(), text.clone()),
        _ => Default::default(),
    };
    let text = use_state(|| first);
    let trouble = use_state(|| None::<String>);
    let (typed, set, told) = (text.clone(), text.setter(), trouble.setter());
    let oninput = Callback::from(move |e: InputEvent| {
        let name = if typed.0.is_empty() || typed.0 == "the example" {
            "my text".to_string()
        } else {
            typed.0.clone()
        };
        e.target_dyn_into::<HtmlTextAreaElement>()
            .into_iter()
            .for_each(|area| set.set((name.clone(), area.value())));
        told.set(None);
    });
    let (set, told) = (text.setter(), trouble.setter());
    let read =
        move |file: Option<File>| file.into_iter().for_each(|f| read_file(f, set.clone(), told.clone()));
    let chosen = read.clone();
    let onfile = Callback::from(move |e: Event| {
        if let Some(field) = e.target_dyn_into::<HtmlInputElement>() {
            chosen(field.files().and_then(|f| f.get(0)));
            field.set_value("");
        }
    });
    let ondrop = Callback::from(move |e: DragEvent| {
        if let Some(files) = e.data_transfer().and_then(|t| t.files()).filter(|f| f.length() > 0) {
            e.prevent_default();
            e.stop_propagation();
            read(files.get(0));
        }
    });
    let set = text.setter();
    let example = Callback::from(move |_: MouseEvent| set.set(("the example".into(), EXAMPLE.into())));
    let lines = text.1.lines().filter(|l| !l.trim().is_empty()).count();
    let applied = matches!(&props.document.setup.data, Data::Text { text: used, .. } if *used == text.1);
    html! {
        <div class="own">
            <p class="hint" id="own-format">{ "One sentence a line: label, a tab or two spaces, the sentence. Two labels. A line " }<code>{ "[test]" }</code>{
                " parts training from test; without it the split is drawn. At most 1 MiB, 2000 sentences, 16 words a sentence, 500 distinct words." }</p>
            <textarea data-ketloom="data-text" aria-label="Labelled sentences" aria-describedby="own-format" rows="8" spellcheck="false" wrap="off"
                placeholder={"food\tskillful man prepares sauce\nit\twoman debugs program"} value={text.1.clone()} {oninput} {ondrop} />
            <div class="choices">
                <label class="button file">{ "Open or drop a file" }<input type="file" accept=".txt,.tsv,text/plain,text/tab-separated-values" data-ketloom="data-file" onchange={onfile} /></label>
                <button type="button" class="button" data-ketloom="data-example" onclick={example}>{ "Try an example" }</button>
                <span class="hint">{ if lines == 1 { "1 line".to_string() } else { format!("{lines} lines") } }</span>
                <button type="button" class="button first" data-ketloom="data-use" disabled={lines == 0 || applied}
                    onclick={use_text(props, &text, trouble.setter())}>{ "Use this text" }</button>
            </div>
            if let Some(why) = &*trouble {
                <p class="trouble" role="alert">{ why }</p>
            }
            if applied {
                { report(props) }
                if let Data::Text { train, seed, .. } = &props.document.setup.data {
                    <div class="settings">{ split(props, *train, *seed) }</div>
                }
            }
        </div>
    }
}

/// Makes the text the data, with the split there was.
fn use_text(
    props: &BodyProps,
    text: &(String, String),
    told: UseStateSetter<Option<String>>,
) -> Callback<MouseEvent> {
    let (document, say, (name, text)) = (props.document.clone(), props.say.clone(), text.clone());
    Callback::from(move |_: MouseEvent| {
        let (train, seed) = match document.setup.data {
            Data::Sentences { train, seed, .. }
            | Data::Text { train, seed, .. }
            | Data::Points { train, seed, .. } => (train, seed),
            Data::None => (70, 7),
        };
        let data = Data::Text { name: name.clone(), text: text.clone(), train, seed };
        told.set(tried(&document, Edit::Data(data), &say).err().map(|why| super::field::sentence(&why)));
    })
}

/// Reads a file of text, if it is not too large.
fn read_file(file: File, set: UseStateSetter<(String, String)>, told: UseStateSetter<Option<String>>) {
    let name = file.name();
    if file.size() > MAX_BYTES {
        told.set(Some(format!(
            "{name} has {} MiB; at most 1 MiB can be read.",
            circuit::number::fixed(file.size() / MAX_BYTES, 1)
        )));
        return;
    }
    let failed = (name.clone(), told.clone());
    let done = Closure::once(move |text: JsValue| {
        set.set((name, text.as_string().unwrap_or_default()));
        told.set(None);
    });
    let fail =
        Closure::once(move |_: JsValue| failed.1.set(Some(format!("{} could not be read.", failed.0))));
    // The promise that `then` makes says nothing new.
    let _ = file.text().then2(&done, &fail);
    done.forget();
    fail.forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_in_the_format_that_is_asked_for() {
        let labels: Vec<&str> =
            EXAMPLE.lines().filter_map(|l| l.split_once('\t')).map(|(label, _)| label).collect();
        assert_eq!(labels.len(), EXAMPLE.lines().count());
        assert_eq!(labels.iter().filter(|l| **l == "rain").count(), 8);
    }

    #[test]
    fn the_example_is_accepted_by_the_session() {
        let data = Data::Text { name: "example".into(), text: EXAMPLE.into(), train: 60, seed: 1 };
        assert!(Document::preset("qsann").with(&Edit::Data(data)).is_ok());
    }
}
