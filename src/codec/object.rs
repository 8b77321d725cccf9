//! A cursor at one object.

use super::field::Field;
use super::path::{Path, PathId};
use super::reader::Reader;
use crate::codec::Message;
use crate::json::Name;
use crate::json::Pointer;
use crate::json::token::Visit;
use crate::json::{Members, NodeRef, Value};
use crate::model::InvalidValue;
use crate::problem::{Problem, ReportedField};

/// An object of a message being read. An absent or null one has no members, so that a dialect need
/// not check for it.
#[derive(Debug, Clone, Copy)]
pub struct Object<'o, 'r> {
    reader: &'o Reader<'r>,
    content: Content<'r>,
    place: PathId,
    /// The index of the object in the message's list of entries.
    ordinal: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'r> {
    Members(Members<'r>),
    /// The object is null, so each of its members counts as null.
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

    /// Whether the object is absent, or cannot be read as an object.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self.content, Content::Absent)
    }

    /// Returns the member `name`, present or not. [`members`](Self::members) lists all members.
    #[must_use]
    #[inline]
    pub fn member<'f>(&self, name: impl Into<Name<'f>>) -> Field<'f, 'r>
    where
        'o: 'f,
    {
        self.find(name.into())
    }

    // Not inlined: a dialect has many rows, and each would contain the loop.
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
            // Each member is read from the null of the object.
            Content::Null => Field::null(self.reader, Path::Stored(self.place), self.ordinal),
            Content::Absent => {
                Field::absent(self.reader, Path::member(self.place, &name), self.ordinal)
            }
        }
    }

    /// Returns the member `name`. Its absence is a problem in a caller's message.
    #[must_use]
    #[inline]
    pub fn required<'f>(&self, name: impl Into<Name<'f>>) -> Field<'f, 'r>
    where
        'o: 'f,
    {
        let name = name.into();
        let field = self.find(name);
        if field.is_absent() {
            self.report_missing(name);
        }
        field
    }

    fn report_missing(&self, name: Name<'_>) {
        if self.reader.is_strict() && !self.is_absent() {
            let pointer = self.reader.pointer(&Path::member(self.place, &name));
            self.reader.report(
                self.ordinal,
                Problem::missing(pointer, self.pointer(), "missing required member"),
            );
        }
    }

    /// Iterates over all members in order, for an object whose names are not fixed.
    pub fn members(&self) -> impl Iterator<Item = (&'r str, Field<'o, 'r>)> {
        self.effective().map(|member| {
            let name = member.name();
            (name, Field::slot(self.reader, member, Path::Given(self.place, name)))
        })
    }

    /// Ignores these members, which belong to the format's envelope. Those that were already read
    /// are skipped, and one that is read later is read as usual.
    pub fn ignore(&self, names: &[&str]) {
        for member in self.unread() {
            if names.contains(&member.name()) {
                member.entry.visit.set(Visit::Consumed);
            }
        }
    }

    /// Reads the members with these names as read-only: in an update they must repeat the value of
    /// the current user, or be null. Members that were already read are skipped.
    pub fn read_only(&self, message: Message, names: &[&str]) {
        if message == Message::User {
            return;
        }
        for member in self.unread().filter(|member| names.contains(&member.name())) {
            Field::slot(self.reader, member, Path::Given(self.place, member.name())).only_repeats();
        }
    }

    /// Reads all members that were not read yet as read-only.
    pub(crate) fn rest_only_repeats(&self) {
        for member in self.unread() {
            Field::slot(self.reader, member, Path::Given(self.place, member.name())).only_repeats();
        }
    }

    /// Returns how many entries have been recorded for the message so far.
    pub(crate) fn recorded(&self) -> usize {
        self.reader.recorded()
    }

    /// Whether any member has not been read yet.
    pub(crate) fn has_unread(&self) -> bool {
        self.unread().next().is_some()
    }

    fn unread(&self) -> impl Iterator<Item = NodeRef<'r>> {
        self.effective().filter(|member| member.entry.visit.get() == Visit::Unread)
    }

    fn effective(&self) -> impl Iterator<Item = NodeRef<'r>> {
        let members = match self.content {
            Content::Members(members) => Some(members),
            Content::Null | Content::Absent => None,
        };
        members.into_iter().flat_map(Members::effective)
    }

    /// Records that the value of `field` that was read last is that of the current user.
    pub(crate) fn record_last_unchanged(&self, field: &ReportedField) {
        self.reader.record_last_unchanged(field);
    }

    /// Reports a problem at the path where `field` was last read.
    pub(crate) fn report_last_read(&self, field: &ReportedField, fault: &InvalidValue) {
        self.reader.report_last_read(field, fault);
    }

    /// Returns the path of the object.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.reader.pointer(&Path::Stored(self.place))
    }
}
