//! A dialect that records what it does not support, and writes full updates.

use idiolect::codec::Description;
use idiolect::codec::Property;
use idiolect::codec::{DropReason, Object, ObjectWriter};
use idiolect::dialect::flat_roles::FlatRoles;
use idiolect::dialect::{
    Dialect, DialectExt, DialectId, FailureFormat, LossPolicy, Operation, Settings, UpdateContext,
};
use idiolect::model::{Attribute, Patch, User, UserUpdate};
use serde_json::json;

use super::support::json;
use super::support::lines::{lines, writings};
use super::support::updates::{update_of, write_update};
use super::support::values::{ID, of};

/// The messages of GoRules, with the company recorded as unsupported.
#[derive(Debug)]
struct Recording(FlatRoles);

impl Dialect for Recording {
    fn id(&self) -> DialectId {
        DialectId::new("recording")
    }

    fn settings(&self) -> &Settings {
        self.0.settings()
    }

    fn operations(&self) -> &[Operation] {
        self.0.operations()
    }

    fn properties(&self) -> &dyn Property {
        self
    }

    fn failure(&self) -> &dyn FailureFormat {
        self.0.failure()
    }
}

impl Property for Recording {
    fn describe(&self, description: &mut Description) {
        self.0.properties().describe(description);
    }

    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        self.0.properties().read_update(object, update, context);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        self.0.properties().write_update(update, context, out);
        if !update.profile.company.is_keep() {
            out.record_dropped(Attribute::Company, DropReason::Unsupported);
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        self.0.properties().read_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.0.properties().write_user(user, out);
    }
}

#[test]
fn a_full_update_does_not_fail_for_unsupported_attributes_of_the_current_user() {
    let dialect = Recording(FlatRoles::new(Settings::default().with_full_updates()));
    let mut current = User::new(of(ID));
    current.name = idiolect::model::Name::new(None, Some(of("Ada")), Some(of("Byron")));
    current.profile.company = Some(of("Engines"));
    let context = UpdateContext::EMPTY.with_current(Some(&current));

    let renamed = update_of(|update| update.name.family = Patch::Set(of("King")));
    let encoded = dialect.encode_update(&renamed, &context, &LossPolicy::Reject).unwrap();
    assert_eq!(json(&encoded.body), json!({"firstName": "Ada", "lastName": "King"}));
    assert!(!writings(&encoded.provenance).iter().any(|line| line.starts_with("company")));

    let moved = update_of(|update| update.profile.company = Patch::Set(of("Looms")));
    assert_eq!(write_update(&dialect, &moved, &context), Err(lines(&["company: unsupported"])));
}
