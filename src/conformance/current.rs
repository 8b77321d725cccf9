//! The current user of an update, and the response that a dialect gives of it.

use super::case::{Trial, tree};
use super::entropy::Source;
use super::generate;
use super::oddity::Oddity;
use super::violation::{Finding, Held};
use crate::dialect::{
    Decoded, Dialect, DialectExt as _, DialectId, EncodedMessage, Error, FailureFormat, LossPolicy,
    Operation, Settings, UpdateContext, UpdateMode,
};
use crate::json::Node;
use crate::model::{User, UserUpdate};

/// A user whom the dialect can update, and its response.
#[derive(Debug)]
pub(super) struct Current<'t> {
    dialect: &'t dyn Dialect,
    pub(super) user: User,
    pub(super) response: EncodedMessage,
}

impl<'t> Current<'t> {
    pub(super) fn new(trial: &Trial<'t>, user: User) -> Option<Self> {
        let dialect = trial.dialect;
        dialect.update_operation().ids.check(user.id.as_str()).ok()?;
        let response = dialect.encode_user(&user);
        Some(Self { dialect, user, response })
    }

    /// Any user: one that was decoded from a response of whatever content, or one that was not.
    pub(super) fn decided_by(
        trial: &Trial<'t>,
        source: &mut Source<'_>,
    ) -> Result<Option<Self>, Finding> {
        if source.below(3) == 2 {
            let user = User { id: trial.id(), ..generate::user(source.rest()) };
            return Ok(Self::new(trial, user));
        }
        let oddities: Vec<Oddity> =
            (0..source.below(4)).map(|_| Oddity::decided_by(source)).collect();
        let original = trial.updated_user_body(source);
        let mut node = tree(&original)?;
        for oddity in &oddities {
            node = oddity.made_to(&node).map_or(node, |(_, other)| other);
        }
        let read = trial.dialect.decode_user(node.to_json().as_bytes());
        Ok(read.ok().and_then(|read| Self::new(trial, read.value)))
    }

    pub(super) fn tree(&self) -> Result<Node<'_>, Finding> {
        tree(&self.response.body)
    }

    fn context(&self) -> UpdateContext<'_> {
        UpdateContext::EMPTY.with_id(Some(&self.user.id)).with_current(Some(&self.user))
    }

    /// Decodes an update of the user.
    pub(super) fn decode(&self, body: &[u8]) -> Result<Decoded<UserUpdate>, Error> {
        self.dialect.decode_update(body, &self.context())
    }

    /// Encodes an update of the user, in a mode that may be another than the dialect's.
    pub(super) fn encode(
        &self,
        update: &UserUpdate,
        mode: UpdateMode,
        loss: &LossPolicy,
    ) -> Result<EncodedMessage, Error> {
        InMode::new(self.dialect, mode).encode_update(update, &self.context(), loss)
    }

    /// Does `check`, and shows the response where it fails.
    pub(super) fn shown(&self, check: impl FnOnce() -> Held) -> Held {
        check().map_err(|finding| finding.showing_body("response", &self.response.body))
    }
}

/// A dialect with partial or full updates, whatever its settings are.
#[derive(Debug)]
struct InMode<'d> {
    dialect: &'d dyn Dialect,
    settings: Settings,
}

impl<'d> InMode<'d> {
    fn new(dialect: &'d dyn Dialect, mode: UpdateMode) -> Self {
        let mut settings = *dialect.settings();
        settings.update_mode = mode;
        Self { dialect, settings }
    }
}

impl Dialect for InMode<'_> {
    fn id(&self) -> DialectId {
        self.dialect.id()
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn operations(&self) -> &[Operation] {
        self.dialect.operations()
    }

    fn properties(&self) -> &dyn crate::codec::Property {
        self.dialect.properties()
    }

    fn failure(&self) -> &dyn FailureFormat {
        self.dialect.failure()
    }
}
