//! All that happens between page and machine: document, edits, history, link, store, wire, runner. No browser.
