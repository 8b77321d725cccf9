//! Updates, written and read again by the same dialect.

use crate::codec::WriteOutcome;
use crate::conformance::case::{Trial, tree, with_written};
use crate::conformance::laws::is_read_as_written;
use crate::conformance::normalized::{Statement, follows_from};
use crate::conformance::violation::{Finding, Held, ensure};
use crate::conformance::{case, generate};
use crate::dialect::canonical::Canonical;
use crate::dialect::{
    DialectExt as _, EncodedMessage, Error, LossPolicy, UpdateContext, UpdateMode,
};
use crate::json::{Node, Pointer};
use crate::model::{Attribute, User, UserUpdate};
use crate::problem::ReportedField;

/// What is exact is decoded exactly, and encoded again to the byte; with the current user
/// known too.
pub(super) fn reads_back(trial: &Trial<'_>) -> Held {
    let update = trial.update();
    with_written(trial, &update, |encoded| {
        let read = trial.decode_own(&encoded.body)?.value;
        let (wanted, found) = (Statement::of_update(&update), Statement::of_update(&read));
        for (subject, pointer, writing) in encoded.provenance.entries() {
            let is_exact = matches!(writing, WriteOutcome::Written(None));
            ensure(!is_exact || found.of(subject) == wanted.of(subject), || {
                format!("{subject} was written at {pointer:?}, and something else is read there")
            })?;
        }
        let again = trial.encode(&read)?.body;
        ensure(again == encoded.body, || {
            format!(
                "what is read is written otherwise the second time: {}",
                String::from_utf8_lossy(&again)
            )
        })
    })?;
    reads_back_beside_a_current_user(trial)
}

/// With a current user, who may have some of it already, or what has to be repeated.
fn reads_back_beside_a_current_user(trial: &Trial<'_>) -> Held {
    let mut source = trial.source();
    // The update again, in part: what is left of the bytes decides on somebody else.
    let cut = if source.flag() { 0 } else { trial.bytes.len() / 3 };
    let (update, id) = (trial.update(), trial.id());
    let mut current = User::new(id.clone());
    let earlier = generate::update(trial.bytes.get(cut..).unwrap_or_default());
    generate::apply(earlier, &mut current);
    let context = UpdateContext::EMPTY.with_id(Some(&id)).with_current(Some(&current));
    let check = || {
        let encoded = trial.dialect.encode_update(&update, &context, &LossPolicy::AllowAll);
        let encoded =
            encoded.map_err(|error| Finding::new(format!("with a current user: {error}")))?;
        let check = || {
            let read = trial.decode_own(&encoded.body)?.value;
            let (wanted, found) = (Statement::of_update(&update), Statement::of_update(&read));
            let stated = update.changed_fields();
            for (subject, pointer, writing) in encoded.provenance.entries() {
                let is_exact =
                    matches!(writing, WriteOutcome::Written(None)) && stated.contains(subject);
                ensure(!is_exact || found.of(subject) == wanted.of(subject), || {
                    format!(
                        "{subject} was written at {pointer:?}, and something else is read there"
                    )
                })?;
            }
            let mut after = current.clone();
            generate::apply(update.clone(), &mut after);
            let (values, known) = (Statement::of_user(&after), after.present_fields());
            // A dialect with full updates writes what the update does not contain.
            let is_complete = trial.dialect.settings().update_mode == UpdateMode::Full;
            for subject in read
                .changed_fields()
                .iter()
                .filter(|subject| !is_complete && !stated.contains(subject))
            {
                // A whole of which one half is new is written with the other.
                let is_so =
                    found.of(subject).filter(|value| !value.is_null()) == values.of(subject);
                let follows =
                    |attribute| follows_from(attribute, &stated) || follows_from(attribute, &known);
                let may_follow = subject.attribute().is_some_and(follows);
                ensure(is_so || may_follow, || {
                    format!("{subject} is read, and the message does not contain it")
                })?;
            }
            Ok(())
        };
        check().map_err(|finding: Finding| finding.showing_body("written as", &encoded.body))
    };
    check().map_err(|finding| {
        finding
            .showing("update", Statement::of_update(&update).to_json())
            .showing("current user", Statement::of_user(&current).to_json())
    })
}

/// Each attribute of the update has its entry; what is called written is there, and what is called
/// dropped is not.
pub(super) fn drops_aloud(trial: &Trial<'_>) -> Held {
    let update = trial.update();
    with_written(trial, &update, |encoded| {
        let stated = update.changed_fields();
        let provenance = &encoded.provenance;
        for subject in &stated {
            ensure(provenance.contains(subject), || format!("nothing is recorded for {subject}"))?;
        }
        for subject in provenance.fields() {
            ensure(stated.contains(subject), || {
                format!("{subject} is recorded, and the message does not contain it")
            })?;
        }
        let read = trial.decode_own(&encoded.body)?.value;
        let (found, stated) = (Statement::of_update(&read), read.changed_fields());
        for (subject, pointer, writing) in provenance.entries() {
            is_read_as_written((subject, pointer, writing), &found, &stated)?;
            let is_addressed = matches!(writing, WriteOutcome::OutsideBody(_));
            ensure(!is_addressed || *subject == ReportedField::Attribute(Attribute::Id), || {
                format!("{subject} is recorded as outside the body, which only the id is")
            })?;
        }
        let is_lost =
            provenance.entries().any(|(_, _, writing)| matches!(writing, WriteOutcome::Dropped(_)));
        let rejected =
            trial.dialect.encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject);
        ensure(is_lost == matches!(rejected, Err(Error::Loss(_))), || {
            "the lost attributes are not those of the error if no loss is allowed".to_owned()
        })
    })
}

