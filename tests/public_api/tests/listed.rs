//! The public API is what the listing contains.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::Path;

use idiolect_public_api::listing;

#[test]
fn the_public_api_is_listed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public-api.txt");
    let listing = listing().unwrap_or_else(|error| panic!("{error}"));
    if std::env::var_os("UPDATE_PUBLIC_API").is_some() {
        std::fs::write(&path, &listing).unwrap();
    }
    let listed = std::fs::read_to_string(&path).unwrap();
    let (now, before): (BTreeSet<&str>, BTreeSet<&str>) =
        (listing.lines().collect(), listed.lines().collect());
    let (new, gone): (Vec<_>, Vec<_>) =
        (now.difference(&before).collect(), before.difference(&now).collect());
    assert!(
        new.is_empty() && gone.is_empty(),
        "new: {new:#?}\ngone: {gone:#?}\nIf that is meant: UPDATE_PUBLIC_API=1 cargo test -p idiolect-public-api"
    );
}
