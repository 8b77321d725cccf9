//! Typed handles to attributes, by which the compiler checks the members of a dialect.

use std::fmt::Debug;

use super::attributes::{Attribute, User, UserUpdate};
use super::element::Element;
use super::patch::Patch;

/// A handle to one attribute; all handles are in [`slot`](super::slot).
pub trait Slot: Copy + Debug + Send + Sync + 'static {
    /// The attribute.
    const ATTRIBUTE: Attribute;

    /// The type of its value.
    type Value: 'static;
}

/// An attribute that a user can have.
pub trait UserSlot: Slot {
    /// The value of the attribute, if the user has one.
    fn of(user: &User) -> Option<&Self::Value>;

    /// Sets or removes the value.
    fn set(user: &mut User, value: Option<Self::Value>);
}

/// An attribute that an update can set.
pub trait UpdateSlot: Slot {
    /// The change of the attribute in the update.
    fn change(update: &UserUpdate) -> Patch<&Self::Value>;

    /// Sets the change of the attribute. `Clear` becomes `Keep` for an attribute that cannot be
    /// cleared.
    fn set_change(update: &mut UserUpdate, change: Patch<Self::Value>);
}

/// An attribute that an update can also clear.
pub trait ClearableSlot: UpdateSlot {}

/// A list that an update can replace as a whole.
pub trait ListSlot: UserSlot<Value = Vec<Self::Element>> {
    /// The type of its elements.
    type Element: Element + Debug + 'static;

    /// The elements that replace the existing ones.
    fn change(update: &UserUpdate) -> Option<&[<Self::Element as Element>::Change]>;

    /// Sets the elements that replace the existing ones.
    fn set_change(update: &mut UserUpdate, change: Option<Vec<<Self::Element as Element>::Change>>);
}

/// A field of an update that holds a change: `Option` or `Patch`.
pub(super) trait Change<T> {
    fn as_change(&self) -> Patch<&T>;

    fn from_change(change: Patch<T>) -> Self;
}

impl<T> Change<T> for Option<T> {
    #[inline]
    fn as_change(&self) -> Patch<&T> {
        self.as_ref().map_or(Patch::Keep, Patch::Set)
    }

    #[inline]
    fn from_change(change: Patch<T>) -> Self {
        change.resolve(None)
    }
}

impl<T> Change<T> for Patch<T> {
    #[inline]
    fn as_change(&self) -> Patch<&T> {
        self.as_ref()
    }

    #[inline]
    fn from_change(change: Self) -> Self {
        change
    }
}
