//! The reader of the visitor's own sentences: lines of label, tab (or two spaces), sentence.
//!
//! What can be used is used; every other line is named with its number and why. Sizes are capped.

use super::TextData;
use super::lower::lower;
use circuit::{number, order};
use std::collections::BTreeMap;

/// The most bytes of text.
pub const MAX_BYTES: usize = 1 << 20;
/// The most sentences that are used.
pub const MAX_SENTENCES: usize = 2000;
/// The most words in a sentence.
pub const MAX_WORDS: usize = 16;
/// The most distinct words.
pub const MAX_VOCABULARY: usize = 500;
/// The most characters in a word or a label.
pub const MAX_WORD: usize = 64;
/// The most bad lines that are listed one by one.
pub const MAX_LISTED: usize = 20;
/// The fewest sentences worth training on.
const MIN_SENTENCES: usize = 4;
const PUNCTUATION: &[char] = &['.', ',', ';', ':', '!', '?', '"', '(', ')', '[', ']', '“', '”', '…'];

/// A line that has the form of an example.
struct Line {
    number: usize,
    label: String,
    words: Vec<String>,
    text: String,
}

/// Reads lines of `label<TAB>sentence`; two or more spaces (one after a label of digits) serve as the tab.
///
/// Labels are compared without regard to case, the two most frequent are the classes: numbers in their order
/// (0 before 1), other names in the order they were met. Words are lower-cased and stripped of punctuation.
pub fn read(text: &str) -> Result<TextData, String> {
    if text.len() > MAX_BYTES {
        let mib = number::fixed(text.len() as f64 / MAX_BYTES as f64, 1);
        return Err(format!("The text has {mib} MiB; at most 1 MiB can be read. Paste a part of it."));
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut problems = Problems::default();
    let mut lines = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse(i + 1, line) {
            Ok(line) => lines.push(line),
            Err(why) => problems.add(i + 1, &why),
        }
    }
    let classes = classes(&lines);
    let data = collect(lines, classes, &mut problems);
    finish(data, problems)
}

fn parse(number: usize, line: &str) -> Result<Line, String> {
    let line = unquoted(line.trim());
    let (label, text) = cut(line).ok_or("there is no tab or double space between label and sentence")?;
    let (label, text) = (unquoted(label.trim()), unquoted(text.trim()));
    if label.is_empty() {
        return Err("the label is missing".into());
    }
    if label.chars().count() > MAX_WORD {
        return Err(format!("the label is longer than {MAX_WORD} characters"));
    }
    let words: Vec<String> = text.split_whitespace().filter_map(word).collect();
    if words.is_empty() {
        return Err("the sentence has no words".into());
    }
    if words.len() > MAX_WORDS {
        return Err(format!("the sentence has {} words, at most {MAX_WORDS} are allowed", words.len()));
    }
    if let Some(long) = words.iter().find(|w| w.chars().count() > MAX_WORD) {
        let start: String = long.chars().take(12).collect();
        return Err(format!("the word \"{start}…\" is longer than {MAX_WORD} characters"));
    }
    Ok(Line { number, label: label.to_string(), text: text.to_string(), words })
}

/// A token without its punctuation, lower-cased; `None` if nothing is left.
fn word(token: &str) -> Option<String> {
    let word = token.trim_matches(PUNCTUATION);
    word.chars().any(char::is_alphanumeric).then(|| lower(word))
}

fn cut(line: &str) -> Option<(&str, &str)> {
    if let Some(cut) = line.split_once('\t') {
        return Some(cut);
    }
    if let Some(cut) = line.split_once("  ") {
        return Some(cut);
    }
    let digits = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_digit());
    line.split_once(' ').filter(|(label, _)| digits(label))
}

fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote).filter(|t| !t.contains(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

/// The names of the classes; empty names where there are fewer than two labels.
fn classes(lines: &[Line]) -> [String; 2] {
    // Label in lower case → (how often, where first, as first written).
    let mut labels: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        labels.entry(lower(&line.label)).or_insert((0, i, &line.label)).0 += 1;
    }
    let mut found: Vec<(usize, usize, &str)> = labels.into_values().collect();
    order::sort(&mut found, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(2);
    order::sort(&mut found, |a, b| a.1.cmp(&b.1));
    let mut names = found.into_iter().map(|(_, _, name)| name.to_string());
    let mut classes = std::array::from_fn(|_| names.next().unwrap_or_default());
    if let [Some(a), Some(b)] = classes.each_ref().map(|name: &String| number::read(name))
        && a > b
    {
        classes.swap(0, 1);
    }
    classes
}

fn collect(lines: Vec<Line>, classes: [String; 2], problems: &mut Problems) -> TextData {
    let known = classes.each_ref().map(|name| lower(name));
    let mut data = TextData::of(classes, &[]);
    let mut surplus = 0;
    for line in lines {
        let Some(class) = known.iter().position(|name| *name == lower(&line.label)) else {
            let [a, b] = &data.classes;
            let why = format!("\"{}\" is a third label beside \"{a}\" and \"{b}\"", line.label);
            problems.add(line.number, &why);
            continue;
        };
        let mut fresh: Vec<&String> = line.words.iter().filter(|w| !data.vocabulary.contains(w)).collect();
        order::sort(&mut fresh, |a, b| a.cmp(b));
        fresh.dedup();
        if data.sentences.len() == MAX_SENTENCES {
            surplus += 1;
        } else if data.vocabulary.len() + fresh.len() > MAX_VOCABULARY {
            problems.add(line.number, &format!("there would be more than {MAX_VOCABULARY} distinct words"));
        } else {
            data.push(&line.words, class == 1, line.text);
        }
    }
    if surplus > 0 {
        let was = if surplus == 1 { "line was" } else { "lines were" };
        problems.notes.push(format!(
            "Only the first {MAX_SENTENCES} sentences are used; {surplus} more {was} left out."
        ));
    }
    data
}

fn finish(mut data: TextData, problems: Problems) -> Result<TextData, String> {
    let count = data.sentences.len();
    let of_1 = data.sentences.iter().filter(|s| s.label).count();
    let problems = problems.listed();
    let first = problems.first().map(|p| format!(" {p}")).unwrap_or_default();
    if count < MIN_SENTENCES {
        return Err(format!(
            "At least {MIN_SENTENCES} usable lines are needed, there {}. A line is a label, a tab and a sentence, \
             as in: food<TAB>man cooks meal.{first}",
            match count {
                0 => "is none".into(),
                1 => "is 1".into(),
                n => format!("are {n}"),
            }
        ));
    }
    if of_1 == 0 || of_1 == count {
        let only = &data.classes[usize::from(of_1 > 0)];
        return Err(format!("Every usable line has the label \"{only}\"; two labels are needed.{first}"));
    }
    data.problems = problems;
    Ok(data)
}

/// Bad lines, in order, and remarks on the whole.
#[derive(Default)]
struct Problems {
    lines: Vec<(usize, String)>,
    notes: Vec<String>,
}

impl Problems {
    fn add(&mut self, number: usize, why: &str) {
        self.lines.push((number, format!("Line {number}: {why}.")));
    }
    fn listed(mut self) -> Vec<String> {
        order::sort(&mut self.lines, |a, b| a.0.cmp(&b.0));
        let more = self.lines.len().saturating_sub(MAX_LISTED);
        let mut listed: Vec<String> = self.lines.into_iter().take(MAX_LISTED).map(|(_, s)| s).collect();
        if more > 0 {
            listed.push(format!("and {more} more bad lines."));
        }
        listed.append(&mut self.notes);
        listed
    }
}

#[cfg(test)]
mod tests;
