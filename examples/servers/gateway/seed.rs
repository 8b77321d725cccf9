//! The initial user.

use idiolect::dialect::DialectExt;
use idiolect::dialect::canonical::Canonical;
use idiolect::model::User;
use idiolect_servers::Error;

/// The id, the same in every dialect.
pub(crate) const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

/// A user with attributes for every dialect.
pub(crate) fn user() -> Result<User, Error> {
    Ok(Canonical::default()
        .decode_user(include_bytes!("../../../tests/fixtures/canonical/user.json"))?
        .value)
}
