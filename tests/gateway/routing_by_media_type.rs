//! Custom dialects, for what no built-in one does: distinguished by the media type alone, or
//! not to be served.

use idiolect::codec::Property;
use idiolect::dialect::legacy::Legacy;
use idiolect::dialect::{Dialect, DialectId, FailureFormat, Operation, Settings};

pub(crate) const MINE: &str = "mine";
pub(crate) const MINE_TYPE: &str = "application/vnd.mine+json";

const OPERATION: Operation = Operation::update_user("PUT", "/users/{id}", MINE_TYPE, &[MINE_TYPE]);

/// MediaSilo's messages at another endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Mine {
    legacy: Legacy,
    operation: &'static Operation,
}

impl Mine {
    pub(crate) fn at(operation: &'static Operation) -> Self {
        Self { legacy: Legacy::default(), operation }
    }
}

impl Default for Mine {
    fn default() -> Self {
        Self::at(&OPERATION)
    }
}

impl Dialect for Mine {
    fn id(&self) -> DialectId {
        DialectId::new(MINE)
    }

    fn settings(&self) -> &Settings {
        self.legacy.settings()
    }

    fn operations(&self) -> &[Operation] {
        std::slice::from_ref(self.operation)
    }

    fn properties(&self) -> &dyn Property {
        self.legacy.properties()
    }

    fn failure(&self) -> &dyn FailureFormat {
        self.legacy.failure()
    }
}
