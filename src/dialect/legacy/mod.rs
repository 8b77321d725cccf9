//! MediaSilo / Shift "Phoenix" v3: camelCase with password rules, changed by `PUT /users/{id}`.
//!
//! # In an update
//! Absent keeps, and so does `null`: the vendor's own client sends one for everything it does not change. `""` clears
//! the names (documented), and company, telephone numbers, `ssoId` and the parts of the address (inferred); it is a
//! problem for `userName`, `password`, `email` and `defaultRoleTemplateId`. Unknown keys of `address`, an "object hash",
//! are told and no problem.
//!
//! The password has at least 8 characters, among them a digit, an upper-case and a lower-case letter, and one of
//! ``-+_!@#$%^&*,``. A full stop may be in it but does not count as one of these: the vendor's sentence can be read
//! either way. It must not hold the user name, whatever the case.
//!
//! # What it cannot say
//! House number and street share `address1`. There is no disabled user: one is told as `LOCKED`, by which the vendor
//! means a deactivated user. An answer never tells the password. The body of a success is undocumented and may be empty.

mod failure;
mod operations;
mod password;
mod properties;

use super::define::dialect;

dialect! {
    /// The dialect of MediaSilo / Shift "Phoenix".
    Legacy = "legacy"
}
