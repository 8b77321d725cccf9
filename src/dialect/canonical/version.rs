//! The version of the format.

use crate::codec::schema::Schema;
use crate::codec::value::whole_number;
use crate::codec::{Description, MemberDescription};
use crate::codec::{Object, ObjectWriter};
use crate::codec::{Property, UpdateContext};
use crate::json::Name;
use crate::model::{Code, InvalidValue, User, UserUpdate};

/// The member that holds the version, which every message must have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version(Name<'static>);

pub(super) const VERSION: Version = Version(Name::fixed("version"));

const CURRENT: u64 = 1;

impl Version {
    fn read(self, object: &Object<'_, '_>) {
        let field = object.member(self.0);
        if field.is_absent() && !object.is_absent() {
            field.problem_missing("missing required member");
        } else if field.part(&whole_number()) != Some(CURRENT) && !field.is_absent() {
            field.problem_always(&InvalidValue::new(Code::VERSION, "expected version 1"));
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

    fn describe(&self, description: &mut Description) {
        let version = || {
            let number = i64::try_from(CURRENT).unwrap_or(1);
            // To JSON Schema `1.0` is 1, too.
            let version = Schema::whole_number().with_minimum(number).with_maximum(number);
            version.with_rule(Code::VERSION.as_str().to_owned())
        };
        let mut member = MemberDescription::new(self.0.to_cow())
            .in_updates(version())
            .in_users(version())
            .required_in_users(true);
        member.is_required_in_updates = true;
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, _: &mut User) {
        self.read(object);
    }

    fn write_user<'u>(&'u self, _: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.write(out);
    }
}
