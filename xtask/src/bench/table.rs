//! The one table of cases: ours natively and as wasm, the published peers, the targets.
//!
//! Here: joining rows and printing them. Not here: measuring (`bench`) and the peers' figures (`figures`).

use super::figures::{self, Published, Target};
use serde_json::{Value, json};

/// Times of one call, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    pub median: f64,
    pub least: f64,
    pub first: f64,
}

impl Timing {
    fn json(self) -> Value {
        json!({ "median_ms": self.median, "least_ms": self.least, "first_ms": self.first })
    }
}

/// A case with all that is known about it.
pub struct Row {
    name: String,
    native: Option<Timing>,
    wasm: Option<Timing>,
    published: Option<&'static Published>,
}

/// The case's name and times in a line that a benchmark printed; nothing for other lines.
pub fn timed(row: &Value) -> Option<(String, Timing)> {
    let variant = row["variant"].as_str()?;
    let (own, precision) = variant.rsplit_once(' ')?;
    let own = own.strip_suffix("native").or_else(|| own.strip_suffix("wasm"))?.trim_end();
    let single = if precision == "f32" { "f32" } else { "" };
    let number = format!("n={}", row["n"]);
    let parts = [row["w"].as_str()?, own, single, &number];
    let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<&str>>().join(" ");
    let ms = |key: &str| row[key].as_f64().map(|seconds| 1000.0 * seconds);
    Some((name, Timing { median: ms("median_s")?, least: ms("min_s")?, first: ms("first_s")? }))
}

impl Row {
    /// The rows of both runs by name, in the order of the runs.
    pub fn joined(native: &[Value], wasm: &[Value]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let lines = native.iter().map(|row| (true, row)).chain(wasm.iter().map(|row| (false, row)));
        for (natively, line) in lines {
            let Some((name, timing)) = timed(line) else { continue };
            let at = rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
                let published = figures::of(&name);
                rows.push(Row { name, native: None, wasm: None, published });
                rows.len() - 1
            });
            let place = if natively { &mut rows[at].native } else { &mut rows[at].wasm };
            *place = Some(timing);
        }
        rows
    }

    /// How much slower wasm is than native.
    fn slower(&self) -> Option<f64> {
        Some(self.wasm?.median / self.native?.median)
    }

    /// How many times our wasm time fits into the best published peer's.
    fn ratio(&self) -> Option<f64> {
        Some(self.published?.best.1 / self.wasm?.median)
    }

    fn target(&self) -> (String, Option<f64>) {
        match self.published.map_or(Target::None, |row| row.target) {
            Target::Now(ms) => (milliseconds(ms), Some(ms)),
            Target::Later(ms) => (format!("({})", milliseconds(ms)), Some(ms)),
            Target::None => (String::new(), None),
        }
    }

    fn met(&self) -> &'static str {
        match (self.wasm, self.target().1) {
            (Some(ours), Some(target)) if ours.median <= target => "yes",
            (Some(ours), Some(target)) if ours.least <= target => "no; least yes",
            (Some(_), Some(_)) => "no",
            _ => "",
        }
    }

    fn cells(&self) -> Vec<String> {
        let time = |time: Option<f64>| time.map_or(String::new(), milliseconds);
        let times = |ratio: Option<f64>| ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let peer = |figure: Option<figures::Figure>| {
            figure.map_or(Default::default(), |(name, ms)| (name.to_owned(), milliseconds(ms)))
        };
        let (workload, rest) = self.name.split_once(' ').unwrap_or((&self.name, ""));
        let (variant, n) = rest.rsplit_once("n=").unwrap_or((rest, ""));
        let (best, best_ms) = peer(self.published.map(|row| row.best));
        let (usual, usual_ms) = peer(self.published.map(|row| row.usual));
        vec![
            workload.to_owned(),
            variant.trim_end().replace('_', " "),
            n.to_owned(),
            time(self.native.map(|t| t.median)),
            time(self.wasm.map(|t| t.median)),
            time(self.wasm.map(|t| t.least)),
            times(self.slower()),
            best,
            best_ms,
            times(self.ratio()),
            self.target().0,
            self.met().to_owned(),
            usual,
            usual_ms,
        ]
    }

    /// All of it, for the file.
    pub fn json(&self) -> Value {
        let figure = |(name, ms): figures::Figure| json!({ "peer": name, "ms": ms });
        json!({
            "case": self.name, "native": self.native.map(Timing::json), "wasm": self.wasm.map(Timing::json),
            "wasm_over_native": self.slower(), "best_published": self.published.map(|row| figure(row.best)),
            "usual_published": self.published.map(|row| figure(row.usual)), "best_published_over_wasm": self.ratio(),
            "target_ms": self.target().1, "met": self.met(),
        })
    }
}

