//! The browser's storage: two strings, kept where storage exists. Where it throws, nothing is kept.

use web_sys::Storage;

/// The last document's link.
pub const LAST: &str = "ketloom.last";
/// The chosen theme.
pub const THEME: &str = "ketloom.theme";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What is kept under a name.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name, if it can be kept.
pub fn set(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // Full or forbidden: the link in the address bar is still there.
        let _ = storage.set_item(name, text);
    }
}
