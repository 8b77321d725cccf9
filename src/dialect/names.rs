//! Names, for dialects that have the halves, and for the one that has only the whole.

use super::contract::Context;
use crate::model::{Attribute, Name, NameUpdate, Patch, Text};
use crate::wire::{Adaptation, Clearing, DropReason, Node, ObjectWriter, as_text};

/// Writes an update's name into two members, where `""` clears a half.
pub fn write_halves_of_update<'u>(out: &mut ObjectWriter<'_, 'u>, members: [&'static str; 2], name: &'u NameUpdate) {
    let [given_member, family_member] = members;
    let NameUpdate { full, given, family } = name;
    match full {
        Some(_) if given.is_keep() && family.is_keep() => {
            let (given, family) = name.halves();
            for (member, half) in [(given_member, given), (family_member, family)] {
                let text = half.set().map_or("", Text::as_str).to_owned();
                out.say(member, Attribute::FullName, Ok((Node::text(text), Some(Adaptation::NameSplit))));
            }
        }
        _ => {
            out.patch(given_member, Attribute::GivenName, given, Clearing::Empty, as_text);
            out.patch(family_member, Attribute::FamilyName, family, Clearing::Empty, as_text);
            if full.is_some() && is_joined(name) {
                out.also_says(given_member, Attribute::FullName, Some(Adaptation::NameSplit));
                out.also_says(family_member, Attribute::FullName, Some(Adaptation::NameSplit));
            }
        }
    }
}

/// Writes a user's name into two members.
pub fn write_halves_of_user<'u>(out: &mut ObjectWriter<'_, 'u>, members: [&'static str; 2], name: &'u Name) {
    let [given_member, family_member] = members;
    let halves =
        [(given_member, Attribute::GivenName, name.given()), (family_member, Attribute::FamilyName, name.family())];
    for (member, attribute, half) in halves {
        out.value(member, attribute, half, as_text);
        if half.is_some() && name.is_joined() {
            out.also_says(member, Attribute::FullName, Some(Adaptation::NameSplit));
        }
    }
    if let (Some(full), None, None) = (name.full(), name.given(), name.family()) {
        let split = Name::new(Some(full.clone()), None, None);
        for (member, half) in [(given_member, split.given()), (family_member, split.family())] {
            if let Some(half) = half {
                let text = Node::text(half.as_str().to_owned());
                out.say(member, Attribute::FullName, Ok((text, Some(Adaptation::NameSplit))));
            }
        }
    }
}

/// Writes an update's name into one member that cannot be cleared. A half alone needs the other one.
pub fn write_full_of_update<'u>(
    out: &mut ObjectWriter<'_, 'u>,
    member: &'static str,
    name: &'u NameUpdate,
    context: &Context<'_>,
) {
    let halves = [(Attribute::GivenName, &name.given), (Attribute::FamilyName, &name.family)];
    let mut stated = halves.into_iter().filter(|(_, half)| !half.is_keep()).map(|(attribute, _)| attribute).peekable();
    if let Some(full) = &name.full {
        out.say(member, Attribute::FullName, as_text(full));
        if is_joined(name) {
            for half in stated {
                out.also_says(member, half, Some(Adaptation::NamesJoined));
            }
        }
        return;
    }
    if stated.peek().is_none() {
        return;
    }
    let current = context.current.map(|user| &user.name);
    let spelling = match name.full_over(current) {
        _ if !name.spells_full(current) => Err(DropReason::NeedsCurrentUser),
        Some(full) => Ok((Node::text(full.as_str().to_owned()), Some(Adaptation::NamesJoined))),
        None => Err(DropReason::NotClearable),
    };
    out.say_all(member, stated, spelling);
}

/// Writes a user's whole name beside its halves, in a dialect that has all three.
pub fn write_full_of_user<'u>(out: &mut ObjectWriter<'_, 'u>, member: &'static str, name: &'u Name) {
    out.value(member, Attribute::FullName, name.full(), as_text);
    let halves = [(Attribute::GivenName, name.given()), (Attribute::FamilyName, name.family())];
    for (attribute, half) in halves {
        if half.is_some() && name.is_joined() {
            out.also_says(member, attribute, Some(Adaptation::NamesJoined));
        }
    }
}

/// Whether the full name that the update gives is that of the halves it gives, with nothing left open.
fn is_joined(name: &NameUpdate) -> bool {
    let known = |half: &Patch<Text>| !half.is_keep();
    let halves = (name.given.set().cloned(), name.family.set().cloned());
    known(&name.given) && known(&name.family) && Name::as_given(name.full.clone(), halves.0, halves.1).is_joined()
}
