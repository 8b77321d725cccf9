//! TextUs Next: JSON-LD, changed by `PUT /users/{id}`.
//!
//! # In an update
//! Absent keeps. `null` removes a custom setting and is a problem elsewhere; so is `""` for `name`
//! and `email`. `memberships` and `analyticsReports` are replaced as a whole; an empty list removes
//! all. The vendor's own example has `notifications` and `defaultMessagingAccount` (a bare slug
//! there) beside `settings`: they mean the same as the members in `settings`, and must not conflict
//! with them. With the current user known, `memberships` may also be the collection of a response.
//! `defaultMessagingAccount` is written beside `settings`, as no request of the vendor
//! has it within; an account that contains `/` would be read as an IRI there, and is written
//! within.
//!
//! # Limitations
//! Only the full name is written; a half alone needs the current user. Only a custom setting can be
//! cleared. `discarded` marks a deleted user; a disabled or locked one is written as not discarded.
//!
//! # Members
//! <!-- members: begin -->
//!
//! | member | attribute | update | response |
//! |---|---|---|---|
//! | `/id` | `id` | – | exact |
//! | `/name` | `full_name` | exact | exact |
//! | `/name` | `given_name` | with the current user, clearable | exact or converted |
//! | `/name` | `family_name` | with the current user, clearable | exact or converted |
//! | `/firstName` | `given_name` | read-only | exact |
//! | `/lastName` | `family_name` | read-only | exact |
//! | `/email` | `email` | exact | exact |
//! | `/avatar` | `picture` | read-only | exact |
//! | `/automatedActor` | `service_account` | read-only | exact |
//! | `/hasPassword` | `has_password` | read-only | exact |
//! | `/discarded` | `status` | read-only | exact or converted |
//! | `/defaultMessagingAccount` | `default_messaging_account` | exact | – |
//! | `/settings/notifications/email` | `notify_by_email` | exact | exact |
//! | `/settings/notifications/audio` | `notify_by_audio` | exact | exact |
//! | `/settings/defaultMessagingAccount` | `default_messaging_account` | – | exact |
//! | `/settings/analyticsReports` | `analytics_reports` | exact | exact |
//! | `/settings/customSettings` | `custom_settings` | exact, clearable | exact |
//! | `/memberships` | `memberships` | exact | exact |
//!
//! <!-- members: end -->

mod default_account;
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
