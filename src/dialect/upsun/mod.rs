//! Upsun (Platform.sh): a flat JSON object, changed by `PATCH /users/{id}`.
//!
//! # In an update
//! Absent keeps. `null` is a problem: the vendor's schema has none. `""` clears the names and the company; that is
//! inferred, as the vendor documents no clearing. User name, country, and links cannot be cleared.
//!
//! # What it cannot say
//! An update writes neither e-mail (the vendor has another call for it) nor status; a user has no address but the
//! country, no telephone numbers, no roles. `deactivated` tells a disabled user; a locked or deleted one is told so too.

mod failure;
mod operations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of Upsun.
    Upsun = "upsun"
}
