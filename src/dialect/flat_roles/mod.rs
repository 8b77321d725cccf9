//! GoRules BRMS: a flat JSON object with roles, changed by `PUT /api/users/{id}`.
//!
//! # In an update
//! Absent keeps, as for a merge; the vendor does not say whether its `PUT` merges or replaces
//! ([`Settings::write_complete`](super::Settings::write_complete) is for a server that replaces). `null` is a problem.
//! `""` clears the names; that is inferred. Roles are named by their ids; an empty list removes all.
//!
//! # What it cannot say
//! An update writes names, status, type and roles, and nothing else. There is no deleted user.

mod failure;
mod operations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of GoRules BRMS.
    FlatRoles = "flat-roles"
}
