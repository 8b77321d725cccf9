//! Updates of one attribute alone, in each dialect that can encode them.

use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::model::{Attribute, Password, UserUpdate};
use serde_json::{Value, json};

use crate::exchange::id;
use crate::support::updates::update_of;
use crate::support::values::UUID;
use crate::support::{self, dialect, fixture};

/// An update of one attribute, as callers of one dialect send it.
pub(crate) struct Probe {
    pub(crate) attribute: Attribute,
    /// Whether it takes the value away.
    pub(crate) clears: bool,
    pub(crate) body: Vec<u8>,
}

/// Every way in which callers of the dialect can change one attribute alone.
pub(crate) fn probes(name: &str) -> Vec<Probe> {
    let ways =
        Attribute::ALL.iter().flat_map(|attribute| [(*attribute, false), (*attribute, true)]);
    let probe = |(attribute, clears)| {
        let update = if clears { clearing(attribute) } else { setting(attribute) }?;
        Some(Probe { attribute, clears, body: spoken_in_full(name, &update)? })
    };
    let probes: Vec<Probe> = ways.filter_map(probe).collect();
    assert!(probes.len() >= 8, "{name} has more to say than that");
    probes
}

/// The update in which the canonical fixture sets the attribute.
fn setting(attribute: Attribute) -> Option<UserUpdate> {
    if attribute == Attribute::Password {
        let password = Password::parse("Ch@ng3dP@ssw0rd!").unwrap();
        return Some(update_of(|update| update.sign_in.password = Some(password)));
    }
    alone(attribute, support::json(&fixture("canonical/update.json")).get(attribute.as_str())?)
}

fn clearing(attribute: Attribute) -> Option<UserUpdate> {
    let cleared = match attribute {
        Attribute::CustomSettings => json!({ "/textus/user_schema/calendar": null }),
        Attribute::Roles | Attribute::Memberships | Attribute::AnalyticsReports => json!([]),
        _ => Value::Null,
    };
    alone(attribute, &cleared)
}

fn alone(attribute: Attribute, value: &Value) -> Option<UserUpdate> {
    let body = json!({ "version": 1, attribute.as_str(): value }).to_string();
    let update =
        dialect("canonical").decode_update(body.as_bytes(), &UpdateContext::EMPTY).ok()?.value;
    let is_changed =
        update.changed_fields().iter().any(|subject| subject.attribute() == Some(attribute));
    (is_changed && attribute != Attribute::Id).then_some(update)
}

/// The update in this dialect, if it can encode it.
fn spoken_in_full(name: &str, update: &UserUpdate) -> Option<Vec<u8>> {
    let own = id(UUID);
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    dialect(name)
        .encode_update(update, &context, &LossPolicy::Reject)
        .ok()
        .map(|encoded| encoded.body)
}
