//! The trait of every row, and lists of them: the members of one object.

use std::fmt::Debug;

use super::context::UpdateContext;
use super::description::Description;
use crate::codec::{Object, ObjectWriter};
use crate::model::{User, UserUpdate};

/// The kind of a message about a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a failure has its own format")]
pub enum Message {
    /// An update.
    Update,
    /// A user.
    User,
}

/// A row: one member of an object, or a few that only make sense together, in both messages and
/// both directions.
///
/// * Rows do not depend on their order: one that needs what others have read [reads
///   last](Self::reads_last).
/// * A row reads its own members only. A member that no row reads is unknown.
/// * Writing records each attribute: as written, or as dropped for a reason. An attribute that no
///   row records is unsupported.
pub trait Property: Debug + Send + Sync {
    /// Whether the row reads after all other rows of the object.
    fn reads_last(&self) -> bool {
        false
    }

    /// Reads the member of an update in `object`.
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let _ = (object, update, context);
    }

    /// Writes the member of an update.
    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let _ = (update, context, out);
    }

    /// Reads the member of a user in `object`.
    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let _ = (object, user);
    }

    /// Writes the member of a user.
    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let _ = (user, out);
    }

    /// Reads members of this row that are still unread after all rows have been read: the format's
    /// envelope, and read-only members.
    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        let _ = (object, message);
    }

    /// Describes the members. One that is not described has no path in failures and no schema.
    fn describe(&self, description: &mut Description);
}

/// The rows of one object, written in this order.
pub type Properties = &'static [&'static dyn Property];

/// Implements `Property` for a list of rows.
macro_rules! rows {
    ($rows:ty, $row:ident) => {
        impl Property for $rows {
            fn read_update(
                &self,
                object: &Object<'_, '_>,
                update: &mut UserUpdate,
                context: &UpdateContext<'_>,
            ) {
                let mut is_done = true;
                for $row in self.iter() {
                    if $row.reads_last() {
                        is_done = false;
                    } else {
                        $row.read_update(object, update, context);
                    }
                }
                if !is_done {
                    let last = self.iter().filter(|$row| $row.reads_last());
                    last.for_each(|$row| $row.read_update(object, update, context));
                }
            }

            fn write_update<'u>(
                &'u self,
                update: &'u UserUpdate,
                context: &UpdateContext<'u>,
                out: &mut ObjectWriter<'_, 'u>,
            ) {
                for $row in self.iter() {
                    $row.write_update(update, context, out);
                }
            }

            fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
                let mut is_done = true;
                for $row in self.iter() {
                    if $row.reads_last() {
                        is_done = false;
                    } else {
                        $row.read_user(object, user);
                    }
                }
                if !is_done {
                    self.iter()
                        .filter(|$row| $row.reads_last())
                        .for_each(|$row| $row.read_user(object, user));
                }
            }

            fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
                for $row in self.iter() {
                    $row.write_user(user, out);
                }
            }

            fn describe(&self, description: &mut Description) {
                for $row in self.iter() {
                    $row.describe(description);
                }
            }

            fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
                for $row in self.iter() {
                    $row.read_rest(object, message);
                }
            }
        }
    };
}

rows! { Properties, row }
rows! { Vec<Box<dyn Property>>, row }
