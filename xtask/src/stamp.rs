//! Stamps: the proof that nothing has changed since the last time.
//!
//! Here: a content hash (128-bit FNV-1a; it tells versions apart and guards against nothing else) and small
//! files under target/xtask that hold one. Not here: what goes into a stamp; each command decides.

use crate::project;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A running content hash.
#[derive(Clone)]
pub struct Hash(u128);

impl Hash {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes in one piece; its length goes in too, so that pieces cannot run into each other.
    pub fn add(&mut self, piece: &[u8]) {
        for byte in (piece.len() as u64).to_le_bytes().iter().chain(piece) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    /// Takes in a file: its name relative to `root` (with forward slashes everywhere) and its bytes.
    pub fn add_file(&mut self, root: &Path, file: &Path) -> Result<()> {
        let path = root.join(file);
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        self.add(file.to_string_lossy().replace('\\', "/").as_bytes());
        self.add(&bytes);
        Ok(())
    }

    /// The hash as 32 hexadecimal digits.
    pub fn digits(&self) -> String {
        format!("{:032x}", self.0)
    }
}

/// The hash of those files of the project that `wanted` picks, and of some extra words (tools, flags).
pub fn of_project(extra: &[&str], wanted: impl Fn(&Path) -> bool) -> Result<String> {
    let root = project::root();
    let mut hash = Hash::new();
    extra.iter().for_each(|word| hash.add(word.as_bytes()));
    for file in project::files()?.iter().filter(|file| wanted(file)) {
        hash.add_file(&root, file)?;
    }
    Ok(hash.digits())
}

fn place(name: &str) -> PathBuf {
    project::work().join(format!("{name}.stamp"))
}

/// What the stamp of that name says, if there is one.
pub fn read(name: &str) -> Option<String> {
    std::fs::read_to_string(place(name)).ok().map(|text| text.trim_end().to_owned())
}

/// Keeps a stamp for the next time.
pub fn write(name: &str, text: &str) -> Result<()> {
    project::make(&project::work())?;
    let path = place(name);
    std::fs::write(&path, format!("{text}\n")).with_context(|| format!("cannot write {}", path.display()))
}

/// Forgets a stamp; fine when there is none.
pub fn forget(name: &str) {
    // A stamp that cannot be deleted is overwritten by the next `write`, which does report.
    let _ = std::fs::remove_file(place(name));
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn equal_content_hashes_equal_and_pieces_do_not_run_together() {
        let of = |pieces: &[&str]| {
            let mut hash = Hash::new();
            pieces.iter().for_each(|p| hash.add(p.as_bytes()));
            hash.digits()
        };
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_eq!(of(&[]).len(), 32);
    }

    #[test]
    fn the_projects_hash_depends_on_files_and_words() {
        let lock = |file: &Path| file == Path::new("Cargo.lock");
        let once = of_project(&["a"], lock).expect("hash");
        assert_eq!(once, of_project(&["a"], lock).expect("hash"));
        assert_ne!(once, of_project(&["b"], lock).expect("hash"));
        assert_ne!(once, of_project(&["a"], |_| false).expect("hash"));
    }
}
