//! Why no gateway can be built of its parts.

use crate::dialect::DialectId;
use crate::http::BaseUrlError;

/// What is wrong with the parts of a gateway. The application has to act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no front.
    #[error("a gateway needs a front")]
    NoFront,
    /// Two fronts would both take the same request.
    #[error(
        "a {method} request of the type {media_type} could be meant for {first} or for {second}: mount one elsewhere"
    )]
    #[non_exhaustive]
    Ambiguous {
        /// One of the two, with its prefix.
        first: String,
        /// The other.
        second: String,
        /// The method that both take.
        method: &'static str,
        /// A media type that both read.
        media_type: &'static str,
    },
    /// A prefix is no path, or has a place for an id itself.
    #[error("`{prefix}` is no prefix of paths: `/` and segments are expected, such as `/json-api`")]
    #[non_exhaustive]
    Prefix {
        /// What was given.
        prefix: String,
    },
    /// A dialect's endpoint cannot be served: its method is none, or its path has not just one `{{id}}`.
    #[error("the endpoint of {dialect} needs an HTTP method, and a path with one {{id}}")]
    #[non_exhaustive]
    Endpoint {
        /// The dialect.
        dialect: DialectId,
    },
    /// The address of the upstream is none.
    #[error("the address of the upstream is none")]
    BaseUrl(#[from] BaseUrlError),
    /// A header for the upstream is none.
    #[error("`{name}` is no header, or its value is none that a header can have")]
    #[non_exhaustive]
    Header {
        /// The name that was given.
        name: String,
    },
    /// Requests to the upstream must have a header that nobody has set.
    #[error("{dialect} wants the header `{name}`: set it with `Upstream::header`")]
    #[non_exhaustive]
    MissingHeader {
        /// The dialect of the upstream.
        dialect: DialectId,
        /// The header's name.
        name: &'static str,
    },
}
