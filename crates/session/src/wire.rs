//! What page and worker say to each other, and the bytes it travels as. Both ends are built together.

use crate::texts::{Answer, Fault, Question};
use labs::{Bytes, Look, Progress, Setup, StateView, Travels, View, Weights, pack, unpack};

/// From page to worker.
#[expect(clippy::large_enum_variant, reason = "few exist at a time, and they are moved once")]
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// The document as it is now. Only the newest matters.
    Show {
        /// Errand number, counted by the page; reports carry the newest one seen.
        job: u32,
        /// Model, circuits, data, settings.
        setup: Setup,
        /// Groups of weights that the page changed since the worker last told them.
        weights: Weights,
        /// What is looked at.
        view: View,
    },
    /// Replace what was learned: by this progress, or by nothing. Comes before the `Show` it belongs to.
    Restore {
        /// Which run this begins, counted by the page; reports carry it.
        run: u32,
        /// The main model's weights; empty to start from the seed.
        weights: Weights,
        /// Where training stood.
        progress: Progress,
    },
    /// Train until told otherwise or the last epoch.
    Play,
    /// Stop training.
    Pause,
    /// Train so many epochs, then stop.
    Step(usize),
    /// Answer a question; its number, counted by the page, comes back with the answer.
    Ask(u32, Question),
}

/// What training changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The main model's weights.
    pub weights: Weights,
    /// Where training stands; of each curve only the points from epoch `curves_from` on.
    pub progress: Progress,
    /// See `progress`.
    pub curves_from: usize,
    /// Milliseconds an epoch of all models took, a recent mean.
    pub epoch_ms: f64,
}

/// From worker to page: everything that there is to see now.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Report {
    /// The newest errand this answers.
    pub job: u32,
    /// The run that `trained` belongs to.
    pub run: u32,
    /// Whether training is running.
    pub playing: bool,
    /// The main model's weights, whether trained or from the seed.
    pub weights: Weights,
    /// What training changed since the last report.
    pub trained: Option<Trained>,
    /// The state at the scrubber and, if a pair of words is selected, the other word's.
    pub states: Vec<StateView>,
    /// What the model shows of itself.
    pub look: Look,
    /// What went wrong, as a sentence.
    pub trouble: Option<String>,
    /// What it cost, as numbers with spaces between: microseconds until it was ready, of these microseconds for the
    /// states, gates applied for those, bytes of the largest state; the shell adds the bytes that the simulator has.
    /// A text, because the page only passes it on to the script that tells it.
    pub spent: String,
    /// The answer to a question; then it holds nothing else.
    pub answer: Option<Answer>,
}

/// A request as bytes.
pub fn encode_request(request: &Request) -> Vec<u8> {
    pack(request)
}
/// A request from bytes.
pub fn decode_request(bytes: &[u8]) -> Result<Request, String> {
    unpack(bytes).ok_or_else(|| "a message of the page could not be read".to_string())
}
/// A report as bytes.
pub fn encode_report(report: &Report) -> Vec<u8> {
    pack(report)
}
/// A report from bytes.
pub fn decode_report(bytes: &[u8]) -> Result<Report, String> {
    unpack(bytes).ok_or_else(|| "a message of the simulator could not be read".to_string())
}

/// Whether bytes are those of a question: those go to `answer` and not to the runner.
pub fn asks(request: &[u8]) -> bool {
    request.first() == Some(&ASK)
}
/// The report that answers a question, both as bytes.
pub fn answer(request: &[u8]) -> Vec<u8> {
    reply(request, crate::texts::answer)
}
/// The report that a question cannot be answered now, both as bytes.
pub fn unanswered(request: &[u8], why: &str) -> Vec<u8> {
    reply(request, |number, _| Answer { number, fault: Fault::of(why), ..Answer::default() })
}
fn reply(request: &[u8], answer: impl Fn(u32, &Question) -> Answer) -> Vec<u8> {
    let answer = match decode_request(request) {
        Ok(Request::Ask(number, question)) => Some(answer(number, &question)),
        _ => None,
    };
    encode_report(&Report { answer, ..Report::default() })
}

/// What the bytes of a question begin with.
const ASK: u8 = 5;

labs::travels! {
    Trained { weights, progress, curves_from, epoch_ms }
    Report { job, run, playing, weights, trained, states, look, trouble, spent, answer }
}

impl Travels for Request {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Request::Show { job, setup, weights, view } => {
                0_u8.put(out);
                job.put(out);
                setup.put(out);
                weights.put(out);
                view.put(out);
            }
            Request::Restore { run, weights, progress } => {
                1_u8.put(out);
                run.put(out);
                weights.put(out);
                progress.put(out);
            }
            Request::Play => 2_u8.put(out),
            Request::Pause => 3_u8.put(out),
            Request::Step(epochs) => {
                4_u8.put(out);
                epochs.put(out);
            }
            Request::Ask(number, question) => {
                ASK.put(out);
                number.put(out);
                question.put(out);
            }
        }
    }
    fn take(from: &mut Bytes<'_>) -> Request {
        match u8::take(from) {
            0 => Request::Show {
                job: Travels::take(from),
                setup: Travels::take(from),
                weights: Travels::take(from),
                view: Travels::take(from),
            },
            1 => Request::Restore {
                run: Travels::take(from),
                weights: Travels::take(from),
                progress: Travels::take(from),
            },
            2 => Request::Play,
            4 => Request::Step(Travels::take(from)),
            ASK => Request::Ask(Travels::take(from), Travels::take(from)),
            kind => {
                if kind != 3 {
                    from.fail();
                }
                Request::Pause
            }
        }
    }
}
