//! The benchmark cases W1 to W4 on the peers' very seeds, natively and as wasm.
