//! The language of circuits: gates, angles, ops, circuits, observables, layout, text. Never an amplitude.
