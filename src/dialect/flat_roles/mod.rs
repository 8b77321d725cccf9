//! GoRules BRMS: a flat JSON object with roles, changed by `PUT /api/users/{id}`.
//!
//! # In an update
//! Absent keeps, as for a merge; the vendor does not document whether its `PUT` merges or replaces
//! (for a server that replaces, use
//! [`Settings::with_full_updates`](super::Settings::with_full_updates)). `null` is a problem. `""`
//! clears the names; that is inferred. Roles are given by their ids; an empty list removes all.
//!
//! # Limitations
//! An update writes names, status, type and roles, and nothing else. There is no status for a
//! deleted user.
//!
//! # Members
//! <!-- members: begin -->
//!
//! | member | attribute | update | response |
//! |---|---|---|---|
//! | `/id` | `id` | – | exact |
//! | `/email` | `email` | read-only | exact |
//! | `/type` | `user_type` | exact | exact |
//! | `/status` | `status` | exact | exact |
//! | `/createdAt` | `created_at` | read-only | exact |
//! | `/updatedAt` | `updated_at` | read-only | exact |
//! | `/firstName` | `given_name` | exact, clearable | exact |
//! | `/firstName` | `full_name` | exact or converted | exact or converted |
//! | `/lastName` | `family_name` | exact, clearable | exact |
//! | `/lastName` | `full_name` | exact or converted | exact or converted |
//! | `/isService` | `service_account` | read-only | exact |
//! | `/roles` | `roles` | exact | exact or converted |
//!
//! <!-- members: end -->

mod failure;
mod operations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of GoRules BRMS.
    FlatRoles = "flat-roles"
}
