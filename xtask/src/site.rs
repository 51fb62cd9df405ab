//! The layout of dist/: index.html with the style sheets and the theme's script in it, the packed modules and what lies
//! in www/.
//!
//! Here: copying, packing, writing into index.html what the first paint needs, and putting the build's id behind every
//! address (`?v=dev` in the source becomes `?v=<hash of all contents>`), so that a browser never mixes two
//! builds. Not here: making the modules (`page`), how they are packed (`pack`) and serving (`serve`).

use crate::pack::pack;
use crate::progress::note;
use crate::stamp::Hash;
use crate::{project, shorten};
use anyhow::{Context, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use unpack::streams;

const MARK: &str = "?v=dev";
/// The script that runs before anything is painted.
const THEME: &str = "theme.js";
/// What index.html's policy says of scripts.
const SCRIPTS: &str = "script-src 'self'";
/// The modules that are packed, each against the first.
const PACKED: [&str; 6] = ["ketloom", "simulator", "later", "dialogs", "outcomes", "exchange"];
/// What the browser may fetch before a script asks for it.
const EARLY: [&str; 3] = [
    "rel=\"modulepreload\" href=\"load.js?v=dev\"",
    "rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"unpack.wasm?v=dev\"",
    "rel=\"preload\" as=\"fetch\" crossorigin href=\"ketloom.pack?v=dev\"",
];

/// Fills `dist` from the repository at `root` and the folders of its modules; what is packed is in the first.
pub fn lay_out(root: &Path, modules: &[PathBuf], dist: &Path) -> Result<()> {
    let page = read(&root.join("index.html"))?;
    let sheet = join_sheets(root, &sheets(&page)?)?;
    let theme = shorten::script(&read(&root.join("www").join(THEME))?);
    let page = finished(&page, &sheet, &theme)?;
    empty(dist)?;
    for module in modules {
        copy_all(module, dist, |file| !PACKED.iter().any(|name| file == Path::new(&bare(name))))?;
    }
    pack_all(&modules[0], dist)?;
    copy_scripts(&root.join("www"), dist)?;
    let mut hash = Hash::new();
    hash.add(page.as_bytes());
    for file in project::walk(dist)? {
        hash.add_file(dist, &file)?;
    }
    let id = &hash.digits()[..12];
    write(&dist.join("index.html"), &page.replace(MARK, &format!("?v={id}")))?;
    note(&format!("build id {id}"));
    Ok(())
}

/// Makes a folder, or empties it.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    project::make(folder)
}

/// What wasm-bindgen calls a module's file.
fn bare(name: &str) -> String {
    format!("{name}_bg.wasm")
}

fn pack_all(module: &Path, dist: &Path) -> Result<()> {
    let mut base = Vec::new();
    for name in PACKED {
        let path = module.join(bare(name));
        let content = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let content = in_streams(&content).with_context(|| format!("cannot pack {name}"))?;
        let packed = pack(&content, &base).with_context(|| format!("cannot pack {name}"))?;
        let path = dist.join(format!("{name}.pack"));
        std::fs::write(&path, packed).with_context(|| format!("cannot write {}", path.display()))?;
        if base.is_empty() {
            base = content;
        }
    }
    Ok(())
}

/// A module's content in streams, from which the page can put it together again.
fn in_streams(module: &[u8]) -> Result<Vec<u8>> {
    let content = streams::apart(module)
        .context("the module has operations that are not known to it; see crates/unpack/src/streams.rs")?;
    let mut again = vec![0; module.len()];
    if streams::together(&content, &mut again) != Some(module.len()) || again != module {
        bail!("what was taken apart cannot be put together again");
    }
    Ok(content)
}

/// The style sheets that index.html names for trunk, in their order.
fn sheets(page: &str) -> Result<Vec<&str>> {
    let named: Vec<&str> = page.lines().filter(|line| is_sheet(line)).filter_map(address).collect();
    if named.is_empty() {
        bail!(
            "index.html names no style sheet; it needs lines like <link data-trunk rel=\"css\" href=\"www/css/base.css\">"
        );
    }
    Ok(named)
}

fn is_sheet(line: &str) -> bool {
    line.contains("data-trunk") && line.contains("rel=\"css\"")
}

fn address(line: &str) -> Option<&str> {
    line.split_once("href=\"")?.1.split_once('"').map(|(address, _)| address)
}

fn join_sheets(root: &Path, names: &[&str]) -> Result<String> {
    let mut all = String::new();
    for name in names {
        if !root.join(name).is_file() {
            note(&format!("{name} does not exist yet; index.html names it, the page goes without"));
            continue;
        }
        all.push_str(&read(&root.join(name))?);
        all.push('\n');
    }
    Ok(shorten::sheet(&all))
}

