//! Documents in links: `#k1=` with deflated JSON as base64url, or a hand-written circuit as `#c=H_0;X_0:1`.
//! A damaged link opens what can be read. Not here: what the JSON says (see `read`).

use crate::{Document, base64url, zlib};

/// The most a link may inflate to.
const MAX_INFLATED: usize = 8 << 20;

/// A document from a link or file, and what could not be read of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// What could not be read, as sentences; empty if all was well.
    pub problems: Vec<String>,
}

/// The fragment (with its `#`) that opens this document.
pub fn to_link(document: &Document) -> String {
    let packed = zlib::deflate(document.to_json().as_bytes());
    format!("#k1={}", base64url::encode(&packed))
}

/// Opens a fragment (with or without `#`), a whole address with one, or the text of a file.
pub fn open_link(text: &str) -> Result<Opened, String> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.starts_with('{') {
        return Document::read(text).map(|(document, problems)| Opened { document, problems });
    }
    let fragment = text.rsplit_once('#').map_or(text, |(_, f)| f);
    if let Some(circuit) = fragment.strip_prefix("c=") {
        return open_circuit(circuit);
    }
    let Some(packed) = fragment.strip_prefix("k1=") else {
        return Err(
            "this link names no document; a Ketloom link continues with #k1= or #c= after the address".into(),
        );
    };
    open_packed(packed)
}

fn open_packed(packed: &str) -> Result<Opened, String> {
    let clean: String = packed.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = base64url::decode(&clean);
    let (plain, whole) = zlib::inflate(&bytes, MAX_INFLATED);
    let text = String::from_utf8_lossy(&plain);
    let (document, mut problems) = Document::read(&text).map_err(|e| {
        if !whole {
            format!("the link is damaged; nothing could be read of it ({e}). Copy the whole link again")
        } else {
            e
        }
    })?;
    if !whole {
        problems.insert(0, "the link is damaged or cut off; what could be read is shown. Copy the whole link again to get the rest".into());
    }
    Ok(Opened { document, problems })
}

fn open_circuit(text: &str) -> Result<Opened, String> {
    // Names of channels have underscores: where there are spaces as well, they are no spaces.
    let mut text = percent_decoded(text);
    if !text.contains(' ') {
        text = text.replace('_', " ");
    }
    let circuit: circuit::Circuit = text.parse().map_err(|e| format!("the circuit in the link: {e}"))?;
    crate::document::check_qubits("circuit", circuit.qubits())?;
    Ok(Opened { document: Document::of_circuit(circuit), problems: Vec::new() })
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| text.get(i + 1..i + 3)).flatten();
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests;
