//! Texts that are no programs: words in any order, damaged programs, anything at all. And expressions against f64.

use crate::{apart, corpus, ours};
use exchange::qasm;
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "OPENQASM",
    "3.0",
    "2.0",
    ";",
    ";",
    ";",
    "include",
    "\"qelib1.inc\"",
    "qreg",
    "creg",
    "qubit",
    "bit",
    "q",
    "c",
    "q",
    "c",
    "[",
    "]",
    "[0]",
    "[1]",
    "[2]",
    "(",
    ")",
    "{",
    "}",
    "gate",
    "h",
    "cx",
    "rx",
    "U",
    "measure",
    "->",
    "=",
    "==",
    "reset",
    "barrier",
    "if",
    "else",
    "for",
    "int",
    "in",
    ":",
    ",",
    "@",
    "ctrl",
    "inv",
    "pow",
    "negctrl",
    "gphase",
    "pi",
    "0.5",
    "3",
    "-",
    "+",
    "*",
    "/",
    "**",
    "const",
    "float",
    "input",
    "a",
    "g",
    "let",
    "++",
    "&&",
    "||",
    "!",
    "\"01\"",
    "$0",
    "while",
    "opaque",
    "1e400",
    "θ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_soup_of_words_makes_the_reader_panic(words in prop::collection::vec(0..WORDS.len(), 0..60), declared in any::<bool>()) {
        let head = if declared { "qubit[3] q; bit[3] c; " } else { "" };
        let text: String = words.iter().flat_map(|w| [WORDS[*w], " "]).collect();
        if let Err(e) = qasm::read(&format!("{head}{text}")) {
            prop_assert!(e.line >= 1 && e.column >= 1 && !e.message.is_empty());
        }
    }

    #[test]
    fn no_damage_to_a_program_makes_the_reader_panic(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        put in prop::collection::vec(any::<u8>(), 0..4),
        word in 0..WORDS.len(),
    ) {
        let programs = corpus("");
        let (_, text) = &programs[which.index(programs.len())];
        let mut bytes = text.clone().into_bytes();
        let (from, until) = (at.index(bytes.len()), to.index(bytes.len()));
        let until = until.clamp(from, from + 8).min(bytes.len());
        let mut worded = bytes.clone();
        bytes.splice(from..until, put);
        worded.splice(from..until, WORDS[word].bytes());
        for damaged in [bytes, worded] {
            if let Err(e) = qasm::read_bytes(&damaged) {
                prop_assert!(e.line >= 1 && e.column >= 1 && !e.message.is_empty());
            }
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
        let _ = qasm::read(&text);
    }

    #[test]
    fn expressions_have_the_value_that_calculators_give(a in -3.0f64..3.0, b in 0.1f64..3.0, n in 1u32..6) {
        let wanted = -a * b + (a - b) / b * f64::from(n) - libm::pow(b, 1.5) + libm::sin(a);
        let program = format!("qubit q; ry(-({a})*{b}+(({a})-{b})/{b}*{n}-{b}**1.5+sin({a})) q;");
        let plain = format!("qubit q; ry({wanted:?}) q;");
        prop_assert!(apart(&ours(&program), &ours(&plain)) < 1e-12);
    }
}
