//! LaTeX pictures with quantikz: the circuit as it is drawn, composite gates whole.
//!
//! A picture can say everything, so nothing is refused but sizes; qubit 0 is the top wire. Gates on wires that
//! are not neighbours are boxes joined by a line. Not here: the page's own drawing (`plot`).

use crate::write::names::Symbols;
use crate::write::refusal;
use crate::{Named, Trouble};
use circuit::{Action, Axis, Circuit, Layout, Op, Script, Symbol};

const TARGET: &str = "quantikz";
const MAX_COLUMNS: usize = 400;

/// A document that LaTeX compiles as it is; take the `quantikz` environment out of it for your own.
pub fn write(named: &Named) -> Result<String, Trouble> {
    let circuit = &named.circuit;
    // Displays are no part of a circuit on paper.
    let shown: String =
        displays(circuit).map(|op| format!("% Ketloom shows the state here: {op}\n")).collect();
    let circuit = &circuit.without_displays();
    let layout = circuit.layout();
    let columns = layout.columns.iter().max().map_or(0, |c| c + 1);
    if columns > MAX_COLUMNS {
        let what = format!("a picture of {columns} columns");
        return Err(refusal(TARGET, &what, &format!("export at most {MAX_COLUMNS} columns at a time")));
    }
    let weights = named.parameters.clone();
    let names = Symbols { weights, inputs: Vec::new() };
    let mut grid = vec![Vec::new(); circuit.qubits()];
    for column in 0..columns {
        // Ops of one column may cross each other's wires: then they stand in columns of their own.
        for ops in apart(circuit, &layout, column) {
            grid.iter_mut().for_each(|row| row.push(String::from("\\qw")));
            ops.iter().for_each(|op| draw(circuit, op, &names, &mut grid));
        }
    }
    let mut text = shown;
    text += &format!(
        "% A circuit written by Ketloom. Order of qubits: qubit 0, the {} significant bit, is the top wire.\n\
         \\documentclass{{article}}\n\\pagestyle{{empty}}\n\\usepackage{{amsmath}}\n\\usepackage{{tikz}}\n\
         \\usetikzlibrary{{quantikz}}\n\\begin{{document}}\n\\begin{{quantikz}}\n",
        named.bit()
    );
    for (qubit, row) in grid.iter().enumerate() {
        let label = escaped(&circuit.name(qubit));
        let cells: String = row.iter().map(|cell| format!(" & {cell}")).collect();
        let end = if qubit + 1 == grid.len() { "" } else { " \\\\" };
        let start = match circuit.start(qubit).name() {
            "0" => String::new(),
            name => format!(" $\\ket{{{name}}}$"),
        };
        text += &format!("\\lstick{{{label}{start}}}{cells} & \\qw{end}\n");
    }
    Ok(text + "\\end{quantikz}\n\\end{document}\n")
}

fn displays(circuit: &Circuit) -> impl Iterator<Item = &Op> {
    circuit.ops().iter().filter(|op| op.gate.is_display())
}

/// The ops of a column in groups whose spans do not overlap.
fn apart<'a>(circuit: &'a Circuit, layout: &Layout, column: usize) -> Vec<Vec<&'a Op>> {
    let mut groups: Vec<Vec<&Op>> = Vec::new();
    for (op, _) in circuit.ops().iter().zip(&layout.columns).filter(|(_, c)| **c == column) {
        let clear = |other: &&Op| op.span().1 < other.span().0 || other.span().1 < op.span().0;
        match groups.iter_mut().find(|group| group.iter().all(clear)) {
            Some(group) => group.push(op),
            None => groups.push(vec![op]),
        }
    }
    groups
}

fn draw(circuit: &Circuit, op: &Op, names: &Symbols, grid: &mut [Vec<String>]) {
    let mut put = |qubit: usize, cell: String| {
        if let Some(last) = grid[qubit].last_mut() {
            *last = cell;
        }
    };
    let mut targets = op.targets.clone();
    targets.sort_unstable();
    let (top, bottom) = (targets[0], targets[targets.len() - 1]);
    let whole = bottom - top + 1 == targets.len() && targets.len() > 1;
    let label = label(circuit, op, names);
    if op.gate.name == "SWAP" && op.custom.is_none() && op.conditions.is_empty() {
        put(top, format!("\\swap{{{}}}", bottom - top));
        put(bottom, String::from("\\targX{}"));
    } else if op.gate.name == "X" && !op.controls.is_empty() && op.conditions.is_empty() {
        put(top, String::from("\\targ{}"));
    } else if whole {
        put(top, format!("\\gate[{}]{{{label}}}", targets.len()));
        // The box covers these cells; they stay empty.
        targets[1..].iter().for_each(|q| put(*q, String::new()));
    } else if matches!(op.gate.action, Action::Measure) && op.conditions.is_empty() {
        let bits: Vec<String> = op.bits.iter().map(|b| escaped(&circuit.bit_name(*b))).collect();
        put(top, format!("\\meter{{{}}}", bits.join(",")));
    } else if matches!(op.gate.action, Action::Nothing) {
        put(top, String::from("\\qw"));
    } else {
        for (i, qubit) in targets.iter().enumerate() {
            let line = targets.get(i + 1).map_or(String::new(), |next| format!(" \\vqw{{{}}}", next - qubit));
            put(*qubit, format!("\\gate{{{label}}}{line}"));
        }
    }
    for control in &op.controls {
        let near = nearest(control.qubit, &targets);
        let to = near as isize - control.qubit as isize;
        let word = if control.on { "ctrl" } else { "octrl" };
        let cell = match control.axis {
            Axis::Z => format!("\\{word}{{{to}}}"),
            // Other axes in a box that names them: a dot alone would be read as Z.
            axis => {
                let dot = if control.on { "\\bullet" } else { "\\circ" };
                format!("\\gate{{{dot}_{{{axis:?}}}}} \\vqw{{{to}}}")
            }
        };
        put(control.qubit, cell);
    }
}

