//! The members of a user that hold attributes, and those that an update can only repeat.

use crate::codec::{Description, Support};
use crate::json::Pointer;
use crate::model::Attribute;

/// The members of a dialect's users.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    /// Those that hold attributes other than the id.
    pub(super) members: Vec<Leaf>,
    /// Those that an update can only repeat, whatever they hold.
    pub(super) read_only: Vec<Pointer>,
}

/// A member of a user that holds attributes.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) place: Pointer,
    /// The attributes, those that it holds exactly first.
    pub(super) attributes: Vec<Attribute>,
    /// The attributes that are absent if it is empty.
    pub(super) own: Vec<Attribute>,
    /// Whether an update can change it.
    pub(super) is_writable: bool,
}

impl Leaves {
    pub(super) fn of(description: &Description) -> Self {
        let mut leaves = Self::default();
        leaves.add(description, &Pointer::ROOT);
        leaves
    }

    fn add(&mut self, description: &Description, around: &Pointer) {
        for member in &description.members {
            let place = around.clone().child(&member.name);
            if member.is_read_only {
                self.read_only.push(place.clone());
            }
            if let Some(within) = &member.within {
                self.add(within, &place);
            }
            let in_users = |support| {
                let held = member.attributes.iter().filter(move |one| one.user == support);
                held.map(|one| one.attribute)
            };
            let exact: Vec<Attribute> = in_users(Support::Exact).collect();
            let others: Vec<Attribute> =
                in_users(Support::Converted).chain(in_users(Support::NeedsCurrentUser)).collect();
            let own = if exact.is_empty() { &others } else { &exact }.clone();
            let attributes = [exact, others].concat();
            if attributes.is_empty() || attributes.contains(&Attribute::Id) {
                continue;
            }
            let is_stated = member.attributes.iter().any(|one| one.update != Support::None);
            let is_writable = is_stated && !member.is_read_only;
            self.members.push(Leaf { place, attributes, own, is_writable });
        }
    }

    /// Whether an update can change a member that holds `attribute`.
    pub(super) fn is_writable(&self, attribute: Attribute) -> bool {
        self.members.iter().any(|leaf| leaf.is_writable && leaf.attributes.contains(&attribute))
    }

    /// Whether one of the members at or below `place`, or around it, holds `attribute`.
    pub(super) fn is_of(&self, attribute: Attribute, place: &str) -> bool {
        self.members.iter().any(|leaf| {
            leaf.attributes.contains(&attribute)
                && (is_within(leaf.place.as_str(), place) || is_within(place, leaf.place.as_str()))
        })
    }
}

/// Whether the pointer `one` leads to what `other` leads to, or into it.
pub(super) fn is_within(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
