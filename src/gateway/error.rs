//! Errors in the configuration of a gateway.

use crate::dialect::DialectId;
use crate::http::BaseUrlError;

/// An error in the configuration of a gateway, which the application has to fix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no frontend.
    #[error("a gateway needs at least one frontend")]
    NoFront,
    /// Two frontends would both accept the same request.
    #[error(
        "ambiguous frontends: both {first} and {second} accept {method} with {media_type}; \
         mount one under another prefix"
    )]
    #[non_exhaustive]
    Ambiguous {
        /// One of the two, with its prefix.
        first: String,
        /// The other.
        second: String,
        /// The method that both accept.
        method: &'static str,
        /// A media type that both accept.
        media_type: &'static str,
    },
    /// A prefix is not a valid path, or contains a placeholder for an id itself.
    #[error("invalid path prefix `{prefix}`: expected `/` and segments, such as `/json-api`")]
    #[non_exhaustive]
    Prefix {
        /// The prefix that was given.
        prefix: String,
    },
    /// The endpoint of a dialect cannot be served: its method is not a valid HTTP method, or its
    /// path does not contain `{id}` exactly once.
    #[error("invalid endpoint of {dialect}: expected an HTTP method, and a path with one `{{id}}`")]
    #[non_exhaustive]
    Operation {
        /// The dialect.
        dialect: DialectId,
    },
    /// The URL of the upstream is not valid.
    #[error("invalid upstream URL")]
    BaseUrl(#[from] BaseUrlError),
    /// A header for the upstream has a name or a value that is not valid.
    #[error("invalid header `{name}`: bad name or value")]
    #[non_exhaustive]
    Header {
        /// The name that was given.
        name: String,
    },
    /// Requests to the upstream require a header that has not been set.
    #[error("missing header `{name}` required by {dialect}; set it with `Upstream::with_header`")]
    #[non_exhaustive]
    MissingHeader {
        /// The dialect of the upstream.
        dialect: DialectId,
        /// The header's name.
        name: &'static str,
    },
}