const HEADS: [&str; 14] = [
    "case",
    "variant",
    "n",
    "native ms",
    "wasm ms",
    "least",
    "wasm/nat.",
    "best peer",
    "ms",
    "peer/wasm",
    "target",
    "met",
    "usual pick",
    "ms",
];

/// The table and what its words mean.
pub fn cases(rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = laid_out(&HEADS, rows.iter().map(Row::cells).collect(), &[0, 1, 7, 11, 12]);
    text += &format!(
        "\nMedians of one call; \"least\" is wasm's shortest sample. Ours are f64 where they do not say\n\
         f32, on one core, wasm in Chromium. n is\n\
         qubits in W1 to W3 and words a sentence in W4 and edit. Peers' figures are published ones, not of this run:\n\
         {}.\nTargets in brackets are for later. \"edit\" is from circuit text to the first finished gradient of W4 D=1 dedup;\n\
         beside it stand first calls of peers.\n",
        figures::CLASS
    );
    for row in rows.iter().filter(|row| row.name.starts_with("edit")) {
        if let Some(wasm) = row.wasm {
            let first = milliseconds(wasm.first);
            text += &format!("edit, the very first call after loading the module: {first} ms in Chromium\n");
        }
    }
    text
}

/// Three digits that count.
pub fn milliseconds(ms: f64) -> String {
    match ms {
        ms if ms >= 99.95 => format!("{ms:.0}"),
        ms if ms >= 9.995 => format!("{ms:.1}"),
        ms if ms >= 0.9995 => format!("{ms:.2}"),
        ms if ms >= 0.09995 => format!("{ms:.3}"),
        ms => format!("{ms:.4}"),
    }
}

/// Columns as wide as they need to be; those named stand left, numbers right.
pub fn laid_out(heads: &[&str], rows: Vec<Vec<String>>, left: &[usize]) -> String {
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let width = |column: usize| {
        let cells = std::iter::once(&heads).chain(&rows).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut text = String::new();
    for row in [&heads, &rule].into_iter().chain(&rows) {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if left.contains(&column) { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        text += cells.collect::<Vec<String>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod test {
    use super::*;

    fn line(variant: &str, seconds: f64) -> Value {
        json!({ "w": "W3", "variant": variant, "n": 4, "median_s": seconds, "min_s": seconds / 2.0, "first_s": seconds })
    }

    #[test]
    fn runs_are_joined_by_case_and_compared() {
        let rows = Row::joined(&[line("native f64", 0.0004)], &[line("wasm f64", 0.0008)]);
        assert_eq!((rows.len(), rows[0].name.as_str()), (1, "W3 n=4"));
        assert_eq!(rows[0].slower(), Some(2.0));
        assert_eq!(rows[0].met(), "no; least yes");
        assert!((rows[0].ratio().expect("published") - 0.158 / 0.8).abs() < 1e-12);
    }

    #[test]
    fn a_variant_is_part_of_the_name() {
        let (name, timing) = timed(&line("D=1 all words wasm f64", 0.001)).expect("a case");
        assert_eq!((name.as_str(), timing.median), ("W3 D=1 all words n=4", 1.0));
        let (name, _) = timed(&line("wasm f32", 0.001)).expect("a case");
        assert_eq!(name, "W3 f32 n=4");
        assert_eq!(timed(&json!({ "browser": "Chromium" })), None);
    }

    #[test]
    fn columns_line_up() {
        let text = laid_out(&["a", "b"], vec![vec!["long".into(), "1".into()]], &[0]);
        assert_eq!(text, "a     b\n----  -\nlong  1\n");
    }
}
