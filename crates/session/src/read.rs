//! Documents as JSON: written in an order that puts the dearest first, so that a text that breaks off loses
//! the least; read leniently, with a sentence for each part that could not be used.

use crate::document::{Document, check_data, check_qubits, check_training};
use circuit::number;
use exchange::json::Json;
use labs::{CurvePoint, Data, ModelState, Progress, Trail, Training, View, Weights};
use std::rc::Rc;

/// The version written; higher ones are read as far as they are understood.
const VERSION: f64 = 1.0;
/// The most points a curve keeps in a document.
const MAX_CURVE: usize = 200;
/// The time is at most two to this power times as fast, or as slow.
const MOST_PACE: f64 = 2.0;
/// The most frozen θ of one group.
const MAX_FROZEN: usize = 1000;
/// The most numbers of one group.
const MAX_GROUP: usize = 100_000;

/// The members of an object in the making, each added by a function that is compiled once.
#[derive(Default)]
struct Members(Vec<(String, Json)>);

impl Members {
    #[inline(never)]
    fn add(&mut self, name: &str, value: Json) -> &mut Members {
        self.0.push((name.to_string(), value));
        self
    }
    #[inline(never)]
    fn number(&mut self, name: &str, value: f64) -> &mut Members {
        self.add(name, Json::Number(value))
    }
    #[inline(never)]
    fn count(&mut self, name: &str, value: usize) -> &mut Members {
        self.number(name, value as f64)
    }
    #[inline(never)]
    fn text(&mut self, name: &str, value: &str) -> &mut Members {
        self.add(name, Json::of_text(value))
    }
    fn json(self) -> Json {
        Json::Map(self.0)
    }
}

impl Document {
    /// The document as readable JSON.
    pub fn to_json(&self) -> String {
        let mut slots = Members::default();
        for slot in &self.setup.slots {
            slots.text(&slot.name, &slot.circuit.to_string());
        }
        let mut all = Members::default();
        all.number("ketloom", VERSION)
            .text("model", &self.setup.model)
            .add("slots", slots.json())
            .add("data", data(&self.setup.data))
            .add("training", training(&self.setup.training))
            .add("view", view(&self.view));
        if !self.setup.inputs.is_empty() {
            all.add("inputs", Json::of_numbers(&self.setup.inputs));
        }
        if !self.weights.is_empty() {
            all.add("weights", weights(&self.weights));
        }
        if self.progress.epoch > 0 {
            all.add("progress", progress(&self.progress));
        }
        all.json().to_string()
    }

    /// Reads JSON. What cannot be read keeps its preset and is named in the list. `Err` if nothing can be used.
    pub fn read(text: &str) -> Result<(Document, Vec<String>), String> {
        let (json, trouble) = Json::read(text);
        let name = json.get("model").and_then(Json::text);
        let Some(def) = name.and_then(labs::model) else {
            let why = trouble.map_or(String::new(), |t| format!(" ({t})"));
            return Err(match name {
                Some(name) => format!("the model \"{name}\" is not in this version's gallery"),
                None => format!("this is not a Ketloom document: it names no model{why}"),
            });
        };
        let mut problems: Vec<String> =
            trouble.into_iter().map(|t| format!("the text is damaged at {t}")).collect();
        if json.get("ketloom").and_then(Json::number).is_none_or(|v| v > VERSION) {
            problems.push("it was made by a newer version; parts unknown here are left aside".into());
        }
        let mut document = Document::preset(def.name);
        read_slots(&mut document, &json, &mut problems);
        read_part(&json, "data", &mut problems, &mut |j| {
            document.setup.data = read_data(j)?;
            check_data(&document.setup.data)
        });
        if check_data(&document.setup.data).is_err() {
            document.setup.data = (def.preset)().data;
        }
        read_part(&json, "training", &mut problems, &mut |j| {
            let t = read_training(j, &document.setup.training);
            check_training(&t)?;
            document.setup.training = t;
            Ok(())
        });
        read_part(&json, "view", &mut problems, &mut |j| {
            document.view = read_view(j);
            Ok(())
        });
        document.setup.thaw();
        document.view.slot = document.view.slot.min(document.setup.slots.len() - 1);
        document.setup.inputs = json.get("inputs").and_then(Json::numbers).unwrap_or_default();
        let inputs = document.setup.slots[0].circuit.inputs();
        document.setup.inputs.resize(if def.name == "circuit" { inputs } else { 0 }, 0.0);
        if let Some(j) = json.get("weights") {
            document.weights = read_weights(j, "weights", &mut problems);
        }
        if let Some(j) = json.get("progress") {
            document.progress = Rc::new(read_progress(j, &mut problems));
        }
        Ok((document, problems))
    }
}

