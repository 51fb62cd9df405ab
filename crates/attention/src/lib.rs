//! Attention models, quantum and classical, as learn::Model, and what they attend to.
