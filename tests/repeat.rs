//! The same document and seed give the same numbers: natively to 1e-9 of the stored run, and in the browser
//! (tests/browser/repeat.test.mjs) bit for bit. BLESS=1 stores the run anew.

use session::json::Json;
use session::{Document, Msg, Runner, Store};
use std::fs;
use std::path::PathBuf;

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn trained() -> Store {
    let text = fs::read_to_string(golden("run.document.json")).expect("the document beside the stored run");
    let (document, problems) = Document::read(&text).expect("a document");
    assert_eq!(problems, Vec::<String>::new());
    let (mut store, mut worker) = (Store::new(document), Runner::default());
    let mut queue = vec![Msg::WorkerReady, Msg::Play];
    while worker.busy() || !queue.is_empty() {
        for msg in std::mem::take(&mut queue) {
            for effect in store.update(msg) {
                if let session::Effect::Post(request) = effect {
                    worker.take(request);
                }
            }
        }
        queue.extend(worker.work(100.0, &mut || 0.0).map(|r| Msg::Report(Box::new(r))));
    }
    store
}

#[test]
fn the_stored_run_is_repeated_to_a_billionth() {
    let store = trained();
    assert_eq!(store.kept().progress.epoch, 60);
    let now = store.kept().to_json();
    if std::env::var_os("BLESS").is_some() {
        fs::write(golden("run.trained.json"), &now).expect("the golden folder can be written");
    }
    let (stored, trouble) =
        Json::read(&fs::read_to_string(golden("run.trained.json")).expect("a stored run; BLESS=1 makes it"));
    assert_eq!(trouble, None);
    let (now, _) = Json::read(&now);
    let mut compared = 0;
    compare(&stored, &now, "", &mut compared);
    assert!(compared > 1000, "only {compared} numbers");
}

fn compare(stored: &Json, now: &Json, place: &str, compared: &mut usize) {
    match (stored, now) {
        (Json::Number(a), Json::Number(b)) => {
            *compared += 1;
            assert!((a - b).abs() <= 1e-9, "{place}: stored {a}, now {b}");
        }
        (Json::List(a), Json::List(b)) if a.len() == b.len() => {
            a.iter()
                .zip(b)
                .enumerate()
                .for_each(|(i, (a, b))| compare(a, b, &format!("{place}[{i}]"), compared));
        }
        (Json::Map(a), Json::Map(b)) if a.len() == b.len() => {
            for ((name, a), (other, b)) in a.iter().zip(b) {
                assert_eq!(name, other, "{place}");
                compare(a, b, &format!("{place}.{name}"), compared);
            }
        }
        (a, b) => assert_eq!(a, b, "{place}"),
    }
}
