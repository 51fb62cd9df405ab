//! Links: round trips, damage, hand-written circuits.

use super::*;
use crate::Edit;
use labs::{CurvePoint, Data, ModelState, Progress, Trail, Weights};
use proptest::prelude::*;
use std::rc::Rc;

fn trained() -> Document {
    let mut d = Document::preset("qsann");
    d.view.cell = Some((1, 2));
    d.view.column = Some(3);
    d.setup.training.rate = 0.05;
    let group = |k: usize| (0..6).map(|i| (i as f64 + k as f64).sqrt() / 7.0 - 0.4).collect::<Vec<f64>>();
    d.weights = Weights::from([("query".to_string(), group(1)), ("word:sauce".to_string(), group(9))]);
    let point = |epoch: usize| CurvePoint {
        epoch,
        train_loss: 0.125,
        test_loss: 0.25,
        train_accuracy: 0.5,
        test_accuracy: 1.0,
    };
    let state = ModelState {
        name: "quantum".into(),
        weights: d.weights.clone(),
        moments: vec![d.weights.clone(), d.weights.clone()],
        steps: 60,
        curve: (0..=60).map(point).collect(),
    };
    d.progress = Rc::new(Progress { epoch: 60, models: vec![state] });
    d
}

#[test]
fn a_link_opens_what_it_was_made_from_to_the_last_bit() {
    for document in
        [trained(), Document::preset("qsann"), Document::preset("classifier"), Document::preset("circuit")]
    {
        let opened = open_link(&to_link(&document)).expect("a good link");
        assert_eq!(opened.problems, Vec::<String>::new());
        assert_eq!(opened.document, document);
        assert_eq!(open_link(&document.to_json()).expect("a good file").document, document);
    }
}

#[test]
fn a_link_keeps_what_trails_go_over_and_one_from_before_epochs_opens_with_columns() {
    let mut document = Document::preset("qsann");
    for trail in [Trail::None, Trail::Columns, Trail::Epochs] {
        document.view.trail = trail;
        assert_eq!(open_link(&to_link(&document)).expect("a good link").document, document);
    }
    let now = document.to_json();
    assert!(now.contains("\"trail\":\"epochs\""), "{now}");
    for (said, trail) in
        [("true", Trail::Columns), ("false", Trail::None), ("3", Trail::None), ("\"rows\"", Trail::None)]
    {
        let old = now.replace("\"trail\":\"epochs\"", &format!("\"trail\":{said}"));
        assert_eq!(open_link(&old).expect("a good file").document.view.trail, trail, "{said}");
    }
}

#[test]
fn a_link_keeps_the_branch_that_is_looked_at_and_one_that_is_no_number_is_none() {
    let mut document = Document::preset("circuit");
    for branch in [None, Some(0), Some(1), Some(2), Some((1 << 53) - 1)] {
        document.view.branch = branch;
        assert_eq!(open_link(&to_link(&document)).expect("a good link").document, document);
    }
    document.view.branch = Some(5);
    let now = document.to_json();
    assert!(now.contains("\"branch\":5"), "{now}");
    for (said, branch) in [("-3", None), ("1e300", Some(u64::MAX)), ("\"5\"", None), ("null", None)] {
        let other = now.replace("\"branch\":5", &format!("\"branch\":{said}"));
        assert_eq!(open_link(&other).expect("a good file").document.view.branch, branch, "{said}");
    }
}

#[test]
fn a_new_plain_circuit_has_figures_and_a_link_without_any_has_none() {
    let figures = |text: &str| open_link(text).expect("a good link").document.view.figures;
    assert_eq!(Document::preset("circuit").view.figures, ["ket", "entanglement"]);
    for (circuit, first) in [
        ("qubits 2; H 0", &["ket", "qsphere"][..]),
        ("qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]", &["probabilities", "disks"]),
        ("qubits 9; H 0", &["ket"]),
        ("qubits 20; H 0", &["disks"]),
    ] {
        assert_eq!(figures(&format!("#c={circuit}")), first, "{circuit}");
    }
    let mut document = Document::of_circuit("qubits 2; H 0".parse().expect("a circuit"));
    document.view.figures.clear();
    assert!(figures(&to_link(&document)).is_empty());
    // As an older version wrote it.
    let old = r#"{"ketloom":1,"model":"circuit","slots":{"circuit":"qubits 2; H 0"},"view":{"slot":0}}"#;
    assert!(figures(old).is_empty());
    // Models do without: their first page must stay light.
    for model in ["qsann", "classifier"] {
        assert!(Document::preset(model).view.figures.is_empty());
    }
}

