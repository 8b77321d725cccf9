//! Applies an update to the current user here, and encodes the target's response with that user.

use idiolect::Report;
use idiolect::codec::DropReason;
use idiolect::dialect::{Decoded, Dialect, DialectExt as _, UpdateContext};
use idiolect::json::Pointer;
use idiolect::model::{ApplyError, Attribute, Extra, Extras, User, UserUpdate};
use idiolect::problem::{Failure, FailureKind, Problem, ReportedField};

use crate::output::Outcome;
use crate::response_record::ResponseRecord;

pub(crate) fn apply_update(
    from: &dyn Dialect,
    to: &dyn Dialect,
    input: &[u8],
    current: &User,
) -> Outcome {
    let context = UpdateContext::EMPTY.with_current(Some(current));
    let update = match from.decode_update(input, &context) {
        Ok(update) => update,
        Err(error) => {
            let problems = error.problems().to_vec();
            return Outcome::rejected(error.status(), problems, Report::default());
        }
    };
    let mut user = current.clone();
    match update.value.apply(&mut user) {
        Ok(()) => {
            let record = ResponseRecord::new(to, &update.value, &user);
            let report = Report::join(update.provenance, record.into_provenance());
            Outcome::responded(to.encode_user(&user).body, report)
        }
        Err(error) => reject(to, update, current, error),
    }
}

fn reject(
    to: &dyn Dialect,
    mut update: Decoded<UserUpdate>,
    current: &User,
    error: ApplyError,
) -> Outcome {
    let mut rejections = vec![Rejection::new(error, &update, current)];
    if update.value.take_password().is_some() {
        // Without the password, a second reason may show.
        let second = update.value.apply(&mut current.clone()).err();
        rejections.extend(second.map(|error| Rejection::new(error, &update, current)));
    }
    let problems = rejections.iter().flat_map(|rejection| rejection.problems(&update)).collect();
    // What else the response would show: without extras, nothing is in the way of a change.
    let mut user = current.clone();
    user.extras = Extras::default();
    let _ = update.value.apply(&mut user);
    let mut record = ResponseRecord::new(to, &update.value, &user);
    for rejection in &rejections {
        record.drop_fields(&rejection.fields, rejection.reason());
    }
    let report = Report::join(update.provenance, record.into_provenance());
    Outcome::rejected(FailureKind::Unprocessable.status(), problems, report)
}

/// The parts of a name, which change together.
const NAME: [Attribute; 3] = [Attribute::FullName, Attribute::GivenName, Attribute::FamilyName];

/// A reason why the update is not applied.
struct Rejection {
    error: ApplyError,
    /// The fields that would be lost; after them those of the update that would replace them.
    fields: Vec<ReportedField>,
}

impl Rejection {
    fn new(error: ApplyError, update: &Decoded<UserUpdate>, current: &User) -> Self {
        let mut fields: Vec<ReportedField> =
            Failure::from(error).problems.into_iter().filter_map(|one| one.subject).collect();
        let lost: Vec<Attribute> = fields.iter().filter_map(ReportedField::attribute).collect();
        let around = current
            .extras
            .entries()
            .filter(|extra| extra.attributes().any(|attribute| lost.contains(&attribute)));
        let mut beside: Vec<Attribute> = around.flat_map(Extra::attributes).collect();
        if NAME.iter().any(|part| lost.contains(part)) {
            beside.extend(NAME);
        }
        for field in update.value.changed_fields() {
            let is_beside = field.attribute().is_some_and(|one| beside.contains(&one));
            if is_beside && !fields.contains(&field) {
                fields.push(field);
            }
        }
        Self { error, fields }
    }

    const fn reason(&self) -> DropReason {
        match self.error {
            ApplyError::NotRepresentable { .. } => DropReason::NotRepresentable,
            _ => DropReason::Unsupported,
        }
    }

    /// The problems, at the first member of the message that is a part of the reason.
    fn problems(&self, update: &Decoded<UserUpdate>) -> Vec<Problem> {
        let pointer_of = |field: &ReportedField| {
            let mut read = update.provenance.entries();
            read.find(|(of, ..)| *of == field).map(|(_, pointer, _)| pointer)
        };
        let pointer = self.fields.iter().find_map(pointer_of).and_then(Pointer::parse);
        let pointer = pointer.unwrap_or_default();
        let problems = Failure::from(self.error).problems.into_iter();
        problems.map(|one| Problem::new(pointer.clone(), one.code, one.detail)).collect()
    }
}
