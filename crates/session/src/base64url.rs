//! base64url (RFC 4648, section 5) without padding: bytes as letters that may stand in a link.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes to letters, six bits each.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 2);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            out.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        out.push(letter(held << (6 - bits)));
    }
    out
}

fn letter(bits: u32) -> char {
    char::from(LETTERS[bits as usize % 64])
}

/// Letters to bytes, up to the first that is none; bits that fill no byte are left out.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => break,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as THEIRS;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_are_those_of_the_standard(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let text = encode(&bytes);
            prop_assert_eq!(&text, &THEIRS.encode(&bytes));
            prop_assert_eq!(decode(&text), bytes);
        }

        #[test]
        fn what_stands_before_a_stranger_is_read(bytes in prop::collection::vec(any::<u8>(), 0..40), tail in "[^A-Za-z0-9_-]\\PC{0,9}") {
            prop_assert_eq!(decode(&(encode(&bytes) + &tail)), bytes);
        }
    }
}
