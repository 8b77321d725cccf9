//! Imports point downwards only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. Those of one rank know nothing of each other.
const LAYERS: &[&[&str]] = &[
    &["json", "model"],
    &["problem"],
    &["codec"],
    &["dialect"],
    &["translation"],
    &["http"],
    &["gateway"],
    &["tower"],
    &["conformance"],
];

#[test]
fn no_layer_imports_a_higher_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(&root).unwrap();
        wrong.extend(imports_upwards(path, &text));
    }
    assert!(wrong.is_empty(), "a layer imports one that is not below it:\n{}", wrong.join("\n"));
}

#[test]
fn every_form_of_an_import_is_seen() {
    let found = |path: &str, text: &str| imports_upwards(Path::new(path), text).len();
    for text in [
        "use crate::dialect::Dialect;",
        "pub(crate) use crate::dialect;",
        "use crate::{\n    json::Node,\n    dialect::{self, Dialect},\n};",
        "fn f() -> crate::dialect::Error { todo!() }",
        "macro_rules! m { () => { $crate::dialect::Error } }",
        "use super::super::dialect::Dialect;",
        "mod tests { use super::super::super::dialect::Dialect; }",
        "let quote = '\"'; use crate::dialect::Dialect; let other = '\"';",
    ] {
        assert_eq!(found("codec/field.rs", text), 1, "{text}");
    }
    assert_eq!(found("codec/mod.rs", "use super::dialect::Dialect;"), 1);
    assert_eq!(found("model/text.rs", "use crate::json::Node;"), 1, "a sibling");
    assert_eq!(found("model/text.rs", "use crate::elsewhere::Thing;"), 1, "no layer");
    for text in [
        "use crate::json::Node;",
        "use crate::codec::Reader;",
        "use super::super::json::Node;",
        "use super::field::Field;",
        "mod tests { use super::super::dialect::Dialect; }",
        "/// See [`Dialect`](crate::dialect::Dialect).",
        "/* crate::dialect */ let text = \"use crate::dialect;\"; let raw = r#\"\"crate::dialect\"#;",
    ] {
        assert_eq!(found("codec/field.rs", text), 0, "{text}");
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|layers| layers.contains(&layer))
}

/// The imports of the file at `path`, below `src`, that do not point downwards: file, line, layer.
fn imports_upwards(path: &Path, text: &str) -> Vec<String> {
    let parts: Vec<&str> = path.iter().map(|part| part.to_str().unwrap()).collect();
    let [layer, .., file] = parts.as_slice() else { return Vec::new() };
    let own = rank(layer).unwrap_or_else(|| panic!("`src/{layer}` is not in the list of layers"));
    // How many modules are between this file and the root of the crate.
    let depth = parts.len() - usize::from(*file == "mod.rs");
    let is_wrong = |(_, imported): &(usize, String)| {
        imported != layer && rank(imported).is_none_or(|imported| imported >= own)
    };
    let wrong = imported_layers(&code(text), depth).into_iter().filter(is_wrong);
    wrong.map(|(line, imported)| format!("src/{}:{line}: {imported}", path.display())).collect()
}

/// The layers that `code` names by paths from the root of the crate, each with its line.
fn imported_layers(code: &str, depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut tokens = tokens(code).into_iter().peekable();
    // The depth of braces at which each module within the file begins.
    let (mut braces, mut modules): (usize, Vec<usize>) = (0, Vec::new());
    let mut opens_module = false;
    while let Some((_, word)) = tokens.next() {
        match word {
            "{" => {
                braces += 1;
                if std::mem::take(&mut opens_module) {
                    modules.push(braces);
                }
            }
            "}" => {
                modules.pop_if(|begun| *begun == braces);
                braces -= 1;
            }
            ";" => opens_module = false,
            "mod" => opens_module = true,
            "crate" | "super" => {
                let mut ups = usize::from(word == "super");
                while tokens.next_if(|(_, next)| *next == "::").is_some() {
                    if tokens.next_if(|(_, next)| *next == "super").is_some() {
                        ups += 1;
                        continue;
                    }
                    if word == "crate" || ups >= depth + modules.len() {
                        found.extend(first_segments(&mut tokens));
                    }
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// What comes behind `crate::`: one name, or each that begins an item of a group.
fn first_segments<'c>(
    tokens: &mut std::iter::Peekable<impl Iterator<Item = (usize, &'c str)>>,
) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let Some((line, first)) = tokens.next() else { return found };
    if first != "{" {
        return vec![(line, first.to_owned())];
    }
    let (mut depth, mut is_first) = (1, true);
    for (line, word) in tokens.by_ref() {
        match word {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => is_first = true,
            name if depth == 1 && std::mem::take(&mut is_first) => {
                found.push((line, name.to_owned()));
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// Names and punctuation, each with its line.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_name = |character: char| character.is_alphanumeric() || character == '_';
            let length = match first {
                first if is_name(first) => rest.find(|one| !is_name(one)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                first => first.len_utf8(),
            };
            let (word, behind) = rest.split_at(length);
            tokens.push((number + 1, word));
            rest = behind.trim_start();
        }
    }
    tokens
}

/// The text without comments and literals; its lines stay where they are.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = literal_or_comment(rest);
        if length == 0 {
            // A name is taken whole, so that its last letter begins no raw string.
            let name =
                rest.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap_or(rest.len());
            let (taken, behind) = rest.split_at(name.max(first.len_utf8()));
            code.push_str(taken);
            rest = behind;
        } else {
            let (skipped, behind) = rest.split_at(length);
            code.extend(skipped.chars().filter(|one| *one == '\n'));
            code.push(' ');
            rest = behind;
        }
    }
    code
}

/// How long the literal or comment is that `text` begins with; 0, if it begins with neither.
fn literal_or_comment(text: &str) -> usize {
    let until = |end: &str, from: usize| {
        text.get(from..)
            .and_then(|rest| rest.find(end))
            .map_or(text.len(), |at| from + at + end.len())
    };
    let raw = text.strip_prefix('b').unwrap_or(text).strip_prefix('r');
    let hashes = raw.map(|rest| rest.len() - rest.trim_start_matches('#').len());
    if text.starts_with("//") {
        text.find('\n').unwrap_or(text.len())
    } else if text.starts_with("/*") {
        until("*/", 2)
    } else if let (Some(raw), Some(hashes)) = (raw, hashes)
        && raw.get(hashes..).is_some_and(|rest| rest.starts_with('"'))
    {
        until(&format!("\"{}", "#".repeat(hashes)), text.len() - raw.len() + hashes + 1)
    } else if text.starts_with('"') {
        quoted(text, '"')
    } else if text.starts_with("'\\") {
        quoted(text, '\'')
    } else if text.starts_with('\'') {
        // A lifetime has no quotation mark behind its first letter.
        let mut characters = text.chars().skip(1);
        let length = characters.next().map_or(0, char::len_utf8);
        if characters.next() == Some('\'') { length + 2 } else { 0 }
    } else {
        0
    }
}

fn quoted(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, one) in text.char_indices().skip(1) {
        match one {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            one if one == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}
