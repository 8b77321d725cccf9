//! The layers: imports point downwards only.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and the layers that it may import besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("json", &[]),
    ("model", &[]),
    ("problem", &["json", "model"]),
    ("codec", &["json", "model", "problem"]),
    ("dialect", &["json", "model", "problem", "codec"]),
    ("translation", &["json", "model", "problem", "codec", "dialect"]),
    ("http", &["json", "model", "problem", "codec", "dialect", "translation"]),
    ("gateway", &["json", "model", "problem", "codec", "dialect", "translation", "http"]),
    ("tower", &["json", "model", "problem", "codec", "dialect", "translation", "http", "gateway"]),
    ("conformance", &["json", "model", "problem", "codec", "dialect", "translation"]),
];

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// The modules of the crate's root that a line names, such as `model` in `crate::model::User`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").map(|(at, start)| {
        let rest = &line[at + start.len()..];
        let end = rest.find(|one: char| !(one.is_alphanumeric() || one == '_'));
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// Every import of `text` that points upwards, with its line.
fn upward(layer: &str, allowed: &[&str], text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for module in named(line) {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == module);
            if is_layer && module != layer && !allowed.contains(&module) {
                found.push(format!("{}: {layer} imports {module}", number + 1));
            }
        }
    }
    found
}

#[test]
fn imports_point_downwards_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for (layer, allowed) in LAYERS {
        let mut files = Vec::new();
        rust_files(&source.join(layer), &mut files);
        assert!(!files.is_empty(), "{layer}");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let lines = upward(layer, allowed, &text);
            found.extend(lines.into_iter().map(|line| format!("{}:{line}", file.display())));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_folder_is_a_layer() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(source).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| {
        entry.path().is_dir() && fs::read_dir(entry.path()).unwrap().next().is_some()
    });
    for folder in folders {
        let name = folder.file_name().into_string().unwrap();
        assert!(LAYERS.iter().any(|(layer, _)| *layer == name), "{name}");
    }
}

#[test]
fn an_upward_import_is_found() {
    let allowed = &["json", "model"];
    let text = "use crate::model::User;\n// crate::gateway\nuse crate::{\n};\nfn f(x: crate::http::Y) {}\n";
    assert_eq!(upward("problem", allowed, text), ["5: problem imports http"]);
}
