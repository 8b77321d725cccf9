//! The dialects that this build has, each with its vendor's messages.

use std::fmt;
use std::sync::LazyLock;

use idiolect::dialect::{
    Dialect, DialectExt, FailureResponse, LossPolicy, Settings, UpdateContext, built_in,
};
use idiolect::model::{User, UserId, UserUpdate};
use idiolect::problem::Failure;
use idiolect::translation::UpdateOptions;

use crate::payloads::{ALL, Payloads};

/// By which every path names the user.
pub(crate) static ID: LazyLock<UserId> =
    LazyLock::new(|| UserId::parse("3c90c3cc-0d44-4b50-8888-8dd25736052a").expect("an id"));

/// A dialect, and what its vendor says in it.
#[derive(Debug)]
pub(crate) struct Speaker {
    pub(crate) dialect: Box<dyn Dialect>,
    pub(crate) payloads: Payloads,
}

static SPEAKERS: LazyLock<Vec<Speaker>> = LazyLock::new(|| {
    let payloads =
        |dialect: &dyn Dialect| ALL.into_iter().find(|one| one.dialect == dialect.id().as_str());
    built_in(Settings::default())
        .into_iter()
        .filter_map(|dialect| payloads(&*dialect).map(|payloads| Speaker { dialect, payloads }))
        .collect()
});

/// All of this build.
pub(crate) fn fixtures() -> &'static [Speaker] {
    &SPEAKERS
}

/// The one of this name, if this build has it.
pub(crate) fn speaker(name: &str) -> Option<&'static Speaker> {
    SPEAKERS.iter().find(|speaker| speaker.payloads.dialect == name)
}

/// What is known of an update besides its body: the id in its path.
pub(crate) fn context() -> UpdateContext<'static> {
    UpdateContext::EMPTY.with_id(Some(&ID))
}

/// An update whose path is known on both sides, and that may lose whatever it loses.
pub(crate) fn options() -> UpdateOptions<'static> {
    UpdateOptions::default()
        .with_source_id(Some(&ID))
        .with_target_id(Some(&ID))
        .with_loss_policy(LossPolicy::AllowAll)
}

impl Speaker {
    pub(crate) fn update(&self) -> UserUpdate {
        self.dialect
            .decode_update(self.payloads.update.as_bytes(), &context())
            .expect("the vendor's update")
            .value
    }

    pub(crate) fn user(&self) -> User {
        self.dialect.decode_user(self.payloads.user.as_bytes()).expect("the vendor's user").value
    }

    pub(crate) fn refusal(&self) -> FailureResponse {
        FailureResponse::new(Some(422), self.payloads.failure)
    }

    pub(crate) fn failure(&self) -> Failure {
        self.dialect.decode_failure(&self.refusal()).value
    }
}

impl fmt::Display for Speaker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.payloads.dialect)
    }
}
