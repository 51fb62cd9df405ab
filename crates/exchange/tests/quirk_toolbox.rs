//! docs/quirk.md says what every entry of Quirk's toolbox is here, as its links are read. After a change write it anew with
//! `KETLOOM_BLESS=1 cargo test -p exchange --test quirk_toolbox`.

use exchange::quirk;

/// The groups of Quirk's toolbox, top and bottom, and their entries by the id that links have.
const TOOLBOX: &[(&str, &[&str])] = &[
    ("Probes", &["Measure", "|0⟩⟨0|", "|1⟩⟨1|", "◦", "•"]),
    ("Displays", &["Density", "Bloch", "Chance", "Amps2"]),
    ("Half turns", &["Z", "Swap", "Y", "X", "H"]),
    ("Quarter turns", &["Z^½", "Z^-½", "Y^½", "Y^-½", "X^½", "X^-½"]),
    ("Eighth turns", &["Z^¼", "Z^-¼", "Y^¼", "Y^-¼", "X^¼", "X^-¼"]),
    ("Spinning", &["Z^t", "Z^-t", "Y^t", "Y^-t", "X^t", "X^-t"]),
    ("Formulaic", &["Z^ft", "Rzft", "Y^ft", "Ryft", "X^ft", "Rxft"]),
    ("Parametrized", &["Z^(A/2^n)", "Z^(-A/2^n)", "Y^(A/2^n)", "Y^(-A/2^n)", "X^(A/2^n)", "X^(-A/2^n)"]),
    (
        "Sampling",
        &[
            "ZDetector",
            "ZDetectControlReset",
            "YDetector",
            "YDetectControlReset",
            "XDetector",
            "XDetectControlReset",
        ],
    ),
    ("Parity", &["zpar", "ypar", "xpar"]),
    ("X/Y probes", &["⊕", "⊖", "⊗", "(/)", "|+⟩⟨+|", "|-⟩⟨-|", "|X⟩⟨X|", "|/⟩⟨/|"]),
    ("Order", &["Counting3", "Uncounting3", "rev2", "<<3", ">>3", "weave6", "split6"]),
    ("Frequency", &["QFT2", "QFT†2", "PhaseGradient2", "PhaseUngradient2", "grad^t2", "grad^-t2"]),
    ("Inputs", &["inputA2", "setA", "inputB2", "setB", "inputR2", "setR"]),
    ("Arithmetic", &["inc2", "dec2", "+=A2", "-=A2", "+=AB2", "-=AB2", "*A2", "/A2"]),
    ("Compare", &["^A<B", "^A>B", "^A<=B", "^A>=B", "^A=B", "^A!=B"]),
    (
        "Modular",
        &["incmodR2", "decmodR2", "+AmodR2", "-AmodR2", "*AmodR2", "/AmodR2", "*BToAmodR2", "/BToAmodR2"],
    ),
    ("Scalar", &["…", "0", "NeGate", "i", "-i", "√i", "√-i"]),
];

/// Columns in which an entry does something: controls and inputs with a gate that heeds them; below other gates stand these
/// inputs, of two wires each.
fn columns(id: &str, inputs: &str) -> String {
    let quoted = format!("\"{id}\"");
    let number = |letter: &str| format!("[{{\"id\":\"set{letter}\",\"arg\":3}}],");
    match id {
        "◦" | "•" | "⊕" | "⊖" | "⊗" | "(/)" => format!("[{quoted},\"X\"]"),
        "zpar" | "ypar" | "xpar" => format!("[{quoted},{quoted},\"X\"]"),
        _ if id.ends_with("Reset") => format!("[{quoted},\"X\"]"),
        "Swap" => format!("[{quoted},{quoted}]"),
        "inputA2" => format!("[\"+=A2\",1,{quoted}]"),
        "inputB2" => format!("[\"+=AB2\",1,\"inputA2\",1,{quoted}]"),
        "inputR2" => format!("[\"incmodR2\",1,{quoted}]"),
        "setA" => number("A") + "[\"+=A2\"]",
        "setB" => number("A") + &number("B") + "[\"+=AB2\"]",
        "setR" => number("R") + "[\"incmodR2\"]",
        _ => {
            let own = if id.ends_with('2') { ",1" } else { "" };
            let read: String = inputs.chars().map(|letter| format!(",\"input{letter}2\",1")).collect();
            format!("[{quoted}{own}{read}]")
        }
    }
}

/// A cell of a table, in which a bar would begin the next.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// What an entry becomes, and what is to be said of that.
fn here(id: &str) -> (String, String) {
    let read = |inputs: &&str| quirk::read(&format!("{{\"cols\":[{}]}}", columns(id, inputs)));
    // With the inputs that it lacks.
    let needs = ["", "A", "AB", "R", "AR", "ABR"].into_iter().find(|inputs| match read(inputs) {
        Err(why) => why.code != "arity",
        Ok(_) => true,
    });
    match read(&needs.unwrap_or_default()) {
        Ok(named) => {
            // The only symbol of such a circuit is Quirk's t.
            let text = named.circuit.to_string().replace("theta1", "t");
            let ops: Vec<&str> = text
                .split("; ")
                .filter(|part| !["qubits", "bits"].iter().any(|head| part.starts_with(head)))
                .collect();
            (format!("`{}`", cell(&ops.join("; "))), named.notes.join("; "))
        }
        Err(why) => ("not yet".into(), why.message),
    }
}

fn page() -> (String, usize) {
    let (mut rows, mut count, mut without) = (String::new(), 0, 0);
    for (group, ids) in TOOLBOX {
        for id in *ids {
            let (ours, remark) = here(id);
            let ours = if ours == "``" { "nothing".to_string() } else { ours };
            count += 1;
            without += usize::from(!ours.starts_with('`'));
            rows += &format!("| {group} | `{}` | {ours} | {} |\n", cell(id), cell(&remark));
        }
    }
    let head = format!(
        "# What Quirk's toolbox is here\n\n\
         This page is written by `KETLOOM_BLESS=1 cargo test -p exchange --test quirk_toolbox` from what the reader of Quirk's\n\
         links makes of each entry, with a gate beside it where it is a control or an input, and with inputs of two wires below\n\
         it where it reads some; a test fails when it is out of date. [gates.md](gates.md) says what each gate does.\n\n\
         Of {count} entries {} are here; of the others the last column says why they are not.\n\n\
         | Group | Quirk's id | Here | Remark |\n|---|---|---|---|\n",
        count - without
    );
    (head + &rows, count)
}

#[test]
fn every_entry_of_the_toolbox_is_in_the_page() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/quirk.md");
    let (page, count) = page();
    assert_eq!(count, 109);
    if std::env::var_os("KETLOOM_BLESS").is_some() {
        std::fs::write(path, &page).expect("it is written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == page,
        "write docs/quirk.md anew: KETLOOM_BLESS=1 cargo test -p exchange --test quirk_toolbox"
    );
}
