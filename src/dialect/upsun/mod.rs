//! Upsun (Platform.sh): a flat JSON object, changed by `PATCH /users/{id}`.
//!
//! # In an update
//! Absent keeps. `null` is a problem: the vendor's schema does not allow it. `""` clears the names
//! and the company; that is inferred, as the vendor does not document clearing. User name, country
//! and links cannot be cleared.
//!
//! # Limitations
//! An update writes neither e-mail (the vendor has another call for it) nor status. A user has no
//! address except the country, no telephone numbers and no roles. `deactivated` marks a disabled
//! user; a locked or deleted one is written as deactivated too.
//!
//! # Members
//! <!-- members: begin -->
//!
//! | member | attribute | update | response |
//! |---|---|---|---|
//! | `/id` | `id` | – | exact |
//! | `/deactivated` | `status` | read-only | exact or converted |
//! | `/namespace` | `namespace` | read-only | exact |
//! | `/username` | `username` | exact | exact |
//! | `/email` | `email` | read-only | exact |
//! | `/email_verified` | `email_verified` | read-only | exact |
//! | `/first_name` | `given_name` | exact, clearable | exact |
//! | `/first_name` | `full_name` | exact or converted | exact or converted |
//! | `/last_name` | `family_name` | exact, clearable | exact |
//! | `/last_name` | `full_name` | exact or converted | exact or converted |
//! | `/picture` | `picture` | exact | exact |
//! | `/company` | `company` | exact, clearable | exact |
//! | `/website` | `website` | exact | exact |
//! | `/country` | `country` | exact or converted | exact or converted |
//! | `/created_at` | `created_at` | read-only | exact |
//! | `/updated_at` | `updated_at` | read-only | exact |
//! | `/consented_at` | `consented_at` | read-only | exact |
//! | `/consent_method` | `consent_method` | read-only | exact |
//!
//! <!-- members: end -->

mod failure;
mod operations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of Upsun.
    Upsun = "upsun"
}
