//! To come.

use crate::{Named, Trouble};

/// To come.
pub fn write(_named: &Named) -> Result<String, Trouble> {
    Ok(String::new())
}
