//! OpenQASM from any bytes: never a panic, and what is read survives our own text.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(named) = exchange::qasm::read_bytes(bytes) {
        let text = named.circuit.to_string();
        assert_eq!(text.parse::<circuit::Circuit>().expect("our own text"), named.circuit);
    }
});
