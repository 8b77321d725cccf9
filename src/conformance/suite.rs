//! Tries every law on a dialect.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::case::{Messages, Trial};
use super::law::Law;
use super::violation::{Finding, Violation, Violations};
use super::{laws, random};
use crate::dialect::{Dialect, FailureResponse};
use crate::model::UserId;

/// The laws, a dialect, and what it is held to them with.
///
/// The cases are the same each time, unless another [`seed`](Self::seed) is chosen. The dialect is
/// taken as its settings make it: limits that its own messages do not keep are a breach, and so is
/// a failure format that has room for one problem where there are several.
#[derive(Debug, Clone)]
pub struct Conformance<'d> {
    dialect: &'d dyn Dialect,
    messages: Messages,
    id: Option<UserId>,
    cases: u32,
    seed: u64,
}

impl<'d> Conformance<'d> {
    /// The laws for `dialect`.
    #[must_use]
    pub fn new(dialect: &'d dyn Dialect) -> Self {
        Self { dialect, messages: Messages::default(), id: None, cases: 256, seed: 0 }
    }

    /// With an update of the vendor's among the messages.
    #[must_use]
    pub fn update(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.messages.updates.push(body.into());
        self
    }

    /// With a response of the vendor among the messages. It must contain a user.
    #[must_use]
    pub fn user(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.messages.users.push(body.into());
        self
    }

    /// With a failure of the vendor's among the messages.
    #[must_use]
    pub fn failure(mut self, message: FailureResponse) -> Self {
        self.messages.failures.push(message);
        self
    }

    /// With updates and responses of this user, for a dialect whose ids are neither UUIDs nor any
    /// text.
    #[must_use]
    pub fn id(mut self, id: UserId) -> Self {
        self.id = Some(id);
        self
    }

    /// With so many cases of each law.
    #[must_use]
    pub const fn cases(mut self, cases: u32) -> Self {
        self.cases = cases;
        self
    }

    /// With other cases for each seed.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Tries every law.
    ///
    /// # Errors
    /// Every law that is broken, each with the least case that was found.
    pub fn check(&self) -> Result<(), Violations> {
        Violations::found(Law::ALL.iter().filter_map(|law| self.check_law(*law).err()).collect())
    }

    /// Tries one case of one law: the one that `bytes` make.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_case(&self, law: Law, bytes: &[u8]) -> Result<(), Violation> {
        let trial =
            Trial { dialect: self.dialect, messages: &self.messages, bytes, id: self.id.as_ref() };
        catch_unwind(AssertUnwindSafe(|| laws::hold(law, &trial)))
            .unwrap_or_else(|panic| Err(Finding::panicked(&*panic)))
            .map_err(|finding| Violation::new(self.dialect.id(), law, finding, bytes))
    }

    /// Tries one law, and of a case that breaks it looks for the least.
    ///
    /// # Errors
    /// What is wrong with that.
    pub fn check_law(&self, law: Law) -> Result<(), Violation> {
        self.check_case(law, &[])?;
        for number in 0..self.cases {
            let bytes = random::bytes(self.seed, number);
            if let Err(seen) = self.check_case(law, &bytes) {
                let least = random::least(bytes, |bytes| self.check_case(law, bytes).is_err());
                // What comes out otherwise each time may hold the second time.
                return Err(self.check_case(law, &least).err().unwrap_or(seen));
            }
        }
        Ok(())
    }
}
