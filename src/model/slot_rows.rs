//! Expands a row of the table of attributes into the traits of its slot.

/// Implements the traits of a slot, by what an update can do to its attribute.
macro_rules! slots {
    (user $group:ident.$field:ident: $value:ty as $slot:ident) => {
        impl Slot for slot::$slot {
            const ATTRIBUTE: Attribute = Attribute::$slot;
            type Value = $value;
        }

        impl UserSlot for slot::$slot {
            #[inline]
            fn of(user: &User) -> Option<&$value> {
                user.$group.$field.as_ref()
            }

            #[inline]
            fn set(user: &mut User, value: Option<$value>) {
                user.extras.discard(Attribute::$slot);
                user.$group.$field = value;
            }
        }
    };
    (update $group:ident.$field:ident: $change:ty as $slot:ident) => {
        impl UpdateSlot for slot::$slot {
            #[inline]
            fn change(update: &UserUpdate) -> Patch<&Self::Value> {
                update.$group.$field.as_change()
            }

            #[inline]
            fn set_change(update: &mut UserUpdate, change: Patch<Self::Value>) {
                update.$group.$field = <$change>::from_change(change);
            }
        }
    };
    (list $group:ident.$field:ident: $element:ty as $slot:ident) => {
        impl ListSlot for slot::$slot {
            type Element = $element;

            #[inline]
            fn change(update: &UserUpdate) -> Option<&[<$element as Element>::Change]> {
                update.$group.$field.as_deref()
            }

            #[inline]
            fn set_change(
                update: &mut UserUpdate,
                change: Option<Vec<<$element as Element>::Change>>,
            ) {
                update.$group.$field = change;
            }
        }
    };
}
pub(super) use slots;
