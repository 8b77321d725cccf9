//! Makes a dialect of a folder.

/// Defines a dialect's type, and hands each conversion to the file that it is in: `endpoint.rs`, `update.rs`, `user.rs`,
/// `failure.rs`. A folder that is not built like its siblings does not compile.
macro_rules! dialect_folder {
    ($(#[$meta:meta])* $name:ident = $id:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        pub struct $name {
            settings: $crate::dialect::Settings,
        }

        impl $name {
            #[doc = concat!("The dialect's name, `", $id, "`.")]
            pub const ID: $crate::dialect::DialectId = $crate::dialect::DialectId::new($id);

            /// The dialect, used in this way.
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

            fn endpoint(&self) -> &'static $crate::dialect::Endpoint {
                &endpoint::ENDPOINT
            }

            fn read_update(
                &self,
                message: &$crate::wire::Object<'_, '_>,
                context: &$crate::dialect::Context<'_>,
            ) -> $crate::model::UserUpdate {
                update::read(message, context)
            }

            fn write_update<'u>(
                &'u self,
                update: &'u $crate::model::UserUpdate,
                context: &$crate::dialect::Context<'u>,
                out: &mut $crate::wire::ObjectWriter<'_, 'u>,
            ) {
                update::write(update, context, out);
            }

            fn read_user(&self, message: &$crate::wire::Object<'_, '_>) -> Option<$crate::model::User> {
                user::read(message)
            }

            fn write_user<'u>(&'u self, user: &'u $crate::model::User, out: &mut $crate::wire::ObjectWriter<'_, 'u>) {
                user::write(user, out);
            }

            fn read_failure(&self, message: &$crate::wire::Object<'_, '_>) -> $crate::dialect::FailureReading {
                failure::read(message)
            }

            fn write_failure<'u>(
                &self,
                kind: $crate::model::FailureKind,
                told: &'u [$crate::dialect::Told],
                out: &mut $crate::wire::ObjectWriter<'_, 'u>,
            ) -> u16 {
                failure::write(kind, told, out)
            }
        }
    };
}
pub(super) use dialect_folder;

/// Defines a dialect's type by the data in its folder: `endpoint.rs`, `properties.rs`, `failure.rs`.
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

            /// The dialect, used in this way.
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

            fn endpoint(&self) -> &'static $crate::dialect::Endpoint {
                &endpoint::ENDPOINT
            }

            fn properties(&self) -> &dyn $crate::property::Property {
                &properties::USER
            }

            fn read_failure(&self, message: &$crate::wire::Object<'_, '_>) -> $crate::dialect::FailureReading {
                failure::read(message)
            }

            fn write_failure<'u>(
                &self,
                kind: $crate::model::FailureKind,
                told: &'u [$crate::dialect::Told],
                out: &mut $crate::wire::ObjectWriter<'_, 'u>,
            ) -> u16 {
                failure::write(kind, told, out)
            }
        }
    };
}
pub(super) use dialect;
