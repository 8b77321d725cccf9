//! Everything that users of `idiolect` can name, with all features, one item a line.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

/// The listing, as rustdoc knows it, each item once.
///
/// # Errors
/// Documentation that cannot be built, or a toolchain whose rustdoc writes another format than
/// 1.95's.
pub fn listing() -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/public-api");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "rustdoc",
            "--quiet",
            "--package",
            "idiolect",
            "--all-features",
            "--lib",
            "--target-dir",
        ])
        .arg(&target);
    cargo.args(["--", "-Z", "unstable-options", "--output-format", "json", "--cap-lints", "allow"]);
    // The format is unstable, and the toolchain is not: the option has to be enabled explicitly.
    let status =
        cargo.env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTDOCFLAGS").current_dir(root).status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("rustdoc ends with {status}")),
        Err(error) => return Err(format!("rustdoc does not begin: {error}")),
    }
    let api = public_api::Builder::from_rustdoc_json(target.join("doc/idiolect.json"))
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .map_err(|error| error.to_string())?;
    // An implementation stands with its trait and with its type, a method at each re-export.
    let mut seen = HashSet::new();
    let items: Vec<String> =
        api.items().map(ToString::to_string).filter(|item| seen.insert(item.clone())).collect();
    Ok(items.join("\n") + "\n")
}
