//! Ctrl Hub: a JSON:API document, changed by `PUT /v3/users/{id}`.
//!
//! # In an update
//! Absent keeps, as for a merge; the vendor does not say whether its `PUT` merges or replaces
//! ([`Settings::write_complete`](super::Settings::write_complete) is for a server that replaces). `null` and `""` clear;
//! a group that is null (`"contact": null`) clears everything in it. An unset value, a date too, is `""` in the vendor's
//! own answers. Dates are written as midnight UTC, in answers as days.
//!
//! # What it cannot say
//! An update writes the profile, and nothing else of the user: neither e-mail nor user name. There is no status.

mod failure;
mod operations;
mod organisations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of Ctrl Hub.
    JsonApi = "json-api"
}
