//! What stands in the lists of a user.

use std::hash::Hash;

use super::extras::Extras;
use super::id::{AccountId, MembershipId, ResourceId, RoleId};
use super::moment::Timestamp;
use super::recurrence_rule::RecurrenceRule;
use super::text::Text;

/// How an element of a user's list is named in an update.
pub trait Element: Clone + PartialEq {
    /// What an update says of one element.
    type Change: Clone + PartialEq;
    /// What tells whether a change is about an element that is there already.
    type Key: Eq + Hash;

    /// The key of this element.
    fn key(&self) -> Self::Key;

    /// The key of the element that `change` is about.
    fn key_of(change: &Self::Change) -> Self::Key;

    /// The element after the update, given what it was `before`, if it was there.
    fn from_change(change: &Self::Change, before: Option<&Self>) -> Self;

    /// What an update would say of this element.
    fn to_change(&self) -> Self::Change;
}

/// A role that a user holds. An update names it by its id alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Role {
    /// The role's id.
    pub id: RoleId,
    /// What it is called.
    pub name: Option<Text>,
    /// What it is for.
    pub description: Option<Text>,
    /// What it applies to.
    pub context: Option<Text>,
    /// The level it applies at.
    pub level: Option<Text>,
    /// What else an answer said of it.
    pub extras: Extras,
}

impl Role {
    /// A role of which only the id is known.
    #[must_use]
    pub fn new(id: RoleId) -> Self {
        Self {
            id,
            name: None,
            description: None,
            context: None,
            level: None,
            extras: Extras::default(),
        }
    }
}

impl Element for Role {
    type Change = RoleId;
    type Key = RoleId;

    fn key(&self) -> RoleId {
        self.id.clone()
    }

    fn key_of(change: &RoleId) -> RoleId {
        change.clone()
    }

    fn from_change(change: &RoleId, before: Option<&Self>) -> Self {
        before.cloned().unwrap_or_else(|| Self::new(change.clone()))
    }

    fn to_change(&self) -> RoleId {
        self.id.clone()
    }
}

/// That a user belongs to an account, in a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Membership {
    /// The membership's own id.
    pub id: Option<MembershipId>,
    /// The role within the account; no vendor publishes the list.
    pub role: Text,
    /// The account.
    pub account: AccountId,
    /// What the account is called.
    pub account_name: Option<Text>,
    /// What else an answer said of it.
    pub extras: Extras,
}

impl Membership {
    /// A membership as an update grants it.
    #[must_use]
    pub fn new(grant: MembershipChange) -> Self {
        let MembershipChange { role, account } = grant;
        Self { id: None, role, account, account_name: None, extras: Extras::default() }
    }
}

/// A membership as an update says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MembershipChange {
    /// The role within the account.
    pub role: Text,
    /// The account.
    pub account: AccountId,
}

impl MembershipChange {
    /// The role `role` in `account`.
    #[must_use]
    pub const fn new(role: Text, account: AccountId) -> Self {
        Self { role, account }
    }
}

impl Element for Membership {
    type Change = MembershipChange;
    type Key = AccountId;

    fn key(&self) -> AccountId {
        self.account.clone()
    }

    fn key_of(change: &MembershipChange) -> AccountId {
        change.account.clone()
    }

    fn from_change(change: &MembershipChange, before: Option<&Self>) -> Self {
        match before {
            Some(membership) => Self { role: change.role.clone(), ..membership.clone() },
            None => Self::new(change.clone()),
        }
    }

    fn to_change(&self) -> MembershipChange {
        MembershipChange { role: self.role.clone(), account: self.account.clone() }
    }
}

/// A report that a user gets by e-mail, again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AnalyticsReport {
    /// The account that it is about.
    pub account: AccountId,
    /// When it is sent.
    pub schedule: RecurrenceRule,
    /// Which time it covers; no vendor publishes the list.
    pub time_period: Text,
    /// Which reports it holds; no vendor publishes the list.
    pub reports: Vec<Text>,
    /// What else an answer said of it.
    pub extras: Extras,
}

