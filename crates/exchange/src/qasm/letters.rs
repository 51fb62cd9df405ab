//! Letters that names may have, and letters and signs that look like others.
//!
//! OpenQASM 3 lets names have any letters. Greek is what people use; a letter that cannot be told from a
//! Latin one by eye would make two names of what reads as one, so it is refused with its name.

use super::{Fault, fault, short};

/// Whether a name may begin so.
pub(super) fn begins_name(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// Whether a name may go on so.
pub(super) fn continues_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Greek and Cyrillic letters with the Latin ones that they look like.
const ALIKE: &str = "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoаaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSҮYУYЗ3кkгrпnтtиuьb";

fn alike(c: char) -> Option<char> {
    if let 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '０'..='９' | '＿' = c {
        return char::from_u32(c as u32 - 0xfee0);
    }
    let mut pairs = ALIKE.chars();
    while let (Some(odd), Some(latin)) = (pairs.next(), pairs.next()) {
        if odd == c {
            return Some(latin);
        }
    }
    None
}

fn script(c: char) -> &'static str {
    match c {
        '\u{370}'..='\u{3ff}' => "Greek",
        '\u{400}'..='\u{52f}' => "Cyrillic",
        _ => "full-width",
    }
}

/// Refuses a name with a letter that looks like a Latin one.
pub(super) fn check(name: &str, at: usize) -> Result<(), Fault> {
    for (offset, c) in name.char_indices() {
        let cyrillic = script(c) == "Cyrillic";
        let Some(latin) = alike(c).or(cyrillic.then_some('?')) else { continue };
        let like =
            if latin == '?' { "is not used in OpenQASM".into() } else { format!("looks like {latin}") };
        let message = format!(
            "\"{}\" has the {} letter {c} (U+{:04X}), which {like}",
            short(name),
            script(c),
            c as u32
        );
        return Err(fault("look-alike", at + offset, message, "type the name again with Latin letters"));
    }
    Ok(())
}

/// Signs from text processors with the ones meant.
const SIGNS_ALIKE: &[(char, &str)] = &[
    ('−', "-"),
    ('–', "-"),
    ('—', "-"),
    ('‐', "-"),
    ('×', "*"),
    ('·', "*"),
    ('÷', "/"),
    ('；', ";"),
    ('\u{37e}', ";"),
    ('，', ","),
    ('：', ":"),
    ('（', "("),
    ('）', ")"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('→', "->"),
    ('＝', "="),
    ('\u{a0}', "a plain space"),
    ('\u{2009}', "a plain space"),
    ('\u{202f}', "a plain space"),
    ('\u{3000}', "a plain space"),
    ('\u{200b}', "nothing"),
    ('\u{200d}', "nothing"),
    ('\u{2060}', "nothing"),
];

/// The error at a character that begins no word.
pub(super) fn stray(c: char, at: usize) -> Fault {
    let code = c as u32;
    if let Some((_, meant)) = SIGNS_ALIKE.iter().find(|row| row.0 == c) {
        let message = format!("the character U+{code:04X} looks like {meant} but is another");
        return fault("look-alike", at, message, format!("write {meant} in its place"));
    }
    let shown = if c.is_control() { String::new() } else { format!("{c} ") };
    let message = format!("the character {shown}(U+{code:04X}) has no meaning in OpenQASM");
    fault("bad-character", at, message, "remove it")
}
