//! Shorter texts for the page: names, comments and indentation that only people read.
//!
//! Here: short names for what a module and wasm-bindgen's JavaScript call each other by (their own end in 16 digits of
//! hash, twice, which no compression makes small), and that JavaScript and the style sheet without comments and
//! indentation. Not here: packing (`pack`).

use std::collections::BTreeMap;

/// Whether wasm-bindgen made up a name; others are the module's own interface.
fn is_made_up(name: &str) -> bool {
    name.starts_with("__wb") || name.starts_with("wasm_bindgen_") || name.starts_with("__externref")
}

/// Short names for those of a module's imports and exports that were made up.
#[derive(Default)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// The short name for a name, the name itself where it was not made up.
    pub fn short(&mut self, name: &str) -> String {
        if !is_made_up(name) {
            return name.to_owned();
        }
        let next = format!("${}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    /// A script with the short names for the long ones.
    pub fn in_script(&self, script: &str) -> String {
        let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut text = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(part_of_name) {
            let length = rest[start..].find(|c| !part_of_name(c)).unwrap_or(rest.len() - start);
            let (before, name, after) =
                (&rest[..start], &rest[start..start + length], &rest[start + length..]);
            text.push_str(before);
            text.push_str(self.0.get(name).map_or(name, String::as_str));
            rest = after;
        }
        text + rest
    }
}

/// A script without whole lines of comment and without indentation. It has no texts of several lines: a test of the
/// scripts in www/ sees to that.
pub fn script(text: &str) -> String {
    let mut lines = Vec::new();
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            lines.push(line);
        }
        in_comment &= !line.ends_with("*/");
    }
    lines.join("\n") + "\n"
}

/// A style sheet without comments and spaces that say nothing. No text in it may hold `; `, `, ` or a brace.
pub fn sheet(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines: Vec<&str> = bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines
        .join("\n")
        .replace(": ", ":")
        .replace(" {\n", "{")
        .replace(";\n}", "}")
        .replace(";\n", ";")
        .replace("}\n", "}")
        .replace(" {", "{")
        .replace("{ ", "{")
        .replace("; ", ";")
        .replace(";}", "}")
        .replace(" }", "}")
        .replace(", ", ",")
        + "\n"
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn made_up_names_become_short_everywhere_and_others_stay() {
        let mut names = Names::default();
        assert_eq!(names.short("__wbg_get_0123456789abcdef"), "$0");
        assert_eq!(names.short("main"), "main");
        assert_eq!(names.short("wasm_bindgen_0__invoke"), "$1");
        assert_eq!(names.short("__wbg_get_0123456789abcdef"), "$0", "the same name again");
        let script = "{ __wbg_get_0123456789abcdef: f(), main, x: wasm.wasm_bindgen_0__invoke(wasm_bindgen_0__invoke2) }";
        assert_eq!(names.in_script(script), "{ $0: f(), main, x: wasm.$1(wasm_bindgen_0__invoke2) }");
    }

    #[test]
    fn no_script_has_a_text_of_several_lines() {
        let folder = crate::project::root().join("www");
        for file in crate::project::walk(&folder).expect("www") {
            let script = std::fs::read_to_string(folder.join(&file)).expect("text");
            for line in script.lines().filter(|line| !line.trim_start().starts_with(['/', '*'])) {
                assert_eq!(line.matches('`').count() % 2, 0, "{}: {line}", file.display());
            }
        }
    }

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        assert_eq!(
            script("/**\n * About.\n */\nf() {\n    // why\n    a = 1; // 2\n\n}\n/* x */\ng()"),
            "f() {\na = 1; // 2\n}\ng()\n"
        );
        let css = "/* a\n b */\na :hover > b {\n  color: red; /* c */\n  margin: calc(1px + 2px);\n}\n@media x {\n  i { top: 0 }\n}\n";
        assert_eq!(sheet(css), "a :hover > b{color:red;margin:calc(1px + 2px)}@media x{i{top:0}}\n");
    }
}
