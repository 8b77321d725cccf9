//! What is always dropped between a frontend and the upstream, by the descriptions of their
//! dialects.

use std::fmt;

use super::frontend::MountedFrontend;
use super::upstream::Upstream;
use crate::codec::{Description, DropReason, Represents, Support};
use crate::dialect::{Dialect, DialectId};
use crate::model::Attribute;

/// What is dropped between one frontend and the upstream, whatever the message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairCoverage {
    /// The dialect of the callers.
    pub front: DialectId,
    /// The path prefix of the frontend.
    pub prefix: String,
    /// The dialect of the upstream.
    pub upstream: DialectId,
    /// What callers can update and the upstream cannot: at all (unsupported), or not to clear it
    /// (not clearable).
    pub updates: Vec<(Attribute, DropReason)>,
    /// What a response of the upstream can contain and a response to the caller cannot.
    pub responses: Vec<Attribute>,
}

impl PairCoverage {
    pub(super) fn of(front: &MountedFrontend, upstream: &Upstream) -> Self {
        let (from, to) = (&*front.dialect, &*upstream.dialect);
        let [source, target] = [from, to].map(Capabilities::of);
        let dropped =
            |attribute: &Attribute| match (source.update(*attribute), target.update(*attribute)) {
                (Some(_), None) => Some((*attribute, DropReason::Unsupported)),
                (Some(Clearable(true)), Some(Clearable(false))) => {
                    Some((*attribute, DropReason::NotClearable))
                }
                _ => None,
            };
        let is_dropped = |attribute: &&Attribute| {
            target.is_read_in_users(**attribute) && !source.is_in_users(**attribute)
        };
        Self {
            front: from.id(),
            prefix: front.prefix.clone(),
            upstream: to.id(),
            updates: Attribute::ALL.iter().filter_map(dropped).collect(),
            responses: Attribute::ALL.iter().filter(is_dropped).copied().collect(),
        }
    }
}

/// Whether an update can clear an attribute.
struct Clearable(bool);

/// The attributes that a dialect has members for.
struct Capabilities(Vec<Represents>);

impl Capabilities {
    fn of(dialect: &dyn Dialect) -> Self {
        let mut description = Description::default();
        dialect.properties().describe(&mut description);
        let members = description.paths().into_iter();
        Self(members.flat_map(|(_, member)| member.attributes.clone()).collect())
    }

    fn update(&self, attribute: Attribute) -> Option<Clearable> {
        if attribute == Attribute::Id {
            // It is in the path, if not in the body.
            return Some(Clearable(false));
        }
        let held = self.0.iter().filter(|held| held.attribute == attribute);
        let mut held = held.filter(|held| held.update != Support::None).peekable();
        held.peek()?;
        Some(Clearable(held.any(|held| held.is_clearable)))
    }

    fn is_read_in_users(&self, attribute: Attribute) -> bool {
        let mut held = self.0.iter().filter(|held| held.attribute == attribute);
        held.any(|held| held.user != Support::None && held.is_read)
    }

    fn is_in_users(&self, attribute: Attribute) -> bool {
        self.0.iter().any(|held| held.attribute == attribute && held.user != Support::None)
    }
}

impl fmt::Display for PairCoverage {
    /// Three lines: the pair, what is dropped from updates, what is dropped from responses.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { front, prefix, upstream, updates, responses } = self;
        let updates = updates.iter().map(|(attribute, reason)| match reason {
            DropReason::Unsupported => attribute.to_string(),
            reason => format!("{attribute} ({})", reason.as_str()),
        });
        let responses = responses.iter().map(ToString::to_string);
        let list = |names: Vec<String>| {
            if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
        };
        let at = if prefix.is_empty() { String::new() } else { format!(" at {prefix}") };
        writeln!(formatter, "{front}{at} with upstream {upstream} always drops")?;
        writeln!(formatter, "  in updates: {}", list(updates.collect()))?;
        writeln!(formatter, "  in responses: {}", list(responses.collect()))
    }
}
