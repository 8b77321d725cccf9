//! Paths in a message: RFC 6901.

use std::fmt;

use serde::ser::{Serialize, Serializer};

/// An RFC 6901 JSON pointer, such as `/memberships/1/role`. The empty pointer refers to the whole
/// message.
///
/// ```
/// use idiolect::json::Pointer;
///
/// let pointer = Pointer::ROOT.child("settings").child("/a~key");
/// assert_eq!(pointer.as_str(), "/settings/~1a~0key");
/// assert_eq!(pointer.segments().last().as_deref(), Some("/a~key"));
/// assert!(Pointer::parse("no/slash/first").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The whole message.
    pub const ROOT: Self = Self(String::new());

    /// Parses a pointer. A valid pointer is empty or begins with a slash, and contains `~` only in
    /// `~0` and `~1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let has_slash = text.is_empty() || text.starts_with('/');
        let has_valid_escapes = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        (has_slash && has_valid_escapes).then(|| Self(text.to_owned()))
    }

    pub(crate) const fn from_text(text: String) -> Self {
        Self(text)
    }

    /// Returns the pointer to the member or element `segment` of this value.
    #[must_use]
    pub fn child(mut self, segment: &str) -> Self {
        push_segment(&mut self.0, segment);
        self
    }

    /// Extends the path in place, and returns its former length for [`Self::truncate`].
    pub(crate) fn push(&mut self, segment: &str) -> usize {
        let before = self.0.len();
        push_segment(&mut self.0, segment);
        before
    }

    /// Undoes a [`Self::push`].
    pub(crate) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names and indexes of the path, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = String> {
        segments(&self.0)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl AsRef<str> for Pointer {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The segments of a pointer, unescaped.
pub(crate) fn segments(text: &str) -> impl Iterator<Item = String> {
    text.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~"))
}

pub(crate) fn push_segment(text: &mut String, segment: &str) {
    text.push('/');
    if !segment.bytes().any(|byte| byte == b'~' || byte == b'/') {
        text.push_str(segment);
        return;
    }
    for character in segment.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}
