//! Sentences about cooking and programming from a small grammar, for meaning classification.
//!
//! The language of the MC task of Lorenz et al., arXiv:2102.12846 (their data are 130 of these 162 sentences).

use super::{LabelledText, TextData};
use learn::Rng;

/// The names of class 0 and class 1.
pub const CLASSES: [&str; 2] = ["IT", "food"];
/// How many sentences the grammar has: 2 classes × 3 patterns × 27.
pub const SENTENCES: usize = 162;

const SUBJECTS: [&str; 3] = ["man", "woman", "person"];
const SUBJECT_ADJECTIVE: &str = "skillful";

/// What a class speaks of.
struct Topic {
    verbs: [&'static str; 3],
    objects: [&'static str; 3],
    adjective: &'static str,
}

const TOPICS: [Topic; 2] = [
    Topic {
        verbs: ["debugs", "runs", "prepares"],
        objects: ["program", "software", "application"],
        adjective: "useful",
    },
    Topic { verbs: ["cooks", "bakes", "prepares"], objects: ["meal", "dinner", "sauce"], adjective: "tasty" },
];

/// The sentence of a number below 162; never with both adjectives.
fn sentence(number: usize) -> LabelledText {
    let (class, pattern, rest) = (number / 81 % 2, number / 27 % 3, number % 27);
    let topic = &TOPICS[class];
    let (subject, verb, object) = (SUBJECTS[rest / 9], topic.verbs[rest / 3 % 3], topic.objects[rest % 3]);
    let text = match pattern {
        0 => format!("{subject} {verb} {object}"),
        1 => format!("{SUBJECT_ADJECTIVE} {subject} {verb} {object}"),
        _ => format!("{subject} {verb} {} {object}", topic.adjective),
    };
    LabelledText { label: class == 1, text }
}

/// So many different sentences (162 at most) of a seed, in random order.
pub fn generate(count: usize, seed: u64) -> Vec<LabelledText> {
    let mut numbers: Vec<usize> = (0..SENTENCES).collect();
    Rng::stream(seed, "sentences", 0).shuffle(&mut numbers);
    numbers.into_iter().take(count).map(sentence).collect()
}

/// Generated sentences as data for a model; the page's default is 130, of which 100 are trained on.
pub fn generated(count: usize, seed: u64) -> TextData {
    TextData::of(CLASSES.map(String::from), &generate(count, seed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::split;
    use std::collections::BTreeSet;

    #[test]
    fn the_language_has_162_sentences_of_17_words_half_of_each_class() {
        let all = generate(1000, 3);
        let distinct: BTreeSet<&str> = all.iter().map(|s| s.text.as_str()).collect();
        assert_eq!((all.len(), distinct.len()), (162, 162));
        assert_eq!(all.iter().filter(|s| s.label).count(), 81);
        assert_eq!(generated(162, 3).vocabulary.len(), 17);
        assert!(all.iter().all(
            |s| !(s.text.contains("skillful") && (s.text.contains("tasty") || s.text.contains("useful")))
        ));
    }

    #[test]
    fn the_published_sentences_are_in_the_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/qnlp/");
        let all = generate(162, 0);
        let mut found = 0;
        for name in ["mc_train_data.txt", "mc_dev_data.txt", "mc_test_data.txt"] {
            let Ok(text) = std::fs::read_to_string(format!("{folder}{name}")) else {
                println!("skipped: no {folder}{name}");
                return;
            };
            for line in text.lines().filter(|l| !l.trim().is_empty()) {
                let (label, rest) = line.split_once("  ").expect("label, two spaces, sentence");
                let text = rest.trim_end_matches([' ', '.']).to_string();
                assert!(all.contains(&LabelledText { label: label == "1", text }), "{line}");
                found += 1;
            }
        }
        assert_eq!(found, 130);
    }

    #[test]
    fn seeds_draw_and_split_differently_and_repeat() {
        assert_eq!(generate(130, 1), generate(130, 1));
        assert_ne!(generate(130, 1), generate(130, 2));
        let (train, test) = split(130, 100, 7);
        assert_eq!((train.len(), test.len()), (100, 30));
        let all: BTreeSet<usize> = train.into_iter().chain(test).collect();
        assert_eq!(all.len(), 130);
    }
}
