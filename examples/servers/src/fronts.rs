//! The five dialects that callers may use, each under a prefix of its own.

use std::sync::Arc;

use idiolect::dialect::flat_roles::FlatRoles;
use idiolect::dialect::json_api::JsonApi;
use idiolect::dialect::legacy::Legacy;
use idiolect::dialect::textus::TextUs;
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{Dialect, DialectExt as _, Settings};
use idiolect::gateway::{self, BuildError, Frontends};

/// A dialect and its path prefix.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Frontend {
    /// The dialect.
    pub dialect: Arc<dyn Dialect>,
    /// The prefix of its paths.
    pub prefix: &'static str,
}

impl Frontend {
    /// All five frontends.
    #[must_use]
    pub fn all() -> [Self; 5] {
        let settings = Settings::default();
        [
            Self { dialect: Arc::new(JsonApi::new(settings)), prefix: "/json-api" },
            Self { dialect: Arc::new(FlatRoles::new(settings)), prefix: "/flat-roles" },
            Self { dialect: Arc::new(Legacy::new(settings)), prefix: "/legacy" },
            Self { dialect: Arc::new(Upsun::new(settings)), prefix: "/upsun" },
            Self { dialect: Arc::new(TextUs::new(settings)), prefix: "/textus" },
        ]
    }

    /// The path of a user, with the placeholder `{id}`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}{}", self.prefix, self.dialect.update_operation().path)
    }
}

/// All five frontends, for a gateway.
///
/// # Errors
/// Only if two prefixes are equal.
pub fn fronts() -> Result<Frontends, BuildError> {
    Frontends::new(
        Frontend::all()
            .map(|front| gateway::Frontend::shared(front.dialect).with_prefix(front.prefix)),
    )
}