/// The end of the targets' box that is nearer to a control.
fn nearest(control: usize, targets: &[usize]) -> usize {
    let far = |t: &usize| t.abs_diff(control);
    targets.iter().copied().min_by_key(far).unwrap_or(control)
}

/// What a box says: the gate, its angles, its conditions.
fn label(circuit: &Circuit, op: &Op, names: &Symbols) -> String {
    let mut text = escaped(if op.custom.is_some() { op.name() } else { op.gate.symbol });
    if !op.args.is_empty() {
        let args: Vec<String> = op.args.iter().map(|a| a.written(&Tex { names })).collect();
        text += &format!("$({})$", args.join(", "));
    }
    for condition in &op.conditions {
        let bits: Vec<String> = condition.bits.iter().map(|b| escaped(&circuit.bit_name(*b))).collect();
        let sign = match condition.comparison.sign() {
            "==" => "=",
            "!=" => "\\neq",
            "<=" => "\\leq",
            ">=" => "\\geq",
            other => other,
        };
        text += &format!(" if {} ${sign} {}$", bits.join(","), condition.value);
    }
    format!("\\text{{{text}}}")
}

/// Text that LaTeX sets as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '_' | '%' | '&' | '#' | '$' | '{' | '}' => out.extend(['\\', c]),
            '^' => out += "\\textasciicircum{}",
            '\\' => out += "\\textbackslash{}",
            '~' => out += "\\textasciitilde{}",
            '|' => out += "$|$",
            '<' => out += "$<$",
            '>' => out += "$>$",
            c if c.is_ascii() => out.push(c),
            c => out += &format!("${}$", sign(c)),
        }
    }
    out
}

/// Signs of gates' symbols in mathematics; others are shown as a question mark rather than break the document.
fn sign(c: char) -> &'static str {
    const SIGNS: [(char, &str); 37] = [
        ('√', "\\surd"),
        ('†', "^\\dagger"),
        ('⟩', "\\rangle"),
        ('⟨', "\\langle"),
        ('−', "-"),
        ('+', "+"),
        ('×', "\\times"),
        ('÷', "\\div"),
        ('⊕', "\\oplus"),
        ('≤', "\\leq"),
        ('≥', "\\geq"),
        ('≠', "\\neq"),
        ('⁻', "^{-}"),
        ('¹', "^{1}"),
        ('²', "^{2}"),
        ('ⁿ', "^{n}"),
        ('½', "\\tfrac12"),
        ('¼', "\\tfrac14"),
        ('φ', "\\varphi"),
        ('θ', "\\theta"),
        ('λ', "\\lambda"),
        ('π', "\\pi"),
        ('α', "\\alpha"),
        ('β', "\\beta"),
        ('γ', "\\gamma"),
        ('…', "\\ldots"),
        ('·', "\\cdot"),
        ('↔', "\\leftrightarrow"),
        ('→', "\\rightarrow"),
        ('←', "\\leftarrow"),
        ('↑', "\\uparrow"),
        ('↓', "\\downarrow"),
        ('⇅', "\\updownarrow"),
        ('ᵗ', "^{t}"),
        ('∇', "\\nabla"),
        ('⊗', "\\otimes"),
        ('Σ', "\\Sigma"),
    ];
    SIGNS.iter().find(|s| s.0 == c).map_or("?", |s| s.1)
}

/// Expressions in LaTeX.
struct Tex<'a> {
    names: &'a Symbols,
}

impl Script for Tex<'_> {
    fn symbol(&self, symbol: Symbol) -> String {
        let name = match symbol {
            Symbol::Weight(i) => self.names.weights.get(i).cloned().unwrap_or_else(|| symbol.to_string()),
            Symbol::Input(_) | Symbol::Time => symbol.to_string(),
        };
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &name[letters.len()..];
        let greek = ["alpha", "beta", "gamma", "delta", "theta", "lambda", "mu", "phi", "psi", "omega"];
        let head = match letters {
            one if greek.contains(&one) => format!("\\{one}"),
            one if one.chars().count() == 1 && one.is_ascii() => one.to_string(),
            other => format!("\\text{{{}}}", escaped(other)),
        };
        if digits.is_empty() { head } else { format!("{head}_{{{digits}}}") }
    }
    fn call(&self, function: &str, argument: &str, _constant: bool) -> String {
        if function == "sqrt" { format!("\\sqrt{{{argument}}}") } else { format!("\\{function}({argument})") }
    }
    fn power(&self, base: &str, exponent: &str) -> String {
        format!("{{{base}}}^{{{exponent}}}")
    }
    fn pi(&self) -> String {
        "\\pi ".into()
    }
    fn times(&self) -> &'static str {
        "\\,"
    }
}
