//! The version of the format.

use crate::codec::value::whole_number;
use crate::codec::{Object, ObjectWriter};
use crate::codec::{Property, UpdateContext};
use crate::json::Name;
use crate::model::{Code, InvalidValue, User, UserUpdate};

/// The member that holds the version, which every message has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version(Name<'static>);

pub(super) const VERSION: Version = Version(Name::fixed("version"));

const CURRENT: u64 = 1;

impl Version {
    fn read(self, object: &Object<'_, '_>) {
        let field = object.member(self.0);
        if field.is_absent() && !object.is_absent() {
            field.problem_missing("this member is required");
        } else if field.part(&whole_number()) != Some(CURRENT) && !field.is_absent() {
            field.problem_always(&InvalidValue::new(Code::VERSION, "version 1 is expected"));
        }
    }

    fn write(self, out: &mut ObjectWriter<'_, '_>) {
        out.number(self.0, Some(CURRENT));
    }
}

impl Property for Version {
    fn read_update(&self, object: &Object<'_, '_>, _: &mut UserUpdate, _: &UpdateContext<'_>) {
        self.read(object);
    }

    fn write_update<'u>(
        &'u self,
        _: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        self.write(out);
    }

    fn read_user(&self, object: &Object<'_, '_>, _: &mut User) {
        self.read(object);
    }

    fn write_user<'u>(&'u self, _: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.write(out);
    }
}
