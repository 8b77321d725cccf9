//! MediaSilo / Shift "Phoenix" v3: camelCase with password rules, changed by `PUT /users/{id}`.
//!
//! # In an update
//! Absent keeps, and so does `null`: the vendor's own client sends `null` for everything that it
//! does not change. `""` clears the names (documented), and company, telephone numbers, `ssoId` and
//! the parts of the address (inferred); it is a problem for `userName`, `password`, `email` and
//! `defaultRoleTemplateId`. An unknown key of `address`, an "object hash", is an unknown member as
//! anywhere else.
//!
//! With the current user known, `address` is written whole, with what the vendor sent beside the
//! changes. A house number or a street alone is refused beside an `address1` that was read.
//!
//! The password has at least 8 characters, among them a digit, an upper-case and a lower-case
//! letter, and one of ``-+_!@#$%^&*,``. It may contain a full stop, which does not count as one of
//! these: the vendor's rule is ambiguous there. It must not contain the user name, in upper or
//! lower case.
//!
//! # Limitations
//! House number and street share `address1`. There is no status for a disabled user, which is
//! written as `LOCKED`: the vendor documents a locked user as deactivated. A user never contains
//! the password. The body of a success is undocumented and may be empty.
//!
//! # Members
//! <!-- members: begin -->
//!
//! | member | attribute | update | response |
//! |---|---|---|---|
//! | `/id` | `id` | – | exact |
//! | `/userName` | `username` | exact | exact |
//! | `/password` | `password` | exact | – |
//! | `/firstName` | `given_name` | exact, clearable | exact |
//! | `/firstName` | `full_name` | exact or converted | exact or converted |
//! | `/lastName` | `family_name` | exact, clearable | exact |
//! | `/lastName` | `full_name` | exact or converted | exact or converted |
//! | `/company` | `company` | exact, clearable | exact |
//! | `/email` | `email` | exact | exact |
//! | `/phone` | `landline` | exact, clearable | exact |
//! | `/mobile` | `mobile` | exact, clearable | exact |
//! | `/address/address1` | `house_number` | with the current user, clearable | exact or converted |
//! | `/address/address1` | `street` | with the current user, clearable | exact or converted |
//! | `/address/address2` | `building` | exact, clearable | exact |
//! | `/address/city` | `town` | exact, clearable | exact |
//! | `/address/province` | `county` | exact, clearable | exact |
//! | `/address/postalCode` | `postcode` | exact, clearable | exact |
//! | `/address/country` | `country` | exact, clearable | exact |
//! | `/status` | `status` | exact or converted | exact or converted |
//! | `/sso` | `sso_enabled` | exact | exact |
//! | `/ssoId` | `sso_id` | exact, clearable | exact |
//! | `/defaultRoleTemplateId` | `default_role_template` | exact | exact |
//! | `/roles` | `roles` | read-only | exact |
//!
//! <!-- members: end -->

mod failure;
mod operations;
mod password;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of MediaSilo / Shift "Phoenix".
    Legacy = "legacy"
}
