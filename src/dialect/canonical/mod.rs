//! This crate's own: flat, versioned JSON that says every attribute, to store a user, queue an update, or audit either.
//!
//! # In an update
//! Absent keeps, `null` clears, and is a problem where nothing can be cleared. The password is the one attribute that
//! it cannot say: what is stored or queued holds no secret.
//!
//! # In an answer
//! The remainders of other dialects go along, so that a user read from a vendor and stored here can be told in that
//! vendor's words to the letter.

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