fn read_part(
    json: &Json,
    name: &str,
    problems: &mut Vec<String>,
    read: &mut dyn FnMut(&Json) -> Result<(), String>,
) {
    match json.get(name) {
        None => problems.push(format!("\"{name}\" is missing; the preset's is used")),
        Some(part) => {
            if let Err(why) = read(part) {
                problems.push(format!("\"{name}\": {why}; the preset's is used"));
            }
        }
    }
}

fn read_slots(document: &mut Document, json: &Json, problems: &mut Vec<String>) {
    let model = document.setup.model.clone();
    let slots = json.get("slots");
    for slot in &mut document.setup.slots {
        let text = slots.and_then(|s| s.get(&slot.name)).and_then(Json::text);
        let Some(text) = text else {
            problems.push(format!("the circuit \"{}\" is missing; the preset's is used", slot.name));
            continue;
        };
        let read = text.parse::<circuit::Circuit>().map_err(|e| e.to_string());
        match read.and_then(|c| check_qubits(&model, c.qubits()).map(|()| c)) {
            Ok(c) => slot.circuit = c,
            Err(e) => problems.push(format!("the circuit \"{}\": {e}; the preset's is used", slot.name)),
        }
    }
    if let Err(why) = document.widen() {
        problems.push(why);
    }
    document.share_starts(None);
}

fn data(data: &Data) -> Json {
    let mut all = Members::default();
    let seed = match data {
        Data::None => {
            all.text("kind", "none");
            return all.json();
        }
        Data::Sentences { count, train, seed } => {
            all.text("kind", "sentences").count("count", *count).count("train", *train);
            seed
        }
        Data::Text { name, text, train, seed } => {
            all.text("kind", "text").text("name", name).text("text", text).count("train", *train);
            seed
        }
        Data::Points { set, count, noise, train, seed } => {
            all.text("kind", "points").text("set", set).count("count", *count);
            all.count("noise", *noise).count("train", *train);
            seed
        }
    };
    all.number("seed", *seed as f64);
    all.json()
}

fn whole(json: &Json, name: &str, otherwise: usize) -> usize {
    json.get(name).and_then(Json::number).filter(|v| *v >= 0.0).map_or(otherwise, |v| v as usize)
}
fn seed(json: &Json, otherwise: u64) -> u64 {
    json.get("seed").and_then(Json::number).filter(|v| *v >= 0.0).map_or(otherwise, |v| v as u64)
}
fn string(json: &Json, name: &str, otherwise: &str) -> String {
    json.get(name).and_then(Json::text).unwrap_or(otherwise).to_string()
}

fn read_data(j: &Json) -> Result<Data, String> {
    match j.get("kind").and_then(Json::text) {
        Some("none") => Ok(Data::None),
        Some("sentences") => Ok(Data::Sentences {
            count: whole(j, "count", 130),
            train: whole(j, "train", 77),
            seed: seed(j, 7),
        }),
        Some("text") => Ok(Data::Text {
            name: string(j, "name", "text"),
            text: string(j, "text", ""),
            train: whole(j, "train", 77),
            seed: seed(j, 7),
        }),
        Some("points") => Ok(Data::Points {
            set: string(j, "set", "moons"),
            count: whole(j, "count", 200),
            noise: whole(j, "noise", 10),
            train: whole(j, "train", 70),
            seed: seed(j, 7),
        }),
        other => Err(format!("data of kind \"{}\" is not known", other.unwrap_or("?"))),
    }
}

fn training(t: &Training) -> Json {
    let mut all = Members::default();
    all.number("rate", t.rate)
        .count("epochs", t.epochs)
        .count("batch", t.batch)
        .number("seed", t.seed as f64)
        .text("optimizer", &t.optimizer)
        .count("layers", t.layers)
        .number("lambda", t.lambda)
        .number("gamma", t.gamma)
        .count("speed", t.speed);
    if !t.frozen.is_empty() {
        let mut frozen = Members::default();
        for group in t.frozen.chunk_by(|a, b| a.0 == b.0) {
            let indices: Vec<f64> = group.iter().map(|(_, index)| *index as f64).collect();
            frozen.add(&group[0].0, Json::of_numbers(&indices));
        }
        all.add("frozen", frozen.json());
    }
    all.json()
}

