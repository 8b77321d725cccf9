//! Expands the table of attributes into `Attribute`, and into two structs for each group.

/// Expands the table in `attributes.rs`, the only caller. A section defines what an update can do:
/// `settable` attributes can be set, `clearable` ones also cleared, a `list` is replaced as a
/// whole, `read_only` and `read_only_list` cannot be changed. `write_only` attributes occur only in
/// updates.
macro_rules! attributes {
    (
        units { $($(#[$unit_meta:meta])* $unit:ident as $unit_variant:ident,)* }
        $(
            $(#[$group_meta:meta])*
            $group:ident: $name:ident, $update:ident {
                $(settable { $($(#[$settable_meta:meta])* $settable:ident: $settable_type:ty as $settable_variant:ident,)* })?
                $(clearable { $($(#[$clearable_meta:meta])* $clearable:ident: $clearable_type:ty as $clearable_variant:ident,)* })?
                $(list { $($(#[$list_meta:meta])* $list:ident: $list_type:ty as $list_variant:ident,)* })?
                $(write_only { $($(#[$write_only_meta:meta])* $write_only:ident: $write_only_type:ty as $write_only_variant:ident,)* })?
                $(read_only { $($(#[$read_only_meta:meta])* $read_only:ident: $read_only_type:ty as $read_only_variant:ident,)* })?
                $(read_only_list { $($(#[$fixed_list_meta:meta])* $fixed_list:ident: $fixed_list_type:ty as $fixed_list_variant:ident,)* })?
            }
        )*
    ) => {
        /// One attribute of a user.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Attribute {
            $($(#[$unit_meta])* $unit_variant,)*
            $(
                $($($(#[$settable_meta])* $settable_variant,)*)?
                $($($(#[$clearable_meta])* $clearable_variant,)*)?
                $($($(#[$list_meta])* $list_variant,)*)?
                $($($(#[$write_only_meta])* $write_only_variant,)*)?
                $($($(#[$read_only_meta])* $read_only_variant,)*)?
                $($($(#[$fixed_list_meta])* $fixed_list_variant,)*)?
            )*
        }

        impl Attribute {
            /// Every attribute, group by group.
            pub const ALL: &'static [Self] = &[
                $(Self::$unit_variant,)*
                $(
                    $($(Self::$settable_variant,)*)?
                    $($(Self::$clearable_variant,)*)?
                    $($(Self::$list_variant,)*)?
                    $($(Self::$write_only_variant,)*)?
                    $($(Self::$read_only_variant,)*)?
                    $($(Self::$fixed_list_variant,)*)?
                )*
            ];

            /// The attribute's name in the model, such as `given_name`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$unit_variant => stringify!($unit),)*
                    $(
                        $($(Self::$settable_variant => stringify!($settable),)*)?
                        $($(Self::$clearable_variant => stringify!($clearable),)*)?
                        $($(Self::$list_variant => stringify!($list),)*)?
                        $($(Self::$write_only_variant => stringify!($write_only),)*)?
                        $($(Self::$read_only_variant => stringify!($read_only),)*)?
                        $($(Self::$fixed_list_variant => stringify!($fixed_list),)*)?
                    )*
                }
            }
        }

        /// Typed handles to the attributes that have their own field. A member of a dialect reads
        /// and writes one.
        pub mod slot {
            $(
                $($(
                    $(#[$settable_meta])*
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $settable_variant;
                )*)?
                $($(
                    $(#[$clearable_meta])*
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $clearable_variant;
                )*)?
                $($(
                    $(#[$list_meta])*
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $list_variant;
                )*)?
                $($(
                    $(#[$write_only_meta])*
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $write_only_variant;
                )*)?
                $($(
                    $(#[$read_only_meta])*
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $read_only_variant;
                )*)?
                $($(
                    $(#[$fixed_list_meta])*
                    #[derive(Debug, Clone, Copy)]
                    #[expect(clippy::exhaustive_structs, reason = "a handle holds nothing")]
                    pub struct $fixed_list_variant;
                )*)?
            )*
        }

        $(
            $($(
                slots! { user $group.$settable: $settable_type as $settable_variant }
                slots! { update $group.$settable: Option<$settable_type> as $settable_variant }
            )*)?
            $($(
                slots! { user $group.$clearable: $clearable_type as $clearable_variant }
                slots! { update $group.$clearable: Patch<$clearable_type> as $clearable_variant }
                impl ClearableSlot for slot::$clearable_variant {}
            )*)?
            $($(
                slots! { user $group.$list: Vec<$list_type> as $list_variant }
                slots! { list $group.$list: $list_type as $list_variant }
            )*)?
            $($(
                impl Slot for slot::$write_only_variant {
                    const ATTRIBUTE: Attribute = Attribute::$write_only_variant;
                    type Value = $write_only_type;
                }
                slots! { update $group.$write_only: Option<$write_only_type> as $write_only_variant }
            )*)?
            $($(
                slots! { user $group.$read_only: $read_only_type as $read_only_variant }
            )*)?
            $($(
                slots! { user $group.$fixed_list: Vec<$fixed_list_type> as $fixed_list_variant }
            )*)?
        )*

        $(
            $(#[$group_meta])*
            #[derive(Debug, Clone, PartialEq, Eq, Default)]
            #[non_exhaustive]
            pub struct $name {
                $($($(#[$settable_meta])* pub $settable: Option<$settable_type>,)*)?
                $($($(#[$clearable_meta])* pub $clearable: Option<$clearable_type>,)*)?
                $($($(#[$list_meta])* pub $list: Option<Vec<$list_type>>,)*)?
                $($($(#[$read_only_meta])* pub $read_only: Option<$read_only_type>,)*)?
                $($($(#[$fixed_list_meta])* pub $fixed_list: Option<Vec<$fixed_list_type>>,)*)?
            }

            #[doc = concat!("The changes of an update to a user's [`", stringify!($name), "`].")]
            #[derive(Debug, Clone, PartialEq, Eq, Default)]
            #[non_exhaustive]
            pub struct $update {
                $($($(#[$settable_meta])* pub $settable: Option<$settable_type>,)*)?
                $($($(#[$clearable_meta])* pub $clearable: Patch<$clearable_type>,)*)?
                $($($(#[$list_meta])* pub $list: Option<Vec<<$list_type as Element>::Change>>,)*)?
                $($($(#[$write_only_meta])* pub $write_only: Option<$write_only_type>,)*)?
            }

            impl $name {
                fn held(&self, into: &mut AttributeSet) {
                    let Self {
                        $($($settable,)*)? $($($clearable,)*)? $($($list,)*)? $($($read_only,)*)? $($($fixed_list,)*)?
                    } = self;
                    $($(if $settable.is_some() { into.insert(Attribute::$settable_variant); })*)?
                    $($(if $clearable.is_some() { into.insert(Attribute::$clearable_variant); })*)?
                    $($(if $list.is_some() { into.insert(Attribute::$list_variant); })*)?
                    $($(if $read_only.is_some() { into.insert(Attribute::$read_only_variant); })*)?
                    $($(if $fixed_list.is_some() { into.insert(Attribute::$fixed_list_variant); })*)?
                }

                fn adopt(&mut self, attribute: Attribute, from: &Self) {
                    match attribute {
                        $($(Attribute::$settable_variant => self.$settable.clone_from(&from.$settable),)*)?
                        $($(Attribute::$clearable_variant => self.$clearable.clone_from(&from.$clearable),)*)?
                        $($(Attribute::$list_variant => self.$list.clone_from(&from.$list),)*)?
                        $($(Attribute::$read_only_variant => self.$read_only.clone_from(&from.$read_only),)*)?
                        $($(Attribute::$fixed_list_variant => self.$fixed_list.clone_from(&from.$fixed_list),)*)?
                        _ => {}
                    }
                }
            }

            #[allow(unused_variables, reason = "a group may have nothing that an update changes")]
            impl $update {
                fn apply(&self, to: &mut $name) {
                    $($(change::settable::apply(&self.$settable, &mut to.$settable);)*)?
                    $($(change::clearable::apply(&self.$clearable, &mut to.$clearable);)*)?
                    $($(change::list::apply(&self.$list, &mut to.$list);)*)?
                }

                fn between(before: &$name, after: &$name) -> Self {
                    Self {
                        $($($settable: change::settable::between(&before.$settable, &after.$settable),)*)?
                        $($($clearable: change::clearable::between(&before.$clearable, &after.$clearable),)*)?
                        $($($list: change::list::between(&before.$list, &after.$list),)*)?
                        $($($write_only: None,)*)?
                    }
                }

                fn merge(self, later: Self) -> Self {
                    Self {
                        $($($settable: change::settable::merge(self.$settable, later.$settable),)*)?
                        $($($clearable: change::clearable::merge(self.$clearable, later.$clearable),)*)?
                        $($($list: change::list::merge(self.$list, later.$list),)*)?
                        $($($write_only: change::settable::merge(self.$write_only, later.$write_only),)*)?
                    }
                }

                #[cfg(feature = "http")]
                fn replaces(&self, attribute: Attribute) -> bool {
                    match attribute {
                        $($(Attribute::$clearable_variant => matches!(self.$clearable, Patch::Clear),)*)?
                        $($(Attribute::$list_variant => self.$list.is_some(),)*)?
                        _ => false,
                    }
                }

                fn take(&mut self, attribute: Attribute, from: &mut Self) {
                    match attribute {
                        $($(Attribute::$settable_variant => self.$settable = from.$settable.take(),)*)?
                        $($(Attribute::$clearable_variant => self.$clearable = std::mem::take(&mut from.$clearable),)*)?
                        $($(Attribute::$list_variant => self.$list = from.$list.take(),)*)?
                        $($(Attribute::$write_only_variant => self.$write_only = from.$write_only.take(),)*)?
                        _ => {}
                    }
                }

                fn keep(&mut self, attribute: Attribute) {
                    match attribute {
                        $($(Attribute::$settable_variant => self.$settable = None,)*)?
                        $($(Attribute::$clearable_variant => self.$clearable = Patch::Keep,)*)?
                        $($(Attribute::$list_variant => self.$list = None,)*)?
                        $($(Attribute::$write_only_variant => self.$write_only = None,)*)?
                        _ => {}
                    }
                }

                fn clear(&mut self, attribute: Attribute) {
                    match attribute {
                        $($(Attribute::$clearable_variant => self.$clearable = Patch::Clear,)*)?
                        _ => {}
                    }
                }

                fn stated(&self, into: &mut AttributeSet) {
                    $($(if change::settable::is_stated(&self.$settable) { into.insert(Attribute::$settable_variant); })*)?
                    $($(if change::clearable::is_stated(&self.$clearable) { into.insert(Attribute::$clearable_variant); })*)?
                    $($(if change::list::is_stated(&self.$list) { into.insert(Attribute::$list_variant); })*)?
                    $($(if change::settable::is_stated(&self.$write_only) { into.insert(Attribute::$write_only_variant); })*)?
                }

                fn is_same(&self, attribute: Attribute, other: &Self) -> bool {
                    match attribute {
                        $($(Attribute::$settable_variant => self.$settable == other.$settable,)*)?
                        $($(Attribute::$clearable_variant => self.$clearable == other.$clearable,)*)?
                        $($(Attribute::$list_variant => self.$list == other.$list,)*)?
                        $($(Attribute::$write_only_variant => self.$write_only == other.$write_only,)*)?
                        _ => true,
                    }
                }

                fn alters(&self, user: &$name, attribute: Attribute) -> bool {
                    match attribute {
                        $($(Attribute::$settable_variant => {
                            let mut value = user.$settable.clone();
                            change::settable::apply(&self.$settable, &mut value);
                            value != user.$settable
                        })*)?
                        $($(Attribute::$clearable_variant => {
                            let mut value = user.$clearable.clone();
                            change::clearable::apply(&self.$clearable, &mut value);
                            value != user.$clearable
                        })*)?
                        $($(Attribute::$list_variant => {
                            let mut value = user.$list.clone();
                            change::list::apply(&self.$list, &mut value);
                            value != user.$list
                        })*)?
                        $($(Attribute::$write_only_variant => self.$write_only.is_some(),)*)?
                        _ => false,
                    }
                }
            }
        )*

        groups! { $($group: $name, $update,)* }
    };
}
pub(super) use attributes;

/// Joins the groups into the two public structs.
macro_rules! groups {
    ($($group:ident: $name:ident, $update:ident,)*) => {
        /// A user as read from a response. Every attribute but the id is optional. An attribute
        /// that a vendor did not provide is absent, never invented.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct User {
            /// The user's id.
            pub id: UserId,
            /// The user's name.
            pub name: Name,
            $(
                #[doc = concat!("See [`", stringify!($name), "`].")]
                pub $group: $name,
            )*
            /// The settings that the user or an application defines, by key.
            pub custom_settings: BTreeMap<SettingKey, String>,
            /// The parts of a response that the model cannot represent, for the dialect of the
            /// response. An attribute of which a value is among them is not absent, see
            /// [`is_unrepresentable`](Self::is_unrepresentable): a field that is assigned `Some`
            /// replaces that value, one that is assigned `None` keeps it.
            pub extras: Extras,
        }

        /// A requested change to a user. The default changes nothing.
        ///
        /// What a decoded update repeats of the current user is in none of its fields, which are
        /// `Keep` or `None`; it is compared by `==` nevertheless.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        #[non_exhaustive]
        pub struct UserUpdate {
            /// The user id, if the message contains one.
            pub id: Option<UserId>,
            /// The change of the name.
            pub name: NameUpdate,
            $(
                #[doc = concat!("See [`", stringify!($update), "`].")]
                pub $group: $update,
            )*
            /// The custom settings to set or to remove.
            pub custom_settings: BTreeMap<SettingKey, SettingChange>,
            /// What the update contains of the current user, and so does not change. Boxed, because
            /// most updates have none.
            pub(crate) repeated: Option<Box<UserUpdate>>,
            /// The unknown members that are passed on to the dialect of the message. Those of list
            /// elements belong to their positions.
            pub extras: Extras,
        }

        impl User {
            /// Creates a user of whom only the id is known.
            #[must_use]
            pub fn new(id: UserId) -> Self {
                Self {
                    id,
                    name: Name::default(),
                    $($group: $name::default(),)*
                    custom_settings: BTreeMap::new(),
                    extras: Extras::default(),
                }
            }

            fn held_in_groups(&self, into: &mut AttributeSet) {
                $(self.$group.held(into);)*
            }

            fn adopt_in_groups(&mut self, attribute: Attribute, from: &Self) {
                $(self.$group.adopt(attribute, &from.$group);)*
            }
        }

        impl UserUpdate {
            #[cfg(feature = "http")]
            pub(super) fn replaces_in_groups(&self, attribute: Attribute) -> bool {
                $(self.$group.replaces(attribute))||*
            }

            pub(super) fn take_in_groups(&mut self, attribute: Attribute, from: &mut Self) {
                $(self.$group.take(attribute, &mut from.$group);)*
            }

            pub(super) fn keep_in_groups(&mut self, attribute: Attribute) {
                $(self.$group.keep(attribute);)*
            }

            pub(super) fn clear_in_groups(&mut self, attribute: Attribute) {
                $(self.$group.clear(attribute);)*
            }

            pub(super) fn apply_groups(&self, to: &mut User) {
                $(self.$group.apply(&mut to.$group);)*
            }

            pub(super) fn between_groups(before: &User, after: &User) -> Self {
                Self { $($group: $update::between(&before.$group, &after.$group),)* ..Self::default() }
            }

            pub(super) fn merge_groups(self, later: Self) -> Self {
                Self { $($group: self.$group.merge(later.$group),)* ..Self::default() }
            }

            pub(super) fn stated_in_groups(&self, into: &mut AttributeSet) {
                $(self.$group.stated(into);)*
            }

            pub(super) fn is_same_in_groups(&self, attribute: Attribute, other: &Self) -> bool {
                $(self.$group.is_same(attribute, &other.$group))&&*
            }

            pub(super) fn alters_groups(&self, user: &User, attribute: Attribute) -> bool {
                $(self.$group.alters(&user.$group, attribute))||*
            }
        }
    };
}
pub(super) use groups;
