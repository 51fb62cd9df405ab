//! Circuit text from any text: never a panic, and what is read prints to text of the same circuit.
#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(circuit) = text.parse::<circuit::Circuit>() {
        assert_eq!(circuit.to_string().parse::<circuit::Circuit>().expect("our own text"), circuit);
    }
});
