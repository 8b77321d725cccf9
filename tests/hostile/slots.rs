//! The accepted values of each leaf of an update, by dialect.

use serde_json::{Value, json};

/// Another text for a leaf: valid as a name, a street, or a key only.
pub(crate) const ANOTHER: &str = "quite another text";

/// The outcome of a value at a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comes {
    /// The attribute is unchanged.
    Kept,
    /// The attribute is cleared.
    Cleared,
    /// The attribute is set to the value.
    Set,
    /// One problem with each of these codes, at the path of the value.
    Problems(&'static [&'static str]),
}

use Comes::{Cleared, Kept, Problems, Set};

const TYPE: Comes = Problems(&["type"]);
const NOT_CLEARABLE: Comes = Problems(&["not-clearable"]);
const UUID: Comes = Problems(&["uuid"]);
const BLANK: Comes = Problems(&["blank"]);
const IRI: Comes = Problems(&["iri"]);

/// The accepted values of a leaf.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slot {
    /// A text; the outcomes of null, of the empty text, and of [`ANOTHER`].
    Text(Comes, Comes, Comes),
    /// A boolean; the outcome of null.
    Flag(Comes),
    /// A list of objects with these required members.
    List(&'static [&'static str]),
    /// The version of the format.
    Version,
}

impl Slot {
    pub(crate) fn comes(&self, value: &Value) -> Comes {
        match (self, value) {
            (Self::Version, value) if *value == json!(1) => Set,
            (Self::Version, _) => Problems(&["version"]),
            (Self::Text(null, ..) | Self::Flag(null), Value::Null) => *null,
            (Self::List(_), Value::Null) => NOT_CLEARABLE,
            (Self::Text(_, empty, _), Value::String(text)) if text.is_empty() => *empty,
            (Self::Text(.., other), Value::String(_)) => *other,
            (Self::Flag(_), Value::Bool(_)) | (Self::List(_), Value::Array(_)) => Set,
            _ => TYPE,
        }
    }
}

/// The accepted values of the leaf at `place` of the fixtures.
pub(crate) fn slot(dialect: &str, place: &str) -> Slot {
    let name = place.rsplit('/').next().unwrap();
    match dialect {
        "json-api" => json_api(place, name),
        "flat-roles" => flat_roles(place, name),
        "legacy" => legacy(name),
        "upsun" => upsun(name),
        "textus" => textus(place, name),
        _ => canonical(place, name),
    }
}

/// The outcome of [`ANOTHER`] at a member of this name, in every dialect.
fn by_rule(name: &str) -> Comes {
    match name {
        "email" => Problems(&["email"]),
        "landline" | "mobile" | "phone" => Problems(&["phone"]),
        "dob" | "start_date" | "date_of_birth" | "employment_start" => Problems(&["date"]),
        "preferred_language" => Problems(&["language-tag"]),
        "timezone" | "time_zone" => Problems(&["time-zone"]),
        "what3words" => Problems(&["what3words"]),
        "picture" | "website" => Problems(&["link"]),
        "schedule" => Problems(&["schedule"]),
        "status" | "user_type" => Problems(&["not-allowed"]),
        _ => Set,
    }
}

fn json_api(place: &str, name: &str) -> Slot {
    match (place, name) {
        ("/data/id", _) => Slot::Text(Kept, NOT_CLEARABLE, UUID),
        ("/data/type", _) => Slot::Text(TYPE, Problems(&["conflict"]), Problems(&["conflict"])),
        (_, "country_code") => Slot::Text(Cleared, Cleared, Problems(&["country"])),
        _ => Slot::Text(Cleared, Cleared, by_rule(name)),
    }
}

fn flat_roles(place: &str, name: &str) -> Slot {
    match name {
        "firstName" | "lastName" => Slot::Text(NOT_CLEARABLE, Cleared, Set),
        "status" | "type" => Slot::Text(NOT_CLEARABLE, NOT_CLEARABLE, Problems(&["not-allowed"])),
        _ if place.starts_with("/roles/") => Slot::Text(TYPE, UUID, UUID),
        _ => panic!("{place} has no slot"),
    }
}

fn legacy(name: &str) -> Slot {
    const BROKEN: Comes = Problems(&["password-digit", "password-upper-case", "password-special"]);
    match name {
        "sso" => Slot::Flag(Kept),
        "userName" => Slot::Text(Kept, NOT_CLEARABLE, Problems(&["username"])),
        "password" => Slot::Text(Kept, NOT_CLEARABLE, BROKEN),
        "email" | "status" | "defaultRoleTemplateId" => {
            Slot::Text(Kept, NOT_CLEARABLE, by_rule(name))
        }
        _ => Slot::Text(Kept, Cleared, by_rule(name)),
    }
}

fn upsun(name: &str) -> Slot {
    match name {
        "first_name" | "last_name" | "company" => Slot::Text(NOT_CLEARABLE, Cleared, Set),
        "country" => Slot::Text(NOT_CLEARABLE, NOT_CLEARABLE, Problems(&["country"])),
        _ => Slot::Text(NOT_CLEARABLE, NOT_CLEARABLE, by_rule(name)),
    }
}

fn textus(place: &str, name: &str) -> Slot {
    if place.contains("/customSettings/") {
        return Slot::Text(Cleared, Set, Set);
    }
    match name {
        "email" | "audio" if place.contains("notifications") => Slot::Flag(NOT_CLEARABLE),
        "name" | "email" | "defaultMessagingAccount" => {
            Slot::Text(NOT_CLEARABLE, NOT_CLEARABLE, by_rule(name))
        }
        "memberships" => Slot::List(&["role", "account"]),
        "account" => Slot::Text(TYPE, IRI, IRI),
        "schedule" => Slot::Text(TYPE, by_rule(name), by_rule(name)),
        _ if place.starts_with("/memberships/") || place.contains("/analyticsReports/") => {
            Slot::Text(TYPE, BLANK, Set)
        }
        _ => panic!("{place} has no slot"),
    }
}

fn canonical(place: &str, name: &str) -> Slot {
    if place.starts_with("/custom_settings/") {
        return Slot::Text(Cleared, Set, Set);
    }
    if place.matches('/').count() > 1 {
        let empty = if name == "schedule" { by_rule(name) } else { BLANK };
        return Slot::Text(TYPE, empty, by_rule(name));
    }
    match name {
        "version" => Slot::Version,
        "id" => Slot::Text(Kept, NOT_CLEARABLE, Set),
        "sso_enabled" | "notify_by_email" | "notify_by_audio" => Slot::Flag(NOT_CLEARABLE),
        "full_name"
        | "username"
        | "email"
        | "status"
        | "user_type"
        | "default_role_template"
        | "default_messaging_account" => Slot::Text(NOT_CLEARABLE, NOT_CLEARABLE, by_rule(name)),
        _ => Slot::Text(Cleared, NOT_CLEARABLE, by_rule(name)),
    }
}
