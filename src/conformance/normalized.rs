//! The value of each attribute in an update or a user, to be compared and shown.

use crate::codec;
use crate::dialect::canonical::Canonical;
use crate::dialect::{Dialect as _, Settings, UpdateContext};
use crate::json::{Node, Pointer};
use crate::model::{Attribute, Password, User, UserUpdate};
use crate::problem::ReportedField;

/// The value of each attribute in this crate's own dialect, which has them all.
#[derive(Debug, PartialEq)]
pub(super) struct Statement<'u>(Node<'u>);

static CANONICAL: Canonical = Canonical::new(Settings::DEFAULT);

impl<'u> Statement<'u> {
    pub(super) fn of_update(update: &'u UserUpdate) -> Self {
        let context = UpdateContext::EMPTY.with_id(update.id.as_ref());
        let written = codec::write("canonical", None, |out| {
            CANONICAL.properties().write_update(update, &context, out);
        });
        let password = update.sign_in.password.as_ref().map(Password::expose);
        let whole = password
            .and_then(|text| written.node.extended(&Pointer::ROOT, "password", Node::text(text)));
        Self(whole.unwrap_or(written.node))
    }

    pub(super) fn of_user(user: &'u User) -> Self {
        Self(
            codec::write("canonical", None, |out| CANONICAL.properties().write_user(user, out))
                .node,
        )
    }

    /// The value of `subject`, `null` if it is cleared.
    pub(super) fn of(&self, subject: &ReportedField) -> Option<&Node<'u>> {
        match subject {
            ReportedField::CustomSetting(key) => {
                self.0.member(Attribute::CustomSettings.as_str())?.member(key.as_str())
            }
            other => self.0.member(&other.name()),
        }
    }

    /// All of it, as the canonical dialect writes it.
    pub(super) fn to_json(&self) -> String {
        self.0.to_json()
    }
}

/// The attributes that are parts of one whole.
const UNITS: &[&[Attribute]] = &[
    &[Attribute::FullName, Attribute::GivenName, Attribute::FamilyName],
    &[Attribute::Street, Attribute::HouseNumber],
];

/// Whether `one` is `other`, or a part of the same whole.
pub(super) fn is_of_unit(one: Attribute, other: Attribute) -> bool {
    one == other || UNITS.iter().any(|unit| unit.contains(&one) && unit.contains(&other))
}

/// Whether `attribute` is a part of something, or a whole, of which `changed` is another: a name
/// given in halves is also a full name, and a street that holds its number leaves none beside it.
pub(super) fn follows_from(attribute: Attribute, changed: &[ReportedField]) -> bool {
    let has_unit = UNITS.iter().any(|unit| unit.contains(&attribute));
    has_unit
        && changed
            .iter()
            .filter_map(ReportedField::attribute)
            .any(|changed| is_of_unit(attribute, changed))
}