fn read_training(j: &Json, otherwise: &Training) -> Training {
    let real = |name: &str, v: f64| j.get(name).and_then(Json::number).unwrap_or(v);
    let mut training = Training {
        rate: real("rate", otherwise.rate),
        epochs: whole(j, "epochs", otherwise.epochs),
        batch: whole(j, "batch", otherwise.batch),
        seed: seed(j, otherwise.seed),
        optimizer: string(j, "optimizer", &otherwise.optimizer),
        layers: whole(j, "layers", otherwise.layers),
        lambda: real("lambda", otherwise.lambda),
        gamma: real("gamma", otherwise.gamma),
        speed: whole(j, "speed", otherwise.speed),
        frozen: Vec::new(),
    };
    for (group, indices) in j.get("frozen").map_or(&[][..], Json::members) {
        for index in indices.numbers().unwrap_or_default().into_iter().take(MAX_FROZEN) {
            training.freeze(group, index.max(0.0) as usize, true);
        }
    }
    training
}

fn view(v: &View) -> Json {
    let mut all = Members::default();
    all.count("slot", v.slot).count("example", v.example).count("word", v.word).count("layer", v.layer);
    all.add("reversed", Json::Bool(v.reversed));
    if v.shot || v.seed != 0 {
        all.add("shot", Json::Bool(v.shot)).number("seed", v.seed as f64);
    }
    if let Some(bits) = v.branch {
        all.number("branch", bits as f64);
    }
    if !v.figures.is_empty() {
        all.add("figures", Json::List(v.figures.iter().map(|f| Json::of_text(f)).collect()));
    }
    if !v.text.is_empty() {
        all.text("text", &v.text);
    }
    if let Some(column) = v.column {
        all.count("column", column);
    }
    if v.time != 0.0 || v.paused || v.pace != 0.0 {
        all.number("time", v.time).add("paused", Json::Bool(v.paused)).number("pace", v.pace);
    }
    if let Some(op) = v.step {
        all.count("step", op);
    }
    // Links from before there were trails over epochs say `true` for those over columns.
    if v.trail != Trail::None {
        let over = if v.trail == Trail::Columns { Json::Bool(true) } else { Json::of_text("epochs") };
        all.add("trail", over);
    }
    if let Some((row, column)) = v.cell {
        all.add("cell", Json::of_numbers(&[row as f64, column as f64]));
    }
    all.json()
}

fn read_view(j: &Json) -> View {
    let cell = j.get("cell").and_then(Json::numbers).filter(|c| c.len() == 2);
    let figures = j.get("figures").map_or(&[][..], Json::entries);
    let real = |name: &str| j.get(name).and_then(Json::number).filter(|v| v.is_finite()).unwrap_or(0.0);
    let figures: Vec<String> = figures.iter().filter_map(|f| f.text().map(str::to_string)).collect();
    View {
        slot: whole(j, "slot", 0),
        column: j.get("column").and_then(Json::number).map(|v| v.max(0.0) as usize),
        example: whole(j, "example", 0),
        word: whole(j, "word", 0),
        cell: cell.map(|c| (c[0].max(0.0) as usize, c[1].max(0.0) as usize)),
        layer: whole(j, "layer", 0),
        reversed: j.get("reversed") == Some(&Json::Bool(true)),
        shot: j.get("shot") == Some(&Json::Bool(true)),
        branch: j.get("branch").and_then(Json::number).filter(|v| *v >= 0.0).map(|v| v as u64),
        seed: seed(j, 0),
        time: labs::within_a_round(real("time")),
        paused: j.get("paused") == Some(&Json::Bool(true)),
        pace: real("pace").clamp(-MOST_PACE, MOST_PACE),
        step: j.get("step").and_then(Json::number).map(|v| v.max(0.0) as usize),
        trail: match j.get("trail") {
            Some(Json::Bool(true)) => Trail::Columns,
            Some(trail) if trail.text() == Some("epochs") => Trail::Epochs,
            _ => Trail::None,
        },
        figures: figures.into_iter().take(labs::FIGURES.len()).collect(),
        text: crate::FORMATS[..2]
            .iter()
            .find(|f| j.get("text").and_then(Json::text) == Some(f.name))
            .map_or("", |f| f.name)
            .into(),
    }
}

