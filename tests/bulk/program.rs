//! The program, as `cargo test` has built it, a folder for its files, and messages for it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use serde_json::Value;

/// From Ctrl Hub to MediaSilo, whatever is lost.
pub(crate) const WAY: [&str; 5] = ["--from", "json-api", "--to", "legacy", "--allow-unsupported"];

/// The program, not started yet. One that is older than its source is no test of it.
pub(crate) fn bulk() -> Command {
    let test = std::env::current_exe().unwrap();
    let name = format!("bulk{}", std::env::consts::EXE_SUFFIX);
    let program = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = fs::read_dir(examples.join("bulk")).unwrap().map(|entry| entry.unwrap().path());
    let source = files.chain([examples.join("bulk.rs")]).map(|file| changed(&file).unwrap()).max();
    assert!(
        changed(&program) >= source,
        "{} is built by `cargo test` without --test, or `cargo build --example bulk`",
        program.display()
    );
    Command::new(program)
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|found| found.modified()).ok()
}

/// How a run has ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Runs it with nothing to read but the files that it is given.
pub(crate) fn run(arguments: &[&str]) -> Ended {
    bulk().args(arguments).stdin(Stdio::null()).output().unwrap().into()
}

/// Runs it with `input` at standard input.
pub(crate) fn run_on(arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = bulk()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A program that reads no further has its reason in its exit status.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap().into()
    })
}

/// A folder of one test's own.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("bulk-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) -> String {
        fs::write(self.0.join(name), content).unwrap();
        self.path(name)
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An update of Ctrl Hub's that gives this mobile number, with so much padding in it.
pub(crate) fn update(mobile: &str, padding: usize) -> String {
    let padding = " ".repeat(padding);
    let profile = format!(
        r#"{{"contact":{{"mobile":"{mobile}"}},{padding}"work":{{"occupation":"Engineer"}}}}"#
    );
    format!(
        r#"{{"data":{{"type":"users","id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","attributes":{{"profile":{profile}}}}}}}"#
    )
}

/// Telephone numbers, each another.
pub(crate) fn mobile(index: usize) -> String {
    format!("07700 {index:06}")
}

/// What [`update`] becomes.
pub(crate) fn translated(mobile: &str) -> String {
    format!(r#"{{"mobile":"{mobile}"}}"#)
}

/// The rejections in `text`: each line's number, pointers and codes.
pub(crate) fn rejections(text: &str) -> Vec<(u64, Vec<String>)> {
    let line = |line: &str| {
        let refusal: Value = serde_json::from_str(line).unwrap();
        let member = |problem: &Value, name: &str| problem[name].as_str().unwrap().to_owned();
        let problems = refusal["problems"].as_array().unwrap().iter();
        let reported = problems.map(|problem| {
            assert!(!member(problem, "detail").is_empty());
            format!("{} {}", member(problem, "pointer"), member(problem, "code"))
        });
        (refusal["line"].as_u64().unwrap(), reported.collect())
    };
    text.lines().map(line).collect()
}
