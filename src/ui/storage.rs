//! The browser's storage: two strings kept where storage exists, and one that a reload of the tab takes over.
//! Where storage throws, nothing is kept.

use web_sys::Storage;

/// The last document's link.
pub const LAST: &str = "ketloom.last";
/// The chosen theme.
pub const THEME: &str = "ketloom.theme";
/// What the tab was left with: the fragment in its address, a space, and the newer one.
const LEFT: &str = "ketloom.left";

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

fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Leaves a newer fragment to the page that comes next in this tab, if it comes by that address: a reload asks
/// for the address as it stood before the page could write its last change there.
pub fn leave(address: &str, newer: &str) {
    let Some(tab) = tab() else { return };
    // Full or forbidden: an edit of the last moment is then in LAST alone.
    let _ = if address == newer {
        tab.remove_item(LEFT)
    } else {
        tab.set_item(LEFT, &format!("{address} {newer}"))
    };
}

/// The newer fragment that was left in this tab for a fragment; it is left once.
pub fn left(address: &str) -> Option<String> {
    let left = tab()?.get_item(LEFT).ok()??;
    // Nothing else is done with it, and the next leave writes over it.
    let _ = tab()?.remove_item(LEFT);
    let (before, newer) = left.split_once(' ')?;
    (before == address).then(|| newer.to_string())
}
