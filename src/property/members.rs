//! The trait of every row, and lists of them: the members of one object.

use std::fmt::Debug;

use super::context::Context;
use crate::model::{User, UserUpdate};
use crate::wire::{Field, Object, ObjectWriter};

/// Which of the two messages about a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a failure has a format of its own")]
pub enum Message {
    /// An update.
    Update,
    /// A user.
    User,
}

/// A row: one member of an object, or a few that only make sense together, in both messages and both directions.
///
/// * Rows do not depend on their order: one that needs what others have read waits for [`finish_update`] or
///   [`finish_user`].
/// * Reading asks for the row's own members only. What no row reads is an unknown member.
/// * Writing records each attribute: as written, or as dropped for a reason. What no row records is unsupported.
///
/// [`finish_update`]: Self::finish_update
/// [`finish_user`]: Self::finish_user
pub trait Property: Debug + Send + Sync {
    /// Reads the member of an update in `object`.
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, context: &Context<'_>);

    /// Reads what depends on other rows, once all rows of `object` have read.
    fn finish_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, context: &Context<'_>) {
        let _ = (object, update, context);
    }

    /// Writes the member of an update.
    fn write_update<'u>(&'u self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>);

    /// Reads the member of a user in `object`.
    fn read_user(&self, object: &Object<'_, '_>, user: &mut User);

    /// Reads what depends on other rows, once all rows of `object` have read.
    fn finish_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let _ = (object, user);
    }

    /// Writes the member of a user.
    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>);

    /// Reads a member that no row has read: the format's envelope, or what an update cannot write. Returns whether it is
    /// this row's.
    fn read_rest(&self, name: &str, member: &Field<'_, '_>, message: Message) -> bool {
        let _ = (name, member, message);
        false
    }
}

/// The rows of one object, written in this order.
pub type Properties = &'static [&'static dyn Property];

/// Rows side by side are a row.
macro_rules! rows {
    ($rows:ty, $row:ident) => {
        impl Property for $rows {
            fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, context: &Context<'_>) {
                self.iter().for_each(|$row| $row.read_update(object, update, context));
            }

            fn finish_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, context: &Context<'_>) {
                self.iter().for_each(|$row| $row.finish_update(object, update, context));
            }

            fn write_update<'u>(
                &'u self,
                update: &'u UserUpdate,
                context: &Context<'u>,
                out: &mut ObjectWriter<'_, 'u>,
            ) {
                self.iter().for_each(|$row| $row.write_update(update, context, out));
            }

            fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
                self.iter().for_each(|$row| $row.read_user(object, user));
            }

            fn finish_user(&self, object: &Object<'_, '_>, user: &mut User) {
                self.iter().for_each(|$row| $row.finish_user(object, user));
            }

            fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
                self.iter().for_each(|$row| $row.write_user(user, out));
            }

            fn read_rest(&self, name: &str, member: &Field<'_, '_>, message: Message) -> bool {
                self.iter().any(|$row| $row.read_rest(name, member, message))
            }
        }
    };
}

rows! { Properties, row }
rows! { Vec<Box<dyn Property>>, row }

/// Reads all members of one object of an update.
pub(crate) fn read_update(
    rows: &(impl Property + ?Sized),
    object: &Object<'_, '_>,
    update: &mut UserUpdate,
    context: &Context<'_>,
) {
    rows.read_update(object, update, context);
    rows.finish_update(object, update, context);
    read_rest(rows, object, Message::Update);
}

/// Reads all members of one object of a user.
pub(crate) fn read_user(rows: &(impl Property + ?Sized), object: &Object<'_, '_>, user: &mut User) {
    rows.read_user(object, user);
    rows.finish_user(object, user);
    read_rest(rows, object, Message::User);
}

fn read_rest(rows: &(impl Property + ?Sized), object: &Object<'_, '_>, message: Message) {
    for (name, member) in object.unread() {
        rows.read_rest(name, &member, message);
    }
}
