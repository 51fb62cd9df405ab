//! The browser's storage: some strings kept where storage exists, and one that a reload of the tab takes over.
//! Where storage throws, nothing is kept.

use web_sys::{PerformanceNavigation, Storage};

/// The last document's link.
pub const LAST: &str = "ketloom.last";
/// Kept where single characters are no keys.
pub const MUTE: &str = "ketloom.mute";
/// The newest fragment when the tab was left.
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

/// Keeps nothing under a name any more.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        // What cannot be forgotten was not kept.
        let _ = storage.remove_item(name);
    }
}

fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Leaves the newest fragment to a reload of this tab, which asks for the address as it stood before the page could
/// write its last change there.
pub fn leave(newest: &str) {
    if let Some(tab) = tab() {
        // Full or forbidden: an edit of the last moment is then in LAST alone.
        let _ = tab.set_item(LEFT, newest);
    }
}

/// The fragment that was left in this tab, if the page comes by a reload. It is left once: who comes by a link
/// sees what the link says.
pub fn left() -> Option<String> {
    let left = tab()?.get_item(LEFT).ok()??;
    // Nothing else is done with it, and the next leave writes over it.
    let _ = tab()?.remove_item(LEFT);
    let navigation = web_sys::window()?.performance()?.navigation();
    (navigation.type_() == PerformanceNavigation::TYPE_RELOAD && !left.is_empty()).then_some(left)
}
