//! Quirk's links from any text: never a panic.
#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = exchange::quirk::read(text);
});
