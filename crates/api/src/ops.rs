//! Circuits from a list of operations in JSON, with OpenQASM's gate names (`Gate::spelled`): what `Circuit.fromOps` takes.
//!
//! `{gate, qubits, args?}`, `{gate, registers, args?}` where a gate acts on several, `{matrix, qubits, name?}` or
//! `{channel, qubits, args: {name: number}}`, each with `controls?`, `bits?` and `if?`. Not here: expressions (`names`).

use crate::Failure;
use crate::names::{Names, short};
use circuit::{
    Action, Angle, Axis, C64, Circuit, Condition, Control, Custom, Gate, MAX_CUSTOM_MATRIX, Matrix, Op,
    Register,
};
use exchange::Named;
use exchange::json::Json;

/// Reads the list for a circuit of so many qubits and classical bits (one register called c).
pub fn read(qubits: usize, bits: usize, json: &str) -> Result<Named, Failure> {
    let (list, trouble) = Json::read(json);
    if let Some(trouble) = trouble {
        return Err(Failure::new(
            "operations",
            format!("the operations are no JSON: {trouble}"),
            "pass an array",
        ));
    }
    let mut names = Names::default();
    let mut ops = Vec::new();
    for (index, entry) in list.entries().iter().enumerate() {
        let op = one(entry, index, &mut names).map_err(|Failure(mut trouble)| {
            trouble.message = format!("operation {index}: {}", trouble.message);
            Failure(trouble)
        })?;
        op.check(qubits, bits).map_err(|e| {
            let Failure(mut trouble) = Failure::from(e);
            trouble.message = format!("operation {index}: {}", trouble.message);
            Failure(trouble)
        })?;
        ops.push(op);
    }
    let registers = if bits > 0 { vec![Register { name: "c".into(), size: bits }] } else { Vec::new() };
    let circuit = Circuit::with_registers(qubits, registers, ops)?;
    Ok(Named { circuit, parameters: names.0, notes: Vec::new(), reversed: false })
}

fn wrong(message: impl Into<String>, hint: &str) -> Failure {
    Failure::new("operations", message, hint)
}

/// What an operation may say.
const KEYS: [&str; 10] =
    ["gate", "channel", "qubits", "registers", "args", "controls", "bits", "if", "matrix", "name"];

fn one(entry: &Json, index: usize, names: &mut Names) -> Result<Op, Failure> {
    if let Some((key, _)) = entry.members().iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
        return Err(wrong(format!("\"{key}\" is not known"), &format!("use {}", KEYS.join(", "))));
    }
    let mut op = match entry.get("matrix") {
        Some(matrix) => of_matrix(entry, matrix, index)?,
        None => of_table(entry, names)?,
    };
    match entry.get("controls") {
        None => {}
        Some(Json::List(controls)) => {
            for control in controls {
                op = op.controlled(one_control(control)?);
            }
        }
        Some(_) => return Err(wrong("controls is not a list", "write [0, '!1']")),
    }
    op.bits = whole_numbers(entry, "bits")?;
    match entry.get("if").map(Json::entries) {
        None => {}
        Some([Json::Number(bit), Json::Number(value)])
            if *bit >= 0.0 && bit.fract() == 0.0 && (*value == 0.0 || *value == 1.0) =>
        {
            op.conditions.push(Condition::bit(*bit as usize, *value == 1.0));
        }
        Some(_) => return Err(wrong("if is not a bit and a value", "write if: [0, 1]")),
    }
    Ok(op)
}

