//! `idiolect`'s own dialect: flat, versioned JSON with every attribute, to store a user, queue an
//! update, or audit either.
//!
//! # In an update
//! Absent keeps. `null` clears, and is a problem for what cannot be cleared. The unknown members
//! that an update keeps for another dialect are not included.
//!
//! # In a user
//! The extras of other dialects are included, so that a user read from a vendor and stored in this
//! dialect can be written back unchanged in that vendor's format.
//!
//! # Limitations
//! The password is the one attribute without a member: what is stored or queued contains no secret.

mod elements;
mod extras;
mod failure;
mod names;
mod operations;
mod properties;
mod value;
mod version;

use super::define::dialect;

dialect! {
    /// The dialect of this crate.
    Canonical = "canonical"
}
