//! Members of an update that mean what others do.

use super::context::Context;
use super::members::Property;
use crate::model::{Code, Fault, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// Rows that read attributes which other rows read elsewhere in the message; only in updates, and never written.
#[derive(Debug, Clone, Copy)]
pub struct Alias<P> {
    rows: P,
    mismatch: &'static str,
}

/// Reads by `rows` too what others read. Where both places have an attribute they have to agree; `mismatch` says with what.
#[must_use]
pub const fn alias<P>(rows: P, mismatch: &'static str) -> Alias<P> {
    Alias { rows, mismatch }
}

impl<P: Property> Property for Alias<P> {
    fn read_update(&self, _: &Object<'_, '_>, _: &mut UserUpdate, _: &Context<'_>) {}

    fn finish_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, context: &Context<'_>) {
        let mut here = UserUpdate::default();
        self.rows.read_update(object, &mut here, context);
        let known = update.stated_attributes();
        let mut is_new = false;
        for attribute in here.stated_attributes().iter() {
            if !known.contains(attribute) {
                is_new = true;
            } else if !update.is_same(attribute, &here) {
                object.refuse_last_read(attribute, &Fault::new(Code::CONTRADICTION, self.mismatch));
            }
        }
        if is_new {
            *update = std::mem::take(update).merge(here);
        }
    }

    fn write_update<'u>(&'u self, _: &'u UserUpdate, _: &Context<'u>, _: &mut ObjectWriter<'_, 'u>) {}

    fn read_user(&self, _: &Object<'_, '_>, _: &mut User) {}

    fn write_user<'u>(&'u self, _: &'u User, _: &mut ObjectWriter<'_, 'u>) {}
}
