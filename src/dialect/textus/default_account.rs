//! The account from which messages are sent by default. It is within `settings` in users, as an
//! IRI; in updates it is beside `settings`, as a bare slug, as in the vendor's own request.

use super::iri::{self, ACCOUNT_OR_SLUG, SLUG_OR_ACCOUNT};
use super::properties::SAME_AS_IN_SETTINGS;
use crate::codec::{Description, Object, ObjectWriter};
use crate::codec::{Property, Represents, Support, UpdateContext, alias, property};
use crate::model::{Attribute, User, UserUpdate, slot};

const NAME: &str = "defaultMessagingAccount";

/// The member within `settings`. In updates it is written only for an account that is not valid as
/// a bare slug.
#[derive(Debug, Clone, Copy)]
pub(super) struct WithinSettings;

const WITHIN: &dyn Property = &property(NAME, slot::DefaultMessagingAccount, ACCOUNT_OR_SLUG);

/// The member beside `settings`, in updates only.
#[derive(Debug, Clone, Copy)]
pub(super) struct BesideSettings;

const BESIDE: &dyn Property = &property(NAME, slot::DefaultMessagingAccount, SLUG_OR_ACCOUNT);
const READ_BESIDE: &dyn Property =
    &alias(property(NAME, slot::DefaultMessagingAccount, SLUG_OR_ACCOUNT), SAME_AS_IN_SETTINGS);

/// Whether the account is the same when it is written as a bare slug and read again.
fn is_slug(update: &UserUpdate) -> bool {
    let account = update.preferences.default_messaging_account.as_ref();
    account.is_some_and(|account| iri::is_slug(account.as_str()))
}

impl Property for WithinSettings {
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        WITHIN.read_update(object, update, context);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if !is_slug(update) {
            WITHIN.write_update(update, context, out);
        }
    }

    /// The usual place in an update is the other one: a failure without a path is reported there.
    fn describe(&self, description: &mut Description) {
        WITHIN.describe(description);
        let attributes = description.members.last_mut().map(|member| &mut member.attributes);
        for represents in attributes.into_iter().flatten() {
            *represents = represents.in_updates(Support::None, false);
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        WITHIN.read_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        WITHIN.write_user(user, out);
    }
}

impl Property for BesideSettings {
    /// As an alias does.
    fn reads_last(&self) -> bool {
        true
    }

    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        READ_BESIDE.read_update(object, update, context);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if is_slug(update) {
            BESIDE.write_update(update, context, out);
        }
    }

    fn describe(&self, description: &mut Description) {
        READ_BESIDE.describe(description);
        let attribute = Represents::new(Attribute::DefaultMessagingAccount);
        if let Some(member) = description.members.last_mut() {
            member.attributes.push(attribute.in_updates(Support::Exact, false));
        }
    }
}
