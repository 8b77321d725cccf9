//! Values in a dialect's format.

use std::borrow::Cow;

use super::empty_values::ClearWith;
use super::provenance::{Conversion, DropReason};
use crate::json::Node;

/// A value in a dialect's format with the conversion, if any, or the reason why it is dropped.
pub type Encoding<'u> = Result<(Node<'u>, Option<Conversion>), DropReason>;

/// Encodes `value` exactly, as a string.
///
/// # Errors
/// Never fails. The type is the one that [`ObjectWriter`](super::ObjectWriter) accepts.
pub fn as_text<T: AsRef<str> + ?Sized>(value: &T) -> Encoding<'_> {
    Ok((Node::text(value.as_ref()), None))
}

/// Encodes `value` exactly, as `true` or `false`.
///
/// # Errors
/// Never fails. The type is the one that [`ObjectWriter`](super::ObjectWriter) accepts.
pub const fn as_bool<'u>(value: &bool) -> Encoding<'u> {
    Ok((Node::Bool(*value), None))
}

pub(super) const fn cleared<'u>(clearing: ClearWith) -> Encoding<'u> {
    match clearing {
        ClearWith::Null => Ok((Node::Null, None)),
        ClearWith::Empty => Ok((Node::Text(Cow::Borrowed("")), None)),
        ClearWith::Impossible => Err(DropReason::NotClearable),
    }
}

/// Encodes a list of texts.
pub fn texts<'u, T: AsRef<str> + 'u>(texts: impl IntoIterator<Item = &'u T>) -> Node<'u> {
    Node::Array(texts.into_iter().map(|text| Node::text(text.as_ref())).collect())
}
