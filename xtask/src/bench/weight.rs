//! What the page weighs and when it is ready, beside the pages people know.
//!
//! Here: running tests/browser/page-weight.mjs over dist/ and over built peers (`$KETLOOM_PAGES`) where there are
//! any, slow-start.mjs over dist/, and the tables. Not here: the measurement itself.

use super::{Browser, figures, table};
use crate::progress::note;
use crate::{process, project};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::PathBuf;

/// True when the simulator's first answer is on screen: the State panel shows a state.
const READY: &str = "!!document.querySelector('[data-ketloom=\"state-0-place\"]')";
const OURS: &str = "ketloom";
/// What our files that come behind the first interactive view begin with: the worker loads them, or the page when the first
/// state is on screen.
const BEHIND: &str = "simulator,later";
/// Bytes, gzipped: of the first interactive view, and of everything.
const FIRST_VIEW: u64 = 200_000;
const IN_ALL: u64 = 350_000;
/// Of a slow cold start: the first state on screen, in milliseconds, and bytes sent.
const SLOW_MS: f64 = 1500.0;
const SLOW_BYTES: u64 = 1_500_000;
/// Interactive at most this many times later than the pages we compare with.
const LATER: f64 = 1.3;
/// Their published time, in milliseconds.
const PUBLISHED: f64 = 620.0;

/// Measures dist/ and, in turns with it, the built pages of others where they are at hand.
pub fn measure(browser: &Browser) -> Result<Vec<Value>> {
    let mut command = browser.script("page-weight.mjs");
    command.arg("--dir").arg(project::dist()).args(["--label", OURS, "--ready", READY, "--behind", BEHIND]);
    let folders = built_pages();
    if folders.is_empty() {
        note(
            "no built page of others (KETLOOM_PAGES names the folder they are in); published figures stand beside",
        );
    }
    for (name, folder) in folders {
        command.arg("--beside").arg(format!("{name}={}", folder.display()));
    }
    let text = process::output(&mut command)?;
    let row = |line| serde_json::from_str(line).with_context(|| format!("page-weight.mjs printed {line}"));
    text.lines().map(row).collect()
}

/// Measures a cold start of dist/ on a slow telephone, as Chromium makes one.
pub fn slow_start(browser: &Browser) -> Result<Value> {
    let mut command = browser.script("slow-start.mjs");
    command.arg("--dir").arg(project::dist()).args(["--ready", READY]);
    let text = process::output(&mut command)?;
    serde_json::from_str(&text).with_context(|| format!("slow-start.mjs printed {text}"))
}

/// What it took, and what the feature list asks of it.
pub fn slow_lines(row: &Value) -> String {
    let ms = |key: &str| row[key].as_f64().unwrap_or(f64::INFINITY);
    let bytes = row["gzip"].as_u64().unwrap_or(u64::MAX);
    let errors = row["errors"].as_array().map_or(usize::MAX, Vec::len);
    let said = |met: bool| if met { "met" } else { "not met" };
    format!(
        "\nA cold start on \"Fast 3G\" (1.44 Mbit/s, 562 ms a request) with a processor four times slower, medians of five:\n\
         first paint {:.0} ms, first state as a picture {:.0} ms of at most {SLOW_MS:.0} ms, {}; palette {:.0} ms, \
         state computed here {:.0} ms; \
         {:.1} kB sent in {} requests of at most {} kB, {}; {errors} errors in the console, {}\n",
        ms("first_paint_ms"),
        ms("picture_ms"),
        said(ms("picture_ms") <= SLOW_MS),
        ms("shell_ms"),
        ms("ready_ms"),
        bytes as f64 / 1000.0,
        row["requests"],
        SLOW_BYTES / 1000,
        said(bytes <= SLOW_BYTES),
        said(errors == 0)
    )
}

/// Pages that people know, built: folders of their names below `$KETLOOM_PAGES`, else below ../shared/bench.
fn built_pages() -> Vec<(&'static str, PathBuf)> {
    let shared = || project::root().join("..").join("shared").join("bench");
    let folder = std::env::var_os("KETLOOM_PAGES").map_or_else(shared, PathBuf::from);
    let found = figures::PAGES.iter().map(|page| (page.name, folder.join(page.name)));
    found.filter(|(_, folder)| folder.join("index.html").is_file()).collect()
}

