//! The dialects that this build has, each with its vendor's messages.

use std::fmt;
use std::sync::LazyLock;

use idiolect::UpdateOptions;
use idiolect::dialect::{
    Dialect, DialectExt, FailureResponse, LossPolicy, Settings, UpdateContext, built_in,
};
use idiolect::model::{User, UserId, UserUpdate};
use idiolect::problem::Failure;

use crate::payloads::{ALL, Payloads};

/// The id of the user in every path.
pub(crate) static ID: LazyLock<UserId> =
    LazyLock::new(|| UserId::parse("3c90c3cc-0d44-4b50-8888-8dd25736052a").expect("an id"));

/// A dialect, and the messages of its vendor.
#[derive(Debug)]
pub(crate) struct Fixture {
    pub(crate) dialect: Box<dyn Dialect>,
    pub(crate) payloads: Payloads,
}

static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let payloads =
        |dialect: &dyn Dialect| ALL.into_iter().find(|one| one.dialect == dialect.id().as_str());
    built_in(Settings::default())
        .into_iter()
        .filter_map(|dialect| payloads(&*dialect).map(|payloads| Fixture { dialect, payloads }))
        .collect()
});

/// All fixtures of this build.
pub(crate) fn fixtures() -> &'static [Fixture] {
    &FIXTURES
}

/// The fixture of this name, if this build has it.
pub(crate) fn fixture(name: &str) -> Option<&'static Fixture> {
    FIXTURES.iter().find(|fixture| fixture.payloads.dialect == name)
}

/// The context of an update: the id in its path.
pub(crate) fn context() -> UpdateContext<'static> {
    UpdateContext::EMPTY.with_id(Some(&ID))
}

/// Options with the id on both sides, and with all losses allowed.
pub(crate) fn options() -> UpdateOptions<'static> {
    UpdateOptions::default()
        .with_source_id(Some(&ID))
        .with_target_id(Some(&ID))
        .with_loss_policy(LossPolicy::AllowAll)
}

impl Fixture {
    pub(crate) fn update(&self) -> UserUpdate {
        self.dialect
            .decode_update(self.payloads.update.as_bytes(), &context())
            .expect("the vendor's update")
            .value
    }

    pub(crate) fn user(&self) -> User {
        self.dialect.decode_user(self.payloads.user.as_bytes()).expect("the vendor's user").value
    }

    pub(crate) fn failure_response(&self) -> FailureResponse {
        FailureResponse::new(Some(422), self.payloads.failure)
    }

    pub(crate) fn failure(&self) -> Failure {
        self.dialect.decode_failure(&self.failure_response()).value
    }
}

impl fmt::Display for Fixture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.payloads.dialect)
    }
}
