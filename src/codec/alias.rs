//! Alternative members of an update for attributes that other members hold.

use super::context::UpdateContext;
use super::description::Description;
use super::property::{Message, Property};
use crate::codec::Object;
use crate::model::{Code, InvalidValue, UserUpdate};

/// Rows that read, in updates only, attributes which other rows also read. They are never written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alias<P> {
    rows: P,
    mismatch: &'static str,
}

/// Returns rows that read attributes which other rows also read. Where both have an attribute, the
/// values must be equal; `mismatch` is the text of the problem otherwise.
#[must_use]
pub const fn alias<P: Property + Copy>(rows: P, mismatch: &'static str) -> impl Property + Copy {
    Alias { rows, mismatch }
}

impl<P: Property> Property for Alias<P> {
    fn reads_last(&self) -> bool {
        true
    }

    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        if !object.has_unread() {
            return;
        }
        let mut here = UserUpdate::default();
        let before = object.recorded();
        self.rows.read_update(object, &mut here, context);
        if object.recorded() == before {
            return;
        }
        let known = update.changed_fields();
        let mut is_new = false;
        for field in here.changed_fields() {
            let repeats = |update: &UserUpdate| {
                context.current.is_some_and(|user| !update.would_change(user, &field))
            };
            if repeats(&here) {
                object.record_last_unchanged(&field);
            }
            if !known.contains(&field) {
                is_new = true;
            } else if repeats(&here) {
                here.keep_field(&field);
            } else if repeats(update) {
                update.keep_field(&field);
                is_new = true;
            } else if !update.is_same_field(&field, &here) {
                let fault = InvalidValue::new(Code::CONTRADICTION, self.mismatch);
                object.report_last_read(&field, &fault);
            }
        }
        if is_new {
            *update = std::mem::take(update).merge(here);
        }
    }

    fn describe(&self, description: &mut Description) {
        let mut aliases = description.of_object();
        self.rows.describe(&mut aliases);
        aliases.keep_updates_only();
        aliases.add_rule_to_updates(Code::CONTRADICTION.as_str());
        description.members.append(&mut aliases.members);
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        if message == Message::Update {
            self.rows.read_rest(object, message);
        }
    }
}