fn cells(row: &Value) -> Vec<String> {
    let number = |key: &str| row[key].as_f64().map_or(String::new(), |number| format!("{number:.0}"));
    let mut cells = vec![row["page"].as_str().unwrap_or_default().to_owned(), "this run".to_owned()];
    let keys = ["gzip", "requests", "first_paint_ms", "load_ms", "interactive_ms", "blocked_ms", "ready_ms"];
    cells.extend(keys.map(number));
    cells
}

/// The table of pages and the targets; empty when nothing was measured.
pub fn table(rows: &[Value]) -> String {
    let Some(ours) = rows.first() else { return String::new() };
    let mut lines: Vec<Vec<String>> = rows.iter().map(cells).collect();
    for page in figures::PAGES {
        let mut line = vec![page.name.to_owned(), "published".to_owned()];
        line.extend([page.gzip, page.requests].map(|number| number.to_string()));
        line.extend(
            [page.first_paint, page.load, page.interactive, page.blocked].map(|ms| format!("{ms:.0}")),
        );
        lines.push(line);
    }
    let heads = [
        "page",
        "measured",
        "gzip bytes",
        "requests",
        "first paint ms",
        "load ms",
        "interactive ms",
        "blocked ms",
        "ready ms",
    ];
    let text = table::laid_out(&heads, lines, &[0, 1]);
    format!(
        "\nThe page over the loopback, medians of five fresh contexts; \"ready\" is the first state on screen:\n{text}\n{}",
        verdicts(ours, others(rows))
    )
}

/// When others are interactive: the earliest of those measured here, else as published.
fn others(rows: &[Value]) -> (f64, &'static str) {
    let here = rows.iter().skip(1).filter_map(|row| row["interactive_ms"].as_f64()).reduce(f64::min);
    here.map_or((PUBLISHED, "their published"), |ms| (ms, "their own here"))
}

fn verdicts(ours: &Value, (theirs, whose): (f64, &str)) -> String {
    let said = |met: bool| if met { "met" } else { "not met" };
    let bytes = |key: &str| ours[key].as_u64().unwrap_or(u64::MAX);
    let interactive = ours["interactive_ms"].as_f64().unwrap_or(f64::INFINITY);
    let weigh = |what: &str, key: &str, most: u64| {
        let (found, most_kb) = (bytes(key), most / 1000);
        format!("{what}: {:.1} kB of at most {most_kb} kB, {}\n", found as f64 / 1000.0, said(found <= most))
    };
    weigh(
        "gzipped, first interactive view (all but the simulator's files and the later module)",
        "gzip_of_first_view",
        FIRST_VIEW,
    ) + &weigh("gzipped, all files a visitor loads", "gzip", IN_ALL)
        + &weigh("gzipped, all files of dist/", "gzip_of_folder", IN_ALL)
        + &format!(
            "interactive: {interactive:.0} ms of at most {:.0} ms ({LATER} times {whose} {theirs:.0} ms), {}\n",
            LATER * theirs,
            said(interactive <= LATER * theirs)
        )
}

#[cfg(test)]
mod test {
    use super::*;
    use serde_json::json;

    #[test]
    fn targets_are_judged_by_the_page_and_its_peers() {
        let ours = json!({ "gzip": 1000, "gzip_of_first_view": 300_000, "gzip_of_folder": 1000, "interactive_ms": 700.0 });
        let text = verdicts(&ours, others(std::slice::from_ref(&ours)));
        assert!(text.contains("300.0 kB of at most 200 kB, not met"), "{text}");
        assert!(text.contains("700 ms of at most 806 ms (1.3 times their published 620 ms), met"), "{text}");
        let quick = json!({ "interactive_ms": 100.0 });
        assert!(verdicts(&ours, others(&[ours.clone(), quick])).contains("130 ms"), "measured here counts");
    }

    #[test]
    fn a_slow_start_is_told_with_what_is_asked_of_it() {
        let row = json!({ "first_paint_ms": 900.4, "picture_ms": 1600.0, "shell_ms": 2500.0, "ready_ms": 3000.0, "requests": 9, "gzip": 320_000, "errors": [] });
        let text = slow_lines(&row);
        assert!(text.contains("first state as a picture 1600 ms of at most 1500 ms, not met; palette 2500 ms, state computed here 3000 ms"), "{text}");
        assert!(
            text.contains(
                "320.0 kB sent in 9 requests of at most 1500 kB, met; 0 errors in the console, met"
            ),
            "{text}"
        );
    }

    #[test]
    fn no_page_no_table() {
        assert_eq!(table(&[]), "");
    }
}
