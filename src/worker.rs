//! The worker's shell: takes messages to the runner, lets it work in slices, posts what it reports.
//!
//! Words of the line besides requests and reports are numbers: from the page `KNOCK`, which asks for an answer, and
//! `HEARD` for every report that arrived, and how many reports it wants (`SELDOM`, `OFTEN`); to the page `HELLO` (or
//! `HELLO_LOCKED`) once and `HERE` as an answer. A request ends in a byte that says how many reports arrived besides.
//! Not here: what is computed and when it is reported (see `session::Runner`).

use crate::clock;
use js_sys::{ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use session::{Late, Runner, asks, decode_request, encode_report, unanswered};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, throw_str};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// The page asks whether the worker is there.
pub const KNOCK: f64 = 3.0;
/// The page has heard a report.
pub const HEARD: f64 = 4.0;
/// The page is slow and wants few reports.
pub const SELDOM: f64 = 5.0;
/// The page wants reports as often as it paints.
pub const OFTEN: f64 = 6.0;
/// The worker answers.
pub const HERE: f64 = 0.0;
/// The worker's first word.
pub const HELLO: f64 = 1.0;
/// The worker's first word, when it holds the lock that the page gave it.
pub const HELLO_LOCKED: f64 = 2.0;

/// Reports that may be under way; more wait, so that a slow page is not buried.
const UNDER_WAY: u32 = 2;
/// How long after its start the worker leaves idle time to the page; milliseconds.
const REST_MS: i32 = 1200;
/// Work shorter than this is brief; milliseconds.
const BRIEF_MS: f64 = 4.0;
/// How long to wait when training is paced and no epoch is due.
const IDLE_MS: i32 = 8;

/// What worker.js gives: what answers questions about texts, and what fetches the late part.
const EXCHANGE: &str = "exchange";
const LATE: &str = "late";

/// What is said when a question has no answer.
const NO_EXCHANGE: &str = "what reads and writes texts could not be fetched, or broke; try again";

struct Desk {
    scope: DedicatedWorkerGlobalScope,
    runner: Runner,
    /// A message to this port comes back as the next task, sooner than any timer.
    next: MessagePort,
    woken: bool,
    under_way: u32,
    worked: f64,
    /// Whether the work before was so short that what is asked next is done at once: of long work the newest request
    /// makes those before it idle, if it is heard first.
    brief: bool,
    /// Whether idle time is used to make the simulator fast; not while the page is drawn for the first time.
    rehearsing: bool,
    rested: bool,
}

/// Serves until the worker is ended.
pub fn serve(locked: bool) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let Ok(channel) = MessageChannel::new() else { return };
    let mut runner = Runner::default();
    // A build in one piece has nothing to fetch.
    if given(&scope, LATE).is_some() {
        runner.late = Late::Away;
    }
    let desk = Rc::new(RefCell::new(Desk {
        scope: scope.clone(),
        runner,
        next: channel.port1(),
        woken: false,
        under_way: 0,
        worked: clock::now(),
        brief: false,
        rehearsing: false,
        rested: false,
    }));
    let later = desk.clone();
    clock::after(REST_MS, move || {
        let mut this = later.borrow_mut();
        (this.rested, this.rehearsing) = (true, true);
        drop(this);
        wake(&later, 0);
    });
    let woken = desk.clone();
    let wake = Closure::<dyn FnMut()>::new(move || work(&woken));
    channel.port2().set_onmessage(Some(wake.as_ref().unchecked_ref()));
    wake.forget();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| take(&desk, &event.data()));
    // The scope's own listeners stay (worker.js hands on what came early as events).
    let _ = scope.add_event_listener_with_callback("message", hear.as_ref().unchecked_ref());
    hear.forget();
    say(&scope, if locked { HELLO_LOCKED } else { HELLO });
}

fn say(scope: &DedicatedWorkerGlobalScope, word: f64) {
    // The page may be gone; then nobody waits for it.
    let _ = scope.post_message(&JsValue::from_f64(word));
}

