//! The machine of the figures.

use std::fs;
use std::process::Command;
use std::thread;

/// The processor, cores, compiler and profile, in one line.
pub(crate) fn description() -> String {
    let cores =
        thread::available_parallelism().map_or_else(|_| "?".to_owned(), |cores| cores.to_string());
    let profile = if cfg!(debug_assertions) {
        "without optimisation, so the times are meaningless"
    } else {
        "Cargo's default release profile"
    };
    let (processor, compiler) =
        (processor().unwrap_or_else(unknown), compiler().unwrap_or_else(unknown));
    format!("{processor}, {cores} cores, {compiler}, {profile}")
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn compiler() -> Option<String> {
    let out = Command::new("rustc").arg("--version").output().ok()?.stdout;
    Some(String::from_utf8(out).ok()?.trim().to_owned())
}