impl AnalyticsReport {
    /// A report on `account`, sent by `schedule`.
    #[must_use]
    pub fn new(
        account: AccountId,
        schedule: RecurrenceRule,
        time_period: Text,
        reports: Vec<Text>,
    ) -> Self {
        Self { account, schedule, time_period, reports, extras: Extras::default() }
    }
}

impl Element for AnalyticsReport {
    type Change = Self;
    type Key = Self;

    fn key(&self) -> Self {
        self.to_change()
    }

    fn key_of(change: &Self) -> Self {
        change.to_change()
    }

    fn from_change(change: &Self, before: Option<&Self>) -> Self {
        before.unwrap_or(change).clone()
    }

    fn to_change(&self) -> Self {
        Self { extras: Extras::default(), ..self.clone() }
    }
}

/// An account of the user's with somebody who vouches for who they are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Identity {
    /// The identity's id.
    pub id: ResourceId,
    /// Who vouches.
    pub platform: Option<Text>,
    /// What else an answer said of it.
    pub extras: Extras,
}

impl Identity {
    /// An identity of which only the id is known.
    #[must_use]
    pub fn new(id: ResourceId) -> Self {
        Self { id, platform: None, extras: Extras::default() }
    }
}

/// A team that a user belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Team {
    /// The team's id.
    pub id: ResourceId,
    /// What else an answer said where it referred to it.
    pub extras: Extras,
}

impl Team {
    /// A team of which only the id is known.
    #[must_use]
    pub fn new(id: ResourceId) -> Self {
        Self { id, extras: Extras::default() }
    }
}

/// An organisation that a user belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Organisation {
    /// The organisation's id.
    pub id: ResourceId,
    /// What it is, where the answer included it.
    pub details: Option<OrganisationDetails>,
    /// What else an answer said where it referred to it.
    pub extras: Extras,
}

impl Organisation {
    /// An organisation of which only the id is known.
    #[must_use]
    pub fn new(id: ResourceId) -> Self {
        Self { id, details: None, extras: Extras::default() }
    }
}

/// What an answer includes about an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct OrganisationDetails {
    /// What it is called.
    pub name: Option<Text>,
    /// What it is called in addresses.
    pub slug: Option<Text>,
    /// What it does.
    pub description: Option<Text>,
    /// Whether it is there for trying things out.
    pub sandbox: Option<bool>,
    /// What it calls its schemes.
    pub schemes: Option<Vec<LocalizedTerm>>,
    /// What it calls its work orders.
    pub work_orders: Option<Vec<LocalizedTerm>>,
    /// What it calls its operations.
    pub operations: Option<Vec<LocalizedTerm>>,
    /// Whether it is on the third version of the service.
    pub v3: Option<bool>,
    /// The state it is in.
    pub status: Option<Text>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// What it has switched on.
    pub features: Option<Vec<Feature>>,
    /// The users in it.
    pub users: Option<Vec<ResourceId>>,
    /// The service accounts in it.
    pub service_accounts: Option<Vec<ResourceId>>,
    /// The groups in it.
    pub groups: Option<Vec<ResourceId>>,
    /// The teams in it.
    pub teams: Option<Vec<ResourceId>>,
    /// What else an answer said of it.
    pub extras: Extras,
}

/// An organisation's own word for something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct LocalizedTerm {
    /// The word for one.
    pub singular: Option<Text>,
    /// The word for several.
    pub plural: Option<Text>,
    /// The language of both.
    pub language: Option<Text>,
    /// What else an answer said of it.
    pub extras: Extras,
}

/// Something that an organisation may have switched on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Feature {
    /// What it is called.
    pub name: Option<Text>,
    /// Whether it is on.
    pub enabled: Option<bool>,
    /// How much of it there may be.
    pub limit: Option<u64>,
    /// What else an answer said of it.
    pub extras: Extras,
}