/// index.html as it is served: trunk's lines out, the style sheets and the theme's script in, so that the first paint
/// waits for nothing else; what is packed for what is not. The build's id is still to come.
fn finished(page: &str, sheet: &str, theme: &str) -> Result<String> {
    if sheet.contains("</style") || theme.contains("</script") {
        bail!("a style sheet or {THEME} holds what would end its element in index.html");
    }
    let element = format!("<script>{theme}</script>");
    let mut lines = Vec::new();
    let mut styled = false;
    for line in page.lines() {
        if is_sheet(line) && !styled {
            styled = true;
            lines.push(format!("    <style>{sheet}</style>"));
        }
        if line.contains(&format!("<script src=\"{THEME}{MARK}\">")) {
            lines.push(format!("    {element}"));
        } else if line.contains(&bare(PACKED[0])) {
            lines.extend(EARLY.iter().map(|link| format!("    <link {link}>")));
        } else if !line.contains("data-trunk") {
            lines.push(line.to_owned());
        }
    }
    lines.push(String::new());
    let page = lines.join("\n");
    // The only script that may stand in the page, by what it says.
    let hash = BASE64_STANDARD.encode(Sha256::digest(theme.as_bytes()));
    let allowed = page.replacen(SCRIPTS, &format!("{SCRIPTS} 'sha256-{hash}'"), 1);
    if allowed == page || !page.contains(&element) {
        bail!("index.html allows no scripts by a policy ({SCRIPTS}) or does not name {THEME}");
    }
    Ok(allowed)
}

/// Scripts without their comments; style sheets are joined elsewhere.
fn copy_scripts(from: &Path, to: &Path) -> Result<()> {
    let is_script = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "js");
    let stands_alone = |file: &&PathBuf| is_script(file) && file.as_path() != Path::new(THEME);
    for file in project::walk(from)?.iter().filter(stands_alone) {
        write(&to.join(file), &shorten::script(&read(&from.join(file))?))?;
    }
    copy_all(from, to, |file| !file.starts_with("css") && !is_script(&&file.to_path_buf()))
}

fn copy_all(from: &Path, to: &Path, wanted: impl Fn(&Path) -> bool) -> Result<()> {
    for file in project::walk(from)?.iter().filter(|file| wanted(file)) {
        let target: PathBuf = to.join(file);
        if let Some(folder) = target.parent() {
            project::make(folder)?;
        }
        std::fs::copy(from.join(file), &target)
            .with_context(|| format!("cannot copy {} to {}", from.join(file).display(), target.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod test {
    use super::*;

    const PAGE: &str = "<head>\n<meta content=\"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'\">\n\
        <script src=\"theme.js?v=dev\"></script>\n<link data-trunk rel=\"css\" href=\"www/css/a.css\">\n\
        <link data-trunk rel=\"css\" href=\"www/css/b.css\">\n<link data-trunk rel=\"rust\" href=\"Cargo.toml\">\n\
        <link href=\"ketloom_bg.wasm?v=dev\">\n<script src=\"start.js?v=dev\"></script>\n</head>";

    #[test]
    fn the_pages_sheets_are_read_in_their_order() {
        assert_eq!(sheets(PAGE).expect("sheets"), ["www/css/a.css", "www/css/b.css"]);
        assert!(sheets("<head></head>").is_err());
    }

    #[test]
    fn the_served_page_waits_for_no_sheet_and_no_theme() {
        let page = finished(PAGE, "p{color:red}", "let a;").expect("a page");
        assert_eq!(page.matches("<style>p{color:red}</style>").count(), 1);
        // The hash of "let a;" as `openssl dgst -sha256 -binary | base64` prints it.
        let hash = "'sha256-81WALLbUROF1pWdYjuQYKuIcGgY/+TqVJr8UsV6Tkvo='";
        assert!(page.contains(&format!("script-src 'self' {hash} 'wasm-unsafe-eval'")), "{page}");
        assert!(page.contains("<script>let a;</script>") && !page.contains(THEME), "{page}");
        assert_eq!(page.matches(MARK).count(), 1 + EARLY.len());
        assert!(!page.contains("data-trunk") && !page.contains("ketloom_bg.wasm"));
    }

    #[test]
    fn what_would_break_the_page_is_refused() {
        assert!(finished(PAGE, "p::after{content:'</style>'}", "let a;").is_err());
        assert!(finished(PAGE, "", "let a = '</script>';").is_err());
        assert!(finished(&PAGE.replace(SCRIPTS, ""), "", "let a;").is_err(), "no policy");
        assert!(finished(&PAGE.replace(THEME, "other.js"), "", "let a;").is_err(), "no theme");
    }

    #[test]
    fn every_own_address_in_index_html_is_relative_and_marked() {
        let page = read(&project::root().join("index.html")).expect("index.html");
        let served = finished(&page, "", "").expect("a page").replace(MARK, "?v=abc");
        for attribute in ["href=\"", "src=\"", "data-worker=\""] {
            for rest in served.split(attribute).skip(1) {
                let address = rest.split('"').next().unwrap_or_default();
                assert!(!address.starts_with('/') && !address.contains("://"), "{address} is not relative");
                assert!(
                    address.ends_with("?v=abc") || address.starts_with("data:"),
                    "{address} has no {MARK}"
                );
            }
        }
    }
}
