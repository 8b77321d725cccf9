//! What an answer had that its dialect would not write: taken out as a difference, put back as a patch.

use super::limits::Limits;
use super::node::{Index, Member, Node};
use super::parse::parse_text;
use super::pointer::{Path, segments};
use crate::model::{Remainder, RemainderEntry};

/// Where `original`, an answer, differs from what `dialect` `spelled` for the user that was read from it.
///
/// Objects are compared member by member, everything else whole.
#[must_use]
pub fn between(dialect: &str, original: &Node<'_>, spelled: &Node<'_>) -> Remainder {
    let mut entries = Vec::new();
    compare(dialect, original, spelled, &Path::Root, &mut entries);
    entries.into_iter().collect()
}

fn compare(dialect: &str, original: &Node<'_>, spelled: &Node<'_>, path: &Path<'_>, into: &mut Vec<RemainderEntry>) {
    match (original, spelled) {
        (Node::Object(had), Node::Object(has)) => compare_members(dialect, had, has, path, into),
        _ if original == spelled => {}
        _ => into.push(entry(dialect, path, Some(original), Some(spelled))),
    }
}

fn compare_members(
    dialect: &str,
    had: &[Member<'_>],
    has: &[Member<'_>],
    path: &Path<'_>,
    into: &mut Vec<RemainderEntry>,
) {
    let index = Index::new(has);
    for member in had.iter().filter(|member| !member.is_repeated) {
        let path = Path::Member(path, &member.name);
        match index.find(&member.name) {
            Some(counterpart) => compare(dialect, &member.value, &counterpart.value, &path, into),
            None => into.push(entry(dialect, &path, Some(&member.value), None)),
        }
    }
    let index = Index::new(had);
    for member in has.iter().filter(|member| index.find(&member.name).is_none()) {
        into.push(entry(dialect, &Path::Member(path, &member.name), None, Some(&member.value)));
    }
}

fn entry(dialect: &str, path: &Path<'_>, original: Option<&Node<'_>>, spelled: Option<&Node<'_>>) -> RemainderEntry {
    RemainderEntry::new(
        dialect.to_owned(),
        path.pointer().as_str().to_owned(),
        original.map(Node::to_json),
        spelled.map(Node::to_json),
    )
}

/// Puts back into `node` what `remainder` keeps for `dialect`, wherever `node` still says what was spelled then; calls
/// `restored` with the pointer of each place.
pub(super) fn restore<'a>(
    node: &mut Node<'a>,
    remainder: &'a Remainder,
    dialect: &str,
    mut restored: impl FnMut(&str),
) {
    for entry in remainder.entries().filter(|entry| entry.dialect == dialect) {
        let spelled = entry.spelled.as_deref().and_then(parse_kept);
        let original = entry.original.as_deref().and_then(parse_kept);
        if node.at(&entry.pointer) == spelled.as_ref() && put(node, &entry.pointer, original) {
            restored(&entry.pointer);
        }
    }
}

fn parse_kept(text: &str) -> Option<Node<'_>> {
    parse_text(text, &Limits::NONE).ok()
}

/// Makes `value` stand at `pointer`, or nothing; whether that could be done.
fn put<'a>(node: &mut Node<'a>, pointer: &str, value: Option<Node<'a>>) -> bool {
    let mut segments = segments(pointer).peekable();
    let mut place = node;
    while let Some(name) = segments.next() {
        let Node::Object(members) = place else { return false };
        let at = members.iter().rposition(|member| member.name == name.as_str());
        let is_last = segments.peek().is_none();
        match (at, &value) {
            (Some(at), None) if is_last => {
                members.remove(at);
                return true;
            }
            (None, None) => return true,
            (None, Some(_)) => members.push(Member::new(name.into(), Node::Object(Vec::new()))),
            (Some(_), _) => {}
        }
        let at = at.unwrap_or(members.len().saturating_sub(1));
        let Some(member) = members.get_mut(at) else { return false };
        place = &mut member.value;
    }
    if let Some(value) = value {
        *place = value;
    }
    true
}
