//! Noise from JavaScript: `{ after, channels, readout }` as JSON.

use crate::Failure;
use circuit::{Action, Circuit, Gate};
use engine::{After, Noise, Readout};
use exchange::json::Json;

/// Reads noise for a circuit; an empty text is none.
pub fn read(text: &str, circuit: &Circuit) -> Result<Noise, Failure> {
    if text.is_empty() {
        return Ok(Noise::none());
    }
    let (json, trouble) = Json::read(text);
    if let Some(trouble) = trouble {
        return Err(wrong(format!("noise is no JSON: {trouble}"), "pass an object"));
    }
    if let Some((key, _)) =
        json.members().iter().find(|(k, _)| !["after", "channels", "readout"].contains(&k.as_str()))
    {
        return Err(wrong(format!("noise has no \"{key}\""), "use after, channels and readout"));
    }
    let channels = json.get("channels").map_or(&[][..], Json::entries);
    let channels = channels.iter().map(channel).collect::<Result<Vec<_>, _>>()?;
    let readout = json.get("readout").map_or(&[][..], Json::entries);
    let readout = readout.iter().map(errors).collect::<Result<Vec<_>, _>>()?;
    let qubits = circuit.qubits();
    if readout.len() > 1 && readout.len() != qubits {
        let message = format!("readout has {} entries, but the circuit has {qubits} qubits", readout.len());
        return Err(wrong(message, "give one entry for all qubits or one for each"));
    }
    Ok(Noise { after: after(json.get("after"), circuit)?, channels, readout })
}

fn wrong(message: String, hint: impl Into<String>) -> Failure {
    Failure::new("noise", message, hint)
}

fn after(value: Option<&Json>, circuit: &Circuit) -> Result<After, Failure> {
    let hint = "use 'every-gate' or gates' names such as ['cx', 'rx']";
    match value {
        None => Ok(After::EveryGate),
        Some(Json::Text(text)) if text == "every-gate" => Ok(After::EveryGate),
        Some(Json::List(entries)) => {
            let names = entries.iter().map(|e| e.text().map(str::to_string)).collect::<Option<Vec<_>>>();
            let names = names.ok_or_else(|| wrong("after is not a list of names".into(), hint))?;
            let own = circuit.customs();
            let known = |name: &String| Gate::spelled(name).is_some() || own.iter().any(|c| c.name == *name);
            match names.iter().find(|name| !known(name)) {
                Some(name) => {
                    let short: String = name.chars().take(40).collect();
                    Err(wrong(format!("after names \"{short}\", which is no gate that is known"), hint))
                }
                None => Ok(After::Gates(names)),
            }
        }
        Some(_) => Err(wrong("after is neither 'every-gate' nor a list of names".into(), hint)),
    }
}

fn channel(entry: &Json) -> Result<(Gate, Vec<f64>), Failure> {
    let name = entry.get("channel").and_then(Json::text).unwrap_or_default();
    let short: String = name.chars().take(40).collect();
    let gate = Gate::named(name);
    let Some((gate, Action::Channel(kraus))) = gate.map(|g| (g, g.action)) else {
        return Err(wrong(
            format!("\"{short}\" is no channel that is known"),
            "write { channel: 'depolarizing', args: { p: 0.01 } }",
        ));
    };
    let args = entry.get("args").map_or(&[][..], Json::members);
    if let Some((key, _)) = args.iter().find(|(key, _)| !gate.params.contains(&key.as_str())) {
        return Err(wrong(
            format!("{short} has no argument \"{key}\""),
            format!("it takes {}", gate.params.join(", ")),
        ));
    }
    let number = |p: &&str| args.iter().find(|(key, _)| key == p).and_then(|(_, v)| v.number());
    let missing = |p: &&str| wrong(format!("{short} lacks the number \"{p}\""), "add it to args");
    let numbers =
        gate.params.iter().map(|p| number(p).ok_or_else(|| missing(p))).collect::<Result<Vec<f64>, _>>()?;
    kraus(&numbers).map_err(|why| wrong(format!("{short}: {why}"), ""))?;
    Ok((gate, numbers))
}

fn errors(entry: &Json) -> Result<Readout, Failure> {
    let number = |key: &str| -> Result<f64, Failure> {
        let Some(value) = entry.get(key) else { return Ok(0.0) };
        value
            .number()
            .filter(|p| (0.0..=1.0).contains(p))
            .ok_or_else(|| wrong(format!("{key} is no probability"), "give numbers from 0 to 1"))
    };
    let known = ["p_read1_given0", "p_read0_given1"];
    if let Some((key, _)) = entry.members().iter().find(|(k, _)| !known.contains(&k.as_str())) {
        return Err(wrong(format!("readout has no \"{key}\""), "use p_read1_given0 and p_read0_given1"));
    }
    Ok(Readout { p_read1_given0: number(known[0])?, p_read0_given1: number(known[1])? })
}

#[cfg(test)]
mod tests {
    use super::read;
    use circuit::Circuit;

    #[test]
    fn noise_is_read_and_what_is_wrong_is_named() {
        let text = r#"{"after":["cx"],"channels":[{"channel":"bit_flip","args":{"p":0.1}}],"readout":[{"p_read1_given0":0.02}]}"#;
        let circuit = Circuit::new(3).expect("a circuit");
        assert_eq!(read(text, &circuit).expect("valid").channels[0].1, [0.1]);
        for (text, part) in [
            ("{\"aftr\":1}", "\"aftr\""),
            ("{\"after\":\"all\"}", "after"),
            ("{\"after\":[\"cx\", \"frob\"]}", "\"frob\""),
            ("{\"channels\":[{\"channel\":\"h\"}]}", "\"h\" is no channel"),
            ("{\"channels\":[{\"channel\":\"bit_flip\",\"args\":{}}]}", "lacks"),
            ("{\"channels\":[{\"channel\":\"bit_flip\",\"args\":{\"p\":2}}]}", "probability"),
            ("{\"readout\":[{},{}]}", "2 entries"),
            ("{\"readout\":[{\"p_read1_given0\":7}]}", "no probability"),
        ] {
            let failure = read(text, &circuit).expect_err(text);
            assert!(failure.0.message.contains(part), "{text}: {failure:?}");
        }
    }
}
