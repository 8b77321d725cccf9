//! The reader's place in an object.

use super::document::{Members, Touch, Value};
use super::field::Field;
use super::pointer::{Path, Pointer};
use super::problem::Problem;
use super::reader::Reader;
use crate::model::{Code, Fault};

/// An object of a message being read; one that is absent or null has no members, so that a dialect need not ask.
#[derive(Debug, Clone, Copy)]
pub struct Object<'o, 'r> {
    reader: &'o Reader<'r>,
    content: Content<'r>,
    path: Path<'o>,
    /// That of the member which holds it.
    ordinal: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'r> {
    Members(Members<'r>),
    /// Nulled as a whole: every member of it counts as null.
    Null,
    Absent,
}

impl<'o, 'r> Object<'o, 'r> {
    pub(super) fn root(reader: &'o Reader<'r>, value: Value<'r>) -> Self {
        let content = value.members().map_or(Content::Absent, Content::Members);
        Self { reader, content, path: Path::Root, ordinal: 0 }
    }

    pub(super) const fn new(reader: &'o Reader<'r>, content: Content<'r>, path: Path<'o>, ordinal: usize) -> Self {
        Self { reader, content, path, ordinal }
    }

    /// Whether there is no object here.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self.content, Content::Absent)
    }

    /// The member `name`, there or not. Names that the format does not fix are had from [`members`](Self::members).
    #[must_use]
    pub fn member<'s>(&'s self, name: &'static str) -> Field<'s, 'r> {
        match self.content {
            Content::Members(members) => match members.find(name) {
                Some(member) => Field::slot(self.reader, member, Path::Member(&self.path, name)),
                None => Field::absent(self.reader, Path::Member(&self.path, name), self.ordinal),
            },
            // What says it is the null itself, so that is where it is read.
            Content::Null => Field::null(self.reader, self.path, self.ordinal),
            Content::Absent => Field::absent(self.reader, Path::Member(&self.path, name), self.ordinal),
        }
    }

    /// The member `name`, whose absence is a problem of a caller's message.
    #[must_use]
    pub fn required<'s>(&'s self, name: &'static str) -> Field<'s, 'r> {
        let field = self.member(name);
        if field.is_absent() && self.reader.is_strict() && !self.is_absent() {
            let pointer = self.reader.pointer(&Path::Member(&self.path, name));
            self.reader.report(self.ordinal, Problem::missing(pointer, self.pointer(), "this member is required"));
        }
        field
    }

    /// Every member, in order, for an object whose names are not fixed.
    pub fn members<'s>(&'s self) -> impl Iterator<Item = (&'r str, Field<'s, 'r>)> {
        let members = match self.content {
            Content::Members(members) => members,
            Content::Null | Content::Absent => Members::NONE,
        };
        members.effective().map(|member| {
            let name = member.name();
            (name, Field::slot(self.reader, member, Path::Given(&self.path, name)))
        })
    }

    /// Takes the members `names` for granted, whatever they say: the format's own envelope.
    pub fn accept(&self, names: &[&str]) {
        let Content::Members(members) = self.content else { return };
        for slot in names.iter().filter_map(|name| members.find(name)) {
            slot.entry.touch.set(Touch::Taken);
        }
    }

    /// The members `names` are documented, and an update cannot write them: each may be absent, null, or what the
    /// current user has already.
    pub fn read_only(&self, names: &[&'static str]) {
        for name in names {
            let field = self.member(name);
            if field.take().is_some_and(|value| !value.is_null()) && !field.repeats_current() {
                field.refuse(&Fault::new(Code::READ_ONLY, "an update cannot write this member; leave it out"));
            }
        }
    }

    /// Where the object is.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.reader.pointer(&self.path)
    }
}
