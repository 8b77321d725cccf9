//! The macro that defines a dialect by the data in its folder.

/// Defines a dialect's type by the data in its folder: `operations.rs`, `properties.rs` and
/// `failure.rs`.
macro_rules! dialect {
    ($(#[$meta:meta])* $name:ident = $id:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            settings: $crate::dialect::Settings,
        }

        impl $name {
            #[doc = concat!("The dialect's name, `", $id, "`.")]
            pub const ID: $crate::dialect::DialectId = $crate::dialect::DialectId::new($id);

            /// The dialect with these settings.
            #[must_use]
            pub const fn new(settings: $crate::dialect::Settings) -> Self {
                Self { settings }
            }
        }

        impl $crate::dialect::Dialect for $name {
            fn id(&self) -> $crate::dialect::DialectId {
                Self::ID
            }

            fn settings(&self) -> &$crate::dialect::Settings {
                &self.settings
            }

            fn operations(&self) -> &[$crate::dialect::Operation] {
                operations::OPERATIONS
            }

            fn properties(&self) -> &dyn $crate::codec::Property {
                &properties::USER
            }

            fn failure(&self) -> &dyn $crate::dialect::FailureFormat {
                &failure::FAILURE
            }
        }
    };
}
pub(super) use dialect;
