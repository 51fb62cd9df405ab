//! A text in a text, found place by place.
//!
//! Here instead of the standard library's search, which is made for long texts and is longer than all that is
//! searched here.

/// The byte at which a text first holds another.
pub fn place(text: &str, part: &str) -> Option<usize> {
    (0..=text.len()).find(|at| text.as_bytes()[*at..].starts_with(part.as_bytes()))
}

/// Whether a text holds another.
pub fn holds(text: &str, part: &str) -> bool {
    place(text, part).is_some()
}

/// A text with another in the place of every `part`, which is not empty.
pub fn replaced(text: &str, part: &str, by: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = place(rest, part) {
        out.push_str(&rest[..at]);
        out.push_str(by);
        rest = &rest[at + part.len()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_found_and_replaced_as_by_the_standard_library(text in "[ab−]{0,12}", part in "[ab−]{0,3}") {
            prop_assert_eq!(place(&text, &part), text.find(&part));
            prop_assert_eq!(holds(&text, &part), text.contains(&part));
            if !part.is_empty() {
                prop_assert_eq!(replaced(&text, &part, "·"), text.replace(&part, "·"));
            }
        }
    }
}