#[test]
fn own_text_travels_in_the_link() {
    let mut document = Document::preset("qsann");
    document.setup.data = Data::Text {
        name: "mine.tsv".into(),
        text: "pos\tich mag \"Tee\"\r\nneg\tно π\u{0}\n".into(),
        train: 70,
        seed: 3,
    };
    assert_eq!(open_link(&to_link(&document)).expect("a good link").document, document);
}

#[test]
fn a_link_cut_at_60_percent_opens_what_it_holds_and_lists_the_rest() {
    let document = trained();
    let link = to_link(&document);
    let opened = open_link(&link[..link.len() * 6 / 10]).expect("enough is left");
    assert_eq!(opened.document.setup.slots, document.setup.slots);
    assert_eq!(opened.document.view, document.view);
    assert!(opened.problems[0].contains("damaged or cut off"), "{:?}", opened.problems);
    assert!(opened.problems.len() > 1);
}

#[test]
fn links_that_hold_nothing_say_so_with_the_remedy() {
    let says = |link: &str, part: &str| {
        let why = open_link(link).expect_err(link);
        assert!(why.contains(part), "{link}: {why}");
    };
    says("#k1=", "nothing could be read");
    says("#k1=!!!!", "nothing could be read");
    says("#nothing", "names no document");
    says("{\"model\":\"warp drive\"}", "not in this version's gallery");
    says("#c=FOO_0", "not a gate");
    says("#c=H_25", "26 qubits need 1024 MiB");
}

#[test]
fn a_circuit_can_be_written_by_hand() {
    let opened = open_link("https://example.org/x/#c=H_0;X_0:1").expect("valid");
    assert_eq!(opened.document.setup.slots[0].circuit.to_string(), "qubits 2; H 0; X 0:1");
    let opened = open_link("#c=RX(x1%2Bpi)_0").expect("valid");
    assert_eq!(opened.document.setup.inputs, vec![0.0]);
}

#[test]
fn settings_out_of_range_keep_the_preset_and_are_named() {
    let json = Document::preset("classifier")
        .to_json()
        .replace("\"rate\":0.1", "\"rate\":1e9")
        .replace("\"count\":200", "\"count\":1e12");
    let (document, problems) = Document::read(&json).expect("still a document");
    assert_eq!(document.setup, Document::preset("classifier").setup);
    assert_eq!(problems.len(), 2, "{problems:?}");
}

proptest! {
    #[test]
    fn no_damage_makes_reading_panic(cut in 0usize..4000, place in 0usize..4000, letter in "[A-Za-z0-9_-]") {
        let mut link = to_link(&trained());
        if place > 4 && place < link.len() {
            link.replace_range(place..=place, &letter);
        }
        let _ = open_link(&link);
        link.truncate(cut.min(link.len()));
        let _ = open_link(&link);
    }
}

#[test]
fn frozen_parameters_travel_and_links_without_any_are_as_they_were() {
    for model in ["qsann", "classifier"] {
        let mut document = Document::preset(model);
        assert!(!document.to_json().contains("frozen"));
        let before = document.to_json();
        document.setup.training.layers = 2;
        let slot = document.setup.slots[1].name.clone();
        for (group, index) in [(format!("{slot}.2"), 3), (slot.clone(), 1), (slot.clone(), 0)] {
            document = document.with(&Edit::Freeze { group, index, on: true }).expect("it is there");
        }
        let told = format!("\"frozen\":{{\"{slot}\":[0,1],\"{slot}.2\":[3]}}");
        assert!(document.to_json().contains(&told), "{}", document.to_json());
        let opened = open_link(&to_link(&document)).expect("a good link");
        assert_eq!((opened.document, opened.problems), (document.clone(), Vec::new()));
        // What is not there is left aside, whatever it is.
        let odd = format!(
            "{{\"{slot}\":[1,1,-2,99,\"x\"],\"gone\":[0],\"head.w\":[0],\"{slot}.2\":[3,1e300],\"{slot}.3\":[0]}}"
        );
        let read = Document::read(&document.to_json().replace(&told, &format!("\"frozen\":{odd}")));
        let frozen = read.expect("still a document").0.setup.training.frozen;
        assert_eq!(frozen, [(format!("{slot}.2"), 3)]);
        for (group, index) in document.setup.training.frozen.clone() {
            document = document.with(&Edit::Freeze { group, index, on: false }).expect("it is there");
        }
        document.setup.training.layers = Document::preset(model).setup.training.layers;
        assert_eq!(document.to_json(), before);
    }
}