/// A gate or channel of the table with its qubits and arguments.
fn of_table(entry: &Json, names: &mut Names) -> Result<Op, Failure> {
    let channel = entry.get("channel").and_then(Json::text);
    let Some(name) = entry.get("gate").and_then(Json::text).or(channel) else {
        return Err(wrong("it names no gate", "write { gate: 'h', qubits: [0] }"));
    };
    let fits =
        |gate: Gate| gate != Gate::custom() && matches!(gate.action, Action::Channel(_)) == channel.is_some();
    let (gate, controls) = Gate::spelled(name).filter(|(gate, _)| fits(*gate)).ok_or_else(|| {
        let kind = if channel.is_some() { "channel" } else { "gate" };
        let message = format!("\"{}\" is no {kind} that is known", short(name));
        wrong(message, "see the list of gates and channels in the README")
    })?;
    let mut op = Op::fixed(gate, &whole_numbers(entry, "qubits")?);
    if gate.registers.len() > 1 {
        let parts = registers(entry, gate)?;
        op.splits = parts[..parts.len() - 1].iter().map(Vec::len).collect();
        op.targets = parts.concat();
    } else if entry.get("registers").is_some() {
        return Err(wrong(format!("{name} does not act on several registers"), "write qubits: [0, 1]"));
    }
    if op.splits.is_empty() {
        let first = controls.min(op.targets.len());
        op.controls = op.targets.drain(..first).map(Control::on).collect();
    } else if controls > 0 {
        return Err(wrong(
            format!("{name} does not say its controls"),
            "write controls: [0] beside registers",
        ));
    }
    op.args = args(entry, gate, names)?;
    Ok(op)
}

/// The registers of a gate that acts on several, each a list of qubits.
fn registers(entry: &Json, gate: Gate) -> Result<Vec<Vec<usize>>, Failure> {
    let (name, needs) = (gate.name, gate.registers.join(", "));
    let parts = entry.get("registers").map_or(&[][..], Json::entries);
    let hint = format!("write registers: a list of qubits for each of {needs}, the most significant first");
    if parts.len() != gate.registers.len() {
        let message = format!("{name} acts on {} registers, {} given", gate.registers.len(), parts.len());
        return Err(wrong(message, &hint));
    }
    let one = |part: &Json| {
        let numbers = qubits_of(part).filter(|numbers| !numbers.is_empty());
        numbers.ok_or_else(|| wrong(format!("a register of {name} is not a list of qubits"), &hint))
    };
    parts.iter().map(one).collect()
}

/// A unitary of one's own: re and im of each entry, row by row, the first qubit the most significant.
fn of_matrix(entry: &Json, matrix: &Json, index: usize) -> Result<Op, Failure> {
    let qubits = whole_numbers(entry, "qubits")?;
    let numbers = matrix.numbers().ok_or_else(|| {
        wrong(
            "matrix is not a list of numbers",
            "write re and im of each entry, row by row: [1, 0, 0, 0, 0, 0, 0, 1]",
        )
    })?;
    let needs = 2usize << (2 * qubits.len().min(MAX_CUSTOM_MATRIX + 1));
    if qubits.is_empty() || qubits.len() > MAX_CUSTOM_MATRIX || numbers.len() != needs {
        let message = format!(
            "a matrix on {} qubits is given by {} numbers; it has 2·4^n on n qubits, 1 to {MAX_CUSTOM_MATRIX}",
            qubits.len(),
            numbers.len()
        );
        return Err(wrong(message, "write re and im of each entry, row by row"));
    }
    let given = entry.get("name").and_then(Json::text);
    let name = given.map_or_else(|| format!("unitary{index}"), str::to_string);
    if Gate::is_reserved(&name) {
        let message = format!("there is a gate called {} already", short(&name));
        return Err(wrong(message, "choose another name"));
    }
    let entries = numbers.chunks(2).map(|z| C64::new(z[0], z[1])).collect();
    let custom = Custom::of_matrix(&name, Matrix::of(entries))
        .map_err(|why| Failure::sentence("not-unitary", &why))?;
    Ok(Op::custom(custom.shared(), &qubits))
}

/// `2`, `'!2'` (where it is |0⟩), `'x2'` (where it is |−⟩), `'!y2'` (where it is |i⟩).
fn one_control(json: &Json) -> Result<Control, Failure> {
    let hint =
        "write numbers, or '!2' for |0⟩, 'x2' and 'y2' for |−⟩ and |−i⟩, '!x2' and '!y2' for |+⟩ and |i⟩";
    let text = match json {
        Json::Number(v) => v.to_string(),
        Json::Text(text) => text.to_ascii_lowercase(),
        _ => String::new(),
    };
    let bare = text.strip_prefix('!').unwrap_or(&text);
    let axes = [("x", Axis::X), ("y", Axis::Y), ("z", Axis::Z), ("", Axis::Z)];
    let read = |(letter, axis): (&str, Axis)| {
        let digits = bare.strip_prefix(letter)?;
        let plain = digits.chars().all(|c| c.is_ascii_digit());
        Some((digits.parse().ok().filter(|_| plain)?, axis))
    };
    let Some((qubit, axis)) = axes.into_iter().find_map(read).filter(|found: &(usize, Axis)| found.0 < 64)
    else {
        return Err(wrong(format!("\"{}\" is no control", short(&text)), hint));
    };
    Ok(Control { qubit, on: bare.len() == text.len(), axis })
}