fn take(desk: &Rc<RefCell<Desk>>, data: &JsValue) {
    let mut this = desk.borrow_mut();
    match (data.as_f64(), data.dyn_ref::<ArrayBuffer>()) {
        (Some(KNOCK), _) => return say(&this.scope, HERE),
        (Some(SELDOM), _) => this.runner.seldom = true,
        (Some(OFTEN), _) => this.runner.seldom = false,
        (Some(_), _) => this.under_way = this.under_way.saturating_sub(1),
        (None, Some(buffer)) => {
            let mut bytes = Uint8Array::new(buffer).to_vec();
            let heard = bytes.pop().unwrap_or_default();
            this.under_way = this.under_way.saturating_sub(heard.into());
            if asks(&bytes) {
                drop(this);
                return ask(desk, bytes);
            }
            match decode_request(&bytes) {
                Ok(request) => {
                    this.runner.take(request);
                    this.rehearsing = this.rested;
                }
                Err(why) => throw_str(&why),
            }
        }
        (None, None) => throw_str("a message that is neither a word nor a buffer reached the simulator"),
    }
    let at_once = this.brief && !this.woken && this.runner.eager();
    drop(this);
    fetch(desk);
    if at_once {
        return work(desk);
    }
    wake(desk, 0);
}

/// Has a question answered by worker.js, which fetches what can, and posts the answer.
fn ask(desk: &Rc<RefCell<Desk>>, question: Vec<u8>) {
    let asked = Uint8Array::from(&question[..]).into();
    promised(desk, EXCHANGE, &asked, move |desk, answer| {
        let report = match answer {
            Some(answer) => Uint8Array::new(&answer).to_vec(),
            None => unanswered(&question, NO_EXCHANGE),
        };
        post(&mut desk.borrow_mut(), &report);
    });
}

/// A function that worker.js gives.
fn given(scope: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(scope, &name.into()).ok()?.dyn_into().ok()
}

/// Calls what worker.js gives, and then with what its promise ended in; with nothing where it failed.
fn promised(
    desk: &Rc<RefCell<Desk>>,
    name: &str,
    asked: &JsValue,
    then: impl FnOnce(&Rc<RefCell<Desk>>, Option<JsValue>) + 'static,
) {
    let scope = js_sys::global();
    let promise = given(&scope, name).and_then(|f| f.call1(&scope, asked).ok());
    let Some(promise) = promise.and_then(|p| p.dyn_into::<Promise>().ok()) else {
        return then(desk, None);
    };
    // One of the two is called, once.
    let then = Rc::new(RefCell::new(Some(then)));
    let (other, here, there) = (then.clone(), desk.clone(), desk.clone());
    let done = Closure::once(move |value: JsValue| {
        then.take().into_iter().for_each(|then| then(&here, Some(value.clone())));
    });
    let fail = Closure::once(move |_: JsValue| other.take().into_iter().for_each(|then| then(&there, None)));
    // The promise that `then` makes says nothing new.
    let _ = promise.then2(&done, &fail);
    done.forget();
    fail.forget();
}

/// Has the late part fetched, when the runner wants it.
fn fetch(desk: &Rc<RefCell<Desk>>) {
    if !desk.borrow_mut().runner.fetches() {
        return;
    }
    promised(desk, LATE, &JsValue::NULL, |desk, came| {
        desk.borrow_mut().runner.fetched(came.is_some());
        wake(desk, 0);
    });
}

/// Has `work` called once, as the next task or after some milliseconds, if there is something to do.
fn wake(desk: &Rc<RefCell<Desk>>, ms: i32) {
    let mut this = desk.borrow_mut();
    if this.woken || !(this.runner.busy() || this.rehearsing) || this.under_way >= UNDER_WAY {
        return;
    }
    this.woken = true;
    if ms == 0 {
        let _ = this.next.post_message(&JsValue::NULL);
    } else {
        let desk = desk.clone();
        clock::after(ms, move || work(&desk));
    }
}

fn work(desk: &Rc<RefCell<Desk>>) {
    let mut this = desk.borrow_mut();
    this.woken = false;
    if this.under_way >= UNDER_WAY {
        return;
    }
    if !this.runner.busy() {
        this.rehearsing = this.runner.rehearse();
        drop(this);
        return wake(desk, 0);
    }
    let start = clock::now();
    let elapsed = start - this.worked;
    this.worked = start;
    if let Some(mut report) = this.runner.work(elapsed, &mut clock::now) {
        report.spent.push_str(&format!(" {}", heap()));
        post(&mut this, &encode_report(&report));
    }
    this.brief = clock::now() - start < BRIEF_MS;
    let wait = if this.runner.busy() && !this.runner.eager() { IDLE_MS } else { 0 };
    drop(this);
    wake(desk, wait);
}

/// The bytes of this module's memory.
fn heap() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<ArrayBuffer>().byte_length()
}

fn post(desk: &mut Desk, report: &[u8]) {
    let bytes = Uint8Array::from(report).buffer();
    let transfer = js_sys::Array::of1(&bytes);
    if desk.scope.post_message_with_transfer(&bytes, &transfer).is_ok() {
        desk.under_way += 1;
    }
}
