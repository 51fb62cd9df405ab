//! Reading pasted text: what is used, what is named, what is refused.

use super::*;
use proptest::prelude::{any, prop, prop_assert, proptest};

const GOOD: &str =
    "food\tman cooks meal\nIT\tman runs program\nfood\twoman bakes dinner\nIT\twoman debugs software\n";

fn good(text: &str) -> TextData {
    read(text).expect(text)
}

#[test]
fn tabs_and_double_spaces_part_label_and_sentence() {
    let tabs = good(GOOD);
    assert_eq!(tabs.classes, ["food", "IT"]);
    assert_eq!(tabs, good(&GOOD.replace('\t', "   ")));
    assert_eq!(tabs.texts[1], "man runs program");
    assert_eq!(tabs.vocabulary[..4], ["man", "cooks", "meal", "runs"]);
    assert_eq!((tabs.sentences[1].words.clone(), tabs.sentences[1].label), (vec![0, 3, 4], true));
    assert_eq!(tabs.problems.len(), 0);
}

#[test]
fn windows_line_ends_a_byte_order_mark_and_quotes_do_no_harm() {
    let quoted = GOOD.replace("man cooks meal", "\"Man cooks meal.\"").replace('\n', "\r\n");
    let data = good(&format!("\u{feff}{quoted}\r\n"));
    assert_eq!(data.vocabulary, good(GOOD).vocabulary);
    assert_eq!((data.problems.len(), data.texts[0].as_str()), (0, "Man cooks meal."));
}

#[test]
fn words_are_lower_cased_and_stripped_of_punctuation() {
    let data = good(&format!("{GOOD}food\tMAN Cooks , (meal) ... - don't!\n"));
    let words: Vec<&str> = data.sentences[4].words.iter().map(|&w| data.vocabulary[w].as_str()).collect();
    assert_eq!(words, ["man", "cooks", "meal", "don't"]);
}

#[test]
fn numbers_are_classes_in_their_order_and_may_stand_before_one_space() {
    let data = good("1 a b\n0 a c\n1  b c\n0\tc d\n");
    assert_eq!(data.classes, ["0", "1"]);
    assert_eq!(data.sentences.iter().map(|s| s.label).collect::<Vec<_>>(), [true, false, true, false]);
}

#[test]
fn bad_lines_are_named_and_the_rest_is_used() {
    let long = "x".repeat(65);
    let many = "a ".repeat(17);
    let text = format!(
        "label\tsentence\n{GOOD}\nno separator here\n\tman\nfood\t...\nsports\tman runs\nFOOD\t{long}\nfood\t{many}\n"
    );
    let data = good(&text);
    assert_eq!(data.sentences.len(), 4);
    let starts = ["Line 1: \"label\" is a third label", "Line 7: there is no tab", "Line 8: there is no tab"];
    starts.iter().zip(&data.problems).for_each(|(s, p)| assert!(p.starts_with(s), "{p}"));
    let parts = ["Line 9: the sentence has no words", "Line 10: \"sports\"", "Line 11: the word", "17 words"];
    parts.iter().zip(&data.problems[3..]).for_each(|(s, p)| assert!(p.contains(s), "{p}"));
}

#[test]
fn twenty_bad_lines_are_listed_and_the_others_counted() {
    let data = good(&format!("{GOOD}{}", "nothing\n".repeat(33)));
    assert_eq!(data.problems.len(), 21);
    assert_eq!(data.problems[20], "and 13 more bad lines.");
}

#[test]
fn sizes_are_capped_with_a_sentence() {
    assert!(read(&"x".repeat(MAX_BYTES + 1)).expect_err("too long").contains("1 MiB"));
    let data = good(&GOOD.repeat(600));
    assert_eq!(data.sentences.len(), 2000);
    assert_eq!(data.problems, ["Only the first 2000 sentences are used; 400 more lines were left out."]);
    let words: String = (0..600).map(|i| format!("{}\tword{i}\n", i % 2)).collect();
    let data = good(&words);
    assert_eq!(data.vocabulary.len(), 500);
    assert!(data.problems[0].starts_with("Line 501: there would be more than 500"), "{}", data.problems[0]);
}

#[test]
fn too_little_is_an_error_that_says_what_is_needed() {
    let says = |text: &str, part: &str| {
        let error = read(text).expect_err(text);
        assert!(error.contains(part), "{error}");
    };
    says("", "there is none");
    says("food\tman cooks\n", "there is 1");
    says("food man cooks\n", "Line 1: there is no tab");
    says(&"food\tman cooks\n".repeat(5), "the label \"food\"");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "(?s).{0,200}") {
        let _ = read(&text);
    }
    #[test]
    fn what_is_read_is_within_the_caps(lines in prop::collection::vec(("[01a\"]{0,2}[\t ]{0,2}", "[a-cA-C.,\" ]{0,40}"), 0..40), crlf in any::<bool>()) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text: String = lines.iter().map(|(label, words)| format!("{label}{words}{end}")).collect();
        if let Ok(data) = read(&text) {
            prop_assert!(data.sentences.len() >= MIN_SENTENCES && data.texts.len() == data.sentences.len());
            prop_assert!(data.sentences.iter().all(|s| (1..=MAX_WORDS).contains(&s.words.len())));
            prop_assert!(data.sentences.iter().flat_map(|s| &s.words).all(|w| *w < data.vocabulary.len()));
        }
    }
}
