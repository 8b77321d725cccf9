//! Somebody's own dialects, for what no built-in one does: told apart by the media type alone, or not to be served.

use idiolect::codec::Property;
use idiolect::dialect::legacy::Legacy;
use idiolect::dialect::{Dialect, DialectId, Endpoint, FailureFormat, Settings};

pub(crate) const MINE: &str = "mine";
pub(crate) const MINE_TYPE: &str = "application/vnd.mine+json";

const ENDPOINT: Endpoint = Endpoint::new("PUT", "/users/{id}", MINE_TYPE, &[MINE_TYPE]);

/// MediaSilo's messages at another endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Mine {
    legacy: Legacy,
    endpoint: &'static Endpoint,
}

impl Mine {
    pub(crate) fn at(endpoint: &'static Endpoint) -> Self {
        Self { legacy: Legacy::default(), endpoint }
    }
}

impl Default for Mine {
    fn default() -> Self {
        Self::at(&ENDPOINT)
    }
}

impl Dialect for Mine {
    fn id(&self) -> DialectId {
        DialectId::new(MINE)
    }

    fn settings(&self) -> &Settings {
        self.legacy.settings()
    }

    fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    fn properties(&self) -> &dyn Property {
        self.legacy.properties()
    }

    fn failure(&self) -> &dyn FailureFormat {
        self.legacy.failure()
    }
}
