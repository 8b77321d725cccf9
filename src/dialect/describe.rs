//! A dialect's messages as JSON Schema 2020-12, from its properties.

use super::traits::{Dialect, UnknownMembers};
use crate::codec::schema::Schema;
use crate::codec::{Description, Message};
use crate::model::named;

/// One of the messages of a dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageKind {
    /// An update.
    Update,
    /// A user.
    User,
    /// A failure.
    Failure,
}

impl MessageKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Update, Self::User, Self::Failure];

    /// The kind's name, such as `update`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::User => "user",
            Self::Failure => "failure",
        }
    }
}

named! { MessageKind by as_str, "expected `update`, `user` or `failure`"; }

/// The rules of a whole message that no keyword expresses: no duplicate member, and the limits.
const ROOT_RULES: [&str; 2] = ["duplicate-member", "limits"];

/// The members of a dialect's update and user.
pub(super) fn description<D: Dialect + ?Sized>(dialect: &D) -> Description {
    described(dialect, false)
}

fn described<D: Dialect + ?Sized>(dialect: &D, has_opaque_ids: bool) -> Description {
    let mut description = Description::with_ids(has_opaque_ids);
    dialect.properties().describe(&mut description);
    description
}

/// The schema of one of its messages. `has_opaque_ids` is whether the user ids in updates are those
/// of another service.
pub(crate) fn schema<D: Dialect + ?Sized>(
    dialect: &D,
    message: MessageKind,
    has_opaque_ids: bool,
) -> Schema {
    let title = format!("{} {}", dialect.id(), message.as_str());
    let schema = match message {
        MessageKind::Update => {
            let accepts_unknown = dialect.settings().unknown_members != UnknownMembers::Reject;
            let schema = described(dialect, has_opaque_ids).schema(Message::Update);
            let schema = if accepts_unknown { schema.with_additional_members() } else { schema };
            ROOT_RULES.iter().fold(schema, |schema, rule| schema.with_rule(*rule))
        }
        MessageKind::User => description(dialect).schema(Message::User),
        MessageKind::Failure => dialect.failure().schema(),
    };
    schema.with_title(title).into_document()
}
