//! Where a dialect spells each attribute, found by having it write all of them.

use super::full_user;
use super::traits::{Dialect, UpdateContext};
use crate::codec::{self, Provenance, WriteOutcome};
use crate::model::{Attribute, SettingKey};
use crate::problem::ReportedField;

/// Where one attribute is written, and whether exactly.
#[derive(Debug)]
struct Spelled {
    attribute: Attribute,
    pointer: String,
    is_exact: bool,
}

/// The pointers of one dialect, by attribute.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    in_updates: Vec<Spelled>,
    in_answers: Vec<Spelled>,
}

impl Spellings {
    pub(crate) fn of<D: Dialect + ?Sized>(dialect: &D) -> Self {
        let Ok((update, user)) = full_user::everything() else {
            return Self::default();
        };
        let name = dialect.id();
        let context = UpdateContext::EMPTY.with_id(Some(&user.id));
        let written = codec::write(name.as_str(), None, |out| {
            dialect.properties().write_update(&update, &context, out)
        });
        let answer =
            codec::write(name.as_str(), None, |out| dialect.properties().write_user(&user, out));
        Self { in_updates: pointers(&written.provenance), in_answers: pointers(&answer.provenance) }
    }

    /// The places of `subject` in an update: those that a caller may have written.
    pub(super) fn pointers(&self, subject: &ReportedField) -> Vec<String> {
        let Some(attribute) = subject.attribute() else { return Vec::new() };
        let places = self.in_updates.iter().filter(|encoded| encoded.attribute == attribute);
        let mut pointers: Vec<String> = places.map(|encoded| encoded.pointer.clone()).collect();
        if let ReportedField::CustomSetting(key) = subject {
            pointers = pointers
                .iter()
                .map(|parent| {
                    crate::json::Pointer::parse(parent)
                        .unwrap_or_default()
                        .child(key.as_str())
                        .to_string()
                })
                .collect();
        }
        pointers
    }

    /// Whether an answer has a place for `subject`.
    pub(crate) fn answers_tell(&self, subject: &ReportedField) -> bool {
        self.in_answers.iter().any(|encoded| Some(encoded.attribute) == subject.attribute())
    }

    /// What stands at `pointer`, or is the whole of which that is a part: several, where one member says several.
    pub(super) fn subjects_at(&self, pointer: &str) -> Vec<ReportedField> {
        let covers = |encoded: &&Spelled| {
            pointer
                .strip_prefix(encoded.pointer.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut found: Vec<&Spelled> = self.in_updates.iter().filter(covers).collect();
        if found.is_empty() {
            found = self.in_answers.iter().filter(covers).collect();
        }
        // What a member says exactly is what it is about; the rest is only derived from that.
        if found.iter().any(|encoded| encoded.is_exact) {
            found.retain(|encoded| encoded.is_exact);
        }
        found.into_iter().map(|encoded| encoded.subject_at(pointer)).collect()
    }
}

impl Spelled {
    fn subject_at(&self, pointer: &str) -> ReportedField {
        let key = pointer.strip_prefix(self.pointer.as_str()).and_then(crate::json::Pointer::parse);
        match (
            self.attribute,
            key.and_then(|key| key.segments().next()).map(|key| SettingKey::parse(&key)),
        ) {
            (Attribute::CustomSettings, Some(Ok(key))) => ReportedField::CustomSetting(key),
            (attribute, _) => attribute.into(),
        }
    }
}

/// Each attribute that was written and its pointer; of a custom setting, that of the object around it.
fn pointers(provenance: &Provenance<WriteOutcome>) -> Vec<Spelled> {
    let encoded = |(subject, pointer, writing): (&ReportedField, &str, WriteOutcome)| {
        let WriteOutcome::Written(adaptation) = writing else { return None };
        let pointer = match subject {
            ReportedField::CustomSetting(_) => pointer.rsplit_once('/')?.0,
            _ => pointer,
        };
        Some(Spelled {
            attribute: subject.attribute()?,
            pointer: pointer.to_owned(),
            is_exact: adaptation.is_none(),
        })
    };
    provenance.entries().filter_map(encoded).collect()
}
