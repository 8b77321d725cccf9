//! One case of a law: a dialect, and the bytes that decide everything else.

use std::sync::{Arc, OnceLock};

use super::entropy::Source;
use super::generate;
use super::leaves::Leaves;
use super::normalized::Statement;
use super::violation::{Finding, Held};
use crate::codec::schema::SchemaChecker;
use crate::dialect::MessageKind;
use crate::dialect::{
    Decoded, Dialect, DialectExt as _, EncodedMessage, Error, FailureResponse, LossPolicy,
    Settings, UpdateContext, built_in,
};
use crate::json::{Limits, Node};
use crate::model::{User, UserId, UserUpdate};

/// Messages that a vendor documents or has sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Messages {
    pub(super) updates: Vec<Vec<u8>>,
    pub(super) users: Vec<Vec<u8>>,
    pub(super) failures: Vec<FailureResponse>,
    /// The schemas of the dialect, made once.
    schemas: OnceLock<Arc<Schemas>>,
    /// The members of its users, found once.
    leaves: OnceLock<Arc<Leaves>>,
}

/// The schemas of a dialect's messages, to check many of them.
#[derive(Debug)]
pub(super) struct Schemas {
    pub(super) update: SchemaChecker,
    pub(super) user: SchemaChecker,
    pub(super) failure: SchemaChecker,
}

/// A dialect, its vendor's messages, and bytes.
#[derive(Debug)]
pub(super) struct Trial<'t> {
    pub(super) dialect: &'t dyn Dialect,
    pub(super) messages: &'t Messages,
    pub(super) bytes: &'t [u8],
    /// Whom updates and responses name, if not whom they are made to.
    pub(super) id: Option<&'t UserId>,
}

impl<'t> Trial<'t> {
    pub(super) fn schemas(&self) -> &'t Schemas {
        let checker = |message| SchemaChecker::new(self.dialect.schema(message));
        self.messages.schemas.get_or_init(|| {
            Arc::new(Schemas {
                update: checker(MessageKind::Update),
                user: checker(MessageKind::User),
                failure: checker(MessageKind::Failure),
            })
        })
    }

    pub(super) fn leaves(&self) -> &'t Leaves {
        let leaves = || Arc::new(Leaves::of(&self.dialect.description()));
        self.messages.leaves.get_or_init(leaves)
    }

    pub(super) fn source(&self) -> Source<'t> {
        Source::new(self.bytes)
    }

    /// Whom updates are of.
    pub(super) fn id(&self) -> UserId {
        self.id.cloned().unwrap_or_else(generate::id)
    }

    /// The update that all bytes decide.
    pub(super) fn update(&self) -> UserUpdate {
        self.update_of(self.bytes)
    }

    fn update_of(&self, bytes: &[u8]) -> UserUpdate {
        UserUpdate { id: Some(self.id()), ..generate::update(bytes) }
    }

    /// The user that all bytes decide.
    pub(super) fn user(&self) -> User {
        self.user_of(self.bytes)
    }

    fn user_of(&self, bytes: &[u8]) -> User {
        let user = generate::user(bytes);
        User { id: self.id.cloned().unwrap_or_else(|| user.id.clone()), ..user }
    }

    /// Writes an update, whatever is lost.
    pub(super) fn encode(&self, update: &UserUpdate) -> Result<EncodedMessage, Finding> {
        self.dialect.encode_update(update, &UpdateContext::EMPTY, &LossPolicy::AllowAll).map_err(
            |error| {
                Finding::new(format!("an update of a user with an id cannot be written: {error}"))
            },
        )
    }

    /// Reads an update of [`id`](Self::id).
    pub(super) fn decode(&self, body: &[u8]) -> Result<Decoded<UserUpdate>, Error> {
        let id = self.id();
        self.dialect.decode_update(body, &UpdateContext::EMPTY.with_id(Some(&id)))
    }

    /// Reads an update that the dialect itself has written.
    pub(super) fn decode_own(&self, body: &[u8]) -> Result<Decoded<UserUpdate>, Finding> {
        self.decode(body).map_err(|error| unread(&error))
    }

    /// Reads a response that the dialect itself has written.
    pub(super) fn decode_own_user(&self, body: &[u8]) -> Result<Decoded<User>, Finding> {
        self.dialect.decode_user(body).map_err(|error| unread(&error))
    }

    /// An update as the dialect spells it: one of the vendor's, or one that is written from the
    /// bytes that are left.
    pub(super) fn update_body(&self, source: &mut Source<'_>) -> Result<Vec<u8>, Finding> {
        match self.messages.updates.get(source.below(self.messages.updates.len() * 2)) {
            Some(body) => Ok(body.clone()),
            None => Ok(self.encode(&self.update_of(source.rest()))?.body),
        }
    }

    /// A response as the dialect spells it: one of the vendor's, or one that is written from the
    /// bytes that are left.
    pub(super) fn user_body(&self, source: &mut Source<'_>) -> Vec<u8> {
        match self.messages.users.get(source.below(self.messages.users.len() * 2)) {
            Some(body) => body.clone(),
            None => self.dialect.encode_user(&self.user_of(source.rest())).body,
        }
    }

    /// A response as the dialect spells it, of somebody whom it can update.
    pub(super) fn updated_user_body(&self, source: &mut Source<'_>) -> Vec<u8> {
        let of_generated = |source: &Source<'_>| {
            let user = User { id: self.id(), ..generate::user(source.rest()) };
            self.dialect.encode_user(&user).body
        };
        let chosen = source.below(self.messages.users.len() * 2);
        self.messages.users.get(chosen).cloned().unwrap_or_else(|| of_generated(source))
    }

    /// A failure as the dialect spells it: one of the vendor's, or one that is written from the
    /// bytes that are left.
    pub(super) fn failure_message(&self, source: &mut Source<'_>) -> FailureResponse {
        match self.messages.failures.get(source.below(self.messages.failures.len() * 2)) {
            Some(message) => message.clone(),
            None => self.dialect.encode_failure(&generate::failure(source.rest())).message,
        }
    }
}

/// Does `check` with an update and what the dialect writes for it, and shows both where it fails.
pub(super) fn with_written(
    trial: &Trial<'_>,
    update: &UserUpdate,
    check: impl FnOnce(&EncodedMessage) -> Held,
) -> Held {
    let shown =
        |finding: Finding| finding.showing("update", Statement::of_update(update).to_json());
    let encoded = trial.encode(update).map_err(shown)?;
    check(&encoded).map_err(|finding| shown(finding).showing_body("written as", &encoded.body))
}

/// The dialects that another is translated into and from.
pub(super) fn neighbours() -> Vec<Box<dyn Dialect>> {
    built_in(Settings::default())
}

/// That a dialect does not read what it wrote.
pub(super) fn unread(error: &Error) -> Finding {
    Finding::new(format!("it cannot decode its own output: {}", error_text(error)))
}

/// The text of an error, with its problems.
pub(super) fn error_text(error: &Error) -> String {
    let problems: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    if problems.is_empty() { error.to_string() } else { problems.join("; ") }
}

/// What the dialect itself has written, as a tree.
pub(super) fn tree(body: &[u8]) -> Result<Node<'_>, Finding> {
    crate::json::parse(body, &Limits::NONE)
        .map_err(|problem| Finding::new(format!("the body is not valid JSON: {problem}")))
}
