//! Pictures as values: figures to scenes, the circuit drawing. No colours, no DOM.
