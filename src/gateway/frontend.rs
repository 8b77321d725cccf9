//! One dialect that callers may use, and its path.

use std::fmt;
use std::sync::Arc;

use ::http::Method;

use super::error::BuildError;
use crate::codec::{Description, Support};
use crate::dialect::{Dialect, DialectExt as _, LossPolicy};
use crate::http::{Template, is_same, read_types};
use crate::model::{AttributeSet, User};

/// A dialect that callers may use.
#[derive(Clone)]
pub struct Frontend {
    dialect: Arc<dyn Dialect>,
    prefix: String,
    loss: Option<LossPolicy>,
    defaults: Option<Arc<User>>,
}

impl Frontend {
    /// A frontend for `dialect`, under the path of its endpoint.
    #[must_use]
    pub fn new(dialect: impl Dialect + 'static) -> Self {
        Self::shared(Arc::new(dialect))
    }

    /// A frontend for `dialect`, which is shared with others.
    #[must_use]
    pub fn shared(dialect: Arc<dyn Dialect>) -> Self {
        Self { dialect, prefix: String::new(), loss: None, defaults: None }
    }

    /// Sets a prefix of the endpoint's path, such as `/json-api`.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets the loss policy for callers of this dialect, which overrides that of the upstream.
    #[must_use]
    pub fn with_loss_policy(mut self, policy: LossPolicy) -> Self {
        self.loss = Some(policy);
        self
    }

    /// Sets the default user: the source of values that this dialect requires in a response and the
    /// upstream does not provide.
    #[must_use]
    pub fn with_defaults(mut self, user: User) -> Self {
        self.defaults = Some(Arc::new(user));
        self
    }
}

impl fmt::Debug for Frontend {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Frontend").field(&name(&*self.dialect, &self.prefix)).finish()
    }
}

/// A frontend whose prefix and endpoint have been checked.
#[derive(Clone)]
pub(super) struct MountedFrontend {
    pub(super) dialect: Arc<dyn Dialect>,
    pub(super) prefix: String,
    pub(super) method: Method,
    pub(super) path: Template,
    pub(super) loss: Option<LossPolicy>,
    pub(super) defaults: Option<Arc<User>>,
    /// The attributes of which a response may show another value than the user has.
    pub(super) converted: AttributeSet,
}

impl MountedFrontend {
    pub(super) fn new(front: Frontend) -> Result<Self, BuildError> {
        let Frontend { dialect, prefix, loss, defaults } = front;
        let prefix = prefix.trim_end_matches('/').to_owned();
        let is_path_byte = |byte: u8| byte.is_ascii_graphic() && !b"?#{}".contains(&byte);
        let is_prefix =
            prefix.is_empty() || prefix.starts_with('/') && prefix.bytes().all(is_path_byte);
        if !is_prefix {
            return Err(BuildError::Prefix { prefix });
        }
        let endpoint = dialect.update_operation();
        let method = Method::from_bytes(endpoint.method.as_bytes()).ok();
        let path = Template::parse(&format!("{prefix}{}", endpoint.path));
        let (Some(method), Some(path)) = (method, path) else {
            return Err(BuildError::Operation { dialect: dialect.id() });
        };
        let converted = converted_in_users(&*dialect);
        Ok(Self { dialect, prefix, method, path, loss, defaults, converted })
    }

    /// A media type in which both this frontend and `other` would accept the same request.
    pub(super) fn shares(&self, other: &Self) -> Option<&'static str> {
        if self.method != other.method || !self.path.overlaps(&other.path) {
            return None;
        }
        let is_read = |name: &&str| {
            read_types(other.dialect.update_operation()).any(|read| is_same(read, name))
        };
        read_types(self.dialect.update_operation()).find(is_read)
    }

    pub(super) fn name(&self) -> String {
        name(&*self.dialect, &self.prefix)
    }
}

/// The attributes that a response of `dialect` may convert.
fn converted_in_users(dialect: &dyn Dialect) -> AttributeSet {
    let mut description = Description::default();
    dialect.properties().describe(&mut description);
    let mut converted = AttributeSet::EMPTY;
    for (_, member) in description.paths() {
        let held = member.attributes.iter().filter(|held| held.user == Support::Converted);
        held.for_each(|held| converted.insert(held.attribute));
    }
    converted
}

fn name(dialect: &dyn Dialect, prefix: &str) -> String {
    if prefix.is_empty() {
        dialect.id().to_string()
    } else {
        format!("{} at {prefix}", dialect.id())
    }
}
