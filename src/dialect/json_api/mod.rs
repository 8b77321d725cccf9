//! Ctrl Hub: a JSON:API document, changed by `PUT /v3/users/{id}`.
//!
//! # In an update
//! Absent keeps, as for a merge; the vendor does not document whether its `PUT` merges or replaces
//! (for a server that replaces, use
//! [`Settings::with_full_updates`](super::Settings::with_full_updates)). `null` and `""` clear; a
//! group that is null (`"contact": null`) clears everything in it. An unset value, also a date, is
//! `""` in the vendor's own responses. Dates are written as midnight UTC in updates, and as days in
//! users.
//!
//! # Limitations
//! An update writes the profile and nothing else of the user: neither e-mail nor user name. A
//! status is not part of the format.
//!
//! # Members
//! <!-- members: begin -->
//!
//! | member | attribute | update | response |
//! |---|---|---|---|
//! | `/data/id` | `id` | exact | exact |
//! | `/data/attributes/email` | `email` | read-only | exact |
//! | `/data/attributes/identities` | `identities` | read-only | exact |
//! | `/data/attributes/profile/work/occupation` | `occupation` | exact, clearable | exact |
//! | `/data/attributes/profile/work/cscs` | `cscs` | exact, clearable | exact |
//! | `/data/attributes/profile/work/eusr` | `eusr` | exact, clearable | exact |
//! | `/data/attributes/profile/work/start_date` | `employment_start` | exact, clearable | exact |
//! | `/data/attributes/profile/personal/first_name` | `given_name` | exact, clearable | exact |
//! | `/data/attributes/profile/personal/first_name` | `full_name` | exact or converted | exact or converted |
//! | `/data/attributes/profile/personal/last_name` | `family_name` | exact, clearable | exact |
//! | `/data/attributes/profile/personal/last_name` | `full_name` | exact or converted | exact or converted |
//! | `/data/attributes/profile/personal/dob` | `date_of_birth` | exact, clearable | exact |
//! | `/data/attributes/profile/personal/username` | `username` | read-only | exact |
//! | `/data/attributes/profile/contact/mobile` | `mobile` | exact, clearable | exact |
//! | `/data/attributes/profile/contact/landline` | `landline` | exact, clearable | exact |
//! | `/data/attributes/profile/address/name` | `building` | exact, clearable | exact |
//! | `/data/attributes/profile/address/number` | `house_number` | exact, clearable | exact |
//! | `/data/attributes/profile/address/street` | `street` | exact, clearable | exact |
//! | `/data/attributes/profile/address/area` | `area` | exact, clearable | exact |
//! | `/data/attributes/profile/address/town` | `town` | exact, clearable | exact |
//! | `/data/attributes/profile/address/county` | `county` | exact, clearable | exact |
//! | `/data/attributes/profile/address/postcode` | `postcode` | exact, clearable | exact |
//! | `/data/attributes/profile/address/country_code` | `country` | exact or converted, clearable | exact or converted |
//! | `/data/attributes/profile/address/what3words` | `what3words` | exact, clearable | exact |
//! | `/data/attributes/profile/settings/preferred_language` | `preferred_language` | exact, clearable | exact |
//! | `/data/attributes/profile/settings/timezone` | `time_zone` | exact, clearable | exact |
//! | `/data/meta/grants` | `grants` | read-only | exact |
//! | `/data/relationships/organisations/data` | `organisations` | read-only | exact |
//! | `/data/relationships/teams/data` | `teams` | read-only | exact |
//! | `/included` | `organisations` | read-only | exact |
//!
//! <!-- members: end -->

mod failure;
mod operations;
mod organisations;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of Ctrl Hub.
    JsonApi = "json-api"
}
