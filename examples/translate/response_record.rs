//! What the response with a changed user shows of an update.

use idiolect::codec::{
    self, Conversion, DropReason, ObjectWriter, Provenance, Represents, Support, WriteOutcome,
};
use idiolect::dialect::{Dialect, DialectExt as _};
use idiolect::json::{Name, Pointer};
use idiolect::model::{Attribute, User, UserUpdate};
use idiolect::problem::ReportedField;

/// The fields of a response, each with its path. That of a cleared field is where its value would
/// be.
pub(crate) struct ResponseRecord {
    shown: Vec<(ReportedField, Pointer, Option<Conversion>)>,
    dropped: Vec<(ReportedField, DropReason)>,
}

impl ResponseRecord {
    /// The record of the response in the dialect `to` with the `user` that `update` changed.
    pub(crate) fn new(to: &dyn Dialect, update: &UserUpdate, user: &User) -> Self {
        let mut record = Self { shown: Vec::new(), dropped: Vec::new() };
        let is_other_id = update.id.as_ref().is_some_and(|id| *id != user.id);
        for (field, pointer, outcome) in to.encode_user(user).provenance.entries() {
            match outcome {
                WriteOutcome::Written(conversion) => {
                    let is_replaced = is_other_id && field.attribute() == Some(Attribute::Id);
                    let conversion =
                        if is_replaced { Some(Conversion::TargetId) } else { conversion };
                    let pointer = Pointer::parse(pointer).unwrap_or_default();
                    record.shown.push((field.clone(), pointer, conversion));
                }
                WriteOutcome::Dropped(reason) => record.dropped.push((field.clone(), reason)),
                _ => {}
            }
        }
        let present = user.present_fields();
        for field in update.changed_fields().into_iter().filter(|field| !present.contains(field)) {
            let paths = user_paths(to, &field).into_iter();
            record.shown.extend(paths.map(|path| (field.clone(), path, None)));
        }
        record
    }

    /// Records that these fields are not changed after all.
    pub(crate) fn drop_fields(&mut self, fields: &[ReportedField], reason: DropReason) {
        self.shown.retain(|(field, ..)| !fields.contains(field));
        self.dropped.retain(|(field, _)| !fields.contains(field));
        self.dropped.extend(fields.iter().map(|field| (field.clone(), reason)));
    }

    /// Returns the record as that of a message, to be joined with what was read.
    pub(crate) fn into_provenance(self) -> Provenance<WriteOutcome> {
        let paths: Vec<Vec<String>> =
            self.shown.iter().map(|(_, pointer, _)| pointer.segments().collect()).collect();
        let written = codec::write("translate", None, |out| {
            for ((field, _, conversion), path) in self.shown.iter().zip(&paths) {
                record_at(out, path, field, *conversion);
            }
            for (field, reason) in &self.dropped {
                out.record_dropped(field.clone(), *reason);
            }
        });
        written.provenance
    }
}

fn record_at<'p>(
    out: &mut ObjectWriter<'_, 'p>,
    path: &'p [String],
    field: &ReportedField,
    conversion: Option<Conversion>,
) {
    match path {
        [] => out.record_object(field.clone(), conversion),
        [name] => out.record_also(Name::dynamic(name), field.clone(), conversion),
        [name, within @ ..] => out.object_or_empty(Name::dynamic(name), |out| {
            record_at(out, within, field, conversion);
        }),
    }
}

/// The paths of `field` in users; only the exact ones, if there are any.
fn user_paths(to: &dyn Dialect, field: &ReportedField) -> Vec<Pointer> {
    let description = to.description();
    let paths = description.paths();
    let with_support = |is_wanted: fn(Support) -> bool| -> Vec<Pointer> {
        let holds =
            |one: &Represents| Some(one.attribute) == field.attribute() && is_wanted(one.user);
        let found = paths.iter().filter(|(_, member)| member.attributes.iter().any(holds));
        found.map(|(path, _)| path.clone()).collect()
    };
    let exact = with_support(|support| support == Support::Exact);
    let found = if exact.is_empty() { with_support(|one| one != Support::None) } else { exact };
    match field {
        ReportedField::CustomSetting(key) => {
            found.into_iter().map(|path| path.child(key.as_str())).collect()
        }
        _ => found,
    }
}