fn weights(w: &Weights) -> Json {
    Json::Map(w.iter().map(|(n, v)| (n.clone(), Json::of_numbers(v))).collect())
}

fn read_weights(j: &Json, what: &str, problems: &mut Vec<String>) -> Weights {
    let mut read = Weights::new();
    for (name, values) in j.members() {
        match values.numbers().filter(|v| v.len() <= MAX_GROUP) {
            Some(values) => {
                read.insert(name.clone(), values);
            }
            None => problems.push(format!("{what} of \"{name}\" are not numbers; they start from the seed")),
        }
    }
    read
}

fn progress(p: &Progress) -> Json {
    let mut all = Members::default();
    all.count("epoch", p.epoch).add("models", Json::List(p.models.iter().map(state).collect()));
    all.json()
}

/// A number of a curve, to seven digits: enough to draw and to read out.
fn short(v: f64) -> Json {
    Json::Number(number::read(&number::scientific(v, 6)).unwrap_or(v))
}

fn state(m: &ModelState) -> Json {
    let every = m.curve.len().div_ceil(MAX_CURVE).max(1);
    let kept: Vec<&CurvePoint> = m
        .curve
        .iter()
        .enumerate()
        .filter(|(i, _)| i % every == 0 || i + 1 == m.curve.len())
        .map(|(_, p)| p)
        .collect();
    // The last point is what the scoreboard shows: it stays exact.
    let exact = |i: usize, v: f64| if i + 1 == kept.len() { Json::Number(v) } else { short(v) };
    let series = |f: fn(&CurvePoint) -> f64| {
        Json::List(kept.iter().enumerate().map(|(i, p)| exact(i, f(p))).collect())
    };
    let epochs: Vec<f64> = kept.iter().map(|p| p.epoch as f64).collect();
    let mut all = Members::default();
    all.text("name", &m.name)
        .count("steps", m.steps)
        .add("weights", weights(&m.weights))
        .add("moments", Json::List(m.moments.iter().map(weights).collect()))
        .add("epochs", Json::of_numbers(&epochs))
        .add("train loss", series(|p| p.train_loss))
        .add("test loss", series(|p| p.test_loss))
        .add("train accuracy", series(|p| p.train_accuracy))
        .add("test accuracy", series(|p| p.test_accuracy));
    all.json()
}

fn read_progress(j: &Json, problems: &mut Vec<String>) -> Progress {
    let models = j.get("models").map_or(&[][..], Json::entries);
    Progress { epoch: whole(j, "epoch", 0), models: models.iter().map(|m| read_state(m, problems)).collect() }
}

fn read_state(j: &Json, problems: &mut Vec<String>) -> ModelState {
    let name = string(j, "name", "");
    let empty = Json::Map(Vec::new());
    let what = format!("the weights of {name}");
    let moments = j.get("moments").map_or(&[][..], Json::entries);
    let series = |n: &str| j.get(n).and_then(Json::numbers).unwrap_or_default();
    let parts =
        [series("train loss"), series("test loss"), series("train accuracy"), series("test accuracy")];
    let epochs = series("epochs");
    let length = parts.iter().map(Vec::len).chain([epochs.len()]).min().unwrap_or(0);
    if epochs.len() != length {
        problems.push(format!(
            "the curve of {name} is cut off at epoch {}",
            number::plain(epochs.get(length).copied().unwrap_or(0.0))
        ));
    }
    let point = |i: usize| CurvePoint {
        epoch: epochs[i].max(0.0) as usize,
        train_loss: parts[0][i],
        test_loss: parts[1][i],
        train_accuracy: parts[2][i],
        test_accuracy: parts[3][i],
    };
    ModelState {
        weights: read_weights(j.get("weights").unwrap_or(&empty), &what, problems),
        moments: moments.iter().map(|m| read_weights(m, &what, problems)).collect(),
        steps: whole(j, "steps", 0),
        curve: (0..length).map(point).collect(),
        name,
    }
}