fn whole_numbers(entry: &Json, name: &str) -> Result<Vec<usize>, Failure> {
    let Some(value) = entry.get(name) else { return Ok(Vec::new()) };
    qubits_of(value).ok_or_else(|| wrong(format!("{name} is not a list of numbers"), "write [0, 1]"))
}

fn qubits_of(value: &Json) -> Option<Vec<usize>> {
    let fits = |v: &f64| *v >= 0.0 && v.fract() == 0.0 && *v < 64.0;
    let numbers = value.numbers().filter(|all| all.len() <= 64 && all.iter().all(fits))?;
    Some(numbers.into_iter().map(|v| v as usize).collect())
}

/// Arguments as a list, or by name for channels.
fn args(entry: &Json, gate: Gate, names: &mut Names) -> Result<Vec<Angle>, Failure> {
    match entry.get("args") {
        None => Ok(Vec::new()),
        Some(Json::Map(members)) => {
            if let Some((key, _)) = members.iter().find(|(key, _)| !gate.params.contains(&key.as_str())) {
                let hint = format!("it takes {}", gate.params.join(", "));
                return Err(Failure::new(
                    "operations",
                    format!("{} has no argument \"{key}\"", gate.name),
                    hint,
                ));
            }
            let missing = |p: &&str| {
                Failure::new("operations", format!("{} lacks \"{p}\"", gate.name), "add it to args")
            };
            let each =
                |p: &&str| members.iter().find(|(key, _)| key == p).map(|(_, v)| v).ok_or_else(|| missing(p));
            gate.params.iter().map(|p| names.angle(each(p)?)).collect()
        }
        Some(list) => list.entries().iter().map(|v| names.angle(v)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    #[test]
    fn the_readmes_list_is_a_circuit() {
        let list = r#"[{"gate":"ry","qubits":[0],"args":["a"]},{"gate":"cx","qubits":[0,1]},
            {"gate":"rz","qubits":[1],"args":["2*b + a/2"]},{"channel":"bit_flip","qubits":[0],"args":{"p":0.2}}]"#;
        let named = read(2, 0, list).expect("valid");
        assert_eq!(named.parameters, ["a", "b"]);
        assert_eq!(
            named.circuit.to_string(),
            "qubits 2; RY(theta1) 0; X 0:1; BIT_FLIP(0.2) 0; RZ(2*theta2 + theta1/2) 1"
        );
    }

    #[test]
    fn registers_matrices_and_controls_of_every_axis_say_what_text_says() {
        let list = r#"[{"gate":"add","registers":[[0,1],[2]],"controls":["!3"]},{"gate":"X","qubits":[3],"controls":["x0","!Y1",2]},
            {"matrix":[0,0,1,0,1,0,0,0],"qubits":[2],"name":"flip"},{"matrix":[0,0,1,0,1,0,0,0],"qubits":[0],"name":"flip"}]"#;
        let text = "qubits 4; matrix flip 1 (0, 1, 1, 0); ADD !3:0 1 | 2; X x0 !y1 2:3; flip 2; flip 0";
        assert_eq!(read(4, 0, list).expect("valid").circuit, text.parse().expect("valid"));
    }

    #[test]
    fn each_bad_operation_is_named_with_a_remedy() {
        for (list, part) in [
            (r#"[{"gate":"h","qubits":[0]},{"gate":"foo","qubits":[0]}]"#, "operation 1: \"foo\""),
            (r#"[{"gate":"cx","qubits":[0]}]"#, "operation 0: X acts on 1"),
            (r#"[{"gate":"h","qubits":[5]}]"#, "qubit 5"),
            (r#"[{"gate":"cx","qubits":[1,1]}]"#, "twice"),
            (r#"[{"gate":"rx","qubits":[0]}]"#, "needs an angle"),
            (r#"[{"gate":"rx","qubits":[0],"args":["2+"]}]"#, "expected a number"),
            (r#"[{"gate":"rx","qubits":[0],"args":[null]}]"#, "neither"),
            (r#"[{"channel":"bit_flip","qubits":[0],"args":{"q":0.2}}]"#, "no argument \"q\""),
            (r#"[{"channel":"bit_flip","qubits":[0],"args":{"p":7}}]"#, "probability"),
            (r#"[{"channel":"h","qubits":[0]}]"#, "no channel"),
            (r#"[{"gate":"h","qubits":[0],"wires":[1]}]"#, "\"wires\""),
            (r#"[{"gate":"h","qubits":[0.5]}]"#, "not a list"),
            (r#"[{"gate":"add","qubits":[0,1]}]"#, "ADD acts on 2 registers, 0 given"),
            (r#"[{"gate":"add","registers":[[0],[]]}]"#, "a register of ADD"),
            (r#"[{"gate":"h","registers":[[0]]}]"#, "several registers"),
            (r#"[{"gate":"cadd","registers":[[0],[1]]}]"#, "its controls"),
            (r#"[{"matrix":[1,0],"qubits":[0]}]"#, "on 1 qubits is given by 2 numbers"),
            (r#"[{"matrix":"1","qubits":[0]}]"#, "not a list of numbers"),
            (r#"[{"matrix":[1,0,0,0,0,0,2,0],"qubits":[0]}]"#, "not unitary"),
            (r#"[{"matrix":[1,0,0,0,0,0,1,0],"qubits":[0],"name":"cx"}]"#, "already"),
            (r#"[{"gate":"h","qubits":[0],"controls":["q1"]}]"#, "\"q1\" is no control"),
            (r#"[{"gate":"h","qubits":[0],"controls":["+1"]}]"#, "\"+1\" is no control"),
            (r#"[{"gate":"h","qubits":[0],"controls":1}]"#, "not a list"),
            (r#"[{"gate":"h","qubits":[0],"controls":[0.5]}]"#, "\"0.5\" is no control"),
            (r#"[{"gate":"h""#, "no JSON"),
        ] {
            let failure = read(2, 1, list).expect_err(list);
            assert!(failure.0.message.contains(part), "{list}: {failure:?}");
        }
    }

    const PARTS: &[&str] = &[
        "\"gate\":\"cx\"",
        "\"gate\":\"c9add\"",
        "\"gate\":\"rx\"",
        "\"gate\":\"measure\"",
        "\"gate\":\"custom\"",
        "\"channel\":\"thermal_relaxation\"",
        "\"qubits\":[0,1]",
        "\"qubits\":[1]",
        "\"qubits\":[63,1e9]",
        "\"qubits\":{}",
        "\"registers\":[[0],[1]]",
        "\"registers\":[[],3]",
        "\"matrix\":[1,0,0,0,0,0,1,0]",
        "\"matrix\":[1e308,1e308]",
        "\"name\":\"é\"",
        "\"name\":\"mine\"",
        "\"controls\":[2]",
        "\"controls\":[\"!x1\"]",
        "\"controls\":[\"é\",-1]",
        "\"bits\":[0]",
        "\"bits\":[-0.5]",
        "\"if\":[0,1]",
        "\"if\":[1e300,1]",
        "\"args\":[\"a+1e9e9\"]",
        "\"args\":[\"2*é\"]",
        "\"args\":{\"t1\":1,\"t2\":1,\"time\":1}",
        "\"args\":[0.5]",
    ];

    proptest! {
        #[test]
        fn no_list_makes_the_reader_panic(
            chosen in prop::collection::vec(prop::collection::vec(0..PARTS.len(), 0..5), 0..4),
            soup in "\\PC{0,40}",
        ) {
            let entry = |parts: &Vec<usize>| {
                format!("{{{}}}", parts.iter().map(|i| PARTS[*i]).collect::<Vec<_>>().join(","))
            };
            let list: Vec<String> = chosen.iter().map(entry).collect();
            for text in [format!("[{}]", list.join(",")), soup] {
                if let Err(failure) = read(3, 1, &text) {
                    prop_assert!(!failure.0.message.is_empty());
                }
            }
        }
    }
}
