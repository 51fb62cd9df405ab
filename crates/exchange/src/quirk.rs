//! Quirk's circuits, from links and from their JSON.
