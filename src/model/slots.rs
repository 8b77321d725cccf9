//! Typed handles to attributes: what a member of a dialect reads and writes, checked by the compiler.

use std::fmt::Debug;

use super::attributes::{Attribute, User, UserUpdate};
use super::element::Element;
use super::patch::Patch;

/// A handle to one attribute; those that there are stand in [`slot`](super::slot).
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

    /// Gives the user this value, or none.
    fn set(user: &mut User, value: Option<Self::Value>);
}

/// An attribute that an update can set.
pub trait UpdateSlot: Slot {
    /// What the update does to the attribute.
    fn change(update: &UserUpdate) -> Patch<&Self::Value>;

    /// Makes the update do this to the attribute. What cannot be cleared is kept.
    fn set_change(update: &mut UserUpdate, change: Patch<Self::Value>);
}

/// An attribute that an update can also clear.
pub trait ClearableSlot: UpdateSlot {}

/// A list that an update can replace as a whole.
pub trait ListSlot: UserSlot<Value = Vec<Self::Element>> {
    /// The type of its elements.
    type Element: Element + Debug + 'static;

    /// The elements that the update puts in place of those that are there.
    fn change(update: &UserUpdate) -> Option<&[<Self::Element as Element>::Change]>;

    /// Makes the update replace the elements.
    fn set_change(update: &mut UserUpdate, change: Option<Vec<<Self::Element as Element>::Change>>);
}

/// How the two types of fields of an update hold a change.
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
