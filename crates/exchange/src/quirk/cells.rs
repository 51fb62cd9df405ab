//! What Quirk's ids mean: one table for gates of one wire, one for families with a size in their name.

use circuit::Axis;

/// What a cell without a size is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    /// A row of our table on one wire.
    Row(&'static str),
    /// A power of X, Y or Z.
    Power(&'static str, f64),
    /// A multiple of t, in powers or, for rotations, in turns.
    Timed(&'static str, f64),
    /// A formula in t; what it is where the link gives none.
    Formula(&'static str, &'static str),
    /// A global phase, in parts of π.
    Phase(f64),
    /// A control on a state of an axis.
    Control(bool, Axis),
    /// A control on a parity: the gate that finds it, and its axis.
    Parity(&'static str, Axis),
    /// A measurement.
    Measure(&'static str),
    /// A measurement whose outcome controls its column, and a reset after it.
    Detects(&'static str),
    /// One end of a swap.
    Swap,
    /// A display: a row of our table.
    Display(&'static str),
    /// A gate that jumps with time.
    Jumps,
    /// A comparison of inputs, or a power by input A.
    Reads(&'static str, &'static str),
}

/// Cells without a size, but for powers by a fraction.
const CELLS: &[(&str, Cell)] = {
    use Cell::*;
    &[
        ("H", Row("H")),
        ("X", Row("X")),
        ("Y", Row("Y")),
        ("Z", Row("Z")),
        ("…", Row("SPACER")),
        ("Z^½", Row("S")),
        ("Z^-½", Row("SDG")),
        ("Z^¼", Row("T")),
        ("Z^-¼", Row("TDG")),
        ("X^½", Row("SX")),
        ("X^-½", Row("SXDG")),
        ("Swap", Swap),
        ("NeGate", Phase(1.0)),
        ("i", Phase(0.5)),
        ("-i", Phase(-0.5)),
        ("√i", Phase(0.25)),
        ("√-i", Phase(-0.25)),
        ("•", Control(true, Axis::Z)),
        ("◦", Control(false, Axis::Z)),
        ("⊖", Control(true, Axis::X)),
        ("⊕", Control(false, Axis::X)),
        ("(/)", Control(true, Axis::Y)),
        ("⊗", Control(false, Axis::Y)),
        ("zpar", Parity("ZPAR", Axis::Z)),
        ("xpar", Parity("XPAR", Axis::X)),
        ("ypar", Parity("YPAR", Axis::Y)),
        ("Measure", Measure("MEASURE")),
        ("ZDetector", Measure("MEASURE")),
        ("XDetector", Measure("MEASUREX")),
        ("YDetector", Measure("MEASUREY")),
        ("ZDetectControlReset", Detects("MEASURE")),
        ("XDetectControlReset", Detects("MEASUREX")),
        ("YDetectControlReset", Detects("MEASUREY")),
        ("|0⟩⟨0|", Row("POST0")),
        ("|1⟩⟨1|", Row("POST1")),
        ("|+⟩⟨+|", Row("POSTPLUS")),
        ("|-⟩⟨-|", Row("POSTMINUS")),
        ("|X⟩⟨X|", Row("POSTI")),
        ("|/⟩⟨/|", Row("POSTMINUSI")),
        ("X^t", Timed("XPOW", 1.0)),
        ("Y^t", Timed("YPOW", 1.0)),
        ("Z^t", Timed("ZPOW", 1.0)),
        ("X^-t", Timed("XPOW", -1.0)),
        ("Y^-t", Timed("YPOW", -1.0)),
        ("Z^-t", Timed("ZPOW", -1.0)),
        ("e^iXt", Timed("RX", 1.0)),
        ("e^iYt", Timed("RY", 1.0)),
        ("e^iZt", Timed("RZ", 1.0)),
        ("e^-iXt", Timed("RX", -1.0)),
        ("e^-iYt", Timed("RY", -1.0)),
        ("e^-iZt", Timed("RZ", -1.0)),
        ("X^ft", Formula("XPOW", "sin(pi t)")),
        ("Y^ft", Formula("YPOW", "sin(pi t)")),
        ("Z^ft", Formula("ZPOW", "sin(pi t)")),
        ("Rxft", Formula("RX", "pi t^2")),
        ("Ryft", Formula("RY", "pi t^2")),
        ("Rzft", Formula("RZ", "pi t^2")),
        ("X^(A/2^n)", Reads("XPOWA", "A")),
        ("Y^(A/2^n)", Reads("YPOWA", "A")),
        ("Z^(A/2^n)", Reads("ZPOWA", "A")),
        ("X^(-A/2^n)", Reads("XPOWADG", "A")),
        ("Y^(-A/2^n)", Reads("YPOWADG", "A")),
        ("Z^(-A/2^n)", Reads("ZPOWADG", "A")),
        ("^A<B", Reads("LT", "AB")),
        ("^A>B", Reads("GT", "AB")),
        ("^A<=B", Reads("LE", "AB")),
        ("^A>=B", Reads("GE", "AB")),
        ("^A=B", Reads("EQ", "AB")),
        ("^A!=B", Reads("NE", "AB")),
        ("X^⌈t⌉", Jumps),
        ("X^⌈t-¼⌉", Jumps),
        ("Bloch", Display("BLOCH")),
        ("Chance", Display("CHANCE")),
        ("Density", Display("DENSITY")),
        ("Amps", Display("AMPS")),
        ("Sample", Display("SAMPLE")),
    ]
};

/// The meaning of a cell without a size.
pub(super) fn cell(id: &str) -> Option<Cell> {
    CELLS.iter().find(|row| row.0 == id).map(|row| row.1).or_else(|| fraction(id))
}

/// X^⅓, Y^-⅛, Z^⅟₁₂₈, …
fn fraction(id: &str) -> Option<Cell> {
    let (name, power) = id.split_once('^')?;
    let row = match name {
        "X" => "XPOW",
        "Y" => "YPOW",
        "Z" => "ZPOW",
        _ => return None,
    };
    let (sign, part) = power.strip_prefix('-').map_or((1.0, power), |p| (-1.0, p));
    let below = match part {
        "½" => 2.0,
        "⅓" => 3.0,
        "¼" => 4.0,
        "⅛" => 8.0,
        "⅟₁₆" => 16.0,
        "⅟₃₂" => 32.0,
        "⅟₆₄" => 64.0,
        "⅟₁₂₈" => 128.0,
        _ => return None,
    };
    Some(Cell::Power(row, sign / below))
}

/// Families with a size: name before the size, our gate, the inputs that it reads.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("QFT", "QFT", ""),
    ("QFT†", "QFTDG", ""),
    ("PhaseGradient", "PHASEGRAD", ""),
    ("PhaseUngradient", "PHASEGRADDG", ""),
    ("rev", "REVERSE", ""),
    ("<<", "ROTL", ""),
    (">>", "ROTR", ""),
    ("weave", "WEAVE", ""),
    ("split", "UNWEAVE", ""),
    ("inc", "INC", ""),
    ("dec", "DEC", ""),
    ("+=A", "ADD", "A"),
    ("-=A", "SUB", "A"),
    ("+=AB", "ADDMUL", "AB"),
    ("-=AB", "SUBMUL", "AB"),
    ("*A", "MUL", "A"),
    ("/A", "DIV", "A"),
    ("+cntA", "ADDCOUNT", "A"),
    ("-cntA", "SUBCOUNT", "A"),
    ("^=A", "XOR", "A"),
    ("Flip<A", "FLIPBELOW", "A"),
    ("incmodR", "MODINC", "R"),
    ("decmodR", "MODDEC", "R"),
    ("+AmodR", "MODADD", "AR"),
    ("-AmodR", "MODSUB", "AR"),
    ("+ABmodR", "MODADDMUL", "ABR"),
    ("-ABmodR", "MODSUBMUL", "ABR"),
    ("*AmodR", "MODMUL", "AR"),
    ("/AmodR", "MODDIV", "AR"),
    ("*BToAmodR", "MODPOW", "ABR"),
    ("/BToAmodR", "MODPOWDG", "ABR"),
];

/// What a cell with a size is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sized {
    /// A gate on a register that reads others.
    Gate(&'static str, &'static str),
    /// GRADPOW of a multiple of t.
    Gradient(f64),
    /// A register that gates of the column read, and whether its top wire is its most significant.
    Input(char, bool),
    /// A display: a row of our table.
    Display(&'static str),
    /// A gate that jumps with time.
    Jumps,
}

/// The meaning and the size of `QFT3`, `inputA2`, ….
pub(super) fn sized(id: &str) -> Option<(Sized, usize)> {
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let size = id[name.len()..].parse::<usize>().ok().filter(|s| (1..=16).contains(s))?;
    let found = match name {
        "grad^t" => Sized::Gradient(0.5),
        "grad^-t" => Sized::Gradient(-0.5),
        "inputA" | "inputB" | "inputR" => Sized::Input(name.chars().last()?, false),
        "revinputA" | "revinputB" => Sized::Input(name.chars().last()?, true),
        "Counting" | "Uncounting" | ">>t" | "<<t" => Sized::Jumps,
        "Amps" => Sized::Display("AMPS"),
        "Chance" => Sized::Display("CHANCE"),
        "Sample" => Sized::Display("SAMPLE"),
        "Density" => Sized::Display("DENSITY"),
        _ => {
            let (_, gate, reads) = FAMILIES.iter().find(|row| row.0 == name)?;
            Sized::Gate(gate, reads)
        }
    };
    Some((found, size))
}

/// Why cells that are known cannot be had.
pub(super) fn refused(id: &str) -> Option<&'static str> {
    let name = if id == "0" { id } else { id.trim_end_matches(|c: char| c.is_ascii_digit()) };
    Some(match name {
        "+=AA" | "-=AA" => "it reads one register twice; use AB with a copy of A",
        "0" => "it makes every amplitude zero; remove it",
        "__error__" | "__unstable__UniversalNot" => "it is no gate but a test of Quirk's own; remove it",
        _ => return None,
    })
}
