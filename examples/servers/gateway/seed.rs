//! The user who is there from the start.

use idiolect::dialect::DialectExt;
use idiolect::dialect::canonical::Canonical;
use idiolect::model::User;
use idiolect_servers::Error;

/// The same on every front.
pub(crate) const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

/// Somebody of whom every front has something to tell.
pub(crate) fn user() -> Result<User, Error> {
    Ok(Canonical::default()
        .decode_user(include_bytes!("../../../tests/fixtures/canonical/user.json"))?
        .value)
}
