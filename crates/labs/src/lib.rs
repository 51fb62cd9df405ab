//! The gallery: each model with its slots, presets, settings and a run that trains it beside its classical twins.
