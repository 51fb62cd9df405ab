//! The page's end of the line to the simulator, the only place that knows it is a Worker: starts it, posts
//! requests, hears reports, notices its death.
//!
//! Death is noticed three ways: an error event; a lock that the worker holds for life and that falls to the page
//! when it ends (`terminate` gives no event); and where there are no locks, silence after a knock. Not here: what
//! is said (see `session::wire`) and the worker's end (see `worker`).

use crate::{clock, worker as words};
use js_sys::{ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use session::{Msg, Request, decode_report, encode_request};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// How often `Line::knock` is to be called, in milliseconds.
pub const KNOCK_MS: i32 = 2000;
/// At most one thing to show is posted in so many milliseconds: two in a frame of most screens. Not by frames
/// themselves: to wait for one is to ask for one, which would come before the answer and have nothing of it to show.
const PACE_MS: i32 = 8;
/// So long after a report it is confirmed, where no request does that before; milliseconds.
const CONFIRM_MS: i32 = 30;
/// Knocks without an answer before an idle worker counts as dead.
const IDLE_KNOCKS: u32 = 3;
/// The same for one that was given work: a slow epoch is not death.
const BUSY_KNOCKS: u32 = 30;

/// What the browser tells the line; goes back to `Line::take`. The number is that of the worker meant.
pub enum Word {
    /// The worker said something.
    Data(u32, JsValue),
    /// The worker is gone, with a reason.
    Lost(u32, String),
    /// A restart is due.
    Again(u32),
    /// What waited is to be posted.
    Due,
    /// What was heard may be confirmed.
    Rest(u32),
}

/// The pause after a thing to show was posted.
#[derive(Default)]
struct Pause {
    /// Whether it lasts.
    lasts: Cell<bool>,
    /// Whether anything waits for its end: if nothing does, it passes untold.
    wanted: Cell<bool>,
}

/// The line.
pub struct Line {
    address: String,
    /// The first worker, when start.js brought it up.
    hired: Option<Worker>,
    tell: Callback<Word>,
    worker: Option<Worker>,
    /// Kept as long as the worker they are handlers of.
    handlers: Vec<Closure<dyn FnMut(Event)>>,
    number: u32,
    lock: String,
    ready: bool,
    locked: bool,
    /// Asked before the worker was there: `Play`, `Pause` and `Step`; what there is to show or answer is sent anew.
    early: Vec<Request>,
    /// The newest thing to show that waits for the end of the pause.
    waiting: Option<Request>,
    pause: Rc<Pause>,
    unanswered: bool,
    /// Reports that arrived and are not confirmed yet.
    heard: u8,
    knocks: u32,
    deaths: u32,
    /// Whether the page is slow and wants few reports.
    seldom: bool,
}

impl Line {
    /// Starts a worker from a script's address, relative to the page; the first one may be there already, `hired`.
    pub fn open(address: String, hired: Option<Worker>, tell: Callback<Word>) -> Line {
        let mut line = Line {
            address,
            hired,
            tell,
            worker: None,
            handlers: Vec::new(),
            number: 0,
            lock: String::new(),
            ready: false,
            locked: false,
            early: Vec::new(),
            waiting: None,
            pause: Rc::default(),
            unanswered: false,
            heard: 0,
            knocks: 0,
            deaths: 0,
            seldom: false,
        };
        line.start();
        line
    }

    /// Posts a request. Of things to show that come too close only the newest is posted.
    pub fn post(&mut self, request: Request) {
        if !self.ready {
            match request {
                Request::Show { .. } | Request::Ask(..) => {}
                Request::Restore { .. } => self.early.clear(),
                _ => self.early.push(request),
            }
            return;
        }
        match request {
            Request::Show { .. } if self.pause.lasts.get() => {
                self.waiting = Some(merged(self.waiting.take(), request));
                self.pause.wanted.set(true);
            }
            Request::Show { .. } => {
                self.send(&request);
                self.begin_pause();
            }
            _ => {
                self.flush();
                self.send(&request);
            }
        }
    }

    /// Takes in what the browser told, and says what it means.
    pub fn take(&mut self, word: Word) -> Option<Msg> {
        match word {
            Word::Data(number, data) if number == self.number => self.hear(&data),
            Word::Lost(number, why) if number == self.number => {
                self.end();
                Some(Msg::WorkerLost(why))
            }
            Word::Again(number) if number == self.number => {
                self.start();
                None
            }
            Word::Due => {
                self.flush();
                None
            }
            Word::Rest(number) if number == self.number => {
                self.confirm();
                None
            }
            _ => None,
        }
    }

    /// Starts a new worker: at once after the first death, later and later if it keeps dying.
    pub fn restart(&mut self) {
        self.end();
        self.deaths += 1;
        let (number, tell) = (self.number, self.tell.clone());
        let wait = [0, 500, 2000, 8000, 30_000][(self.deaths as usize - 1).min(4)];
        clock::after(wait, move || tell.emit(Word::Again(number)));
    }

    /// What was asked before the worker was there is asked now: after `Msg::WorkerReady`.
    pub fn send_early(&mut self) {
        std::mem::take(&mut self.early).into_iter().for_each(|request| self.post(request));
    }

    /// Asks for a sign of life where no lock tells; to be called every `KNOCK_MS` while the page is seen.
    pub fn knock(&mut self) {
        if !self.ready || self.locked {
            return;
        }
        self.knocks += 1;
        if self.knocks > if self.unanswered { BUSY_KNOCKS } else { IDLE_KNOCKS } {
            let why = "it does not answer any more".to_string();
            return self.tell.emit(Word::Lost(self.number, why));
        }
        self.post_word(words::KNOCK);
    }

    /// Says whether the page is slow and wants few reports.
    pub fn pace(&mut self, seldom: bool) {
        if self.seldom != seldom {
            self.seldom = seldom;
            self.post_word(if seldom { words::SELDOM } else { words::OFTEN });
        }
    }

    fn end(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.set_onmessageerror(None);
            worker.terminate();
        }
        self.number += 1;
        (self.ready, self.locked, self.unanswered) = (false, false, false);
        (self.heard, self.knocks) = (0, 0);
        self.waiting = None;
        self.early.clear();
    }

    fn start(&mut self) {
        let number = self.number;
        let worker = match self.hired.take().map_or_else(|| hire(&self.address), Ok) {
            Ok(worker) => worker,
            Err(why) => return self.tell.emit(Word::Lost(number, reason(&why))),
        };
        let tell = self.tell.clone();
        let hear = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Ok(event) = event.dyn_into::<MessageEvent>() {
                tell.emit(Word::Data(number, event.data()));
            }
        });
        let tell = self.tell.clone();
        let fail = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let told = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|m| !m.is_empty());
            tell.emit(Word::Lost(number, told.unwrap_or_else(|| "it could not be loaded".into())));
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(fail.as_ref().unchecked_ref()));
        // Numbers with a point would bring one per cent of the module's weight along to be printed.
        let page = (js_sys::Math::random() * 1e15) as u64;
        self.lock = format!("ketloom-{page}-{number}");
        let first = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&first, &name.into(), value).is_ok();
        if !set("lock", &self.lock.as_str().into()) {
            return;
        }
        if let Err(why) = worker.post_message(&first) {
            return self.tell.emit(Word::Lost(number, reason(&why)));
        }
        // The old handlers are dropped here, when none of them can be on the stack.
        self.handlers = vec![hear, fail];
        self.worker = Some(worker);
    }

    fn hear(&mut self, data: &JsValue) -> Option<Msg> {
        self.knocks = 0;
        if let Some(word) = data.as_f64() {
            if word == words::HERE {
                return None;
            }
            self.ready = true;
            // A new worker knows nothing of it.
            if self.seldom {
                self.post_word(words::SELDOM);
            }
            self.locked = word == words::HELLO_LOCKED && self.watch();
            return Some(Msg::WorkerReady);
        }
        let bytes = Uint8Array::new(data.dyn_ref::<ArrayBuffer>()?).to_vec();
        self.heard = self.heard.saturating_add(1);
        match decode_report(&bytes) {
            Ok(report) => {
                if report.playing {
                    self.confirm();
                } else {
                    // Every message wakes the other thread; this one can wait for a request, or until what was
                    // heard is drawn.
                    let (tell, number) = (self.tell.clone(), self.number);
                    clock::after(CONFIRM_MS, move || tell.emit(Word::Rest(number)));
                }
                self.unanswered = if report.answer.is_some() { self.unanswered } else { report.playing };
                self.deaths = 0;
                Some(Msg::Report(Box::new(report)))
            }
            Err(why) => {
                self.end();
                Some(Msg::WorkerLost(why))
            }
        }
    }

    /// Waits for the lock that the worker holds. It falls to the page only when the worker is gone.
    fn watch(&self) -> bool {
        let Some(navigator) = web_sys::window().map(|w| w.navigator()) else { return false };
        let Ok(locks) = Reflect::get(&navigator, &"locks".into()) else { return false };
        let request =
            Reflect::get(&locks, &"request".into()).ok().and_then(|f| f.dyn_into::<Function>().ok());
        let (tell, number) = (self.tell.clone(), self.number);
        let ended = Closure::once_into_js(move || tell.emit(Word::Lost(number, "it was ended".into())));
        let asked = request.and_then(|f| f.call2(&locks, &self.lock.as_str().into(), &ended).ok());
        asked.is_some_and(|promise| promise.is_instance_of::<Promise>())
    }

    /// Tells the worker what arrived: it has few reports under way.
    fn confirm(&mut self) {
        for _ in 0..std::mem::take(&mut self.heard) {
            self.post_word(words::HEARD);
        }
    }

    fn begin_pause(&mut self) {
        let (tell, pause) = (self.tell.clone(), self.pause.clone());
        pause.lasts.set(true);
        clock::after(PACE_MS, move || {
            pause.lasts.set(false);
            if pause.wanted.take() {
                tell.emit(Word::Due);
            }
        });
    }

    fn flush(&mut self) {
        if let Some(request) = self.waiting.take() {
            self.send(&request);
            if !self.pause.lasts.get() {
                self.begin_pause();
            }
        }
    }

    fn send(&mut self, request: &Request) {
        self.unanswered |= !matches!(request, Request::Ask(..));
        let mut bytes = encode_request(request);
        bytes.push(std::mem::take(&mut self.heard));
        self.post_bytes(&bytes);
    }

    fn post_word(&self, word: f64) {
        if let Some(worker) = &self.worker {
            // A worker that cannot be posted to is noticed by its death.
            let _ = worker.post_message(&word.into());
        }
    }

    fn post_bytes(&self, bytes: &[u8]) {
        let Some(worker) = &self.worker else { return };
        let buffer = Uint8Array::from(bytes).buffer();
        // A worker that cannot be posted to is noticed by its death.
        let _ = worker.post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer));
    }
}

/// The newer of two things to show, with the changed weights of both.
fn merged(older: Option<Request>, newer: Request) -> Request {
    match (older, newer) {
        (Some(Request::Show { weights: mut all, .. }), Request::Show { job, setup, weights, view }) => {
            all.extend(weights);
            Request::Show { job, setup, weights: all, view }
        }
        (_, newer) => newer,
    }
}

/// The worker that start.js brought up and left at the page's root element.
pub fn hired(root: &Element) -> Option<Worker> {
    Reflect::get(root, &"worker".into()).ok()?.dyn_into().ok()
}

fn hire(address: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(address, &options)
}

fn reason(why: &JsValue) -> String {
    why.dyn_ref::<js_sys::Error>().map_or("it could not be started".into(), |e| String::from(e.message()))
}
