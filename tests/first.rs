//! The picture that index.html shows until the page is there: what the page itself will draw first, from the same
//! functions. `BLESS=1 cargo test --test first` writes it into index.html where that has changed.

use circuit::C64;
use plot::{Amplitudes, Bar, Bloch, Composer, Scene, Size, text};
use session::{Document, Effect, Msg, Runner, StateView, Store, model};
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/index.html");
/// The width of the state panel's content where the window is wide.
const WIDTH: f64 = 314.0;

/// The state that a worker reports first of the document that the page opens with.
fn first_state(document: &Document) -> StateView {
    let mut store = Store::new(document.clone());
    let mut worker = Runner::default();
    for effect in store.update(Msg::WorkerReady) {
        if let Effect::Post(request) = effect {
            worker.take(request);
        }
    }
    while worker.busy() {
        if let Some(report) = worker.work(100.0, &mut || 0.0)
            && let Some(state) = report.states.first()
        {
            return state.clone();
        }
    }
    panic!("the worker became idle without a state");
}

/// Without what a picture of a moment can do without: a ball's grid, words under the pointer.
fn svg(mut scene: Scene) -> String {
    scene.items.retain(|item| !item.class.contains("meridian"));
    scene.items.iter_mut().for_each(|item| (item.hint, item.key) = (String::new(), None));
    let drawn = scene.svg();
    drawn.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "").replace('\n', "")
}

fn circuit(document: &Document, state: &StateView) -> String {
    let slot = document.view.slot;
    let slots = model(&document.setup.model).expect("a model of the gallery").slots;
    let shown = document.circuit();
    let before = slots[slot].after.and_then(|name| slots.iter().find(|s| s.name == name));
    let read = |q: usize| {
        let of = state.readouts.iter().find(|r| r.observable[1..].parse() == Ok(q));
        of.map_or(String::new(), |r| format!("⟨{}⟩ {}", &r.observable[..1], text::fixed(r.value, 2)))
    };
    let scene = Composer {
        columns: 11,
        prefix: before.map(|s| s.title.to_string()),
        scrub: Some(shown.layout().width),
        read_outs: (0..shown.qubits()).map(read).collect(),
        ..Composer::new(shown)
    };
    format!("<h2>{}</h2><div class=\"score\">{}</div>", slots[slot].title, svg(scene.scene()))
}

fn state(document: &Document, state: &StateView) -> String {
    let name = |q| document.circuit().name(q);
    let ball = |q: usize| svg(Bloch { size: 108.0, ..Bloch::new(&name(q), state.wires[q].bloch) }.scene());
    let balls: String = (0..state.wires.len()).map(ball).collect();
    let bars = Amplitudes {
        qubits: state.wires.len(),
        others: None,
        bars: state
            .amplitudes
            .iter()
            .map(|a| Bar { index: a.index, amplitude: C64::new(a.re, a.im) })
            .collect(),
        reversed: document.view.reversed,
        mixed: state.mixed,
        selected: None,
        size: Size::new(WIDTH, 116.0),
    };
    format!("<div class=\"balls\">{balls}</div><h4>Amplitudes</h4>{}", svg(bars.scene()))
}

#[test]
fn index_html_shows_what_the_page_draws_first() {
    let document = Document::preset("qsann");
    let first = first_state(&document);
    let page = fs::read_to_string(PAGE).expect("index.html");
    let mut wanted = page.clone();
    let panels = [
        ("<div class=\"panel circuit\"><div class=\"first\">", circuit(&document, &first)),
        ("<div class=\"panel inspector\"><h2>State</h2><div class=\"first\">", state(&document, &first)),
    ];
    for (begin, content) in panels {
        let (before, rest) = wanted.split_once(begin).expect("index.html has the panel");
        let (_, after) = rest.split_once("<!--first-->").expect("index.html has the picture's end");
        wanted = [before, begin, &content, "<!--first-->", after].concat();
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(PAGE, &wanted).expect("index.html can be written");
    } else {
        assert!(
            page == wanted,
            "index.html shows another picture; BLESS=1 cargo test --test first writes it anew"
        );
    }
}