/// Nothing is read that was not written; of an empty update, nothing.
pub(super) fn keeps_the_rest(trial: &Trial<'_>) -> Held {
    for update in [UserUpdate::new(trial.id()), trial.update()] {
        with_written(trial, &update, |encoded| {
            let stated = update.changed_fields();
            let read = trial.decode_own(&encoded.body)?.value;
            for subject in read.changed_fields().iter().filter(|subject| !stated.contains(subject))
            {
                let may_follow =
                    subject.attribute().is_some_and(|attribute| follows_from(attribute, &stated));
                ensure(may_follow, || {
                    format!("{subject} is read, and the message does not contain it")
                })?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// An attribute that is set, one that is cleared, one whose member is away, and one whose member is
/// blank.
pub(super) fn keep_clear_set(trial: &Trial<'_>) -> Held {
    let update = trial.update();
    with_written(trial, &update, |encoded| {
        let wanted = Statement::of_update(&update);
        for (subject, pointer, writing) in encoded.provenance.entries() {
            // An update is always of somebody.
            let is_id = *subject == ReportedField::Attribute(Attribute::Id);
            let is_said =
                matches!(writing, WriteOutcome::Written(None)) && !pointer.is_empty() && !is_id;
            if let (true, Some(pointer)) = (is_said, Pointer::parse(pointer)) {
                is_left_without_its_member(trial, encoded, subject, &pointer)?;
                is_no_value_when_blank(trial, encoded, subject, &pointer)?;
                if wanted.of(subject).is_some_and(|value| !value.is_null()) {
                    is_cleared_otherwise(trial, &update, encoded, subject)?;
                }
            }
        }
        Ok(())
    })
}

fn is_left_without_its_member(
    trial: &Trial<'_>,
    encoded: &EncodedMessage,
    subject: &ReportedField,
    pointer: &Pointer,
) -> Held {
    let Some(without) = tree(&encoded.body)?.removed(pointer) else {
        return ensure(false, || {
            format!("{subject} is recorded as written at {pointer}, where nothing is")
        });
    };
    let Ok(read) = trial.decode(without.to_json().as_bytes()) else { return Ok(()) };
    ensure(Statement::of_update(&read.value).of(subject).is_none(), || {
        format!("{subject} is written at {pointer}, and still read once that is away")
    })
}

fn is_no_value_when_blank(
    trial: &Trial<'_>,
    encoded: &EncodedMessage,
    subject: &ReportedField,
    pointer: &Pointer,
) -> Held {
    let blanks = [("null", Node::Null), ("\"\"", Node::text(""))];
    // A custom setting may be empty.
    let is_text =
        |spelling: &str| matches!(subject, ReportedField::CustomSetting(_)) && spelling != "null";
    for (spelling, blank) in blanks.into_iter().filter(|(spelling, _)| !is_text(spelling)) {
        let replaced = tree(&encoded.body)?.replaced(pointer, blank).map(|node| node.to_json());
        let Some(Ok(read)) = replaced.map(|body| trial.decode(body.as_bytes())) else { continue };
        let found = Statement::of_update(&read.value);
        ensure(found.of(subject).is_none_or(Node::is_null), || {
            format!("{spelling} at {pointer} is read as a value of {subject}")
        })?;
    }
    Ok(())
}

/// Clearing what is set, if the dialect can clear it, has other JSON and is read as clearing.
fn is_cleared_otherwise(
    trial: &Trial<'_>,
    update: &UserUpdate,
    encoded: &EncodedMessage,
    subject: &ReportedField,
) -> Held {
    let Some(cleared) = clearing(update, subject) else { return Ok(()) };
    let written = trial.encode(&cleared)?;
    let is_said = |(other, _, writing): (&ReportedField, &str, WriteOutcome)| {
        other == subject && matches!(writing, WriteOutcome::Written(None))
    };
    if !written.provenance.entries().any(is_said) {
        return Ok(());
    }
    ensure(written.body != encoded.body, || {
        format!("{subject} is cleared and set by the same JSON")
    })?;
    let read = trial.decode(&written.body).map(|decoded| decoded.value);
    let read =
        read.map_err(|error| case::unread(&error).showing_body("cleared as", &written.body))?;
    ensure(Statement::of_update(&read).of(subject).is_some_and(Node::is_null), || {
        format!("{subject} is cleared, and that is not what is read")
    })
    .map_err(|finding| finding.showing_body("cleared as", &written.body))
}

/// The update with `subject` cleared instead of set, if it can be cleared.
pub(super) fn clearing(update: &UserUpdate, subject: &ReportedField) -> Option<UserUpdate> {
    let pointer = match subject {
        ReportedField::Attribute(attribute) => Pointer::ROOT.child(attribute.as_str()),
        ReportedField::CustomSetting(key) => {
            Pointer::ROOT.child(Attribute::CustomSettings.as_str()).child(key.as_str())
        }
        _ => return None,
    };
    let canonical = Canonical::default();
    let encoded =
        canonical.encode_update(update, &UpdateContext::EMPTY, &LossPolicy::AllowAll).ok()?;
    let body = tree(&encoded.body).ok()?.replaced(&pointer, Node::Null)?.to_json();
    canonical
        .decode_update(body.as_bytes(), &UpdateContext::EMPTY)
        .ok()
        .map(|decoded| decoded.value)
}
