//! The reader's place in an object.

use super::field::Field;
use super::path::{Path, PathId};
use super::reader::Reader;
use crate::codec::Message;
use crate::json::Name;
use crate::json::Pointer;
use crate::json::token::Visit;
use crate::json::{Members, NodeRef, Value};
use crate::model::{Attribute, InvalidValue};
use crate::problem::Problem;

/// An object of a message being read; one that is absent or null has no members, so that a dialect
/// need not ask.
#[derive(Debug, Clone, Copy)]
pub struct Object<'o, 'r> {
    reader: &'o Reader<'r>,
    content: Content<'r>,
    place: PathId,
    /// That of the member or element which is it.
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
        Self { reader, content, place: PathId::MESSAGE, ordinal: 0 }
    }

    pub(super) const fn new(
        reader: &'o Reader<'r>,
        content: Content<'r>,
        place: PathId,
        ordinal: usize,
    ) -> Self {
        Self { reader, content, place, ordinal }
    }

    /// Whether there is no object here.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self.content, Content::Absent)
    }

    /// The member `name`, present or not. Members of any name are listed by
    /// [`members`](Self::members).
    #[must_use]
    #[inline]
    pub fn member<'f>(&self, name: impl Into<Name<'f>>) -> Field<'f, 'r>
    where
        'o: 'f,
    {
        self.find(name.into())
    }

    // Once for all names: a dialect has many rows, and each would be a loop of its own.
    #[inline(never)]
    fn find<'f>(&self, name: Name<'f>) -> Field<'f, 'r>
    where
        'o: 'f,
    {
        match self.content {
            Content::Members(members) => match members.find_tagged(name.tag(), name.as_str()) {
                Some(member) => Field::slot(self.reader, member, Path::member(self.place, &name)),
                None => Field::absent(self.reader, Path::member(self.place, &name), self.ordinal),
            },
            // The null stands for every member, so that is where each is read.
            Content::Null => Field::null(self.reader, Path::Noted(self.place), self.ordinal),
            Content::Absent => {
                Field::absent(self.reader, Path::member(self.place, &name), self.ordinal)
            }
        }
    }

    /// The member `name`, whose absence is a problem of a caller's message.
    #[must_use]
    #[inline]
    pub fn required<'f>(&self, name: impl Into<Name<'f>>) -> Field<'f, 'r>
    where
        'o: 'f,
    {
        let name = name.into();
        let field = self.find(name);
        if field.is_absent() {
            self.tell_missing(name);
        }
        field
    }

    fn tell_missing(&self, name: Name<'_>) {
        if self.reader.is_strict() && !self.is_absent() {
            let pointer = self.reader.pointer(&Path::member(self.place, &name));
            self.reader.report(
                self.ordinal,
                Problem::missing(pointer, self.pointer(), "missing required member"),
            );
        }
    }

    /// Every member, in order, for an object whose names are not fixed.
    pub fn members(&self) -> impl Iterator<Item = (&'r str, Field<'o, 'r>)> {
        self.effective().map(|member| {
            let name = member.name();
            (name, Field::slot(self.reader, member, Path::Given(self.place, name)))
        })
    }

    /// Ignores these members, which belong to the format's envelope. Call last: members that were
    /// already read are skipped.
    pub fn ignore(&self, names: &[&str]) {
        for member in self.unasked() {
            if names.contains(&member.name()) {
                member.entry.visit.set(Visit::Consumed);
            }
        }
    }

    /// Of the members that nothing has read so far, those of these names can only repeat, in an
    /// update, what the current user has, or be null.
    pub fn read_only(&self, message: Message, names: &[&str]) {
        if message == Message::User {
            return;
        }
        for member in self.unasked().filter(|member| names.contains(&member.name())) {
            Field::slot(self.reader, member, Path::Given(self.place, member.name())).only_repeats();
        }
    }

    /// How much has been recorded of the message so far.
    pub(crate) fn recorded(&self) -> usize {
        self.reader.recorded()
    }

    /// Whether there are members that nothing has read so far.
    pub(crate) fn has_unread(&self) -> bool {
        self.unasked().next().is_some()
    }

    fn unasked(&self) -> impl Iterator<Item = NodeRef<'r>> {
        self.effective().filter(|member| member.entry.visit.get() == Visit::Unread)
    }

    fn effective(&self) -> impl Iterator<Item = NodeRef<'r>> {
        let members = match self.content {
            Content::Members(members) => Some(members),
            Content::Null | Content::Absent => None,
        };
        members.into_iter().flat_map(Members::effective)
    }

    /// A problem at the place where `attribute` was read last.
    pub(crate) fn refuse_last_read(&self, attribute: Attribute, fault: &InvalidValue) {
        self.reader.refuse_last_read(attribute, fault);
    }

    /// Where the object is.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.reader.pointer(&Path::Noted(self.place))
    }
}
