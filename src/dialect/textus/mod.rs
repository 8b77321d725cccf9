//! TextUs Next: JSON-LD, changed by `PUT /users/{id}`.
//!
//! # In an update
//! Absent keeps. `null` takes a custom setting away and is a problem elsewhere; so is `""` for `name` and `email`.
//! `memberships` and `analyticsReports` are replaced whole, an empty list removes all. The vendor's own example has
//! `notifications` and `defaultMessagingAccount` (there a bare slug) beside `settings`: they mean the ones within, and
//! may not say otherwise.
//!
//! # What it cannot say
//! Only the whole name is written; a half alone needs the current user. Nothing but a custom setting can be cleared.
//! `discarded` tells a deleted user; a disabled or locked one is told as not discarded.

mod failure;
mod iri;
mod memberships;
mod operations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of TextUs Next.
    TextUs = "textus"
}
